/** Faithful servers that differ in what they do with what they are sent, and in what they hold. */
import { refusal } from '../responses.ts';
import { act, sentContact, shows, stores, takes } from '../kit.ts';
import { time } from '../stages.ts';
import { otherCompanyId, otherOwnerId } from '../world.ts';
import type { Faithful } from '../types.ts';

const scalars = ['name', 'email', 'phone_number', 'company_id', 'owner_id'] as const;

/** When the contact of a world was read last: a note of the server, and nothing that the contact holds. */
const lastViewed = new WeakMap<object, string>();

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
    id: 'eager-updated-at-without-get',
    sentence: 'moves updated_at with every update, also when nothing changes, and knows no GET',
    variant: {
      ...stores((contact, call) => {
        contact.updated_at = call.world.now();
      }),
      route: (call, next) => (call.method === 'GET' ? act(call, 'none') : next()),
    },
  },
  {
    id: 'last-viewed-at',
    sentence: 'notes when the contact was read last, beside updated_at',
    variant: {
      show: (call, next) => {
        const shown = { ...next(), last_viewed_at: lastViewed.get(call.world) ?? null };
        if (call.action === 'read') lastViewed.set(call.world, act(call, time(call.world.now())));
        return shown;
      },
    },
  },
  {
    id: 'clock-of-whole-seconds',
    sentence: 'keeps time in whole seconds, and shows milliseconds that are zero',
    variant: shows((shown, { contact }) => ({
      ...shown,
      created_at: time(Math.floor(contact.created_at / 1000) * 1000),
      updated_at: time(Math.floor(contact.updated_at / 1000) * 1000),
    })),
  },
  {
    id: 'touched-by-a-job',
    sentence: 'has a job that touches the contact after each update that changes something',
    variant: () => {
      let due = false;
      return {
        before: (call) => {
          const contact = call.world.contacts.get(call.facts.contactId);
          if (due && contact !== undefined) contact.updated_at = act(call, call.world.now());
          due = false;
          return undefined;
        },
        write: (call, next) => {
          const before = call.contact.updated_at;
          next();
          due = call.contact.updated_at !== before;
        },
      };
    },
  },
  {
    id: 'other-records-at-first',
    sentence: 'holds a contact with another company and another owner than those that are configured',
    variant: {
      seed: ({ contacts }) => {
        for (const contact of contacts.values())
          if (contact.company_id !== null)
            Object.assign(contact, { company_id: otherCompanyId, owner_id: otherOwnerId });
      },
    },
  },
  {
    id: 'no-record-taken-away',
    sentence: 'refuses null for company and owner',
    variant: {
      validate: (call, next) => {
        const sent = sentContact(call) ?? {};
        if (sent['company_id'] === null || sent['owner_id'] === null)
          throw act(call, refusal(422, ['Company and owner cannot be blank']));
        return next();
      },
    },
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
