/** What a response shows is written by another name than the documented one, or through the contact into another record. */
import { notFound } from '../responses.ts';
import { act, sentContact, stores } from '../kit.ts';
import type { Call, Contact, Variant } from '../types.ts';
import { isObject } from '../validate.ts';
import { group, violates } from './define.ts';

type Names = 'companies' | 'owners' | 'tags';

const rename = (call: Call, names: Names, id: string | undefined | null, name: unknown): void => {
  if (typeof id !== 'string' || typeof name !== 'string') return;
  (call.world[names] as Map<string, string>).set(id, name);
  call.acted();
};
/** The name in an object under some key is written into the record that the contact holds. */
const renames = (key: string, names: Names, held: (contact: Contact) => string | null | undefined): Variant =>
  stores((contact, call) => {
    const sent = sentContact(call)?.[key];
    const value: unknown = Array.isArray(sent) ? sent[0] : sent;
    if (isObject(value)) rename(call, names, held(contact), value['name']);
  });
const sets = (key: string, set: (contact: Contact, value: unknown, call: Call) => void): Variant =>
  stores((contact, call) => {
    const sent = sentContact(call);
    if (sent !== undefined && Object.hasOwn(sent, key)) set(contact, sent[key], call);
  });
/** From the moment on that it is sent, the contact is not found any more. */
const hides = (isMeant: (sent: Record<string, unknown>) => boolean): Variant => ({
  ...stores((contact, call) => {
    if (isMeant(sentContact(call) ?? {})) contact.extras['hidden'] = true;
  }),
  find: (call, next) => {
    const contact = next();
    if (contact?.extras['hidden'] === true) throw act(call, notFound());
    return contact;
  },
});
const ms = (value: unknown): number | null => {
  const parsed = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? null : parsed;
};

const readOnly = ['read-only-attributes-not-written'];
const unknown = ['unknown-attributes-not-written'];
export const writesAround = group('writes-around', [
  violates(
    'company-renamed-through-contact',
    'a company object with a name renames the company of the contact',
    'full',
    readOnly,
    renames('company', 'companies', ({ company_id }) => company_id),
  ),
  violates(
    'company-renamed-by-nested-attributes',
    'company_attributes renames the company of the contact',
    'full',
    readOnly,
    renames('company_attributes', 'companies', ({ company_id }) => company_id),
  ),
  violates(
    'owner-renamed-through-contact',
    'an owner object with a name renames the owner of the contact',
    'full',
    readOnly,
    renames('owner', 'owners', ({ owner_id }) => owner_id),
  ),
  violates(
    'tag-renamed-by-nested-attributes',
    'tags_attributes renames the first tag of the contact',
    'full',
    readOnly,
    renames('tags_attributes', 'tags', ({ tag_ids }) => tag_ids[0]),
  ),
  violates(
    'company-cleared-by-destroy-flag',
    'company_attributes with _destroy takes the company away',
    'full',
    readOnly,
    sets('company_attributes', (contact, value) => {
      if (isObject(value) && value['_destroy'] === true) contact.company_id = null;
    }),
  ),
  violates(
    'owner-linked-by-nested-attributes',
    'owner_attributes with an identifier links that owner',
    'full',
    readOnly,
    sets('owner_attributes', (contact, value, { world }) => {
      const id = isObject(value) ? value['id'] : null;
      contact.owner_id = typeof id === 'string' && world.owners.has(id) && id !== contact.owner_id ? id : null;
    }),
  ),
  violates(
    'tag-added-by-tag-id',
    'tag_id adds one tag',
    'full',
    readOnly,
    sets('tag_id', (contact, value) => {
      if (typeof value === 'string') contact.tag_ids = [...new Set([...contact.tag_ids, value])];
    }),
  ),
  violates('created-at-by-query', 'created_at can be written by the query of the URL', 'full', readOnly, {
    ...stores((contact, { query }) => {
      contact.created_at = ms(query.get('contact[created_at]')) ?? contact.created_at;
    }),
  }),
  violates('tags-by-query', 'tag_ids in the query of the URL replaces the tags', 'full', readOnly, {
    ...stores((contact, { query }) => {
      const ids = query.getAll('tag_ids[]');
      if (ids.length > 0) contact.tag_ids = ids;
    }),
  }),
  violates(
    'contact-destroyed-by-flag',
    '_destroy removes the contact',
    'full',
    unknown,
    hides(({ _destroy }) => _destroy === true),
  ),
  violates(
    'contact-discarded',
    'discarded_at discards the contact, which is no longer found',
    'full',
    unknown,
    hides(({ discarded_at }) => typeof discarded_at === 'string'),
  ),
  violates(
    'contact-moved-to-organization',
    'organization_id moves the contact out of the workspace',
    'full',
    unknown,
    hides(({ organization_id }) => typeof organization_id === 'string'),
  ),
]);
