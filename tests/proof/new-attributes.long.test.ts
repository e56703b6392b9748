/** Attributes that only the two schemas name are written, judged, refused and put back like those of the documents. */
import type { Profile } from '../support/config/types.ts';
import type { Report } from '../support/report/types.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenWithAttributes } from '../mock/attributes-broken.ts';
import { brokenBeside } from '../mock/attributes-more.ts';
import { faithfulWithAttributes, initialExtras, withAttributes } from '../mock/attributes.ts';
import { startMock, type MockServer, type VariantSource } from '../mock/index.ts';
import { checkOut, type Checkout, type Ran } from './attributes/checkout.ts';
import { forBrokenBeside } from './attributes/cases.ts';
import type { Row } from './attributes/main.ts';
import { playIn, rowIn, type PlayedIn } from './attributes/played.ts';
import { additions, names, withHiddenAttribute, type Which } from './attributes/schemas.ts';
import { sentOf } from './attributes/sent.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { play } from './helpers/servers.ts';

const contract = 'tests/support/cli/contract.ts';

/** The checkout with the three. */
let checkout: Checkout;
const played = new Map<Which, PlayedIn>();
beforeAll(async () => {
  checkout = await checkOut(additions[0].edit);
  played.set('three', await playIn(checkout, 'three', 'quick'));
});
afterAll(() => checkout.dispose());

const rowOf = (id: string, profile: Profile = 'full', which: Which = 'three'): Row =>
  rowIn(played.get(which) ?? { rows: [], stderr: '' }, id, profile);

interface CommandRun extends Ran {
  /** What the run left; null when there was none to leave. */
  readonly report: Report | null;
  readonly requests: readonly string[];
  readonly mock: MockServer;
}

/** The report that the command left in a checkout, or null. */
const reportIn = async ({ directory }: Checkout): Promise<Report | null> => {
  const text = await readFile(path.join(directory, 'reports', 'report.json'), 'utf8').catch(() => 'null');
  return JSON.parse(text) as Report | null;
};

/** Runs the command in a checkout against a stand-in of this process. */
async function judged(where: Checkout, variant: VariantSource, ...more: readonly string[]): Promise<CommandRun> {
  const requests: string[] = [];
  const mock = await startMock({
    variant,
    onRequest: (method, target, body) => requests.push(`${method} ${target} ${body.toString('latin1')}`),
  });
  try {
    const env = sandboxEnvironment(mock.baseUrl);
    const ran = await where.run(contract, ['--profile', 'smoke', '--seed', '1', '--baseline', 'none', ...more], env);
    return { ...ran, report: await reportIn(where), requests, mock };
  } finally {
    await mock.close();
  }
}

/** No server of these sets a cookie. */
const cookiesAlone = ['door-cookies-of-target'];

/** What a run of the profile full says of generated payloads that have no room beside those of new attributes. */
const leftToNightly = expect.stringMatching(
  /^left to the profile nightly: \d+ generated payloads for which new attributes /,
) as string;

describe('a server that keeps the contract with three more attributes', () => {
  test.each([
    ...faithfulWithAttributes.map(({ id }) => ({ id, profile: 'full' as const, most: 300 })),
    { id: 'attributes', profile: 'smoke' as const, most: 25 },
  ])('is conformant in the profile $profile: $id', ({ id, profile, most }) => {
    const row = rowOf(id, profile);
    expect(row).toMatchObject({ verdict: 'conformant', exitCode: 0, failures: [], budget: most });
    expect(row.requests).toBeLessThanOrEqual(most);
  });

  test.each([
    ...faithfulWithAttributes.map(({ id }) => ({ id, profile: 'full' as const, reasons: [leftToNightly] })),
    { id: 'attributes', profile: 'smoke' as const, reasons: [] },
  ])('meets every case of the profile $profile: $id', ({ id, profile, reasons }) => {
    // A case for which the budget does not suffice is among the reasons.
    expect(rowOf(id, profile)).toMatchObject({ withheld: [], reasons });
    // No server of these sets a cookie.
    expect(rowOf(id, profile).leftOut.filter((each) => each !== 'door-cookies-of-target')).toEqual([]);
  });

  test.each([
    { name: 'job_title', type: 'string' },
    { name: 'address', type: 'object' },
    { name: 'languages', type: 'array' },
  ] as const)('is sent $name alone, with others, as null and of a wrong type', ({ name, type }) => {
    const sent = rowOf('attributes').sent[name];
    expect(Math.min(sent?.alone ?? 0, sent?.withOthers ?? 0, sent?.wrong ?? 0)).toBeGreaterThan(0);
    expect(sent?.types).toEqual(expect.arrayContaining([type, 'null']));
    expect(sent?.types.length).toBeGreaterThan(2);
  });

  test('is sent a job title of 80 characters, and one of 81', () =>
    expect(rowOf('attributes').sent['job_title']?.lengths).toEqual(expect.arrayContaining([80, 81])));

  test('has all three put back by the command', async () => {
    const { code, report, requests, mock } = await judged(checkout, withAttributes);
    expect({ code, sandbox: report?.sandbox }).toMatchObject({
      code: 0,
      sandbox: { restored: true, snapshot: { state: initialExtras() } },
    });
    expect(mock.stored().extras).toEqual(initialExtras());
    const sent = sentOf(requests, names);
    expect(names.filter((name) => sent[name]?.withOthers === 0)).toEqual([]);
  });
});

/** What the profile full plays where there is no new attribute, and clauses that it has no occasion to judge. */
let before: { readonly cases: readonly string[]; readonly idle: readonly string[] };
beforeAll(async () => {
  const { report } = await play({ profile: 'full', seed: 1, haste: 20 });
  const idle = report.clauses.filter(({ outcome }) => outcome === 'not-exercised').map(({ id }) => id);
  before = { cases: report.cases.map(({ id }) => id), idle };
});

describe.each(additions)('beside $what', ({ which, edit, added }) => {
  beforeAll(async () => {
    if (played.has(which)) return;
    const more = await checkOut(edit);
    played.set(which, await playIn(more, which, 'quick'));
    await more.dispose();
  });
  const good = (profile?: Profile): Row => rowOf('attributes', profile, which);

  test.each([
    { profile: 'smoke', most: 25 },
    { profile: 'full', most: 300 },
  ] as const)('the profile $profile sends $most requests at most', ({ profile, most }) => {
    expect(good(profile)).toMatchObject({
      verdict: 'conformant',
      exitCode: 0,
      budget: most,
      leftOut: profile === 'full' ? cookiesAlone : [],
    });
    expect(good(profile).requests).toBeLessThanOrEqual(most);
  });

  test('the profile full says what it leaves to the profile nightly', () => {
    const { reasons, left, cases } = good();
    expect(reasons).toEqual([
      `left to the profile nightly: ${String(left.length)} generated payloads for which new attributes leave no room: ` +
        `${left.slice(0, 5).join(', ')} and ${String(left.length - 5)} more (npm run doctor lists all)`,
    ]);
    expect(good('smoke').reasons).toEqual([]);
    expect(left.filter((id) => cases.includes(id))).toEqual([]);
    expect(before.cases.filter((id) => !cases.includes(id) && !left.includes(id))).toEqual([]);
  });

  test('every clause keeps its occasion in the profile full', () =>
    expect(good().idle.filter((id) => !before.idle.includes(id))).toEqual([]));

  test.each(added)('%s is sent alone, with others and in a wrong way', (name) => {
    const sent = good().sent[name];
    expect(Math.min(sent?.alone ?? 0, sent?.withOthers ?? 0, sent?.wrong ?? 0)).toBeGreaterThan(0);
  });

  test.each(brokenBeside([]))('a documented attribute that is broken is found: $id', ({ id }) => {
    expect(rowOf(id, 'full', which)).toMatchObject({ verdict: 'violated', exitCode: 2 });
    expect(good().cases).toEqual(expect.arrayContaining(forBrokenBeside));
  });
});

test('npm run doctor lists what the profile full leaves to nightly', async () => {
  const { stdout } = await checkout.run('tests/support/cli/doctor.ts', ['--target', 'mock', '--no-env']);
  const [, list = ''] = stdout.split(/^Left by full to nightly.*: \d+ generated payloads\n/m);
  expect(list.split('\n').map((line) => line.trim())).toEqual([...rowOf('attributes').left, '']);
});

describe('a server that breaks the contract for one attribute', () => {
  test.each(brokenWithAttributes)('is violated: $id', ({ id, attribute }) => {
    const { verdict, exitCode, failures, mutations } = rowOf(id);
    expect(mutations).toBeGreaterThan(1);
    expect({ verdict, exitCode }).toEqual({ verdict: 'violated', exitCode: 2 });
    expect(failures.filter(({ clause, pointer }) => `${clause} ${pointer}`.includes(attribute))).not.toEqual([]);
  });
});

describe('an attribute that only the request schema names', () => {
  let hidden: Checkout;
  beforeAll(async () => {
    hidden = await checkOut(withHiddenAttribute('nickname'));
  });
  afterAll(() => hidden.dispose());

  test('is a fault of the schemas, said before anything is sent', async () => {
    const { code, stderr, requests } = await judged(hidden, {});
    expect({ code, requests }).toEqual({ code: 1, requests: [] });
    expect(stderr).toContain('nickname');
  });
});
