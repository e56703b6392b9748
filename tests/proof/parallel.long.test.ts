/**
 * Two updates at the same time: what neither of them named is judged, in the responses and in what is stored. On a machine that is
 * busy they may miss one another, which takes another try.
 */
import { expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { play, trippedBy } from './helpers/servers.ts';

// The texts have to change before they can fall back.
const cases = ['alternating', 'read-update-read', 'parallel-phone-number-tag-ids'];

test.each([
  ['stale-rows-written-when-two-meet', 'unsent-attributes-keep-value', 'was sent by neither of two updates'],
  ['stale-rows-answered-when-two-meet', 'unsent-attributes-keep-value', 'the response to one shows'],
  ['last-come-ignored', 'parallel-updates-both-last', 'was lost'],
])('%s is seen between two updates at a time', { retry: 2 }, async (id, clause, words) => {
  const variant = mutants.find((mutant) => mutant.id === id)?.variant ?? {};
  const { report } = await play({ variant, id, profile: 'full', cases, haste: 20 });
  expect(trippedBy(report)).toEqual([clause]);
  expect(report.findings.map(({ message }) => message)).toEqual(
    expect.arrayContaining([expect.stringContaining(words) as string]),
  );
});

test('two updates at a time that both last leave nothing to say', async () => {
  const { report } = await play({ profile: 'full', cases, haste: 20 });
  expect(trippedBy(report)).toEqual([]);
  expect(report.clauses.find(({ id }) => id === 'parallel-updates-both-last')?.outcome).toBe('pass');
});
