/** Reads that lag behind updates: late is a warning, going back is not. */
import { expect, test } from 'vitest';
import type { Variant } from '../mock/types.ts';
import { readsBehind } from '../mock/writers.ts';
import { virtualClock } from './helpers/clock.ts';
import { play } from './helpers/servers.ts';

async function cameOf(lagOf: (read: number) => number, profile: 'smoke' | 'full' = 'smoke', more: Variant = {}) {
  const clock = virtualClock();
  const begun = clock.now();
  const variant = { ...readsBehind(lagOf, clock.now), ...more };
  const { report, mutations, sent } = await play({ variant, id: 'lag', profile, clock });
  const clauses = (outcome: string): readonly string[] => [
    ...new Set(report.findings.filter((finding) => finding.outcome === outcome).map(({ clause }) => clause)),
  ];
  return {
    acted: mutations > 0,
    exit: report.exitCode,
    broken: clauses('fail'),
    warned: clauses('warn'),
    sent: sent.length,
    seconds: (clock.now() - begun) / 1000,
  };
}

test.each<readonly [string, (read: number) => number, 'smoke' | 'full']>([
  ['three seconds', () => 3000, 'smoke'],
  ['three seconds, in the profile full', () => 3000, 'full'],
  ['eight seconds', () => 8000, 'smoke'],
  ['one to four seconds', (read) => 1000 + ((read * 7919) % 3000), 'smoke'],
])('reads that lag %s are late, and no more', async (_what, lagOf, profile) => {
  expect(await cameOf(lagOf, profile)).toMatchObject({
    acted: true,
    exit: 0,
    broken: [],
    warned: ['read-after-update-prompt'],
  });
});

test.each<readonly [string, (read: number) => number, 'smoke' | 'full']>([
  ['every second read', (read) => (read % 2 === 0 ? 3000 : 0), 'smoke'],
  // Smoke reads four times: the third of them comes after an update, and none of the others shows what is older.
  ['every third read', (read) => (read % 3 === 0 ? 5000 : 0), 'full'],
  ['every second read, longer than anybody waits', (read) => (read % 2 === 0 ? 15_000 : 0), 'smoke'],
])('a server that shows an older state with %s is red', async (_what, lagOf, profile) => {
  expect(await cameOf(lagOf, profile)).toMatchObject({ acted: true, exit: 2, broken: ['reads-never-go-back'] });
});

test('a server whose reads lag longer than ten seconds is red', async () => {
  const came = await cameOf(() => 60_000);
  expect(came).toMatchObject({ acted: true, exit: 2 });
  expect(came.broken).toContain('update-is-stored');
});

test('a server that never stores is waited for once', async () => {
  const came = await cameOf(() => Infinity);
  expect(came).toMatchObject({ acted: true, exit: 2 });
  expect(came.broken).toContain('update-is-stored');
  expect(came.seconds).toBeLessThan(60);
});

test('a server without a lag costs no request and no second more', async () => {
  const { sent, seconds, exit } = await cameOf(() => 0);
  expect({ sent, exit }).toEqual({ sent: (await play({ profile: 'smoke' })).sent.length, exit: 0 });
  // A twentieth of a second per request, and nothing that is waited for.
  expect(seconds).toBeLessThan(2);
});
