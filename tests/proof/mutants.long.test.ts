/** Broken servers: each is seen, under the clauses that it names. */
import { describe, expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { goodBaselines, isKilled, playMutant, type Matrix } from './helpers/matrix.ts';
import matrixFile from './matrix.json' with { type: 'json' };

const matrix = matrixFile as Matrix;
const rows = new Map(matrix.mutants.map((row) => [row.id, row]));
/** Those that few cases show; the others are played whole. */
const quick = mutants.filter(({ id }) => rows.get(id)?.killed === true && rows.get(id)?.slow !== true);
const baselines = goodBaselines();

describe('a server with one thing broken', () => {
  test.concurrent.each(quick.map((mutant) => ({ mutant, id: mutant.id })))(
    'is seen by its cases: $id',
    async ({ mutant }) => {
      const cases = rows.get(mutant.id)?.cases ?? [];
      const outcome = await playMutant(mutant, cases.length === 0 ? 'smoke' : 'full', await baselines, cases);
      expect({ killed: isKilled(mutant, outcome), acted: outcome.mutations > 0, answered: outcome.hits > 0 }).toEqual({
        killed: true,
        acted: true,
        answered: true,
      });
    },
  );
});
