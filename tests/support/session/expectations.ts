/** Expectations that several tables share. */
import { awkwardTexts } from '../fixtures.ts';
import { medleys, type Medley } from '../payloads/index.ts';
import type { Expectation } from '../oracles/index.ts';
import type { ClauseId } from '../types.ts';

type Refused = Extract<Expectation, { readonly kind: 'refused' }>;

/** A request that must not be answered with 2xx, under a clause. */
export const refusal = (clause: ClauseId, options: Partial<Omit<Refused, 'kind' | 'clause'>> = {}): Refused => ({
  kind: 'refused',
  clause,
  statuses: [],
  statusClause: null,
  judgesError: true,
  effectClause: 'refused-update-changes-nothing',
  elsewhere: false,
  ...options,
});

/** The awkward texts of an attribute, many to a value. */
export const textPlan = (attribute: string): readonly Medley[] => medleys(awkwardTexts.filter(({ attributes }) => attributes.includes(attribute)));
