/** Broken servers: each is seen, under the clauses that it names. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { goodBaselines, isKilled, playMutant, renderMatrix, widestOf, type Matrix } from './helpers/matrix.ts';
import matrixFile from './matrix.json' with { type: 'json' };

const matrix = matrixFile as Matrix;
const rows = new Map(matrix.mutants.map((row) => [row.id, row]));
/** Those that are shown quickly, the ones that few cases show first; `npm run proof:full` plays all. */
const shown = mutants
  .flatMap((mutant) => {
    const row = rows.get(mutant.id);
    return row?.slow === false && row.killed ? [{ ...mutant, cost: row.cases.length || Infinity }] : [];
  })
  .sort((left, right) => left.cost - right.cost);
/** One for each clause that one of them trips, and one for each theme. */
const quick = new Set(
  [...new Set(shown.flatMap(({ trips, theme }) => [...trips, theme]))].flatMap(
    (what) => shown.find(({ trips, theme }) => theme === what || trips.some((clause) => clause === what)) ?? [],
  ),
);
/** Seen by the profile that has to see it. */
const isSeen = ({ killed, nightly = killed }: { readonly killed: boolean; readonly nightly?: boolean }): boolean =>
  nightly;
const baselines = goodBaselines();

describe('a server with one thing broken', () => {
  test.concurrent.each([...quick].map((mutant) => ({ mutant, id: mutant.id })))(
    'of each clause and theme is seen: $id',
    async ({ mutant }) => {
      const cases = rows.get(mutant.id)?.cases ?? [];
      const outcome = await playMutant(mutant, cases.length === 0 ? 'smoke' : widestOf(mutant), await baselines, cases);
      expect({ killed: isKilled(mutant, outcome), acted: outcome.mutations > 0, answered: outcome.hits > 0 }).toEqual({
        killed: true,
        acted: true,
        answered: true,
      });
    },
  );
});

test('every mutant is in the matrix, and nothing else is', () =>
  expect([...rows.keys()].sort()).toEqual(mutants.map(({ id }) => id).sort()));

test('every mutant was killed by the profile that has to see it', () =>
  expect(matrix.mutants.filter((row) => !isSeen(row)).map(({ id }) => id)).toEqual([]));

test('only mutants that nightly has to see may pass by the profile full', () => {
  const nightly = new Set(mutants.filter(({ profile }) => profile === 'nightly').map(({ id }) => id));
  expect(matrix.mutants.filter(({ id, killed }) => !killed && !nightly.has(id)).map(({ id }) => id)).toEqual([]);
});

test('every mutant that smoke has to see was killed by smoke', () => {
  const wanted = new Set(mutants.filter(({ profile }) => profile === 'smoke').map(({ id }) => id));
  expect(matrix.mutants.filter(({ id, smoke }) => wanted.has(id) && !smoke).map(({ id }) => id)).toEqual([]);
});

test('the table of CONTRIBUTING is the one that was measured', async () =>
  expect(await readFile(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8')).toContain(renderMatrix(matrix)));
