/** Which clauses no run could exercise, whatever the target and its configuration. */
import type { Clause } from '../catalogue.ts';
import { endpoint, general } from '../endpoint/index.ts';

/** The clauses of attributes that have none of their own. */
const generalClauses: readonly string[] = [general.required, general.optional];

/** Why no run could exercise a clause, as a sentence; null when one could. */
export function untestableBecause({
  id,
  untestable,
}: Pick<Clause, 'untestable'> & { readonly id: string }): string | null {
  if (untestable !== undefined) return `Cannot be tested: ${untestable}`;
  return generalClauses.includes(id) && endpoint.attributes.every(({ clause }) => clause !== id)
    ? 'No attribute is judged by it: each has a clause of its own.'
    : null;
}
