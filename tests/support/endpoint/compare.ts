/**
 * How a sent value and a value in a response are compared, per attribute. `same` is exact; the tolerated differences are
 * promises of their own at level SHOULD; anything else is another value.
 */
import type { Json } from '../text/json.ts';
import { sameJson } from '../text/json.ts';
import type { Attribute, AttributeOf, Tolerance } from './types.ts';

type Comparison = { readonly same: true; readonly tolerated: readonly Tolerance[] } | { readonly same: false };

const folds: Readonly<Record<Tolerance, (text: string) => string>> = {
  'outer-white-space-kept': (text) => text.trim(),
  /** Canonical equivalence (Unicode Standard Annex #15); compatibility forms are other texts. */
  'unicode-normal-form-kept': (text) => text.normalize('NFC'),
  'email-letter-case-kept': (text) => text.toLowerCase(),
  /** A plus sign counts where nothing but punctuation stands before it: `(+1) 202` and `+1 202` are one number, `(1) 202` is another. */
  'phone-punctuation-kept': (text) => (/^[\s\p{P}]*\+/u.test(text) ? '+' : '') + text.replace(/[\s\p{P}+]/gu, ''),
};

/**
 * Compares two texts of an attribute.
 * @returns the smallest set of tolerances under which they are the same, or that they differ
 */
export function compareText(
  { tolerates }: Pick<AttributeOf<'text'>, 'tolerates'>,
  sent: string,
  shown: string,
): Comparison {
  if (sent === shown) return { same: true, tolerated: [] };
  const subsets = Array.from({ length: 2 ** tolerates.length }, (_, mask) =>
    tolerates.filter((_step, index) => (mask >> index) & 1),
  ).sort((left, right) => left.length - right.length);
  for (const subset of subsets) {
    const fold = (text: string): string => subset.reduce((folded, id) => folds[id](folded), text);
    if (fold(sent) === fold(shown)) return { same: true, tolerated: subset };
  }
  return { same: false };
}

/** Identifiers are compared without regard to letter case (RFC 9562, section 4: they are read case-insensitively). */
export const sameId = (left: string | null, right: string | null): boolean =>
  left === null || right === null ? left === right : left.toLowerCase() === right.toLowerCase();

/** Two lists of identifiers hold the same set. */
export function sameIds(left: readonly string[], right: readonly string[]): boolean {
  if (left.length === right.length && left.every((id, index) => id === right[index])) return true;
  const set = (ids: readonly string[]): readonly string[] => [...new Set(ids.map((id) => id.toLowerCase()))].sort();
  return JSON.stringify(set(left)) === JSON.stringify(set(right));
}

/** Under which tolerances two values of an attribute are the same: none where they are so exactly; null when they are other values. */
export function toleratedIn(attribute: Attribute, left: Json, right: Json): readonly Tolerance[] | null {
  if (sameValue(attribute, left, right)) return [];
  if (attribute.kind !== 'text' || typeof left !== 'string' || typeof right !== 'string') return null;
  const comparison = compareText(attribute, left, right);
  return comparison.same ? comparison.tolerated : null;
}

/** True when an attribute that holds one value and then the other has kept its value: texts exactly, identifiers as such. */
export function sameValue({ kind }: Attribute, left: Json, right: Json): boolean {
  if (kind === 'set') return sameIds(left as readonly string[], right as readonly string[]);
  if (kind === 'reference') return sameId(left as string | null, right as string | null);
  return sameJson(left, right);
}
