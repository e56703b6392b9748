import { signOf, keyFormsOf } from './variants.ts';
import type { KeyForm } from './variants.ts';

export const REDACTED = '[redacted]';

/** Knows one key and takes it, and what is derived from it, out of texts. */
export interface Redactor {
  /** The text with every occurrence of the key replaced: whole or at least half of it, in any letter case and encoding. */
  redact(text: string): string;
  /** Whether `redact` would change the text. */
  holds(text: string): boolean;
  /** Names of the forms in which the text gives the key away; empty when it does not. Stricter than `redact`. */
  find(text: string): readonly string[];
}

/** So many texts that may hold the key are remembered while they are looked at. */
const mostLooked = 8;

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly form: string;
  readonly leak: boolean;
}

/** A match shorter than this counts only between characters that are neither letters nor digits. */
const UNMISTAKABLE = 12;
const WORD = /[A-Za-z0-9]/;
const BASE64 = /[A-Za-z0-9+/=]/;

/**
 * Makes a redactor for a key. It redacts by value: the key as it is, in another letter case, cut off at either end down to
 * half of its length, percent-encoded, escaped for JSON, in hexadecimal, in base64 and base64url (also inside of a longer
 * text, as in HTTP Basic), and backwards.
 *
 * A short match could be an ordinary word. So matches of fewer than 12 characters count only as a whole token, a key of
 * fewer than 8 characters is only looked for whole, and `find` wants 12 characters or all but one of them.
 *
 * @param apiKey - the key; for an empty one nothing is ever found
 */
export function secretsOf(apiKey: string): Redactor {
  const variants = keyFormsOf(apiKey);
  const sign = signOf(variants);
  const least = Math.min(...variants.map((variant) => variant.least));
  /** A body and the texts in it are asked for leaks, and redacted then; the key itself is in every request. */
  const looked = new Map<string, readonly Hit[]>();
  const hitsOnceIn = (text: string): readonly Hit[] => {
    if (text.length < least) return [];
    const lower = lowerCase(text);
    if (!sign.test(lower)) return [];
    const before = looked.get(text);
    if (before !== undefined) return before;
    const hits = hitsIn(text, lower, variants);
    if (looked.size >= mostLooked) looked.delete(looked.keys().next().value ?? '');
    looked.set(text, hits);
    return hits;
  };
  return {
    redact(text) {
      const hits = hitsOnceIn(text);
      return hits.length === 0 ? text : replace(text, hits);
    },
    holds: (text) => hitsOnceIn(text).length > 0,
    find(text) {
      const leaks = hitsOnceIn(text).filter((hit) => hit.leak);
      return [...new Set(leaks.map((hit) => hit.form))];
    },
  };
}

function hitsIn(text: string, lower: string, variants: readonly KeyForm[]): readonly Hit[] {
  // Where nearly each character is replaced, this takes a quarter of the time of a replacement.
  const plain = lower.split('-').join('+').split('_').join('/');
  return variants.flatMap((variant) => hitsOf(variant, text, variant.base64 ? plain : lower));
}

/**
 * Every occurrence of at least `variant.least` characters of a variant. Whatever is that long holds one of the variant's
 * blocks whole: blocks are looked for, and each find is widened as far as the text agrees.
 */
function hitsOf(variant: KeyForm, original: string, text: string): Hit[] {
  const hits: Hit[] = [];
  for (const block of variant.blocks) {
    for (let at = text.indexOf(block.text); at >= 0; at = text.indexOf(block.text, at + block.text.length)) {
      let before = 0;
      while (before < block.offset && text[at - before - 1] === variant.text[block.offset - before - 1]) before += 1;
      let end = block.offset + block.text.length;
      while (end < variant.text.length && text[at + end - block.offset] === variant.text[end]) end += 1;
      const hit = judged(variant, original, at - before, at + end - block.offset);
      if (hit) hits.push(hit);
    }
  }
  return hits;
}

function judged(variant: KeyForm, text: string, from: number, to: number): Hit | null {
  const length = to - from;
  if (length < variant.least) return null;
  if (length < UNMISTAKABLE && (WORD.test(text.charAt(from - 1)) || WORD.test(text.charAt(to)))) return null;
  const whole = length === variant.text.length;
  const leak = length >= Math.min(variant.text.length - 1, Math.max(UNMISTAKABLE, variant.least));
  const exact = whole && variant.exact !== null && text.slice(from, to) !== variant.exact;
  const form = whole ? (exact ? `${variant.form}, in another letter case` : variant.form) : `part of ${variant.form}`;
  return variant.base64 ? { ...widened(text, from, to), form, leak } : { from, to, form, leak };
}

/** The characters next to a base64 form hold the bits of the key that did not fill a character of their own. */
function widened(text: string, from: number, to: number): { from: number; to: number } {
  let [start, end] = [from, to];
  while (from - start < 2 && BASE64.test(text.charAt(start - 1))) start -= 1;
  while (end - to < 3 && BASE64.test(text.charAt(end))) end += 1;
  return { from: start, to: end };
}

function replace(text: string, hits: readonly Hit[]): string {
  let result = '';
  let done = 0;
  for (const hit of [...hits].sort((a, b) => a.from - b.from)) {
    if (hit.to <= done) continue;
    // Hits that overlap or touch are one: "[redacted][redacted]" would say how the key was cut.
    result += hit.from > done || done === 0 ? text.slice(done, hit.from) + REDACTED : '';
    done = hit.to;
  }
  return result + text.slice(done);
}

/** Lower case without a change of length: one letter of Unicode (U+0130) becomes two. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}
