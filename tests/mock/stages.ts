/** The stages of the good server. Each takes the call and gives what the next one needs, or throws a `Refusal`. */
import { isDeepStrictEqual } from 'node:util';

import { json, refusal } from './responses.ts';
import type { MockResponse, Call, Changes, Contact, Shown } from './types.ts';
import { canonicalId, checkBody } from './validate.ts';

const largestBody = 1024 * 1024;

export const authenticate = (call: Call): string | undefined => call.world.keys.get(call.headers['x-api-key'] ?? '');

// A trailing slash and a format suffix reach the same action, as in Rails.
const contactPath = /^\/contacts\/([^/]+?)(?:\.json)?\/?$/;

/** PUT reaches the same action as PATCH. */
export function route(call: Call): Call['action'] {
  if (!contactPath.test(call.path)) return 'none';
  if (call.method === 'PATCH' || call.method === 'PUT') return 'update';
  return call.method === 'GET' ? 'read' : 'none';
}

/** The id in the path, decoded; undefined when it cannot be. */
export function addressedId(call: Call): string | undefined {
  try {
    return decodeURIComponent(contactPath.exec(call.path)?.[1] ?? '');
  } catch {
    return undefined;
  }
}

export function find(call: Call): Contact | undefined {
  const id = canonicalId(addressedId(call) ?? '');
  const contact = id === null ? undefined : call.world.contacts.get(id);
  return contact?.workspace === call.workspace ? contact : undefined;
}

export function parse(call: Call): unknown {
  if (call.bytes.length > largestBody) throw refusal(413, 'The body is too large');
  if (call.bytes.length === 0) throw refusal(400, 'param is missing or the value is empty: contact');
  const type = (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json') throw refusal(415, 'The content type has to be application/json');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(call.bytes);
    return JSON.parse(text) as unknown;
  } catch {
    throw refusal(400, 'The body is not JSON');
  }
}

export const validate = (call: Call): Changes => checkBody(call.body, call.world);

/** Puts changes into a contact; moves `updated_at` when something really changed. */
export function apply(contact: Contact, changes: Changes, now: number): void {
  const before = structuredClone(contact);
  const { field_values: values = [], ...plain } = changes;
  Object.assign(contact, plain);
  for (const { field_id, value } of values) contact.field_values[field_id] = value;
  if (!isDeepStrictEqual(before, contact)) contact.updated_at = now;
}

export const write = (call: Call): void => {
  apply(call.contact, call.changes, call.world.now());
};

export const time = (ms: number): string => new Date(ms).toISOString();

export function show(call: Call): Shown {
  const { contact, world } = call;
  const named = (names: ReadonlyMap<string, string>, id: string): Shown => ({ id, name: names.get(id) ?? null });
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone_number: contact.phone_number,
    created_at: time(contact.created_at),
    updated_at: time(contact.updated_at),
    owner: contact.owner_id === null ? null : named(world.owners, contact.owner_id),
    tags: contact.tag_ids.map((id) => named(world.tags, id)),
    company: contact.company_id === null ? { id: null, name: null } : named(world.companies, contact.company_id),
  };
}

export const accept = (shown: Shown): MockResponse => json(200, { contact: shown });
