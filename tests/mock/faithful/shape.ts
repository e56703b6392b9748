/** Faithful servers that differ in what a response shows beyond the nine keys, and how. */
import { json } from '../responses.ts';
import { act, refuses, responses, onRead, shows, showsKey, showsText } from '../kit.ts';
import type { Contact, Faithful, Shown } from '../types.ts';
import { show, time } from '../stages.ts';
import { otherOwnerId } from '../world.ts';

const items = (value: unknown): readonly Shown[] => (Array.isArray(value) ? (value as Shown[]) : []);

/** Reverses the order of the keys of every object. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, turned(one)]),
  );
}

function capitals(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => capitals(one, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, capitals(one, name)]));
  return key === 'id' && typeof value === 'string' ? value.toUpperCase() : value;
}

const inZone = (iso: string): string => `${iso.slice(0, 19)}+00:00`;

export const inShape: readonly Faithful[] = [
  {
    id: 'more-keys',
    sentence: 'shows company_id, organization_id, tag_ids and more in the contact, and a notice beside it',
    variant: {
      ...shows((shown, { contact }) => ({
        ...shown,
        company_id: contact.company_id,
        organization_id: '3d0c7a52-18fb-4e69-b7a4-905c2e6df183',
        tag_ids: contact.tag_ids,
        deleted_at: null,
        avatar: { url: null },
      })),
      accept: (call, next) => {
        const response = next();
        return act(call, {
          ...response,
          body: { ...(response.body as object), notice: 'Contact updated successfully', meta: [] },
        });
      },
    },
  },
  {
    id: 'tags-as-ids',
    sentence: 'shows tags as plain identifiers',
    variant: showsKey('tags', (value) => items(value).map(({ id }) => id)),
  },
  {
    id: 'tags-with-colour',
    sentence: 'shows tags as objects with a name, a colour and a count',
    variant: showsKey('tags', (value) => items(value).map((one) => ({ ...one, color: '#3366ff', contacts_count: 12 }))),
  },
  {
    id: 'owner-with-more',
    sentence: 'shows more about the owner and the company than their ids and names',
    variant: shows((shown) => ({
      ...shown,
      owner: shown['owner'] === null ? null : { ...(shown['owner'] as object), email: 'owner@example.com', role: null },
      company: { ...(shown['company'] as object), url: null, phone_number: null },
    })),
  },
  {
    id: 'owner-id-only',
    sentence: 'shows nothing of the owner but the id, and of a tag nothing but the id',
    variant: shows((shown) => ({
      ...shown,
      owner: shown['owner'] === null ? null : { id: (shown['owner'] as Shown)['id'] },
      tags: items(shown['tags']).map(({ id }) => ({ id })),
    })),
  },
  {
    id: 'other-order',
    sentence: 'shows keys and tags in another order',
    variant: shows((shown) => turned({ ...shown, tags: items(shown['tags']).toReversed() }) as Shown),
  },
  {
    id: 'capital-ids',
    sentence: 'shows identifiers in capitals',
    variant: shows((shown) => capitals(shown) as Shown),
  },
  {
    id: 'seconds-and-offset',
    sentence: 'shows times in whole seconds with the zone +00:00',
    variant: shows((shown, { contact }) => ({
      ...shown,
      created_at: inZone(time(contact.created_at)),
      updated_at: inZone(time(contact.updated_at)),
    })),
  },
  {
    id: 'microseconds',
    sentence: 'shows times in microseconds',
    variant: shows((shown, { contact }) => ({
      ...shown,
      created_at: time(contact.created_at).replace('Z', '000Z'),
      updated_at: time(contact.updated_at).replace('Z', '417Z'),
    })),
  },
  {
    id: 'zone-of-the-workspace',
    sentence: 'shows times in the time zone of the workspace, with its offset',
    variant: shows((shown, { contact }) => {
      const local = (ms: number): string => time(ms + 19_800_000).replace('Z', '+05:30');
      return { ...shown, created_at: local(contact.created_at), updated_at: local(contact.updated_at) };
    }),
  },
  {
    id: 'phone-without-punctuation',
    sentence: 'shows and stores phone numbers as digits after the plus sign',
    variant: showsText('phone_number', (phone) => phone.replace(/[^\d+]/g, '')),
  },
  {
    id: 'read-without-envelope',
    sentence: 'answers a read with the contact itself, without the key contact',
    variant: responses((response, call) => json(response.status, show(call)), onRead),
  },
  {
    id: 'read-shows-more',
    sentence: 'answers a read with notes, deals and custom field values as well',
    variant: shows((shown, { contact }) => {
      const values = Object.entries(contact.field_values).map(([field_id, value]) => ({ field_id, value }));
      return { ...shown, field_values: values, notes: [], deals: [] };
    }, onRead),
  },
  {
    id: 'late-read',
    sentence: 'reads from a replica that is 400 ms behind',
    variant: () => {
      const past: { readonly at: number; readonly contact: Contact }[] = [];
      return {
        write: (call, next) => {
          next();
          past.push({ at: Date.now(), contact: call.before });
        },
        find: (call, next) => {
          const contact = next();
          const unseen = past.find(({ at }) => at > Date.now() - 400);
          if (contact === undefined || unseen === undefined || call.action !== 'read') return contact;
          return act(call, structuredClone(unseen.contact));
        },
      };
    },
  },
  {
    id: 'people-of-the-workspace',
    sentence: 'shows who has to do with a contact, with their addresses, under keys of every kind',
    variant: {
      ...shows((shown, { facts, contact }) => {
        const sam = { id: otherOwnerId, name: 'Sam Okafor', email: 'sam.okafor@acme.org' };
        const oliver = { id: facts.ownerId, name: 'Oliver Smith', email: 'oliver.smith@acme.org' };
        return {
          ...shown,
          emails: [{ id: 'e-1', email: contact.email }],
          actor: sam,
          sales_rep: sam,
          responsible: sam,
          permissions: { editors: [sam], viewers: [sam] },
          notes: [{ id: 'n-1', mentions: [sam], sender: oliver }],
        };
      }),
      accept: (call, next) => {
        const response = next();
        const activities = [{ id: 'a-1', kind: 'call', by: { id: otherOwnerId, email: 'sam.okafor@acme.org' } }];
        const included = [{ type: 'user', id: otherOwnerId, email: 'sam.okafor@acme.org' }];
        const body = { ...(response.body as object), activities, included, trace: 'a7f3', stack: ['eu', 'blue'] };
        return act(call, { ...response, body });
      },
    },
  },
  {
    id: 'errors-with-help',
    sentence: 'says in refusals who helps, by an address',
    variant: refuses((response) => ({
      ...response,
      body: { ...(response.body as object), help: 'Write to the people of apis@crm-makers.org' },
    })),
  },
];
