/** What two looks at the same cases say together. */
import { clauseOf } from '../catalogue.ts';
import type { Finding } from '../types.ts';
import { causeOf, toFinding, type Verdictlet } from './collector.ts';

/** A broken promise that can make a run red, or warn. */
export const isFailure = ({ outcome, clause }: Verdictlet): boolean =>
  outcome === 'fail' && clauseOf(clause).level !== 'MAY';

const interference =
  'An attribute that was not sent took a value that no request of this run has sent, and did not do so again: somebody else writes to this contact.';

/**
 * The same broken promise in the second sighting, or another one of the same level about the same place: what an attribute lost may be
 * laid to the update that wrote it or to the one that came between, and is lost both times.
 */
const repeatedIn = (second: readonly Verdictlet[], verdictlet: Verdictlet): Verdictlet | undefined =>
  second.find((other) => causeOf(other) === causeOf(verdictlet)) ??
  second.find(
    (other) =>
      verdictlet.pointer !== '' &&
      other.pointer === verdictlet.pointer &&
      isFailure(other) &&
      clauseOf(other.clause).level === clauseOf(verdictlet.clause).level,
  );

/** The failures of a first look that a second one did not show again. */
export const unrepeated = (first: readonly Verdictlet[], second: readonly Verdictlet[]): readonly Verdictlet[] =>
  first.filter((verdictlet) => repeatedIn(second, verdictlet) === undefined);

/**
 * What becomes of the broken promises of a first sighting after the second.
 * @param suspects those of the first that were looked at again
 */
export function compareSightings(
  first: readonly Verdictlet[],
  second: readonly Verdictlet[],
  suspects: readonly Verdictlet[],
  options: { readonly seed: number; readonly strict: boolean },
): readonly Finding[] {
  const { seed, strict } = options;
  const again = new Map(second.map((verdictlet) => [causeOf(verdictlet), verdictlet]));
  const before = new Set(first.map(causeOf));
  const findings = first.map((verdictlet): Finding => {
    const finding = toFinding(verdictlet, seed, strict);
    if (!suspects.includes(verdictlet)) return finding;
    const repeated = repeatedIn(second, verdictlet);
    // The second sighting reads after each case, so it knows better which request it was.
    if (repeated !== undefined)
      return {
        ...(causeOf(repeated) === causeOf(verdictlet) && repeated.case === verdictlet.case
          ? finding
          : toFinding(repeated, seed, strict)),
        confirmation: repeated.exchange,
      };
    if (verdictlet.foreign === true)
      return { ...finding, outcome: 'inconclusive', message: `${interference} ${verdictlet.message}` };
    return { ...finding, outcome: 'warn', flaky: true, message: `Seen in one of two sightings: ${verdictlet.message}` };
  });
  const fresh = [...again.values()].filter(
    (verdictlet) =>
      isFailure(verdictlet) &&
      !before.has(causeOf(verdictlet)) &&
      !first.some((other) => isFailure(other) && repeatedIn(second, other) === verdictlet),
  );
  return [
    ...findings,
    ...fresh.map((verdictlet): Finding => {
      const finding = toFinding(verdictlet, seed, strict);
      return verdictlet.certain === true
        ? finding
        : { ...finding, outcome: 'warn', flaky: true, message: `Seen in one of two sightings: ${verdictlet.message}` };
    }),
  ];
}
