/** Refusals look different, or a gateway in front writes them. */
import { json, jsonType, page, text } from '../responses.ts';
import { refuses } from '../kit.ts';
import type { MockResponse, Call } from '../types.ts';
import { group, violates, warns } from './define.ts';

type When = (response: MockResponse, call: Call) => boolean;
const is =
  (...statuses: readonly number[]): When =>
  (response) =>
    statuses.includes(response.status);
const bodied = (make: (message: string) => unknown, when?: When): ReturnType<typeof refuses> =>
  refuses((response) => {
    const { error, errors } = (response.body ?? {}) as { error?: string; errors?: readonly string[] };
    return json(response.status, make(error ?? errors?.[0] ?? 'Refused'));
  }, when);

const isJson = ['errors-are-json'];
const carry = ['errors-carry-a-message'];
export const errors = group('errors', [
  warns(
    'error-as-object',
    'error becomes an object with a code',
    'smoke',
    carry,
    bodied((message) => ({ error: { code: 'refused', message } })),
  ),
  warns(
    'message-for-error',
    'error is renamed to message',
    'smoke',
    carry,
    bodied((message) => ({ message })),
  ),
  warns(
    'errors-by-field',
    'errors becomes an object by field',
    'full',
    carry,
    bodied((message) => ({ errors: { base: [message] } }), is(422, 404)),
  ),
  warns(
    'errors-empty',
    'errors is an empty list',
    'full',
    carry,
    bodied(() => ({ errors: [] }), is(400, 404)),
  ),
  warns(
    'error-null',
    'error is null',
    'full',
    carry,
    bodied(() => ({ error: null }), is(401)),
  ),
  warns(
    'error-as-text',
    'a refusal is one JSON text',
    'smoke',
    carry,
    bodied((message) => message),
  ),
  warns(
    'not-found-empty',
    'what is not found is answered without a body',
    'smoke',
    isJson,
    refuses((response) => ({ status: response.status, headers: {} }), is(404)),
  ),
  warns(
    'unauthenticated-plain-text',
    'a bad key is answered with plain text',
    'smoke',
    isJson,
    refuses(() => text(401, 'HTTP Token: Access denied.\n', 'text/plain'), is(401)),
  ),
  warns(
    'errors-labelled-as-text',
    'the JSON of refusals is labelled text/plain',
    'smoke',
    isJson,
    refuses((response) => text(response.status, JSON.stringify(response.body), 'text/plain; charset=utf-8')),
  ),
  warns(
    'errors-labelled-json-but-text',
    'refusals are labelled JSON and are not',
    'smoke',
    isJson,
    refuses((response) => text(response.status, 'Not today', jsonType)),
  ),
]);

export const gateway = group('gateway', [
  warns(
    'gateway-page-404',
    'a gateway writes a page for every 404',
    'smoke',
    isJson,
    refuses(() => text(404, page('404 Not Found')), is(404)),
  ),
  warns(
    'gateway-page-4xx',
    'a gateway writes a page for every refusal',
    'smoke',
    isJson,
    refuses((response) => text(response.status, page(`${String(response.status)} Error`))),
  ),
  warns(
    'gateway-page-401',
    'a gateway writes a page for 401',
    'smoke',
    isJson,
    refuses(() => text(401, page('Authorization required')), is(401)),
  ),
  warns(
    'gateway-page-422',
    'a gateway writes a page for 422',
    'full',
    isJson,
    refuses(() => text(422, page('Unprocessable')), is(422)),
  ),
  violates(
    'gateway-hides-refusals',
    'a gateway turns every refusal into 200 with a code in the body',
    'smoke',
    ['unknown-id-refused', 'malformed-json-refused', 'wrong-key-refused'],
    refuses((response) => json(200, { status: response.status, success: false })),
  ),
  violates(
    'gateway-hides-404',
    'a gateway answers what is not found with its start page',
    'smoke',
    ['unknown-id-refused'],
    refuses(() => text(200, page('Welcome')), is(404)),
  ),
  warns(
    'gateway-500-for-400',
    'a gateway answers 500 when the service answers 400',
    'full',
    ['never-5xx'],
    refuses((response) => ({ ...response, status: 500 }), is(400)),
  ),
]);
