/** Putting a contact back where reads lag behind updates: it is called restored when it is. */
import { expect, test } from 'vitest';
import { readsBehind } from '../mock/writers.ts';
import { facts } from '../mock/world.ts';
import { openSandbox } from '../support/sandbox/index.ts';
import { virtualClock } from './helpers/clock.ts';
import { startBench } from './helpers/sandbox.ts';
import { heldBy } from './kill/killer.ts';

async function restoredWith(behind: number, lag: number | null) {
  const clock = virtualClock();
  const bench = await startBench(readsBehind(() => behind, clock.now));
  const opening = await openSandbox({ ...bench.options, sleep: clock.sleep });
  const before = heldBy(bench.mock);
  await bench.write({ name: 'Nora Blix', tag_ids: facts.tagIds.slice(2) });
  clock.pass(60_000);
  const begun = clock.now();
  const restored = opening.kind === 'open' ? await opening.restore({ lag }) : null;
  return {
    same: heldBy(bench.mock) === before,
    ok: restored?.ok,
    requests: restored?.requests,
    waited: clock.now() - begun,
  };
}

test.each<readonly [string, number, number | null, object]>([
  ['that the run has learned', 8000, 8800, { requests: 2, waited: 8800 }],
  ['that is shorter than it was', 3000, 8800, { requests: 2, waited: 8800 }],
  ['that is a little longer than it was', 3500, 3000, { requests: 3, waited: 3600 }],
  ['that nobody has learned', 8000, null, { requests: 4, waited: 10_000 }],
  ['of none, which nobody has learned', 0, null, { requests: 2, waited: 0 }],
  ['of none', 0, 0, { requests: 2, waited: 0 }],
])('a contact is called restored after a lag %s', async (_what, behind, lag, expected) => {
  expect(await restoredWith(behind, lag)).toEqual({ same: true, ok: true, ...expected });
});
