/** Responses say more than they may. */
import { json } from '../responses.ts';
import { act, responses, refuses, showsKey } from '../kit.ts';
import { addressedId, show } from '../stages.ts';
import type { MockResponse, Call, Contact, Shown } from '../types.ts';
import { canonicalId } from '../validate.ts';
import { neighbourId } from '../world.ts';
import { group, violates } from './define.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const added = (response: MockResponse, more: object): MockResponse => ({
  ...response,
  body: { ...(response.body as object), ...more },
});
const trace = [
  "app/models/contact.rb:42:in `assign_attributes'",
  "app/controllers/api/external/v1/contacts_controller.rb:17:in `update'",
  "actionpack (7.1.3) lib/action_controller/metal/basic_implicit_render.rb:6:in `send_action'",
];
const nodeTrace =
  'TypeError: Cannot read properties of undefined\n    at update (/srv/app/contacts.js:31:15)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';
const foreign = (call: Call): Call | undefined => {
  const contact = call.world.contacts.get(canonicalId(addressedId(call) ?? '') ?? '');
  return contact?.id === call.facts.foreignContactId ? { ...call, contact } : undefined;
};
/** The other contact of the workspace. */
const neighbour = ({ world }: Call): Contact => world.contacts.get(neighbourId) as Contact;

const key = ['answer-never-carries-key'];
const stack = ['answer-no-stack-trace'];
const other = ['answer-no-other-contact'];
export const leaks = group('leaks', [
  violates(
    'key-in-the-answer',
    'the response shows the headers of the request',
    'smoke',
    key,
    responses((response, call) => added(response, { request: { headers: call.headers } })),
  ),
  violates(
    'key-in-a-header',
    'a header shows who asked, by key',
    'smoke',
    key,
    responses((response, call) => ({
      ...response,
      headers: { ...response.headers, 'x-requested-by': call.facts.apiKey },
    })),
  ),
  violates(
    'key-in-base64',
    'the response shows a log line with the key in Base64',
    'smoke',
    key,
    responses((response, call) => added(response, { debug: `auth=${base64(call.facts.apiKey)}` })),
  ),
  violates(
    'key-in-a-link',
    'a link to the next request carries the key',
    'smoke',
    key,
    responses((response, call) =>
      added(response, {
        links: { self: `/contacts/${call.contact.id}?api_key=${encodeURIComponent(call.facts.apiKey)}` },
      }),
    ),
  ),
  violates(
    'key-in-errors',
    'an error for what is not found names the key',
    'smoke',
    key,
    refuses(
      (response, call) => json(response.status, { error: `No such contact for key ${call.facts.apiKey}` }),
      (response, call) => response.status === 404 && call.headers['x-api-key'] === call.facts.apiKey,
    ),
  ),
  violates(
    'key-as-cookie',
    'the key is set as a cookie',
    'smoke',
    key,
    responses((response, call) => ({
      ...response,
      headers: { ...response.headers, 'set-cookie': `token=${call.facts.apiKey}; Path=/` },
    })),
  ),
  violates(
    'right-key-suggested',
    'a truncated key is answered with the whole one',
    'full',
    key,
    refuses(
      (_response, call) => json(401, { error: `Invalid API key, did you mean ${call.facts.apiKey}?` }),
      (response, call) => {
        const sent = call.headers['x-api-key'] ?? '';
        return response.status === 401 && sent !== '' && call.facts.apiKey.startsWith(sent);
      },
    ),
  ),
  violates(
    'trace-in-not-found',
    'a 404 shows a Ruby stack trace',
    'smoke',
    stack,
    refuses(
      (response) => added(response, { traces: trace }),
      (response) => response.status === 404,
    ),
  ),
  violates(
    'trace-in-malformed-json',
    'a body that is not JSON is answered with a stack trace',
    'smoke',
    stack,
    refuses(
      () => json(400, { error: nodeTrace }),
      (response, call) => response.status === 400 && call.bytes.length > 2,
    ),
  ),
  violates(
    'trace-in-validation',
    'a refused value is answered with a stack trace',
    'full',
    stack,
    refuses(
      (response) => added(response, { backtrace: trace.join('\n') }),
      (response) => response.status === 422,
    ),
  ),
  violates(
    'trace-in-accepted-answers',
    'accepted updates show where they were handled',
    'smoke',
    stack,
    responses((response) => added(response, { debug: { caller: trace } })),
  ),
  violates('foreign-contact-in-404', 'a 404 for a foreign contact shows it', 'full', other, {
    respond: (call, response) => {
      const seen = foreign(call);
      return seen === undefined || response.status !== 404
        ? response
        : act(call, added(response, { record: show(seen) }));
    },
  }),
  violates('foreign-contact-in-403', 'a 403 for a foreign contact comes with the contact as usual', 'full', other, {
    respond: (call, response) => {
      const seen = foreign(call);
      if (seen === undefined || response.status !== 404) return response;
      return act(call, json(403, { error: 'This contact belongs to another workspace', contact: show(seen) }));
    },
  }),
  violates(
    'contact-shown-with-401',
    'who has no valid key is refused, and shown the contact all the same',
    'smoke',
    other,
    refuses(
      (response, call) => {
        const contact = call.world.contacts.get(canonicalId(addressedId(call) ?? '') ?? '');
        return contact === undefined ? response : added(response, { contact: show({ ...call, contact }) });
      },
      ({ status }) => status === 401,
    ),
  ),
  violates(
    'company-with-its-contacts',
    'the company of a contact is shown with its other contacts',
    'smoke',
    other,
    showsKey('company', (company, call) => ({ ...(company as Shown), contacts: [neighbour(call)] })),
  ),
  violates(
    'contacts-of-the-account',
    'the account is shown with the names and addresses of its other contacts, without their identifiers',
    'smoke',
    other,
    responses((response, call) => {
      const { name, email } = neighbour(call);
      return added(response, { account: { contacts: [{ name, email }] } });
    }),
  ),
]);
