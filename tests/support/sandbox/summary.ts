/** What became of each attribute, in words. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { attributeNamed, compareText, stateKeys } from '../endpoint/index.ts';
import { fieldAttribute, fieldUpdate } from './field.ts';
import { sanitise } from '../text/sanitise.ts';
import type { HomeField, Restored } from './types.ts';

/** How the values of one attribute came out. */
export type Fate =
  | { readonly kind: 'put back' | 'unchanged' | 'not readable' }
  /** It holds something else: the update was accepted, or not, with that reason. */
  | { readonly kind: 'differs'; readonly actual: Json; readonly refusal: string | null }
  /** Nothing shows what it holds now. */
  | { readonly kind: 'unknown'; readonly refusal: string | null };

export type Fates = Readonly<Record<string, Fate>>;

const unread: Fate = { kind: 'not readable' };

const short = (value: Json): string => {
  const text = sanitise(JSON.stringify(value));
  return text.length > 120 ? `${text.slice(0, 120)}… (${String(text.length)} characters)` : text;
};

const toleranceNames = {
  'outer-white-space-kept': 'outer white space',
  'unicode-normal-form-kept': 'Unicode normal form',
  'email-letter-case-kept': 'letter case',
  'phone-punctuation-kept': 'punctuation',
} as const;

/** In what little two values differ, or null when they differ altogether. */
function nuance(key: string, wanted: Json, actual: Json): string | null {
  const attribute = attributeNamed(key);
  if (typeof wanted !== 'string' || typeof actual !== 'string' || attribute?.kind !== 'text') return null;
  const compared = compareText(attribute, wanted, actual);
  if (compared.same) return `differs only in ${compared.tolerated.map((id) => toleranceNames[id]).join(' and ')}`;
  return wanted.toLowerCase() === actual.toLowerCase() ? 'differs only in letter case' : null;
}

function phrase(key: string, wanted: Json | undefined, fate: Fate): string {
  switch (fate.kind) {
    case 'put back':
    case 'unchanged':
      return fate.kind;
    case 'not readable':
      return 'not readable, never written';
    case 'unknown':
      return `could not be put back: ${fate.refusal ?? 'it was sent, and no answer shows it any more'}`;
    case 'differs': {
      const little = nuance(key, wanted ?? null, fate.actual);
      const why = fate.refusal === null ? '' : `; ${fate.refusal}`;
      return `could not be put back: it held ${short(wanted ?? null)} and holds ${short(fate.actual)}${little === null ? '' : `, which ${little}`}${why}`;
    }
  }
}

/** What is left is only a way of writing that the target changes. */
const isNuance = (key: string, wanted: Json | undefined, fate: Fate): boolean =>
  fate.kind === 'differs' && fate.refusal === null && nuance(key, wanted ?? null, fate.actual) !== null;

const isLost = (fate: Fate): fate is Extract<Fate, { kind: 'differs' | 'unknown' }> =>
  fate.kind === 'differs' || fate.kind === 'unknown';

/** The field that a run may have written. `refusal` is null when the update that reset it was accepted. */
export interface FieldFate {
  readonly field: HomeField;
  readonly refusal: string | null;
}

/** Sums up what was put back and what was not. */
export function sumUp(
  wanted: ContactState,
  fates: Fates,
  fieldFate: FieldFate | null,
  {
    requests,
    tries,
    strictField,
  }: { readonly requests: number; readonly tries: number; readonly strictField: boolean },
): Restored {
  const lost = stateKeys.filter((key) => isLost(fates[key] ?? unread));
  const fieldRefused = fieldFate !== null && fieldFate.refusal !== null;
  const fieldLost = fieldRefused && (strictField || lost.length > 0);
  const attributes: Record<string, string> = Object.fromEntries(
    stateKeys.map((key) => [key, phrase(key, wanted[key], fates[key] ?? unread)]),
  );
  if (fieldFate !== null)
    attributes[fieldAttribute] =
      fieldFate.refusal === null ? 'reset to its configured value' : `could not be put back: ${fieldFate.refusal}`;
  if (lost.length === 0 && !fieldLost) {
    const hidden = stateKeys.filter((key) => (fates[key] ?? unread).kind === 'not readable');
    const but = hidden.length === 0 ? '' : ` Never read and never written: ${hidden.join(', ')}.`;
    const field = fieldRefused
      ? ` The custom field could not be reset: ${fieldFate.refusal}. Look whether it holds ${sanitise(JSON.stringify(fieldFate.field.homeValue))}.`
      : '';
    return {
      ok: true,
      cause: null,
      attributes,
      message: `The contact holds what it held before.${but}${field}`,
      requests,
      asGoodAsItGets: false,
      byHand: null,
    };
  }
  const accepted = lost.some((key) => {
    const fate = fates[key] ?? unread;
    return isLost(fate) && fate.refusal === null;
  });
  const byHand: JsonObject = {
    ...Object.fromEntries(lost.map((key) => [key, wanted[key] ?? null])),
    ...(fieldLost ? fieldUpdate(fieldFate.field) : {}),
  };
  const why = accepted
    ? 'the target accepted what it was sent and holds something else'
    : `the target refused the update or did not answer${tries > 1 ? `, in ${String(tries)} tries` : ''}`;
  const names = [...lost, ...(fieldLost ? [fieldAttribute] : [])].join(', ');
  return {
    ok: false,
    cause: accepted ? 'target-stores-otherwise' : 'not-reachable',
    attributes,
    message: `The contact could not be put back (${names}): ${why}. Put back by hand: ${sanitise(JSON.stringify(byHand))}`,
    requests,
    asGoodAsItGets: !fieldLost && lost.every((key) => isNuance(key, wanted[key], fates[key] ?? unread)),
    byHand,
  };
}
