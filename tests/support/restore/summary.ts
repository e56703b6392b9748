/** What became of each attribute, in words. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { attributeNamed, stateKeys, toleratedIn, type Tolerance } from '../endpoint/index.ts';
import { fieldAttribute, fieldUpdate } from './field.ts';
import { sanitise } from '../text/sanitise.ts';
import type { HomeField, Restored } from './types.ts';

/** How the values of one attribute came out. */
export type Fate =
  | { readonly kind: 'put back' | 'unchanged' | 'not readable' | 'withheld' }
  /** It holds the same value in another notation, which the echo rules tolerate. */
  | { readonly kind: 'respelled'; readonly actual: Json; readonly tolerated: readonly Tolerance[] }
  /** It holds what somebody else wrote. */
  | { readonly kind: 'left alone'; readonly actual: Json }
  /** It holds all of its records but those that the target takes no longer, with the reason. */
  | {
      readonly kind: 'partly';
      readonly missing: readonly string[];
      /** Those for which no request was left. */
      readonly untried: readonly string[];
      readonly refusal: string;
    }
  /** A read showed something else: the update with this value was accepted, or not, with that reason. */
  | { readonly kind: 'differs'; readonly actual: Json; readonly refusal: string | null }
  /** Nothing shows what it holds now. */
  | { readonly kind: 'unknown'; readonly refusal: string | null };

export type Fates = Readonly<Record<string, Fate>>;

const unread: Fate = { kind: 'not readable' };

/** A value as it is told: safe to print, and not too long. */
const short = (value: Json): string => {
  const text = sanitise(JSON.stringify(value));
  return text.length > 120 ? `${text.slice(0, 120)}… (${String(text.length)} characters)` : text;
};

const toleranceNames: Readonly<Record<Tolerance, string>> = {
  'outer-white-space-kept': 'outer white space',
  'unicode-normal-form-kept': 'Unicode normal form',
  'email-letter-case-kept': 'letter case',
  'phone-punctuation-kept': 'punctuation',
};

const namesOf = (tolerated: readonly Tolerance[]): string => tolerated.map((id) => toleranceNames[id]).join(' and ');

/** In what little two values differ that are not the same by the echo rules, or null when they differ altogether. */
function nuance(key: string, wanted: Json, actual: Json): string | null {
  const attribute = attributeNamed(key);
  if (typeof wanted !== 'string' || typeof actual !== 'string' || attribute?.kind !== 'text') return null;
  const tolerated = toleratedIn(attribute, wanted.toLowerCase(), actual.toLowerCase());
  return tolerated === null ? null : ['letter case', ...tolerated.map((id) => toleranceNames[id])].join(' and ');
}

function phrase(key: string, wanted: Json | undefined, fate: Fate): string {
  const held = short(wanted ?? null);
  switch (fate.kind) {
    case 'put back':
    case 'unchanged':
      return fate.kind;
    case 'withheld':
      return 'not written';
    case 'not readable':
      return 'not readable, never written';
    case 'respelled':
      return `put back in another ${namesOf(fate.tolerated)}: it held ${held} and holds ${short(fate.actual)}`;
    case 'left alone':
      return `left alone, as somebody else has written to it: it held ${held} and holds ${short(fate.actual)}`;
    case 'partly':
      return [
        `put back but for ${[...fate.missing, ...fate.untried].join(', ')}: ${fate.refusal}`,
        ...(fate.untried.length === 0
          ? []
          : [
              `no requests were left to try ${fate.untried.join(', ')} (\`npm run restore\` goes on, and so does the next run)`,
            ]),
      ].join('; ');
    case 'unknown':
      return `could not be put back: ${fate.refusal ?? 'it was sent, and no response shows it any more'}`;
    case 'differs': {
      const little = nuance(key, wanted ?? null, fate.actual);
      const why = fate.refusal === null ? '' : `; ${fate.refusal}`;
      return `could not be put back: it held ${held} and holds ${short(fate.actual)}${little === null ? '' : `, which differs only in ${little}`}${why}`;
    }
  }
}

/** What is left is only a way of writing that the target changes, or a record that is gone: another try would not help. */
const isFinal = (key: string, wanted: Json | undefined, fate: Fate): boolean =>
  (fate.kind === 'partly' && fate.untried.length === 0) ||
  (fate.kind === 'differs' && fate.refusal === null && nuance(key, wanted ?? null, fate.actual) !== null);

const isLost = (fate: Fate): boolean => fate.kind === 'differs' || fate.kind === 'unknown' || fate.kind === 'partly';

/** The field that a run may have written. `refusal` is null when the update that reset it was accepted. */
interface FieldFate {
  readonly field: HomeField;
  readonly refusal: string | null;
}

/** What is worth telling of a contact that was put back. */
function remarksOf(wanted: ContactState, fates: Fates, field: FieldFate | null): string {
  const of = (kind: Fate['kind']): readonly string[] => stateKeys.filter((key) => (fates[key] ?? unread).kind === kind);
  const told = [...of('respelled'), ...of('left alone')].map(
    (key) => ` ${key} was ${phrase(key, wanted[key], fates[key] ?? unread)}.`,
  );
  const hidden = of('not readable');
  const never = hidden.length === 0 ? '' : ` Never read and never written: ${hidden.join(', ')}.`;
  const reset =
    field === null || field.refusal === null
      ? ''
      : ` The custom field could not be reset: ${field.refusal}. Look whether it holds ${sanitise(JSON.stringify(field.field.homeValue))}.`;
  return `${told.join('')}${never}${reset}`;
}

/** The records that the target takes no longer. */
const goneIn = (fates: Fates): Restored['gone'] =>
  Object.fromEntries(
    Object.entries(fates).flatMap(([name, fate]) =>
      fate.kind === 'partly' && fate.missing.length > 0 ? [[name, fate.missing] as const] : [],
    ),
  );

/** Sums up what was put back and what was not. */
export function sumUp(
  wanted: ContactState,
  fates: Fates,
  fieldFate: FieldFate | null,
  { requests, tries }: { readonly requests: number; readonly tries: number },
): Restored {
  const fateOf = (key: string): Fate => fates[key] ?? unread;
  const lost = stateKeys.filter((key) => isLost(fateOf(key)));
  const fieldLost = fieldFate !== null && fieldFate.refusal !== null && lost.length > 0;
  const attributes: Record<string, string> = Object.fromEntries(
    stateKeys.map((key) => [key, phrase(key, wanted[key], fateOf(key))]),
  );
  if (fieldFate !== null)
    attributes[fieldAttribute] =
      fieldFate.refusal === null ? 'reset to its configured value' : `could not be put back: ${fieldFate.refusal}`;
  const theirs = stateKeys.filter((key) => fateOf(key).kind === 'left alone');
  if (lost.length === 0) {
    const remarks = remarksOf(wanted, fates, fieldFate);
    return {
      ok: true,
      cause: null,
      attributes,
      message: `The contact holds what it held before${theirs.length === 0 ? '' : `, but for ${theirs.join(', ')}`}.${remarks}`,
      requests,
      asGoodAsItGets: false,
      byHand: null,
      elsewise: {},
      theirs,
      gone: goneIn(fates),
    };
  }
  const elsewise = Object.fromEntries(
    lost.flatMap((key) => {
      const fate = fateOf(key);
      return fate.kind === 'differs' && fate.refusal === null
        ? [[key, { expected: wanted[key] ?? null, actual: fate.actual }] as const]
        : [];
    }),
  );
  const accepted = Object.keys(elsewise);
  const rest = lost.filter((key) => !accepted.includes(key) && fateOf(key).kind !== 'partly');
  const partly = lost.filter((key) => fateOf(key).kind === 'partly');
  const byHand: JsonObject = {
    ...Object.fromEntries(lost.filter((key) => !partly.includes(key)).map((key) => [key, wanted[key] ?? null])),
    ...(fieldLost ? fieldUpdate(fieldFate.field) : {}),
  };
  const why = [
    ...(accepted.length === 0 ? [] : ['the target accepted what it was sent and holds something else']),
    ...(rest.length === 0
      ? []
      : [`the target refused the update or did not answer${tries > 1 ? `, in ${String(tries)} tries` : ''}`]),
    ...partly.map((key) => `${key} was ${phrase(key, wanted[key], fateOf(key))}`),
  ];
  const names = [...lost, ...(fieldLost ? [fieldAttribute] : [])].join(', ');
  const hand = Object.keys(byHand).length === 0 ? '' : ` Put back by hand: ${sanitise(JSON.stringify(byHand))}`;
  return {
    ok: false,
    cause: accepted.length > 0 ? 'target-stores-otherwise' : 'not-reachable',
    attributes,
    message: `The contact could not be put back (${names}): ${why.join('; ')}.${hand}`,
    requests,
    asGoodAsItGets: !fieldLost && lost.every((key) => isFinal(key, wanted[key], fateOf(key))),
    byHand: Object.keys(byHand).length === 0 ? null : byHand,
    elsewise,
    theirs,
    gone: goneIn(fates),
  };
}
