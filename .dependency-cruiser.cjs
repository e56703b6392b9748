/** Who may import whom: the rooms of the suite from the bottom up, checked by `npm run rooms`. Types count like code. */

const support = (...rooms) => `^tests/support/(${rooms.join('|')})/`;
const shared = '^tests/support/[^/]+\\.ts$';

/** Rooms that take data and give data. What puts the files of a report down is the rim of `render`. */
const pure = [
  'text',
  'endpoint',
  'oracles',
  'model',
  'observe',
  'drift',
  'values',
  'payloads',
  'report',
  'causes',
  'render',
  'judge',
  'openapi',
  'page',
];
const rim = '^tests/support/render/write\\.ts$';
const io =
  '^(fs|fs/promises|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|os|process|readline|cluster|vm)$';
const talking = '(^|/)node_modules/(supertest|superagent|undici|axios|node-fetch)/';

/** From the bottom up: a room imports rooms before it in the list, and itself. */
const order = [
  ['text'],
  ['files'],
  ['client'],
  ['endpoint'],
  ['config'],
  ['values'],
  ['payloads', 'oracles'],
  ['model'],
  ['report'],
  ['causes'],
  ['render'],
  ['judge'],
  ['sdk', 'openapi'],
  ['observe'],
  ['drift'],
  ['page'],
  ['restore'],
  ['sandbox'],
  ['cases'],
  ['play'],
  ['target'],
  ['run'],
  ['cli'],
  ['ci'],
];
const above = (index) => order.slice(index).flat();

module.exports = {
  forbidden: [
    { name: 'no-circle', comment: 'No circle between files.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circle-of-rooms',
      comment: 'No circle between rooms.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^tests/support' },
      to: { circular: true },
    },
    ...order.map((rooms, index) => ({
      name: `order-${rooms.join('-')}`,
      comment: `${rooms.join(' and ')} stand below: ${above(index + 1).join(', ') || 'nothing'}.`,
      severity: 'error',
      from: { path: support(...rooms) },
      to: { path: support(...above(index + 1), 'none') },
    })),
    {
      name: 'pure-rooms-do-no-io',
      comment: 'A room that computes touches no files, network or processes, also not through a neighbour.',
      severity: 'error',
      from: { path: support(...pure), pathNot: rim },
      to: { path: io, reachable: true },
    },
    {
      name: 'only-the-client-talks',
      comment: 'Nothing but the client talks to a target.',
      severity: 'error',
      from: { path: '^tests/(support|contract)/', pathNot: support('client') },
      to: { path: talking },
    },
    {
      name: 'contract-knows-one-door',
      comment: 'A contract test knows vitest, its neighbours and support/index.ts.',
      severity: 'error',
      from: { path: '^tests/contract/' },
      to: {
        pathNot: ['^tests/support/index\\.ts$', '^tests/contract/', 'node_modules/vitest/', 'node_modules/@vitest/'],
      },
    },
    {
      name: 'mock-imports-nothing-of-ours',
      comment: 'A bug of the suite cannot hide itself in the mock.',
      severity: 'error',
      from: { path: '^tests/mock/' },
      to: { path: '^(tests/(support|contract|proof)|schemas|fixtures)/' },
    },
    {
      name: 'no-proof-in-the-suite',
      severity: 'error',
      from: { path: '^tests/(support|contract|mock)/' },
      to: { path: '^tests/proof/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
