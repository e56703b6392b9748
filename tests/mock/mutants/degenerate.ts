/** Servers that do hardly anything, or nothing. */
import { json, page, refusal, text, unauthenticated } from '../responses.ts';
import { act, wait } from '../kit.ts';
import { parse } from '../stages.ts';
import type { MockResponse, Call, Variant } from '../types.ts';
import { baffles, group, violates } from './define.ts';

const always = (make: (call: Call) => MockResponse): Variant => ({ before: (call) => act(call, make(call)) });
const accepted = (make: () => MockResponse): Variant => ({
  respond: (call, response) => (response.status === 200 && call.action === 'update' ? act(call, make()) : response),
});
const sent = (call: Call): unknown => {
  try {
    return parse(call);
  } catch {
    return {};
  }
};

const noEnvelope = ['answer-envelope-contact'];
export const degenerate = group('degenerate', [
  violates(
    'always-200-empty-object',
    'everything is answered with 200 {}',
    'smoke',
    [...noEnvelope, 'missing-key-refused', 'unknown-id-refused', 'malformed-json-refused'],
    always(() => json(200, {})),
  ),
  violates(
    'always-200-nothing',
    'everything is answered with 200 and no body',
    'smoke',
    ['answer-body-parses', 'missing-key-refused'],
    always(() => ({ status: 200, headers: { 'content-type': 'application/json' } })),
  ),
  violates(
    'always-a-page',
    'everything is answered with an HTML page',
    'smoke',
    ['answer-media-type-json', 'missing-key-refused', 'unknown-id-refused'],
    always(() => text(200, page('neetoCRM'))),
  ),
  violates(
    'always-204',
    'everything is answered with 204',
    'smoke',
    ['update-answers-200', 'missing-key-refused', 'unknown-id-refused'],
    always(() => ({ status: 204, headers: {} })),
  ),
  violates(
    'always-redirects',
    'everything is redirected to the login page',
    'smoke',
    ['update-is-not-redirected'],
    always(() => json(302, undefined, { location: 'https://app.example.com/login' })),
  ),
  violates(
    'accepted-updates-200-empty-object',
    'an accepted update is answered with {}',
    'smoke',
    noEnvelope,
    accepted(() => json(200, {})),
  ),
  violates(
    'accepted-updates-200-null',
    'an accepted update is answered with null',
    'smoke',
    ['answer-body-parses'],
    accepted(() => json(200, null)),
  ),
  violates(
    'accepted-updates-204',
    'an accepted update is answered with 204',
    'smoke',
    ['update-answers-200'],
    accepted(() => ({ status: 204, headers: {} })),
  ),
  violates(
    'accepted-updates-200-nothing',
    'an accepted update is answered without a body',
    'smoke',
    ['answer-body-parses'],
    accepted(() => ({ status: 200, headers: { 'content-type': 'application/json' } })),
  ),
  violates(
    'echoes-the-request',
    'an update is answered with its own body and not stored',
    'smoke',
    ['answer-nine-keys'],
    {
      write: () => undefined,
      accept: (call, next) => (call.action === 'update' ? act(call, json(200, call.body)) : next()),
    },
  ),
  violates(
    'echoes-everything-to-everyone',
    'whoever sends a body gets it back with 200',
    'smoke',
    ['missing-key-refused', 'unknown-id-refused', 'answer-nine-keys'],
    always((call) => json(200, sent(call))),
  ),
  violates('never-stores', 'updates are answered with the contact as it was', 'smoke', ['name-comes-back'], {
    write: (call) => {
      call.acted();
    },
  }),
  violates(
    'the-example-of-the-page',
    'every update is answered with the example of the documentation',
    'smoke',
    ['answer-about-addressed-contact'],
    {
      accept: (call, next) =>
        call.action === 'read'
          ? next()
          : act(
              call,
              json(200, {
                contact: {
                  id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
                  name: 'Eve',
                  email: 'eve@example.com',
                  phone_number: '',
                  created_at: '2025-03-15T10:30:00.000Z',
                  updated_at: '2025-03-15T10:30:00.000Z',
                  owner: null,
                  tags: [],
                  company: { id: null, name: null },
                },
              }),
            ),
    },
  ),
  baffles(
    'always-401',
    'everything is answered with 401',
    always(() => unauthenticated().response),
  ),
  baffles(
    'always-403',
    'everything is answered with 403',
    always(() => json(403, { error: 'Forbidden' })),
  ),
  baffles(
    'always-404',
    'everything is answered with 404',
    always(() => json(404, { error: 'Not found' })),
  ),
  baffles(
    'always-500',
    'everything is answered with 500',
    always(() => json(500, { error: 'Internal server error' })),
  ),
  baffles(
    'always-503',
    'everything is answered with a maintenance page and 503',
    always(() => text(503, page('Maintenance'))),
  ),
  baffles('updates-fail', 'reads work, every update fails with 500', {
    validate: (call) => {
      call.acted();
      throw refusal(500, 'The database is read-only');
    },
  }),
  baffles(
    'always-429',
    'everything is answered with 429 and Retry-After: 1',
    always(() => json(429, { error: 'Too many requests' }, { 'retry-after': '1' })),
  ),
  baffles(
    'drops-every-connection',
    'every connection is closed without a response',
    always(() => ({ status: 0, headers: {}, drop: true })),
  ),
  violates('fails-every-fifth-time', 'every fifth request fails with 500', 'full', ['update-answers-200'], {
    before: (call) =>
      call.method === 'PATCH' && call.nth % 5 === 0
        ? act(call, json(500, { error: 'Internal server error' }))
        : undefined,
  }),
  {
    ...baffles('hangs', 'nothing is ever answered', {
      before: async (call) => {
        call.acted();
        await wait(20_000);
        return { status: 0, headers: {}, drop: true };
      },
    }),
    env: { NEETOCRM_TIMEOUT_MS: '200' },
  },
]);
