/** Good exchanges as data: what a server that keeps the contract was asked, and what it answered. */
import type { RequestSpec } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
import type { Expectation } from '../../support/oracles/index.ts';
import { apiKey, contactId, type ObservedResponse, type Scene } from './recording.ts';

export const companyId = 'b7a90c52-3f1e-4d86-92ca-e5640f8d71ba';
export const ownerId = '2fd4e8b6-7c10-4a95-8e3d-96b0c7f5a1e4';
export const tagIds = [
  'd41f0b7e-52c8-4e1a-9b36-7c0de5a8f201',
  'd41f0b7e-52c8-4e1a-9b36-7c0de5a8f202',
  'd41f0b7e-52c8-4e1a-9b36-7c0de5a8f203',
  'd41f0b7e-52c8-4e1a-9b36-7c0de5a8f204',
] as const;
/** Records that are there and were neither sent nor held before. */
export const otherId = '71f0ce4b-2d98-4a63-95be-c84d0f3b6e17';

export const createdAt = '2025-03-15T10:30:00.120Z';
/** Of the update before. */
export const lastUpdatedAt = '2026-01-05T09:00:00.250Z';
export const updatedAt = '2026-01-05T09:00:01.251Z';
const sentBefore = Date.parse('2026-01-05T09:00:00.240Z');
export const sentAt = Date.parse('2026-01-05T09:00:01.240Z');

/** What the contact held before. */
export const before = {
  name: 'Eve Holt',
  email: 'eve.holt@example.com',
  phone_number: '+1 202-555-0143',
  company_id: 'c61d8e04-9b72-4f35-a8e0-43d7b9f2065e',
  owner_id: '9e357ac1-0d84-4b6f-b2c9-7f18e6d4a035',
  tag_ids: [tagIds[0], tagIds[3]],
} as const satisfies ContactState;

const jsonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  date: 'Mon, 05 Jan 2026 09:00:01 GMT',
  'x-request-id': '5f0c5f0e-55b4-4a86-a3a4-5f7a52e5e6f0',
};

export const responseOf = (status: number, body: unknown): ObservedResponse => ({
  status,
  headers: jsonHeaders,
  body: JSON.stringify(body),
});

const named = (id: string | null, name: string): JsonObject => ({ id, name: id === null ? null : name });

/** The contact as a response shows it. */
interface Held {
  readonly name?: string;
  readonly email?: string;
  readonly phone_number?: string;
  readonly company_id?: string | null;
  readonly owner_id?: string | null;
  readonly tag_ids?: readonly string[];
}

const shown = ({ company_id = null, owner_id = null, tag_ids = [], ...texts }: Held): JsonObject => ({
  id: contactId,
  name: texts.name ?? '',
  email: texts.email ?? '',
  phone_number: texts.phone_number ?? '',
  created_at: createdAt,
  updated_at: updatedAt,
  owner: owner_id === null ? null : named(owner_id, 'Oliver Smith'),
  tags: tag_ids.map((id) => named(id, 'Lead')),
  company: named(company_id, 'Acme Robotics'),
});

const base = { before, seen: { createdAt, updatedAt: lastUpdatedAt, sentAt: sentBefore }, ms: 12, sentAt } as const;

const spec = (body: string, id: string = contactId): RequestSpec => ({
  method: 'PATCH',
  path: `/contacts/${id}`,
  headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Api-Key': apiKey },
  body,
});

/** An update of these attributes, answered as documented: what was sent comes back, the rest is as it was. */
export function updated(id: string, sent: JsonObject, held: ContactState = before): Scene {
  const { field_values_attributes: _fields, ...attributes } = sent;
  return {
    ...base,
    id,
    expectation: { kind: 'plain' },
    spec: spec(JSON.stringify({ contact: sent })),
    sent,
    before: held,
    response: responseOf(200, { contact: shown({ ...held, ...(attributes as ContactState) }) }),
  };
}

const refused = (
  id: string,
  status: number,
  expectation: Expectation,
  request: { readonly sent?: JsonObject; readonly body?: string; readonly id?: string },
): Scene => ({
  ...base,
  id,
  expectation,
  spec: spec(request.body ?? JSON.stringify({ contact: request.sent ?? {} }), request.id),
  sent: request.sent ?? null,
  response: responseOf(status, { error: 'This request was refused' }),
});

const refusal = { kind: 'refused', judgesError: true, effectClause: 'refused-update-changes-nothing' } as const;
const probe = { contract_suite_probe: '1' };

export const nameUpdate = updated('name', { name: 'Zoë Ångström' });
export const emailUpdate = updated('email', { email: 'zoe.angstrom+crm@example.com' });
export const phoneUpdate = updated('phone', { phone_number: '+44 20 7946-0958' });
export const companyUpdate = updated('company', { company_id: companyId });
export const ownerUpdate = updated('owner', { owner_id: ownerId });
export const tagsUpdate = updated('tags', { tag_ids: [tagIds[0], tagIds[1], tagIds[2]] });
export const fieldUpdate = updated('field', { field_values_attributes: [{ field_id: 'budget', value: '10' }] });
export const tagsCleared = updated('no tags', { tag_ids: [] });
/** A contact that has nothing but a name and an email. */
export const bareUpdate = updated(
  'bare',
  { name: 'Zoë Ångström' },
  { name: 'Eve Holt', email: 'eve.holt@example.com' },
);
export const fullUpdate = updated('full', {
  name: 'Zoë Ångström',
  email: 'zoe.angstrom+crm@example.com',
  phone_number: '+44 20 7946-0958',
  company_id: companyId,
  owner_id: ownerId,
  tag_ids: [tagIds[0], tagIds[1]],
  field_values_attributes: [{ field_id: 'budget', value: '10' }],
});

export const wrongKey = refused(
  'wrong key',
  401,
  {
    ...refusal,
    clause: 'wrong-key-refused',
    statuses: [401],
    statusClause: 'unauthenticated-answers-401',
    effectClause: 'unauthenticated-update-changes-nothing',
    elsewhere: false,
  },
  { sent: probe },
);
export const unknownId = refused(
  'unknown id',
  404,
  {
    ...refusal,
    clause: 'unknown-id-refused',
    statuses: [404],
    statusClause: 'unknown-or-malformed-id-answers-404',
    elsewhere: true,
  },
  { sent: probe, id: otherId },
);
export const foreignId = refused(
  'foreign id',
  404,
  {
    ...refusal,
    clause: 'foreign-id-refused',
    statuses: [403, 404],
    statusClause: 'foreign-id-answers-403-or-404',
    elsewhere: true,
  },
  { sent: probe, id: otherId },
);
/** What a response shows of another contact in the place of the one that was addressed. */
export const neighbour: JsonObject = {
  ...shown({ name: 'Adam Quist', email: 'adam.quist@example.com' }),
  id: otherId,
  created_at: '2024-11-02T07:00:00.000Z',
  updated_at: '2025-01-09T07:00:00.000Z',
};
export const malformedJson = refused(
  'malformed',
  400,
  {
    ...refusal,
    clause: 'malformed-json-refused',
    statuses: [400, 415, 422],
    statusClause: 'malformed-json-answers-400',
    elsewhere: false,
  },
  { body: '{"contact":{"name":"Cut' },
);
export const refusedValue = refused(
  'bad value',
  422,
  { kind: 'either', clause: 'awkward-text' },
  { sent: { email: 'Not.An.Address@Example' } },
);
/** A number for a text, which the server stored as text. */
export const wrongType: Scene = {
  ...updated('odd type', { name: '42' }),
  expectation: { kind: 'recorded', clause: 'wrong-types', odd: ['name'] },
  spec: spec('{"contact":{"name":42}}'),
  sent: { name: 42 },
};
/** The id in braces, by which the server found the contact all the same. */
export const respelledId: Scene = {
  ...updated('braces', {}),
  expectation: { kind: 'recorded', clause: 'equivalent-ids', odd: [], respelled: true },
  spec: spec(JSON.stringify({ contact: probe }), `%7B${contactId}%7D`),
  sent: probe,
};
export const read: Scene = {
  ...base,
  id: 'read',
  expectation: { kind: 'read' },
  spec: { method: 'GET', path: `/contacts/${contactId}`, headers: { Accept: 'application/json', 'X-Api-Key': apiKey } },
  sent: null,
  response: responseOf(200, { contact: shown(before) }),
};

/** Every good exchange, each with an id of its own. */
export const scenes: readonly Scene[] = [
  nameUpdate,
  emailUpdate,
  phoneUpdate,
  companyUpdate,
  ownerUpdate,
  tagsUpdate,
  fieldUpdate,
  tagsCleared,
  bareUpdate,
  fullUpdate,
  wrongKey,
  unknownId,
  foreignId,
  malformedJson,
  refusedValue,
  wrongType,
  respelledId,
  read,
];
