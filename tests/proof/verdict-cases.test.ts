import type { Report } from '../support/report/types.ts';
import type { JsonObject } from '../support/text/json.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock, type MockServer } from '../mock/index.ts';
import { assemble } from '../support/run/assemble.ts';
import type { Case } from '../support/cases/cases.ts';
import { playCases } from './helpers/play-cases.ts';
import { settingsFor } from './helpers/servers.ts';
import { factsWith, nothingElse } from './helpers/verdict-data.ts';

let mock: MockServer;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const caseThat = (run: Case['run'], change: Partial<Case> = {}): Case => ({
  id: 'planted',
  title: 'a planted case',
  group: 'planted',
  profile: 'smoke',
  judges: ['name-comes-back'],
  run,
  ...change,
});

/** What a run says of one case that meets a good server. */
async function verdictOn(
  definition: Case,
  change: { readonly budget?: number; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Report> {
  const settings = { ...settingsFor(mock, { profile: 'full', env: change.env ?? {} }), cases: [definition.id] };
  const { reports, early } = await playCases(settings, [definition], change.budget ?? 50);
  return assemble(factsWith({ settings, reports, early }), nothingElse);
}

/** A case that sends one update, and awaits it. */
const sending =
  (attributes: JsonObject): Case['run'] =>
  async (contract) => {
    await contract.update(attributes);
  };

/** What a forgotten await leaves behind; the request is cut when the case has ended. */
const forget = (promise: Promise<unknown>): void => void promise.catch(() => undefined);

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

describe('a case against a good server', () => {
  test('that awaits its checks is conformant', async () => {
    const report = await verdictOn(caseThat(sending({ name: 'Ada Lovelace' })));
    expect(report).toMatchObject({ exitCode: 0, findings: [] });
  });

  test.each<[string, Case['run'], RegExp]>([
    ['judges nothing', () => Promise.resolve(), /judged none of its clauses: name-comes-back/],
    ['sends and judges something else', sending({ email: 'ada@example.com' }), /judged none of its clauses/],
    ['throws', () => Promise.reject(new Error('planted')), /The suite itself failed: Error: planted/],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever is thrown counts
    ['throws no error', () => Promise.reject('planted text'), /planted text/],
    [
      'throws after everything held',
      async (contract) => {
        await contract.update({ name: 'Grace Hopper' });
        throw new TypeError('planted late');
      },
      /planted late/,
    ],
    [
      'awaits none of its updates',
      (contract) => {
        forget(contract.update({ name: 'Nobody Waits' }));
        return Promise.resolve();
      },
      /await every call/,
    ],
    [
      'forgets to await the last of its updates',
      async (contract) => {
        await contract.update({ name: 'Waited For' });
        forget(contract.update({ name: 'Nobody Waits' }));
      },
      /await every call/,
    ],
    [
      'forgets to await a read',
      async (contract) => {
        await contract.update({ name: 'Waited For Too' });
        forget(contract.read());
      },
      /await every call/,
    ],
  ])('that %s is exit 1', async (_what, run, sentence) => {
    const report = await verdictOn(caseThat(run));
    expect(report).toMatchObject({ verdict: 'error', exitCode: 1 });
    expect(report.findings.find(({ outcome }) => outcome === 'error')?.message).toMatch(sentence);
    await later(30);
  });

  test.each<
    [string, Partial<Case>, { readonly budget?: number; readonly env?: Readonly<Record<string, string>> }, RegExp]
  >([
    [
      'wants a variable that is not set',
      { needs: ['company_id'] },
      { env: { NEETOCRM_COMPANY_ID: '' } },
      /planted judged nothing: .*NEETOCRM_COMPANY_ID/,
    ],
    ['has no request left', {}, { budget: 0 }, /planted judged nothing: The request budget/],
  ])('that %s is exit 3', async (_what, change, options, reason) => {
    const run = sending({ name: 'Never Sent' });
    const report = await verdictOn(caseThat(run, change), options);
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    expect(report.reasons[0]).toMatch(reason);
  });

  test('that finds a broken promise is exit 2', async () => {
    const report = await verdictOn(
      caseThat((contract) => {
        contract.check(false, 'name-comes-back', '/contact/name', 'Planted.');
        return Promise.resolve();
      }),
    );
    expect(report).toMatchObject({ verdict: 'violated', exitCode: 2, reasons: ['broken: name-comes-back'] });
  });
});
