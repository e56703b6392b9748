/** What two looks at the same cases say together. */
import { clauseOf } from '../catalogue.ts';
import type { ClauseId, Finding } from '../types.ts';
import { causeOf, toFinding, type Verdictlet } from './collector.ts';

/** A broken promise that can make a run red, or warn. */
export const isFailure = ({ outcome, clause }: Verdictlet): boolean =>
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
  second: readonly Verdictlet[],
  verdictlet: Verdictlet,
  before: ReadonlySet<string>,
): Verdictlet | undefined {
  const same = second.find((other) => causeOf(other) === causeOf(verdictlet));
  if (same !== undefined || verdictlet.pointer === '' || !oneLoss.has(verdictlet.clause)) return same;
  return second.find(
    (other) =>
      other.pointer === verdictlet.pointer &&
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
  first: readonly Verdictlet[],
  second: readonly Verdictlet[],
  known: ReadonlySet<string>,
): readonly Verdictlet[] {
  return first.filter((verdictlet) => repeatedIn(second, verdictlet, known) === undefined);
}

/**
 * What becomes of the broken promises of a first sighting after the second.
 * @param suspects those of the first that were looked at again
 * @param known causes that were confirmed earlier in the run
 */
export function compareSightings(
  first: readonly Verdictlet[],
  second: readonly Verdictlet[],
  suspects: readonly Verdictlet[],
  known: ReadonlySet<string>,
  options: { readonly seed: number; readonly strict: boolean },
): readonly Finding[] {
  const { seed, strict } = options;
  const again = new Map(second.map((verdictlet) => [causeOf(verdictlet), verdictlet]));
  const before = new Set([...known, ...first.map(causeOf)]);
  const findings = first.map((verdictlet): Finding => {
    const finding = toFinding(verdictlet, seed, strict);
    if (!suspects.includes(verdictlet)) return finding;
    const repeated = repeatedIn(second, verdictlet, before);
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
    return { ...finding, outcome: 'warn', flaky: true, message: `${once}${verdictlet.message}` };
  });
  const fresh = [...again.values()].filter(
    (verdictlet) =>
      isFailure(verdictlet) &&
      !before.has(causeOf(verdictlet)) &&
      !first.some((other) => isFailure(other) && repeatedIn(second, other, before) === verdictlet),
  );
  return [
    ...findings,
    ...fresh.map((verdictlet): Finding => {
      const finding = toFinding(verdictlet, seed, strict);
      return verdictlet.certain === true
        ? finding
        : { ...finding, outcome: 'warn', flaky: true, message: `${once}${verdictlet.message}` };
    }),
  ];
}
