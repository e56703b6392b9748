/** Reads the state of a contact from a response, and compares states by value. */
import type { Exchange, ParsedBody } from '../client/exchange.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { sameValue, toleratedIn } from './compare.ts';
import { attributeNamed, endpoint, pointerTo } from './endpoint.ts';
import { isObject, own, typeOf } from '../text/json.ts';
import { memo } from '../memo.ts';
import type { Attribute, AttributeOf } from './types.ts';
import { idKey } from './response-keys.ts';

/** The attributes of a contact as the suite compares them, read from a response. Absent: the response did not show it. */
export type ContactState = Readonly<Record<string, Json>>;

/** A difference of one attribute between what was expected and what a response shows. */
export interface Difference {
  readonly key: string;
  readonly expected: Json;
  readonly actual: Json;
}

const shown = endpoint.attributes.filter(({ pointer }) => pointer !== null);

/** The attributes that a response shows, in the order of the request schema. */
export const stateKeys: readonly string[] = shown.map(({ name }) => name);

/** Where a response shows an attribute (JSON Pointer). */
export const pointerOf = (name: string): string => attributeNamed(name)?.pointer ?? '';

/** True for the place of an attribute: what stands there may be the doing of an earlier request. */
export const isStatePointer = (pointer: string): boolean => shown.some((each) => each.pointer === pointer);

/** The contact under the envelope of a parsed body, or null. */
export function contactOf(parsed: ParsedBody | undefined): JsonObject | null {
  if (parsed?.ok !== true || !isObject(parsed.value)) return null;
  const contact = own(parsed.value, endpoint.envelope);
  return isObject(contact) ? contact : null;
}

const idOf = (value: Json | undefined): string | null | undefined => {
  if (value === null) return null;
  if (!isObject(value)) return undefined;
  const id = own(value, idKey);
  return typeof id === 'string' || id === null ? id : undefined;
};

function idsOf(value: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map((item: Json) => (typeof item === 'string' ? item : idOf(item)));
  return ids.every((id): id is string => typeof id === 'string') ? ids : undefined;
}

/** The identifier at the place of a reference; null where it is empty in the way that is documented. */
function referredBy(
  value: Json | undefined,
  { pointer, shownAs, empty }: AttributeOf<'reference'>,
): string | null | undefined {
  if (value === null) return empty === null ? null : undefined;
  if (pointer !== pointerTo(shownAs ?? undefined)) return idOf(value);
  return typeof value === 'string' ? value : undefined;
}

function shownOf(contact: JsonObject, attribute: Attribute): Json | undefined {
  const value = attribute.shownAs === null ? undefined : own(contact, attribute.shownAs);
  switch (attribute.kind) {
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'reference':
      return referredBy(value, attribute);
    case 'set':
      return idsOf(value);
    case 'opaque':
      return undefined;
    case 'value':
      return value !== undefined && (attribute.types.size === 0 || attribute.types.has(typeOf(value)))
        ? value
        : undefined;
  }
}

/**
 * The state that a contact object shows. An attribute that is absent or has another shape than documented is left out:
 * it was not read.
 */
export const stateOf: (contact: JsonObject) => ContactState = memo((contact) => {
  const read: (readonly [string, Json])[] = [];
  for (const attribute of shown) {
    const value = shownOf(contact, attribute);
    if (value !== undefined) read.push([attribute.name, value]);
  }
  return Object.fromEntries(read);
});

type Response = NonNullable<Exchange['response']>;

/** True when every character of a response was decoded: the bytes are UTF-8, behind a byte order mark if need be. */
const isDecoded = ({ utf8, text }: Pick<Response, 'utf8' | 'text'>): boolean =>
  utf8 || (text.startsWith('\ufeff') && !text.includes('\ufffd'));

/** ASCII is the same in every encoding that a body of JSON may have by mistake. */
const isAscii = (value: Json): boolean => !/[^\0-\x7f]/.test(JSON.stringify(value));

/**
 * The state that a response shows; null when it shows no contact. What could not be decoded was not read: where the bytes are not UTF-8
 * (RFC 8259, section 8.1), an attribute with characters outside ASCII is left out, whatever its value looks like.
 */
export function stateIn(response: Response | null): ContactState | null {
  const contact = contactOf(response?.parsed);
  if (response === null || contact === null) return null;
  const state = stateOf(contact);
  return isDecoded(response) ? state : Object.fromEntries(Object.entries(state).filter(([, value]) => isAscii(value)));
}

/** The attributes that a response shows and that could not be decoded. */
export function undecodedIn(response: Response | null): readonly string[] {
  const contact = contactOf(response?.parsed);
  const read = stateIn(response);
  if (contact === null || read === null) return [];
  const state = stateOf(contact);
  return state === read ? [] : Object.keys(state).filter((name) => !(name in read));
}

/** True for a value that stands for nothing: null, an empty text, list or object. */
export const isEmptyValue = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0);

/** The attributes that both states show and in which they differ. */
export const differences = (expected: ContactState, actual: ContactState): readonly Difference[] =>
  shown.flatMap((attribute) => {
    const { name } = attribute;
    const [left, right] = [expected[name], actual[name]];
    if (left === undefined || right === undefined || sameValue(attribute, left, right)) return [];
    return [{ key: name, expected: left, actual: right }];
  });

/** Those of the differences that are other values, and not only another notation that the echo rules tolerate. */
export const otherValues = (expected: ContactState, actual: ContactState): readonly Difference[] =>
  differences(expected, actual).filter((each) => {
    const attribute = attributeNamed(each.key);
    return attribute === undefined || toleratedIn(attribute, each.expected, each.actual) === null;
  });

/** `state` with the attributes that `more` shows. */
export const overlay = (state: ContactState, more: ContactState): ContactState => ({ ...state, ...more });

/** The attributes named in `keys` only. */
export const pick = (state: ContactState, keys: readonly string[]): ContactState =>
  Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));

/** The attributes not named in `keys`. */
export const omit = (state: ContactState, keys: readonly string[]): ContactState =>
  Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));
