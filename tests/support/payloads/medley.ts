/**
 * Many awkward texts in one value, so that a request tries many of them at once. What breaks is found by reduction.
 */
import type { AwkwardText } from './types.ts';

export interface Medley {
  /** Stable: the number of the medley. */
  readonly id: string;
  readonly parts: readonly AwkwardText[];
  readonly text: string;
}

/** Letters between the parts, so that no part touches its neighbour or the edge, where white space may be lost. */
const join = (parts: readonly AwkwardText[]): string => `a ${parts.map(({ text }) => text).join(' b ')} c`;

/**
 * Groups texts, in order, into values of `limit` UTF-16 code units at most. Longer texts are left out, and so are those about
 * which nothing is promised.
 * @param texts awkward texts of one attribute
 * @param limit 255 is what a text column of old takes
 */
export function medleys(texts: readonly AwkwardText[], limit = 240): readonly Medley[] {
  const groups: AwkwardText[][] = [];
  for (const text of texts) {
    if (text.text.length > limit / 3 || text.text === '') continue;
    const last = groups.at(-1);
    if (last !== undefined && join([...last, text]).length <= limit) last.push(text);
    else groups.push([text]);
  }
  return groups.map((parts, index) => ({ id: `medley-${String(index + 1)}`, parts, text: join(parts) }));
}

/** The two halves of a medley; none when it has one part only. */
export function halves({ id, parts }: Medley): readonly Medley[] {
  if (parts.length < 2) return [];
  const middle = Math.ceil(parts.length / 2);
  return [parts.slice(0, middle), parts.slice(middle)].map((half, index) => ({
    id: `${id}-${String(index + 1)}`,
    parts: half,
    text: join(half),
  }));
}
