/** Clauses that the checks of the catalogue do not find on their own, each with the reason. */
import type { ClauseId } from '../../support/catalogue.ts';

const general =
  'Speaks of attributes that the data file has no row for. None is documented: servers that have such attributes break it in the proof of new attributes.';

/** Judged neither by a case of its own nor from a single exchange. */
export const judgedInPassing: Readonly<Partial<Record<ClauseId, string>>> = {
  'read-after-update-prompt': 'Every read after an update judges it; no single exchange can.',
  'attributes-come-back': general,
  'optional-attributes-come-back': general,
};

/** Promises that no server of `tests/mock/mutants/` breaks. */
export const unbroken: Readonly<Partial<Record<ClauseId, string>>> = {
  'attributes-come-back': general,
  'optional-attributes-come-back': general,
};
