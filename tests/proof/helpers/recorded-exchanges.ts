/** Good exchanges as data: what a server that keeps the contract was asked, and what it answered. */
import type { JsonObject } from '../../support/text/json.ts';
import type { Expectation } from '../../support/oracles/index.ts';
import { base, before, companyId, otherId, ownerId, responseOf, shown, spec, tagIds, updated } from './records.ts';
import { apiKey, contactId, type Scene } from './recording.ts';

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
