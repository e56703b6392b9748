/** Attributes that are not for clients to write are written. */
import { sentContact, shows, stores } from '../kit.ts';
import type { Contact, Variant } from '../types.ts';
import { attributes } from '../validate.ts';
import { group, violates } from './define.ts';

/** An attribute that only responses have is written. */
const written = (key: string, put: (contact: Contact, value: unknown) => void): Variant =>
  stores((contact, call) => {
    const sent = sentContact(call);
    if (sent !== undefined && Object.hasOwn(sent, key)) put(contact, sent[key]);
  });
const ms = (value: unknown, otherwise: number): number => {
  const parsed = Date.parse(String(value));
  return Number.isNaN(parsed) ? otherwise : parsed;
};
const known: readonly string[] = [
  ...attributes,
  'id',
  'created_at',
  'updated_at',
  'owner',
  'company',
  'tags',
  'phoneNumber',
];

const readOnly = ['read-only-attributes-not-written'];
const unknown = ['unknown-attributes-not-written'];
export const massAssignment = group('mass-assignment', [
  violates(
    'created-at-writable',
    'created_at can be written',
    'full',
    readOnly,
    written('created_at', (contact, value) => {
      contact.created_at = ms(value, contact.created_at);
    }),
  ),
  violates(
    'updated-at-writable',
    'updated_at can be written',
    'full',
    readOnly,
    written('updated_at', (contact, value) => {
      contact.updated_at = ms(value, contact.updated_at);
    }),
  ),
  violates(
    'owner-object-written',
    'an owner object clears the owner',
    'full',
    readOnly,
    written('owner', (contact) => {
      contact.owner_id = null;
    }),
  ),
  violates(
    'company-object-written',
    'a company object clears the company',
    'full',
    readOnly,
    written('company', (contact) => {
      contact.company_id = null;
    }),
  ),
  violates(
    'tags-under-answer-key',
    'tags can also be sent as the response shows them',
    'full',
    readOnly,
    written('tags', (contact) => {
      contact.tag_ids = [];
    }),
  ),
  violates(
    'sent-id-shown',
    'an id that is sent is shown as that of the contact',
    'full',
    readOnly,
    shows((shown, call) => {
      const sent = call.action === 'update' ? sentContact(call)?.['id'] : undefined;
      return typeof sent === 'string' ? { ...shown, id: sent } : shown;
    }),
  ),
  violates(
    'camel-case-phone-written',
    'phoneNumber is written as well as phone_number',
    'full',
    unknown,
    written('phoneNumber', (contact, value) => {
      contact.phone_number = String(value);
    }),
  ),
  violates('unknown-attributes-stored', 'whatever is sent is stored and shown', 'full', unknown, {
    ...stores((contact, call) => {
      const rest = Object.entries(sentContact(call) ?? {}).filter(
        ([key]) => !known.includes(key) && !(key in Object.prototype),
      );
      Object.assign(contact.extras, Object.fromEntries(rest));
    }),
    show: (call, next) => ({ ...next(), ...call.contact.extras }),
  }),
  violates(
    'unknown-attributes-echoed',
    'a text that is sent under an unknown key is taken for the name',
    'full',
    unknown,
    stores((contact, call) => {
      const stray = Object.entries(sentContact(call) ?? {}).find(
        ([key, value]) => !known.includes(key) && typeof value === 'string',
      );
      if (stray !== undefined) contact.name = String(stray[1]);
    }),
  ),
  violates(
    'short-phone-written',
    'a phone number is written by the shorter name phone too',
    'full',
    ['unsent-attributes-keep-value'],
    written('phone', (contact, value) => {
      contact.phone_number = String(value);
    }),
  ),
  violates(
    'owner-id-in-camel-case-written',
    'ownerId takes the owner away',
    'full',
    ['unsent-attributes-keep-value'],
    written('ownerId', (contact, value) => {
      contact.owner_id = value === null ? null : contact.owner_id;
    }),
  ),
  violates(
    'name-in-capitals-written',
    'the name is written whatever the letter case of its key',
    'nightly',
    unknown,
    written('NAME', (contact, value) => {
      contact.name = String(value);
    }),
  ),
  violates(
    'owner-null-written',
    'an owner of null, as responses show it, takes the owner away',
    'nightly',
    ['read-only-attributes-not-written'],
    written('owner', (contact, value) => {
      if (value === null) contact.owner_id = null;
    }),
  ),
]);
