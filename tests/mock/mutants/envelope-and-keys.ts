/** The envelope, the status or the keys of the response to an accepted update change. */
import { json, text } from '../responses.ts';
import { responses } from '../kit.ts';
import type { MockResponse } from '../types.ts';
import { group, violates } from './define.ts';

const inner = (response: MockResponse): Record<string, unknown> =>
  (response.body as { contact: Record<string, unknown> }).contact;
const written = (response: MockResponse): string => JSON.stringify(response.body);
const wraps = (wrap: (response: MockResponse) => unknown): ReturnType<typeof responses> =>
  responses((response) => json(200, wrap(response)));
const spelt = (spell: (response: MockResponse) => string | Buffer): ReturnType<typeof responses> =>
  responses((response) => text(200, spell(response), 'application/json; charset=utf-8'));
const status = (code: number): ReturnType<typeof responses> => responses((response) => ({ ...response, status: code }));

const envelope = ['answer-envelope-contact'];
export const envelopeAndKeys = group('envelope-and-keys', [
  violates('no-envelope', 'the contact is answered without an envelope', 'smoke', envelope, wraps(inner)),
  violates(
    'data-envelope',
    'the envelope is renamed to data',
    'smoke',
    envelope,
    wraps((response) => ({ data: inner(response) })),
  ),
  violates(
    'envelope-in-data',
    'the envelope moves into data',
    'smoke',
    envelope,
    wraps((response) => ({ data: response.body })),
  ),
  violates(
    'json-api',
    'responses become JSON:API documents',
    'smoke',
    envelope,
    wraps((response) => {
      const { id, ...rest } = inner(response);
      return { data: { type: 'contact', id, attributes: rest } };
    }),
  ),
  violates(
    'contacts-list',
    'an update answers with a page of contacts',
    'smoke',
    envelope,
    wraps((response) => ({
      contacts: [inner(response)],
      pagination: { total_records: 1, current_page_number: 1, total_pages: 1, page_size: 30 },
    })),
  ),
  violates(
    'contact-in-a-list',
    'the contact comes in a list of one',
    'smoke',
    envelope,
    wraps((response) => ({ contact: [inner(response)] })),
  ),
  violates(
    'contact-as-text',
    'the contact comes as JSON inside a string',
    'smoke',
    envelope,
    wraps((response) => ({ contact: JSON.stringify(inner(response)) })),
  ),
  violates(
    'notice-only',
    'an update answers with a notice and no contact',
    'smoke',
    envelope,
    wraps(() => ({ notice: 'Contact updated' })),
  ),
  violates(
    'no-envelope-for-tags',
    'an update of tags alone is answered without an envelope',
    'full',
    envelope,
    responses(
      (response) => json(200, inner(response)),
      (call) => call.action === 'update' && Object.keys(call.changes).join() === 'tag_ids',
    ),
  ),
  violates('status-201', 'an update answers 201', 'smoke', ['update-answers-200'], status(201)),
  violates('status-202', 'an update answers 202', 'smoke', ['update-answers-200'], status(202)),
  violates('status-206', 'an update answers 206', 'smoke', ['update-answers-200'], status(206)),
  violates(
    'redirect-303',
    'an update is answered with a redirect to the contact',
    'smoke',
    ['update-is-not-redirected'],
    responses((_response, call) => json(303, undefined, { location: `/api/external/v1${call.path}` })),
  ),
  violates('redirect-308', 'an update is redirected to another host', 'smoke', ['update-is-not-redirected'], {
    before: (call) => {
      if (call.method !== 'PATCH') return undefined;
      call.acted();
      return json(308, undefined, { location: `https://app.example.com/api/external/v1${call.path}` });
    },
  }),
  violates(
    'email-key-twice',
    'a merge leaves the key email in the contact twice',
    'smoke',
    ['answer-keys-unique'],
    spelt((response) => written(response).replace('"email":', '"email":"old@example.com","email":')),
  ),
  violates(
    'id-key-twice-in-tags',
    'the key id stands twice in every tag',
    'smoke',
    ['answer-keys-unique'],
    spelt((response) =>
      written(response).replaceAll(
        /\{"id":("[^"]*"),"name":"(Lead|Newsletter|Partner|Trial)"\}/g,
        '{"id":$1,"name":"$2","id":$1}',
      ),
    ),
  ),
]);
