/** Confirmation: what two looks at the same cases say together. Pure. */
import type { ClauseId } from '../catalogue.ts';
import type { Finding } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import type { Observation } from '../model/index.ts';
import { causeOf, toFinding } from './collect.ts';

/** A broken promise that can make a run red, or warn. */
export const isFailure = ({ outcome, clause }: Observation): boolean =>
  outcome === 'fail' && clauseOf(clause).level !== 'MAY';

const once = 'Seen once, and not again when it was looked at again: ';

const interference =
  'An attribute that was not sent took a value that no request of this run has sent, and did not do so again: somebody else writes to this contact.';

/** What one lost or changed value may be called, according to which request it is laid to. */
const oneLoss: ReadonlySet<ClauseId> = new Set<ClauseId>([
  'update-is-stored',
  'unsent-attributes-keep-value',
  'refused-update-changes-nothing',
  'unauthenticated-update-changes-nothing',
]);

/**
 * The same broken promise in the second sighting. What an attribute lost may be laid to the update that wrote it, to the one that came
 * between or to a refused one: it is the same loss at the same place, unless that one was there the first time too.
 */
function repeatedIn(
  second: readonly Observation[],
  observation: Observation,
  before: ReadonlySet<string>,
): Observation | undefined {
  const same = second.find((other) => causeOf(other) === causeOf(observation));
  if (same !== undefined || observation.pointer === '' || !oneLoss.has(observation.clause)) return same;
  return second.find(
    (other) =>
      other.pointer === observation.pointer &&
      isFailure(other) &&
      oneLoss.has(other.clause) &&
      !before.has(causeOf(other)),
  );
}

/**
 * The failures of a first look that a second one did not show again.
 * @param known causes that were seen before, and so say nothing about another one
 */
export function unrepeated(
  first: readonly Observation[],
  second: readonly Observation[],
  known: ReadonlySet<string>,
): readonly Observation[] {
  return first.filter((observation) => repeatedIn(second, observation, known) === undefined);
}

/**
 * What becomes of the broken promises of a first sighting after the second.
 * @param suspects those of the first that were looked at again
 * @param known causes that were confirmed earlier in the run
 */
export function compareLooks(
  first: readonly Observation[],
  second: readonly Observation[],
  suspects: readonly Observation[],
  known: ReadonlySet<string>,
  seed: number,
): readonly Finding[] {
  const again = new Map(second.map((observation) => [causeOf(observation), observation]));
  const before = new Set([...known, ...first.map(causeOf)]);
  const findings = first.map((observation): Finding => {
    const finding = toFinding(observation, seed);
    if (!suspects.includes(observation)) return finding;
    const repeated = repeatedIn(second, observation, before);
    // The second sighting reads after each case, so it knows better which request it was.
    if (repeated !== undefined)
      return {
        ...(causeOf(repeated) === causeOf(observation) && repeated.case === observation.case
          ? finding
          : toFinding(repeated, seed)),
        confirmation: repeated.exchange,
      };
    if (observation.foreign === true)
      return { ...finding, outcome: 'inconclusive', message: `${interference} ${observation.message}` };
    return { ...finding, outcome: 'warn', flaky: true, message: `${once}${observation.message}` };
  });
  const fresh = [...again.values()].filter(
    (observation) =>
      isFailure(observation) &&
      !before.has(causeOf(observation)) &&
      !first.some((other) => isFailure(other) && repeatedIn(second, other, before) === observation),
  );
  return [
    ...findings,
    ...fresh.map((observation): Finding => {
      const finding = toFinding(observation, seed);
      return observation.certain === true
        ? finding
        : { ...finding, outcome: 'warn', flaky: true, message: `${once}${observation.message}` };
    }),
  ];
}
