/** Reads the state of a contact from an answer, and compares states by value. */
import type { ContactState, Json, JsonObject, ParsedBody, StateKey } from '../types.ts';
import type { Difference } from './types.ts';

/** The attributes of a contact that an answer shows, in a fixed order. */
export const stateKeys: readonly StateKey[] = ['name', 'email', 'phone_number', 'company_id', 'owner_id', 'tag_ids'];

/** Where an answer shows an attribute (JSON Pointer). */
export const pointerOf: Readonly<Record<StateKey, string>> = {
  name: '/contact/name',
  email: '/contact/email',
  phone_number: '/contact/phone_number',
  company_id: '/contact/company/id',
  owner_id: '/contact/owner/id',
  tag_ids: '/contact/tags',
};

/** True for a JSON object (not null, not an array). */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own property of an object, safe against `__proto__` and `constructor`. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** The object under `contact` of a parsed body, or null. */
export function contactOf(parsed: ParsedBody | undefined): JsonObject | null {
  if (parsed?.ok !== true || !isObject(parsed.value)) return null;
  const contact = own(parsed.value, 'contact');
  return isObject(contact) ? contact : null;
}

const idOf = (value: Json | undefined): string | null | undefined => {
  if (value === null) return null;
  if (!isObject(value)) return undefined;
  const id = own(value, 'id');
  return typeof id === 'string' || id === null ? id : undefined;
};

function tagIdsOf(value: Json | undefined): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const ids = value.map((tag: Json) => (typeof tag === 'string' ? tag : idOf(tag)));
  return ids.every((id): id is string => typeof id === 'string') ? ids : undefined;
}

/**
 * The state that a contact object shows. An attribute that is absent or has another shape than documented is left out:
 * it was not read.
 */
export function stateOf(contact: JsonObject): ContactState {
  const state: { -readonly [Key in StateKey]?: ContactState[Key] } = {};
  for (const key of ['name', 'email', 'phone_number'] as const) {
    const value = own(contact, key);
    if (typeof value === 'string') state[key] = value;
  }
  const company = own(contact, 'company');
  const companyId = company === null ? undefined : idOf(company);
  if (companyId !== undefined) state.company_id = companyId;
  const ownerId = idOf(own(contact, 'owner'));
  if (ownerId !== undefined) state.owner_id = ownerId;
  const tagIds = tagIdsOf(own(contact, 'tags'));
  if (tagIds !== undefined) state.tag_ids = tagIds;
  return state;
}

/** Identifiers are compared without regard to letter case (RFC 9562, section 4: they are read case-insensitively). */
export const sameId = (left: string | null, right: string | null): boolean =>
  left === null || right === null ? left === right : left.toLowerCase() === right.toLowerCase();

/** Two lists of identifiers hold the same set. */
export function sameIds(left: readonly string[], right: readonly string[]): boolean {
  const set = (ids: readonly string[]): readonly string[] => [...new Set(ids.map((id) => id.toLowerCase()))].sort();
  return JSON.stringify(set(left)) === JSON.stringify(set(right));
}

const sameValue = (key: StateKey, left: Json, right: Json): boolean => {
  if (key === 'tag_ids') return sameIds(left as readonly string[], right as readonly string[]);
  if (key === 'company_id' || key === 'owner_id') return sameId(left as string | null, right as string | null);
  return left === right;
};

/** The attributes that both states show and in which they differ. */
export function differences(expected: ContactState, actual: ContactState): readonly Difference[] {
  return stateKeys.flatMap((key) => {
    const left = expected[key];
    const right = actual[key];
    if (left === undefined || right === undefined || sameValue(key, left, right)) return [];
    return [{ key, expected: left, actual: right }];
  });
}

/** `state` with the attributes that `shown` shows. */
export const overlay = (state: ContactState, shown: ContactState): ContactState => ({ ...state, ...shown });

/** The attributes named in `keys` only. */
export const pick = (state: ContactState, keys: readonly string[]): ContactState =>
  Object.fromEntries(Object.entries(state).filter(([key]) => keys.includes(key)));

/** The attributes not named in `keys`. */
export const omit = (state: ContactState, keys: readonly string[]): ContactState =>
  Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));
