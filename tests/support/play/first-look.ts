/**
 * What the first look at each case began with and sent. A choice or a truth value has too few values for a later look to draw others and
 * still try the same: it repeats these, from where the first look began. Of a set it repeats how many were in it: what becomes of an update
 * may hang on that, such as on whether there were any.
 */
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { attributeNamed, isAllowed, isEmptyValue, sameValue } from '../endpoint/index.ts';
import { plainValue } from '../values/plain.ts';
import type { PayloadOptions } from '../values/types.ts';

export interface FirstLook {
  /** What the contact held when it began. */
  readonly held: ContactState;
  /** The value that was drawn for each word and attribute. */
  readonly drawn: Map<string, Json>;
  /** The first value that the case itself sent of each attribute. */
  readonly sent: Map<string, Json>;
}

/** By the slug of the case: of any number of later looks each finds here what it has to repeat. */
export type FirstLooks = Map<string, FirstLook>;

/** Notes that a case is looked at for the first time, and what the contact holds. */
export function beginFirstLook(looks: FirstLooks, caseId: string, held: ContactState): void {
  looks.set(caseId, { held, drawn: new Map(), sent: new Map() });
}

/** The first look at a case; one that began with nothing known where there was none. */
export function firstLookAt(looks: FirstLooks, caseId: string): FirstLook {
  if (!looks.has(caseId)) beginFirstLook(looks, caseId, {});
  return looks.get(caseId) as FirstLook;
}

/** Notes what a first look sends. */
export function noteSent({ sent }: FirstLook, attributes: JsonObject | null): void {
  for (const [name, value] of Object.entries(attributes ?? {})) if (!sent.has(name)) sent.set(name, value);
}

/** The value of an attribute under a word: drawn once for a case, however often it is looked at. */
export function drawnOnce({ drawn }: FirstLook, attribute: string, word: string, draw: () => Json): Json {
  const key = `${word}/${attribute}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const value = draw();
  drawn.set(key, value);
  return value;
}

/** What a value that is arranged is chosen from. */
interface Arranging {
  readonly payloads: PayloadOptions;
  /** What the contact held before the first write. */
  readonly initial: ContactState;
  /** Decides the value where one has to be drawn. */
  readonly salt: string;
}

const firstSent = (looks: readonly FirstLook[], name: string): Json | undefined =>
  looks.map((look) => look.sent.get(name)).find((value) => value !== undefined);

/** True for a value that any server has to take back. */
const isPlain = (name: string, value: Json): boolean => !isEmptyValue(value) && isAllowed(name, value);

/**
 * The value that an attribute of the kind `value` is given before cases are looked at again: the one that the first look began with, so
 * that what happened to it can happen again; the one that the contact had at the start, or any other, where the cases send that themselves,
 * as an update that changes nothing shows nothing.
 * @param looks - the first looks at the cases, in the order in which they are looked at again
 */
export function arrangedValue(name: string, looks: readonly FirstLook[], { payloads, initial, salt }: Arranging): Json {
  const attribute = attributeNamed(name);
  const sent = firstSent(looks, name);
  const isOther = (value: Json): boolean =>
    sent === undefined || attribute === undefined || !sameValue(attribute, value, sent);
  return (
    [looks[0]?.held[name], initial[name]].find(
      (value): value is Json => value !== undefined && isPlain(name, value) && isOther(value),
    ) ?? plainValue(payloads, name, salt, sent === undefined ? [] : [sent])
  );
}

/**
 * The set that is arranged before cases are looked at again: as many as the first look began with, and others than the cases send
 * themselves, where the configuration has so many.
 * @param drawn - the set that is arranged where it is not known how many there were, or nothing else can be
 * @param ids - those that may be in it
 */
export function arrangedSet(name: string, looks: readonly FirstLook[], drawn: Json, ids: readonly string[]): Json {
  const attribute = attributeNamed(name);
  const held = looks[0]?.held[name];
  if (!Array.isArray(held) || !Array.isArray(drawn) || attribute === undefined) return drawn;
  const first = firstSent(looks, name);
  // What no set can be equals none.
  const sent = Array.isArray(first) && first.every((id: Json) => typeof id === 'string') ? first : undefined;
  const all = [...new Set<Json>([...(drawn as readonly Json[]), ...ids])];
  return (
    all
      .map((_id, from): Json => [...all.slice(from), ...all.slice(0, from)].slice(0, held.length))
      .find((some) => sent === undefined || !sameValue(attribute, some, sent)) ?? drawn
  );
}
