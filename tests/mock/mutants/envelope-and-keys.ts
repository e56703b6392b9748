/** The envelope, the status or the keys of the answer to an accepted update change. */
import { json, text } from '../answers.ts';
import { answers } from '../kit.ts';
import type { Answer } from '../types.ts';
import { group, violates } from './define.ts';

const inner = (answer: Answer): Record<string, unknown> =>
  (answer.body as { contact: Record<string, unknown> }).contact;
const written = (answer: Answer): string => JSON.stringify(answer.body);
const wraps = (wrap: (answer: Answer) => unknown): ReturnType<typeof answers> =>
  answers((answer) => json(200, wrap(answer)));
const spelt = (spell: (answer: Answer) => string | Buffer): ReturnType<typeof answers> =>
  answers((answer) => text(200, spell(answer), 'application/json; charset=utf-8'));
const status = (code: number): ReturnType<typeof answers> => answers((answer) => ({ ...answer, status: code }));

const envelope = ['answer-envelope-contact'];
export const envelopeAndKeys = group('envelope-and-keys', [
  violates('no-envelope', 'the contact is answered without an envelope', 'smoke', envelope, wraps(inner)),
  violates(
    'data-envelope',
    'the envelope is renamed to data',
    'smoke',
    envelope,
    wraps((answer) => ({ data: inner(answer) })),
  ),
  violates(
    'envelope-in-data',
    'the envelope moves into data',
    'smoke',
    envelope,
    wraps((answer) => ({ data: answer.body })),
  ),
  violates(
    'json-api',
    'responses become JSON:API documents',
    'smoke',
    envelope,
    wraps((answer) => {
      const { id, ...rest } = inner(answer);
      return { data: { type: 'contact', id, attributes: rest } };
    }),
  ),
  violates(
    'contacts-list',
    'an update answers with a page of contacts',
    'smoke',
    envelope,
    wraps((answer) => ({
      contacts: [inner(answer)],
      pagination: { total_records: 1, current_page_number: 1, total_pages: 1, page_size: 30 },
    })),
  ),
  violates(
    'contact-in-a-list',
    'the contact comes in a list of one',
    'smoke',
    envelope,
    wraps((answer) => ({ contact: [inner(answer)] })),
  ),
  violates(
    'contact-as-text',
    'the contact comes as JSON inside a string',
    'smoke',
    envelope,
    wraps((answer) => ({ contact: JSON.stringify(inner(answer)) })),
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
    answers(
      (answer) => json(200, inner(answer)),
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
    answers((_answer, call) => json(303, undefined, { location: `/api/external/v1${call.path}` })),
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
    spelt((answer) => written(answer).replace('"email":', '"email":"old@example.com","email":')),
  ),
  violates(
    'id-key-twice-in-tags',
    'the key id stands twice in every tag',
    'smoke',
    ['answer-keys-unique'],
    spelt((answer) =>
      written(answer).replaceAll(
        /\{"id":("[^"]*"),"name":"(Lead|Newsletter|Partner|Trial)"\}/g,
        '{"id":$1,"name":"$2","id":$1}',
      ),
    ),
  ),
]);
