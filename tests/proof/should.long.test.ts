/**
 * Every SHOULD against a baseline: a server that breaks it is a warning by itself, and red beside the baseline of one that kept it. The
 * same of what is recorded at level MAY, and pinned.
 */
import { describe, expect, test } from 'vitest';
import { clauseOf, clauses, type ClauseId } from '../support/catalogue.ts';
import { mutants } from '../mock/mutants/index.ts';
import { unbroken } from './helpers/clause-exceptions.ts';
import { goodBaselines, playMutant, type Matrix } from './helpers/matrix.ts';
import { brokenBy, pinnedBy, shownIn } from './helpers/should.ts';
import matrixFile from './matrix.json' with { type: 'json' };

const matrix = matrixFile as Matrix;
const baselines = goodBaselines();
const shoulds = clauses.filter(({ level }) => level === 'SHOULD').map(({ id }) => id);
const rows = shoulds.flatMap((clause) => (brokenBy[clause] ?? []).map((id) => ({ clause, id })));

async function against(id: string, shownBy: readonly string[] = []) {
  const mutant = mutants.find((each) => each.id === id);
  const cases = shownBy.length > 0 ? shownBy : (matrix.mutants.find((each) => each.id === id)?.cases ?? []);
  if (mutant === undefined) throw new Error(`There is no server ${id}.`);
  const alone = await playMutant(mutant, cases.length === 0 ? 'smoke' : 'full', null, cases);
  const beside = await playMutant(
    { ...mutant, drift: true },
    cases.length === 0 ? 'smoke' : 'full',
    await baselines,
    cases,
  );
  return { alone: alone.report, beside: beside.report };
}

describe('a promise at level SHOULD', () => {
  test('has a server that breaks it, or a reason why none does', () => {
    const without = shoulds.filter((id) => (brokenBy[id] ?? []).length === 0);
    expect(without).toEqual(shoulds.filter((id) => id in unbroken));
  });

  test.each(rows)('$clause, broken by $id, is red beside a baseline', async ({ clause, id }) => {
    const { alone, beside } = await against(id, shownIn[id]);
    const outcome = alone.clauses.find((each) => each.id === clause)?.outcome;
    const red = beside.drift.filter((drift) => drift.red && drift.clause === clause);
    expect({ outcome, alone: alone.exitCode, beside: beside.exitCode, told: red.length > 0 }).toEqual({
      outcome: 'warn',
      alone: 0,
      beside: 2,
      told: true,
    });
  });
});

describe('what is recorded and pinned', () => {
  test.each(pinnedBy.map(([clause, id, shownBy]) => ({ clause, id, shownBy })))(
    '$clause, changed by $id, is red beside a baseline',
    async ({ clause, id, shownBy }) => {
      const { alone, beside } = await against(id, [shownBy]);
      const red = beside.drift.filter(
        (drift) => drift.red && (drift.message.includes(shownBy) || drift.clause === clause),
      );
      expect({ level: clauseOf(clause satisfies ClauseId).level, alone: alone.exitCode, told: red.length > 0 }).toEqual(
        { level: 'MAY', alone: 0, told: true },
      );
      expect(beside.exitCode).toBe(2);
    },
  );
});
