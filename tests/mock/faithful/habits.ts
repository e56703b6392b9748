/** Faithful servers that differ in what they do with what they are sent, and in what they hold. */
import { act, stores, takes } from '../kit.ts';
import type { Faithful } from '../types.ts';

const scalars = ['name', 'email', 'phone_number', 'company_id', 'owner_id'] as const;

export const inHabits: readonly Faithful[] = [
  {
    id: 'normalises',
    sentence: 'lower-cases emails, strips white space around texts and stores them in normal form C',
    variant: takes((changes) => {
      const clean = (text: string): string => text.trim().normalize('NFC');
      return {
        ...changes,
        ...(changes.name === undefined ? {} : { name: clean(changes.name) }),
        ...(changes.email === undefined ? {} : { email: clean(changes.email).toLowerCase() }),
        ...(changes.phone_number === undefined ? {} : { phone_number: clean(changes.phone_number) }),
      };
    }),
  },
  {
    id: 'stale-updated-at',
    sentence: 'moves updated_at only when a text, the company or the owner changes',
    variant: stores((contact, call) => {
      if (scalars.every((key) => contact[key] === call.before[key])) contact.updated_at = call.before.updated_at;
    }),
  },
  {
    id: 'eager-updated-at',
    sentence: 'moves updated_at with every update, also when nothing changes',
    variant: stores((contact, call) => {
      contact.updated_at = call.world.now();
    }),
  },
  {
    id: 'key-as-bearer-token-too',
    sentence: 'takes the key as a bearer token as well',
    variant: {
      authenticate: (call, next) => {
        const token = /^Bearer (.+)$/.exec(call.headers['authorization'] ?? '')?.[1];
        const workspace = call.world.keys.get(token ?? '');
        return next() ?? (workspace === undefined ? undefined : act(call, workspace));
      },
    },
  },
  {
    id: 'key-in-any-case',
    sentence: 'takes the key in any letter case',
    variant: {
      authenticate: (call, next) => {
        const sent = call.headers['x-api-key']?.toLowerCase();
        const match = [...call.world.keys].find(([key]) => key.toLowerCase() === sent);
        return next() ?? (match === undefined ? undefined : act(call, match[1]));
      },
    },
  },
  {
    id: 'put-replaces',
    sentence: 'takes PUT for a whole new contact: what is not sent is emptied',
    variant: stores(
      (contact, { changes }) => {
        Object.assign(contact, {
          email: '',
          phone_number: '',
          company_id: null,
          owner_id: null,
          tag_ids: [],
          ...Object.fromEntries(Object.entries(changes).filter(([key]) => key !== 'field_values')),
        });
      },
      ({ method }) => method === 'PUT',
    ),
  },
  {
    id: 'empty-contact',
    sentence: 'holds a contact without phone number, company, owner, tags and field values',
    variant: {
      seed: ({ contacts }) => {
        for (const contact of contacts.values())
          Object.assign(contact, { phone_number: '', company_id: null, owner_id: null, tag_ids: [], field_values: {} });
      },
    },
  },
  {
    id: 'little-configuration',
    sentence: 'is known by its contact alone: no company, owner, tags, field or foreign contact is configured',
    variant: {},
    env: {
      NEETOCRM_COMPANY_ID: '',
      NEETOCRM_OWNER_ID: '',
      NEETOCRM_TAG_IDS: '',
      NEETOCRM_FIELD_ID: '',
      NEETOCRM_FIELD_VALUE: '',
      NEETOCRM_FOREIGN_CONTACT_ID: '',
    },
  },
];
