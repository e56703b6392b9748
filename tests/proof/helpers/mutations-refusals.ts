/** Refusals: their status, their media type, and what they say. */
import type { ClauseId } from '../../support/catalogue.ts';
import { answering, mutation, obscuring, patched, showing, textIn, type Mutation } from './exchange-mutation.ts';
import { foreignId, malformedJson, refusedValue, unknownId, wrongKey, wrongType } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

interface Refused {
  readonly from: Scene;
  readonly clause: ClauseId;
  readonly statusClause: ClauseId;
  /** Statuses of a refusal that are not the expected one. */
  readonly others: readonly number[];
}
const refused: readonly Refused[] = [
  {
    from: wrongKey,
    clause: 'wrong-key-refused',
    statusClause: 'unauthenticated-answers-401',
    others: [400, 402, 403, 404, 407, 409, 422],
  },
  {
    from: unknownId,
    clause: 'unknown-id-refused',
    statusClause: 'unknown-or-malformed-id-answers-404',
    others: [400, 401, 403, 405, 410, 422],
  },
  {
    from: foreignId,
    clause: 'foreign-id-refused',
    statusClause: 'foreign-id-answers-403-or-404',
    others: [400, 401, 405, 409, 410, 422],
  },
  {
    from: malformedJson,
    clause: 'malformed-json-refused',
    statusClause: 'malformed-json-answers-400',
    others: [401, 403, 404, 405, 409, 411, 413],
  },
];

const statuses = ({ from, clause, statusClause, others }: Refused): readonly Mutation[] => [
  ...[200, 201, 202, 203, 206].map((status) =>
    mutation(from, `accepted with ${status}`, answering(from, { status }), clause),
  ),
  ...[200, 204].map((status) =>
    mutation(
      from,
      `accepted with ${status} and nothing`,
      answering(from, { status, body: '', headers: { 'content-type': undefined } }),
      clause,
    ),
  ),
  ...[301, 302, 307].map((status) =>
    mutation(
      from,
      `sent elsewhere with ${status}`,
      answering(from, { status, body: '', headers: { location: '/login' } }),
      'update-is-not-redirected',
    ),
  ),
  ...[500, 501, 519].map((status) =>
    mutation(from, `fails with ${status}`, answering(from, { status }), 'never-5xx', '', [statusClause]),
  ),
  ...others.map((status) => mutation(from, `refused with ${status}`, answering(from, { status }), statusClause)),
  ...[429, 502, 503, 504, 520, 527].map((status) =>
    obscuring(from, `answered with ${status}`, answering(from, { status }), clause),
  ),
];

const values: readonly Mutation[] = [401, 403, 404, 405, 409, 410, 413, 415, 418].map((status) =>
  mutation(
    refusedValue,
    `refused with ${status}`,
    answering(refusedValue, { status }),
    'invalid-value-answers-400-or-422',
    '/contact/email',
  ),
);
const failing: readonly Mutation[] = [500, 501, 519].map((status) =>
  mutation(refusedValue, `fails with ${status}`, answering(refusedValue, { status }), 'never-5xx', '/contact/email'),
);

const message = 'errors-carry-a-message';
const isJson = 'errors-are-json';
const shapes = (from: Scene): readonly Mutation[] => [
  ...(
    [
      ['null', null],
      ['empty', ''],
      ['true', true],
      ['a number', 404],
      ['an array', ['no']],
      ['an object', { code: 404, message: 'no' }],
    ] as const
  ).map(([what, value]) => mutation(from, `error is ${what}`, showing(from, '/error', value), message)),
  ...['message', 'Error', 'detail', 'title', 'errorMessage', 'reason'].map((name) =>
    mutation(from, `error is called ${name}`, patched(from, { op: 'move', from: '/error', path: `/${name}` }), message),
  ),
  mutation(from, 'error is dropped', patched(from, { op: 'remove', path: '/error' }), message),
  mutation(from, 'error moves into an object', answering(from, { body: '{"data":{"error":"no"}}' }), message),
  ...(
    [
      ['empty', []],
      ['numbers', [1]],
      ['objects', [{ message: 'no' }]],
      ['a list with null', ['no', null]],
      ['by field', { email: ['is invalid'] }],
      ['a text', 'no'],
      ['null', null],
    ] as const
  ).map(([what, value]) =>
    mutation(from, `errors are ${what}`, answering(from, { body: JSON.stringify({ errors: value }) }), message),
  ),
  ...(
    [
      ['a list', '["no"]'],
      ['a text', '"no"'],
      ['null', 'null'],
    ] as const
  ).map(([what, body]) => mutation(from, `the refusal is ${what}`, answering(from, { body }), message)),
  ...['text/html', 'text/plain; charset=utf-8', 'application/xml', 'text/json', undefined].map((type) =>
    mutation(from, `labelled as ${type ?? 'nothing'}`, answering(from, { headers: { 'content-type': type } }), isJson),
  ),
  ...(
    [
      ['empty', ''],
      ['a page', '<html><body>no</body></html>'],
      ['a word', 'no'],
      ['cut short', textIn(from).slice(0, -1)],
      ['encoded by hand', "{'error': 'no'}"],
    ] as const
  ).map(([what, body]) => mutation(from, `the body is ${what}`, answering(from, { body }), isJson)),
  mutation(
    from,
    'an empty response without a label',
    answering(from, { body: '', headers: { 'content-type': undefined } }),
    isJson,
  ),
];

/** A value of a wrong type was taken: it has to come back in the documented type. */
const typed: readonly Mutation[] = (
  [
    ['the number', 42],
    ['null', null],
    ['true', true],
    ['an array', ['42']],
    ['an object', { value: '42' }],
  ] as const
).map(([what, value]) =>
  mutation(
    wrongType,
    `the name comes back as ${what}`,
    showing(wrongType, '/contact/name', value),
    'wrong-type-comes-back-typed',
    '/contact/name',
  ),
);

/** Mutations of refusals, and of what is recorded only. */
export const refusalMutations: readonly Mutation[] = [
  ...refused.flatMap(statuses),
  ...values,
  ...failing,
  ...[wrongKey, unknownId, malformedJson, refusedValue].flatMap(shapes),
  ...typed,
];
