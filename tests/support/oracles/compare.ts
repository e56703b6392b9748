/**
 * How a sent value and an answered value are compared, per attribute. `same` is exact; the tolerated differences are
 * promises of their own at level SHOULD; anything else is another value.
 */
import type { ClauseId } from '../types.ts';

export type Tolerance = Extract<
  ClauseId,
  'outer-white-space-kept' | 'unicode-normal-form-kept' | 'email-letter-case-kept' | 'phone-punctuation-kept'
>;

export type Comparison = { readonly same: true; readonly tolerated: readonly Tolerance[] } | { readonly same: false };

type Step = readonly [Tolerance, (text: string) => string];

const trim: Step = ['outer-white-space-kept', (text) => text.trim()];
/** Canonical equivalence (Unicode Standard Annex #15); compatibility forms are other texts. */
const normalForm: Step = ['unicode-normal-form-kept', (text) => text.normalize('NFC')];
const letterCase: Step = ['email-letter-case-kept', (text) => text.toLowerCase()];
/** A plus sign counts where nothing but punctuation stands before it: `(+1) 202` and `+1 202` are one number, `(1) 202` is another. */
const punctuation: Step = [
  'phone-punctuation-kept',
  (text) => (/^[\s\p{P}]*\+/u.test(text) ? '+' : '') + text.replace(/[\s\p{P}+]/gu, ''),
];

const steps: Readonly<Record<'name' | 'email' | 'phone_number', readonly Step[]>> = {
  name: [trim, normalForm],
  email: [trim, normalForm, letterCase],
  phone_number: [trim, normalForm, punctuation],
};

/** The tolerances that apply to an attribute. */
export const tolerancesOf = (attribute: keyof typeof steps): readonly Tolerance[] => steps[attribute].map(([id]) => id);

/**
 * Compares two texts of an attribute.
 * @returns the smallest set of tolerances under which they are the same, or that they differ
 */
export function compareText(attribute: keyof typeof steps, sent: string, shown: string): Comparison {
  if (sent === shown) return { same: true, tolerated: [] };
  const available = steps[attribute];
  const subsets = Array.from({ length: 2 ** available.length }, (_, mask) =>
    available.filter((_step, index) => (mask >> index) & 1),
  ).sort((left, right) => left.length - right.length);
  for (const subset of subsets) {
    const fold = (text: string): string => subset.reduce((folded, [, apply]) => apply(folded), text);
    if (fold(sent) === fold(shown)) return { same: true, tolerated: subset.map(([id]) => id) };
  }
  return { same: false };
}
