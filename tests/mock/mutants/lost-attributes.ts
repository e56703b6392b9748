/** Attributes get lost, mixed up or wiped on their way to the store. */
import { refusal } from '../responses.ts';
import { act, changed, loses, sentContact, stores, takes } from '../kit.ts';
import type { Call, Changes } from '../types.ts';
import { group, violates } from './define.ts';

const sentOnly = (call: Call, key: keyof Changes): boolean => Object.keys(call.changes).join() === key;
const besideTexts = ({ body }: Call): boolean =>
  ['name', 'email', 'phone_number'].some((text) => sent(body, 'company_id', text));
const isSameWord = (value: unknown, held: string): boolean =>
  typeof value === 'string' && value !== held && value.toLowerCase() === held.toLowerCase();
const unsent = ['unsent-attributes-keep-value'];

export const lostAttributes = group('lost-attributes', [
  violates(
    'name-lost-beside-email',
    'the name is lost when an email is sent with it',
    'smoke',
    ['name-comes-back'],
    loses(['name'], ({ body }) => sent(body, 'name', 'email')),
  ),
  violates(
    'phone-lost-beside-all',
    'the phone number is lost when more than four attributes are sent',
    'full',
    ['phone-number-comes-back'],
    takes((changes) => {
      if (Object.keys(changes).length > 4) delete changes.phone_number;
      return changes;
    }),
  ),
  violates(
    'company-lost-beside-texts',
    'the company is lost when a text is sent with it',
    'full',
    ['company-comes-back'],
    loses(['company_id'], besideTexts),
  ),
  violates(
    'owner-lost-beside-tags',
    'the owner is lost when tags are sent with it',
    'full',
    ['owner-comes-back'],
    loses(['owner_id'], ({ body }) => sent(body, 'owner_id', 'tag_ids')),
  ),
  violates(
    'name-in-other-letter-case-lost',
    'a name that differs from the stored one in letter case alone is taken for the same',
    'full',
    ['name-comes-back'],
    loses(['name'], (call) => isSameWord(sentContact(call)?.['name'], call.contact.name)),
  ),
  violates(
    'email-lost-alone',
    'an email that is sent alone is lost',
    'full',
    ['email-comes-back'],
    takes((changes) => (Object.keys(changes).join() === 'email' ? {} : changes)),
  ),
  violates(
    'phone-copied-from-name',
    'the phone number gets the name when both are sent',
    'smoke',
    ['phone-number-comes-back'],
    takes((changes) =>
      changes.name === undefined || changes.phone_number === undefined
        ? changes
        : { ...changes, phone_number: changes.name },
    ),
  ),
  violates(
    'email-wiped-by-phone',
    'a change of the phone number wipes the email',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.email = '';
      },
      ({ changes }) => changes.phone_number !== undefined && changes.email === undefined,
    ),
  ),
  violates(
    'phone-wiped-by-email',
    'a change of the email wipes the phone number',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.phone_number = '';
      },
      ({ changes }) => changes.email !== undefined && changes.phone_number === undefined,
    ),
  ),
  violates(
    'name-from-email',
    'a change of the email alone makes a new name from it',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.name = contact.email.split('@')[0] ?? '';
      },
      (call) => sentOnly(call, 'email'),
    ),
  ),
  violates(
    'unsent-cleared',
    'an update replaces the whole contact, as PUT would',
    'smoke',
    unsent,
    stores((contact, { changes }) => {
      if (changes.phone_number === undefined) contact.phone_number = '';
      if (changes.company_id === undefined) contact.company_id = null;
      if (changes.owner_id === undefined) contact.owner_id = null;
      if (changes.tag_ids === undefined) contact.tag_ids = [];
    }),
  ),
  violates(
    'phone-wiped-every-second-time',
    'every second update wipes the phone number unless it is sent',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.phone_number = '';
      },
      ({ changes, update }) => update % 2 === 0 && changes.phone_number === undefined,
    ),
  ),
  violates(
    'unsent-wiped-in-the-store-only',
    'the response is right, and the store loses the company when a name is sent',
    'smoke',
    ['unsent-attributes-keep-value'],
    {
      write: (call, next) => {
        next();
        if (call.changes.name === undefined || call.changes.company_id !== undefined) return;
        const stored = call.contact;
        call.contact = structuredClone(stored);
        stored.company_id = changed(call, stored.company_id, null);
      },
    },
  ),
  violates('field-values-refused', 'custom field values are refused', 'full', ['field-values-accepted'], {
    validate: (call, next) => {
      const changes = next();
      if (changes.field_values !== undefined) throw act(call, refusal(422, ['Field values are read-only']));
      return changes;
    },
  }),
  violates('field-values-fail', 'custom field values meet a missing table: 500', 'full', ['field-values-accepted'], {
    validate: (call, next) => {
      const changes = next();
      if (changes.field_values !== undefined) throw act(call, refusal(500, 'Something went wrong'));
      return changes;
    },
  }),
  violates(
    'field-values-mark-the-name',
    'an update of custom field values alone appends to the name',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.name += ' *';
      },
      (call) => sentOnly(call, 'field_values'),
    ),
  ),
  violates(
    'field-value-becomes-the-name',
    'an update of custom field values alone puts their value into the name too',
    'smoke',
    unsent,
    stores(
      (contact, { changes }) => {
        contact.name = changes.field_values?.[0]?.value ?? contact.name;
      },
      (call) => sentOnly(call, 'field_values'),
    ),
  ),
  violates(
    'email-wiped-by-empty-phone',
    'a phone number that is emptied takes the email with it',
    'full',
    unsent,
    stores(
      (contact) => {
        contact.email = '';
      },
      ({ changes }) => changes.phone_number === '' && changes.email === undefined,
    ),
  ),
]);

function sent(body: unknown, ...keys: readonly string[]): boolean {
  const contact = (body as { contact?: object } | undefined)?.contact;
  return contact !== undefined && keys.every((key) => key in contact);
}
