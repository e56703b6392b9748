/** Clauses that the checks of the catalogue do not find on their own, each with the reason. */
import type { ClauseId } from '../../support/types.ts';

/** Judged neither by a case of its own nor from a single exchange. */
export const judgedInPassing: Readonly<Partial<Record<ClauseId, string>>> = {
  'read-after-update-prompt': 'Every read after an update judges it; no single exchange can.',
};

/** Promises that no server of `tests/mock/mutants/` breaks. */
export const unbroken: Readonly<Partial<Record<ClauseId, string>>> = {};
