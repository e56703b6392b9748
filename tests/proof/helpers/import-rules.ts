/** Who may import whom. Pure: facts in, sentences out. */
import type { SourceFacts, SourceImport } from './source-facts.ts';
import { targetOf } from './source-facts.ts';

/** The rim of the report room: what runs inside the test runner, and what puts files down. */
const rim: ReadonlySet<string> = new Set(['tests/support/report/reporter.ts', 'tests/support/report/write.ts']);

const isPureRoom = (file: string): boolean =>
  /^tests\/support\/(text|endpoint|oracles|drift|payloads|report)\//.test(file) && !rim.has(file);

const harmlessBuiltins: ReadonlySet<string> = new Set(
  ['assert', 'buffer', 'crypto', 'path', 'path/posix', 'punycode', 'querystring', 'string_decoder', 'url', 'util'].map(
    (name) => `node:${name}`,
  ),
);
const httpModules: ReadonlySet<string> = new Set([
  'supertest',
  'superagent',
  'undici',
  'node:http',
  'node:https',
  'node:http2',
  'node:net',
  'node:tls',
  'http',
  'https',
  'net',
  'tls',
]);
const impurePackages: ReadonlySet<string> = new Set([
  'supertest',
  'superagent',
  'undici',
  'dotenv',
  'write-file-atomic',
  'fastify',
  'commander',
  'concurrently',
  'p-retry',
  'p-throttle',
  'vitest',
  'tinybench',
]);
const bareBuiltins =
  /^(?:fs|net|http|https|http2|tls|dgram|dns|child_process|worker_threads|os|process|readline|cluster|vm)(?:\/|$)/;

const isImpure = ({ specifier }: SourceImport): boolean =>
  specifier === '?' ||
  impurePackages.has(specifier) ||
  bareBuiltins.test(specifier) ||
  (specifier.startsWith('node:') && !harmlessBuiltins.has(specifier));

/** `node:net` also knows what an address looks like; that sends nothing. */
const talks = ({ specifier, names, typeOnly }: SourceImport): boolean =>
  !typeOnly &&
  httpModules.has(specifier) &&
  !(names.length > 0 && names.every((name) => /^isIP(?:v4|v6)?$/.test(name)));

const running = (facts: SourceFacts): readonly SourceImport[] => facts.imports.filter(({ typeOnly }) => !typeOnly);

/** Every file that breaks a rule, as a sentence that names file, import and rule. */
export function importProblems(files: readonly SourceFacts[]): readonly string[] {
  const byName = new Map(files.map((facts) => [facts.file, facts]));
  return files.flatMap((facts) => [
    ...contractProblems(facts),
    ...mockProblems(facts),
    ...environmentProblems(facts),
    ...talkProblems(facts),
    ...(isPureRoom(facts.file) ? [...purityProblems(facts), ...reachProblems(facts, byName)] : []),
  ]);
}

const contractProblems = ({ file, imports }: SourceFacts): readonly string[] =>
  file.startsWith('tests/contract/')
    ? imports
        .filter(({ specifier }) => {
          const target = targetOf(file, specifier);
          return target === null
            ? specifier !== 'vitest'
            : target !== 'tests/support/index.ts' && !target.startsWith('tests/contract/');
        })
        .map(({ specifier }) => `${file} imports ${specifier}: a contract test knows support/index.ts and vitest only.`)
    : [];

const mockProblems = ({ file, imports }: SourceFacts): readonly string[] =>
  file.startsWith('tests/mock/')
    ? imports
        .filter(({ specifier }) => specifier === '?' || targetOf(file, specifier)?.startsWith('tests/mock/') === false)
        .map(
          ({ specifier }) => `${file} imports ${specifier}: the mock imports nothing of ours outside of tests/mock/.`,
        )
    : [];

const environmentProblems = ({ file, uses }: SourceFacts): readonly string[] =>
  uses.includes('process.env') && !/^tests\/(?:support\/config|proof)\//.test(file)
    ? [`${file} reads process.env: only tests/support/config does.`]
    : [];

const talkProblems = (facts: SourceFacts): readonly string[] => {
  const { file, uses } = facts;
  if (!/^tests\/(?:support|contract)\//.test(file) || file.startsWith('tests/support/client/')) return [];
  return [
    ...facts.imports.filter(talks).map(({ specifier }) => specifier),
    ...uses.filter((use) => ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].includes(use)),
  ].map((what) => `${file} uses ${what}: only tests/support/client talks to a target.`);
};

const clocks: ReadonlySet<string> = new Set([
  'Date.now',
  'new Date()',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'console',
]);

const purityProblems = (facts: SourceFacts): readonly string[] => [
  ...running(facts)
    .filter(isImpure)
    .map(({ specifier }) => `${facts.file} imports ${specifier}: this room does no I/O.`),
  ...facts.uses.filter((use) => clocks.has(use)).map((use) => `${facts.file} uses ${use}: take it as an argument.`),
];

/** A pure room that imports a neighbour that imports the file system is not pure either. */
function reachProblems(start: SourceFacts, byName: ReadonlyMap<string, SourceFacts>): readonly string[] {
  const seen = new Set([start.file]);
  const waiting = [start];
  const problems: string[] = [];
  for (let facts = waiting.pop(); facts !== undefined; facts = waiting.pop()) {
    for (const { specifier } of running(facts)) {
      const target = targetOf(facts.file, specifier);
      const next = target === null ? undefined : byName.get(target);
      if (next === undefined || seen.has(next.file)) continue;
      seen.add(next.file);
      waiting.push(next);
      const impure = isPureRoom(next.file) ? undefined : running(next).find(isImpure);
      if (impure !== undefined)
        problems.push(`${start.file} reaches ${impure.specifier} through ${next.file}: this room does no I/O.`);
    }
  }
  return problems;
}
