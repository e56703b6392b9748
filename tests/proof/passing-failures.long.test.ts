/** Failures that pass are never red: at random, for a while, or from some request on. */
import { expect, test } from 'vitest';
import { atRandom, forAWhile, fromThenOn, passingKinds, type PassingKind } from '../mock/passing.ts';
import type { VariantSource } from '../mock/types.ts';
import { play } from './helpers/servers.ts';

const verdictOf = async (variant: VariantSource, profile: 'smoke' | 'full', seed = 1) => {
  const { report, mutations } = await play({ variant, id: 'passing', profile, seed, haste: 50, patience: 300 });
  return {
    acted: mutations > 0,
    verdict: report.verdict,
    broken: report.findings.filter(({ outcome }) => outcome === 'fail').map(({ clause, message }) => [clause, message]),
  };
};
const calm = { acted: true, verdict: expect.stringMatching(/^(conformant|inconclusive)$/) as string, broken: [] };
const unjudged = { acted: true, verdict: 'inconclusive', broken: [] };

test.concurrent.each(passingKinds)('a tenth of the requests met with %s is never red', async (kind) => {
  expect(await verdictOf(atRandom(kind, 0.1, 3), 'smoke')).toEqual(calm);
});

test.concurrent.each<PassingKind>(['404', '500-stored', '200-page'])(
  'one in twenty requests met with %s is never red in the profile full',
  async (kind) => expect(await verdictOf(atRandom(kind, 0.05, 1), 'full')).toEqual(calm),
  // Each plays several hundred requests, and all three share a core.
  120_000,
);

test.concurrent.each(passingKinds)('a stretch of %s in the middle of the run is never red', async (kind) => {
  expect(await verdictOf(forAWhile(kind, 9, 15), 'smoke')).toEqual(calm);
});

test.concurrent.each(passingKinds)('%s from some request on leaves nothing to judge', async (kind) => {
  expect(await verdictOf(fromThenOn(kind, 12), 'smoke')).toEqual(unjudged);
});
