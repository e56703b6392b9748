/** Identifiers, times and what the contact held, and an update of it that was answered as documented. */
import type { RequestSpec } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
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

export const shown = ({ company_id = null, owner_id = null, tag_ids = [], ...texts }: Held): JsonObject => ({
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

export const base = {
  before,
  seen: { createdAt, updatedAt: lastUpdatedAt, sentAt: sentBefore },
  ms: 12,
  sentAt,
} as const;

export const spec = (body: string, id: string = contactId): RequestSpec => ({
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

/** What a response shows of another contact in the place of the one that was addressed. */
export const neighbour: JsonObject = {
  ...shown({ name: 'Adam Quist', email: 'adam.quist@example.com' }),
  id: otherId,
  created_at: '2024-11-02T07:00:00.000Z',
  updated_at: '2025-01-09T07:00:00.000Z',
};
