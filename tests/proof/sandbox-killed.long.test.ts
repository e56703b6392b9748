import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBench, type Bench } from './helpers/sandbox.ts';
import { killOnce } from './kill/killer.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.end());

// The whole of such a run takes about a fifth of a second; kill/main.ts kills a hundred at random moments.
test.each([5, 40, 90, 150])('a run that is killed after %i ms is put back', async (after) => {
  const killed = await killOnce(bench.mock, bench.options.directory, after);
  expect(killed.restored).toBe(true);
  const names = await readdir(bench.options.directory);
  expect(names.filter((name) => /\.(json|lock)$/.test(name))).toEqual([]);
});
