/**
 * Checks a body, attribute by attribute, as a Rails service would: numbers and booleans are cast to text, unknown
 * attributes are ignored, null and blank clear what may be empty. Objects and lists in the place of a text are refused.
 */
import { refusal } from './responses.ts';
import type { Changes, World } from './types.ts';

export const attributes = [
  'name',
  'email',
  'phone_number',
  'company_id',
  'owner_id',
  'tag_ids',
  'field_values_attributes',
] as const;
export type Attribute = (typeof attributes)[number];

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// As ActiveRecord casts a UUID: hyphens are optional, and so is a pair of braces.
const uuid = /^(\{?)(?:[0-9a-f]{4}-?){8}(\}?)$/i;

/** The canonical spelling of an identifier, or null when it is none. */
export function canonicalId(given: string): string | null {
  const match = uuid.exec(given);
  if (match === null || (match[1] === '') !== (match[2] === '')) return null;
  const hex = given.replace(/[^0-9a-f]/gi, '').toLowerCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function castText(attribute: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw refusal(422, [`${attribute} is of the wrong type`]);
  const cast = String(value);
  // What a database that stores UTF-8 cannot hold.
  if (cast.includes('\u0000') || /\p{Surrogate}/u.test(cast))
    throw refusal(422, [`${attribute} holds an invalid character`]);
  return cast;
}

function required(attribute: string, value: unknown): string {
  const cast = castText(attribute, value);
  if (cast.trim() === '') throw refusal(422, [`${attribute} can't be blank`]);
  return cast;
}

function email(value: unknown): string {
  const cast = required('email', value);
  if (!/^[^@]+@[^@]+$/u.test(cast)) throw refusal(422, ['email is invalid']);
  return cast;
}

function company(value: unknown, world: World): string | null {
  const id = canonicalId(castText('company_id', value));
  if (id !== null && !world.companies.has(id)) throw refusal(422, ['Company must exist']);
  return id;
}

function owner(value: unknown, world: World): string | null {
  const cast = castText('owner_id', value);
  if (cast === '') return null;
  const id = canonicalId(cast);
  if (id === null || !world.owners.has(id)) throw refusal(422, 'Owner is invalid');
  return id;
}

function tags(value: unknown, world: World): string[] | undefined {
  if (value === null) return undefined;
  if (!Array.isArray(value)) throw refusal(422, ['tag_ids is of the wrong type']);
  const wanted = value.map((item: unknown) => {
    if (typeof item !== 'string') throw refusal(422, ['tag_ids holds something that is not an id']);
    const id = canonicalId(item);
    if (id === null || !world.tags.has(id)) throw refusal(404, "Couldn't find all tags");
    return id;
  });
  // A join table: a set, shown in the order of the tags.
  return [...world.tags.keys()].filter((id) => wanted.includes(id));
}

function fieldValues(value: unknown, world: World): Changes['field_values'] {
  if (value === null) return undefined;
  if (!Array.isArray(value)) throw refusal(422, ['field_values_attributes is of the wrong type']);
  return value.map((item: unknown) => {
    if (!isObject(item)) throw refusal(422, ['field_values_attributes holds something that is not an object']);
    const id = typeof item['field_id'] === 'string' ? item['field_id'] : '';
    if (!world.fields.has(id)) throw refusal(422, ['Field must exist']);
    if (!Object.hasOwn(item, 'value')) throw refusal(422, ["value can't be blank"]);
    return { field_id: id, value: castText('value', item['value']) };
  });
}

/** Checks one attribute and gives what it changes. Throws a `Refusal`. */
export function checkAttribute(attribute: Attribute, value: unknown, world: World): Changes {
  switch (attribute) {
    case 'name':
      return { name: required('name', value) };
    case 'email':
      return { email: email(value) };
    case 'phone_number':
      return { phone_number: castText('phone_number', value) };
    case 'company_id':
      return { company_id: company(value, world) };
    case 'owner_id':
      return { owner_id: owner(value, world) };
    case 'tag_ids': {
      const ids = tags(value, world);
      return ids === undefined ? {} : { tag_ids: ids };
    }
    case 'field_values_attributes': {
      const values = fieldValues(value, world);
      return values === undefined ? {} : { field_values: values };
    }
  }
}

/** The object under `contact`. Throws a `Refusal` when there is none, or an empty one. */
export function contactOf(body: unknown): Record<string, unknown> {
  const contact = isObject(body) && Object.hasOwn(body, 'contact') ? body['contact'] : undefined;
  if (!isObject(contact) || Object.keys(contact).length === 0)
    throw refusal(400, 'param is missing or the value is empty: contact');
  return contact;
}

/** Checks the whole body before anything is written. Throws a `Refusal`. */
export function checkBody(body: unknown, world: World): Changes {
  const contact = contactOf(body);
  return attributes
    .filter((attribute) => Object.hasOwn(contact, attribute))
    .reduce<Changes>((all, attribute) => ({ ...all, ...checkAttribute(attribute, contact[attribute], world) }), {});
}
