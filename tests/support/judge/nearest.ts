/** The documented name that somebody meant: by the beginning that two names share, then by their distance. */
import { distance } from '../text/near-names.ts';

/** A name without letter case and without what stands between its words. */
export const folded = (name: string): string => name.toLowerCase().replace(/[\s_.-]+/gu, '');

function sharedBeginning(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return at;
}

/** A longer name than this is compared by its beginning alone. */
const longest = 100;
/** Letters at the beginning that two names do not share by chance. */
const tellingBeginning = 3;

/**
 * The nearest of some names, and whether it is the same but for letter case and underscores; null where none is near.
 *
 * Near are names that share three letters at their beginning, that differ in a third of their letters at most, or of which one holds the
 * other. Of several the one with the longest shared beginning is meant, then the one at the smallest distance, then the first.
 */
export function nearestName(
  given: string,
  names: readonly string[],
): { readonly name: string; readonly same: boolean } | null {
  const text = folded(given).slice(0, longest);
  if (text === '') return null;
  const ranked = names
    .map((name) => {
      const other = folded(name);
      return { name, other, shared: sharedBeginning(text, other), apart: distance(text, other) };
    })
    .filter(
      ({ other, shared, apart }) =>
        shared >= tellingBeginning || apart <= Math.max(1, Math.floor(Math.max(text.length, other.length) / 3)),
    )
    .sort(
      (left, right) =>
        Number(left.apart > 0) - Number(right.apart > 0) || right.shared - left.shared || left.apart - right.apart,
    );
  const [best] = ranked;
  if (best !== undefined) return { name: best.name, same: best.apart === 0 };
  const held = names.filter((name) => folded(name).length > 3 && text.includes(folded(name)));
  const [longestHeld] = held.toSorted((left, right) => right.length - left.length);
  return longestHeld === undefined ? null : { name: longestHeld, same: false };
}
