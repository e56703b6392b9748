/** What the observations of a case come to: what held, what did not, and how it is told. */
import type { ClauseId } from '../catalogue.ts';
import type { Finding } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { withoutIndexes } from '../text/json.ts';
import type { Observation } from '../model/index.ts';

/** The cause of an observation: array indices do not make another cause. */
export const causeOf = ({ clause, pointer }: Pick<Observation, 'clause' | 'pointer'>): string =>
  `${clause} ${withoutIndexes(pointer)}`;

/** Everything that is neither a pass nor left untried. */
export const brokenIn = (said: readonly Observation[]): readonly Observation[] =>
  said.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-exercised');

/** The clauses that something was said of: that they held, that they did not, or that nobody can tell. */
export const judgedIn = (said: readonly Observation[]): ReadonlySet<ClauseId> =>
  new Set(said.flatMap(({ outcome, clause }) => (outcome === 'not-exercised' ? [] : [clause])));

/** Why a clause was not put to the test, of those that nothing else was said of. */
export function untriedIn(said: readonly Observation[]): ReadonlyMap<ClauseId, string> {
  const judged = judgedIn(said);
  return new Map(
    said.flatMap(({ outcome, clause, message }) =>
      outcome === 'not-exercised' && !judged.has(clause) ? [[clause, message] as const] : [],
    ),
  );
}

/** How often each clause held, per case: refusals of another case may be settled by a read of this one. */
export function passesIn(
  said: readonly Observation[],
): Readonly<Record<string, Readonly<Partial<Record<ClauseId, number>>>>> {
  const counts = new Map<string, Map<ClauseId, number>>();
  for (const { outcome, case: id, clause } of said) {
    if (outcome !== 'pass') continue;
    const own = counts.get(id) ?? new Map<ClauseId, number>();
    own.set(clause, (own.get(clause) ?? 0) + 1);
    counts.set(id, own);
  }
  return Object.fromEntries([...counts].map(([id, own]) => [id, Object.fromEntries(own)]));
}

/** A broken promise is a failure at level MUST, a warning at SHOULD, a record at MAY. */
export function toFinding(observation: Observation, seed: number): Finding {
  const { level } = clauseOf(observation.clause);
  const failed = level === 'MUST' ? 'fail' : level === 'SHOULD' ? 'warn' : 'pass';
  const { clause, pointer, message, expected, actual, certain, exchange } = observation;
  return {
    clause,
    outcome: observation.outcome === 'fail' ? failed : observation.outcome,
    pointer,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(actual === undefined ? {} : { actual }),
    case: observation.case,
    seed,
    exchange,
    ...(certain === true ? { certain } : {}),
    ...(observation.interference === true ? { interference: true } : {}),
  };
}
