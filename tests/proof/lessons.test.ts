/** What a run learns of rows that fail inside: where requests are few, some of them stand for the others. */
import { expect, test } from 'vitest';
import { lessonsOf, offerRow } from '../support/cases/lessons.ts';
import type { Exchange } from '../support/client/exchange.ts';
import type { Profile } from '../support/config/profiles.ts';

const answered = (status: number): Promise<Exchange> =>
  Promise.resolve({ response: { status }, failure: null } as unknown as Exchange);

/** Offers rows that are answered with these statuses, one after the other; gives what came of each. */
async function offered(profile: Profile, statuses: readonly number[], table = (_row: number) => 'rows') {
  const run = { payloads: {}, profile };
  const came: string[] = [];
  for (const [row, status] of statuses.entries())
    came.push(
      await offerRow(run, table(row), `row ${String(row)}`, () => answered(status)).then(
        () => 'sent',
        (error: unknown) => (error as Error).message,
      ),
    );
  return came;
}
const left = '3 rows of rows failed inside; the profile nightly sends the others.';

test('after three failures inside, full leaves the others to nightly', async () => {
  expect(await offered('full', [500, 422, 502, 500, 500, 200])).toEqual(['sent', 'sent', 'sent', 'sent', left, left]);
});

test('the profile nightly sends every row, whatever fails inside', async () => {
  expect(await offered('nightly', [500, 500, 500, 500, 500])).toEqual(Array(5).fill('sent'));
});

test('rows of one table say nothing of another', async () => {
  const tables = (row: number): string => (row < 3 ? 'rows' : 'others');
  expect(await offered('full', [500, 500, 500, 500], tables)).toEqual(Array(4).fill('sent'));
});

test('a row that is played again is sent again', async () => {
  const run = { payloads: {}, profile: 'full' as const };
  const rows = ['a', 'b', 'c'];
  for (const row of rows) await offerRow(run, 'rows', row, () => answered(500));
  for (const row of rows) await offerRow(run, 'rows', row, () => answered(500));
  expect(lessonsOf(run.payloads, 'full', 'later').failures.get('rows')).toBe(3);
});
