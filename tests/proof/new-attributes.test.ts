/** Attributes that only the two schemas name are written, judged, refused and put back like those of the documents. */
import type { Profile } from '../support/config/types.ts';
import type { Report } from '../support/report/types.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenWithAttributes } from '../mock/attributes-broken.ts';
import { faithfulWithAttributes, initialExtras, withAttributes } from '../mock/attributes.ts';
import { startMock, type MockServer, type VariantSource } from '../mock/index.ts';
import { checkOut, type Checkout, type Ran } from './attributes/checkout.ts';
import type { Row } from './attributes/main.ts';
import { names, withHiddenAttribute, withThreeAttributes } from './attributes/schemas.ts';
import { sentOf } from './attributes/sent.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';

const contract = 'tests/support/cli/contract.ts';
const minute = 60_000;

let checkout: Checkout;
let played: Ran;
let rows: ReadonlyMap<string, Row>;
beforeAll(async () => {
  checkout = await checkOut(withThreeAttributes);
  played = await checkout.run('tests/proof/attributes/main.ts', ['quick']);
  const lines = played.stdout.split('\n').filter((line) => line !== '');
  rows = new Map(lines.map((line) => JSON.parse(line) as Row).map((row) => [`${row.id} ${row.profile}`, row]));
}, 2 * minute);
afterAll(() => checkout.dispose());

const rowOf = (id: string, profile: Profile = 'full'): Row => {
  const row = rows.get(`${id} ${profile}`);
  if (row === undefined) throw new Error(`${id} was not played in the profile ${profile}. ${played.stderr}`);
  return row;
};

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
    ...faithfulWithAttributes.map(({ id }) => ({ id, profile: 'full' as const })),
    { id: 'attributes', profile: 'smoke' as const },
  ])('meets every case of the profile $profile: $id', ({ id, profile }) => {
    // A case for which the budget does not suffice is among the reasons.
    expect(rowOf(id, profile)).toMatchObject({ leftOut: [], withheld: [], reasons: [] });
  });

  test.each([
    { name: 'job_title', type: 'string' },
    { name: 'address', type: 'object' },
    { name: 'languages', type: 'array' },
  ] as const)('is sent $name alone, with others, as null and of a wrong type', ({ name, type }) => {
    const { alone, withOthers, types } = rowOf('attributes').sent[name];
    expect(Math.min(alone, withOthers)).toBeGreaterThan(0);
    expect(types).toEqual(expect.arrayContaining([type, 'null']));
    expect(types.length).toBeGreaterThan(2);
  });

  test('is sent a job title of 80 characters, and one of 81', () => {
    expect(rowOf('attributes').sent.job_title.lengths).toEqual(expect.arrayContaining([80, 81]));
  });

  test('has all three put back by the command', { timeout: minute }, async () => {
    const { code, report, requests, mock } = await judged(checkout, withAttributes);
    expect({ code, sandbox: report?.sandbox }).toMatchObject({
      code: 0,
      sandbox: { restored: true, snapshot: { state: initialExtras() } },
    });
    expect(mock.stored().extras).toEqual(initialExtras());
    const sent = sentOf(requests);
    expect(names.filter((name) => sent[name].alone + sent[name].withOthers === 0)).toEqual([]);
  });
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

  test('is a fault of the schemas, said before anything is sent', { timeout: minute }, async () => {
    const { code, stderr, requests } = await judged(hidden, {});
    expect({ code, requests }).toEqual({ code: 1, requests: [] });
    expect(stderr).toContain('nickname');
  });
});
