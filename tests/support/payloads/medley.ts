/**
 * Many awkward texts in one value, so that a request tries many of them at once. What breaks is found by reduction.
 */
import type { AwkwardText } from '../values/types.ts';

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

/** How far a text is from an ordinary one, by the characters that servers refuse as a kind. */
export type Oddity = 'letters' | 'symbols' | 'pictographs' | 'controls';

const oddities: readonly Oddity[] = ['letters', 'symbols', 'pictographs', 'controls'];

/** The kind of the oddest character of a text. */
function oddityOf({ text }: Pick<AwkwardText, 'text'>): Oddity {
  if (/\p{C}/u.test(text)) return 'controls';
  if (/[\u{10000}-\u{10ffff}]|\p{Extended_Pictographic}/u.test(text.replaceAll(/[\d#*©®]/g, ''))) return 'pictographs';
  return /[^\p{L}\p{M}\p{N} .,'-]/u.test(text) ? 'symbols' : 'letters';
}

const withParts = (id: string, parts: readonly AwkwardText[]): Medley => ({ id, parts, text: join(parts) });

/**
 * Two smaller medleys for one that was refused: its oddest texts by themselves, where it has others; else its halves. None when it has
 * one part only.
 */
export function smaller({ id, parts }: Medley): readonly Medley[] {
  if (parts.length < 2) return [];
  const oddest = Math.max(...parts.map((part) => oddities.indexOf(oddityOf(part))));
  const isOddest = (part: AwkwardText): boolean => oddities.indexOf(oddityOf(part)) === oddest;
  const middle = Math.ceil(parts.length / 2);
  const groups = parts.every(isOddest)
    ? [parts.slice(0, middle), parts.slice(middle)]
    : [parts.filter((part) => !isOddest(part)), parts.filter(isOddest)];
  return groups.map((group, index) => withParts(`${id}-${String(index + 1)}`, group));
}

/** A medley without the texts of some kinds; the medley itself when nothing else is in it. */
export function spared(medley: Medley, kinds: ReadonlySet<Oddity>): Medley {
  const rest = medley.parts.filter((part) => !kinds.has(oddityOf(part)));
  return rest.length === 0 || rest.length === medley.parts.length ? medley : withParts(medley.id, rest);
}

/** The kind of a medley whose texts are all of one that servers refuse as a whole; null for any other. */
export function wholeKind({ parts }: Medley): Oddity | null {
  const kinds = new Set(parts.map(oddityOf));
  const [kind] = kinds;
  return kinds.size === 1 && (kind === 'pictographs' || kind === 'controls') ? kind : null;
}
