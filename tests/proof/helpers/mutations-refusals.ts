/** Refusals: their status, their media type, and what they say. */
import type { ClauseId } from '../../support/catalogue.ts';
import { answering, bodiless, drop, move, put, respond, textIn, withBody, withStatus, withType } from './change.ts';
import { changes, obscuring, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { foreignId, malformedJson, refusedValue, unknownId, wrongKey, wrongType } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

/** What is refused, the clauses of that and of its status, and statuses of a refusal that are not the expected one. */
type Refused = readonly [from: Scene, clause: ClauseId, statusClause: ClauseId, others: readonly number[]];
const refused: readonly Refused[] = [
  [wrongKey, 'wrong-key-refused', 'unauthenticated-answers-401', [400, 402, 403, 404, 407, 409, 422]],
  [unknownId, 'unknown-id-refused', 'unknown-or-malformed-id-answers-404', [400, 401, 403, 405, 410, 422]],
  [foreignId, 'foreign-id-refused', 'foreign-id-answers-403-or-404', [400, 401, 405, 409, 410, 422]],
  [malformedJson, 'malformed-json-refused', 'malformed-json-answers-400', [401, 403, 404, 405, 409, 411, 413]],
];

const redirect = (status: number): ChangeRow => [
  `sent elsewhere with ${status}`,
  respond({ status, body: '', headers: { location: '/login' } }),
  'update-is-not-redirected',
];
const statuses = ([from, clause, statusClause, others]: Refused): readonly Mutation[] => [
  ...changes(from, [
    ...[200, 201, 202, 203, 206].map((n): ChangeRow => [`accepted with ${n}`, withStatus(n), clause]),
    ...[200, 204].map((n): ChangeRow => [`accepted with ${n} and nothing`, bodiless(n), clause]),
    ...[301, 302, 307].map(redirect),
    ...[500, 501, 519].map((n): ChangeRow => [`fails with ${n}`, withStatus(n), 'never-5xx', '', statusClause]),
    ...others.map((n): ChangeRow => [`refused with ${n}`, withStatus(n), statusClause]),
  ]),
  ...[429, 502, 503, 504, 520, 527].map((status) =>
    obscuring(from, `answered with ${status}`, answering(from, { status }), clause),
  ),
];

const value = '/contact/email';
const valid = 'invalid-value-answers-400-or-422';
const values: readonly ChangeRow[] = [
  ...[401, 403, 404, 405, 409, 410, 413, 415, 418].map((n): ChangeRow => [
    `refused with ${n}`,
    withStatus(n),
    valid,
    value,
  ]),
  ...[500, 501, 519].map((n): ChangeRow => [`fails with ${n}`, withStatus(n), 'never-5xx', value]),
];

const message = 'errors-carry-a-message';
const isJson = 'errors-are-json';
type Given = readonly (readonly [what: string, given: unknown])[];
const errorValues: Given = [
  ['null', null],
  ['empty', ''],
  ['true', true],
  ['a number', 404],
  ['an array', ['no']],
  ['an object', { code: 404, message: 'no' }],
];
const errorLists: Given = [
  ['empty', []],
  ['numbers', [1]],
  ['objects', [{ message: 'no' }]],
  ['a list with null', ['no', null]],
  ['by field', { email: ['is invalid'] }],
  ['a text', 'no'],
  ['null', null],
];
const names = ['message', 'Error', 'detail', 'title', 'errorMessage', 'reason'];
const labels = ['text/html', 'text/plain; charset=utf-8', 'application/xml', 'text/json', undefined];

const shapes = (from: Scene): readonly Mutation[] =>
  changes(from, [
    ...errorValues.map(([what, given]): ChangeRow => [`error is ${what}`, put('/error', given), message]),
    ...names.map((name): ChangeRow => [`error is called ${name}`, move('/error', `/${name}`), message]),
    ['error is dropped', drop('/error'), message],
    ['error moves into an object', withBody('{"data":{"error":"no"}}'), message],
    ...errorLists.map(([what, errors]): ChangeRow => [
      `errors are ${what}`,
      withBody(JSON.stringify({ errors })),
      message,
    ]),
    ['the refusal is a list', withBody('["no"]'), message],
    ['the refusal is a text', withBody('"no"'), message],
    ['the refusal is null', withBody('null'), message],
    ...labels.map((type): ChangeRow => [`labelled as ${type ?? 'nothing'}`, withType(type), isJson]),
    ['the body is empty', withBody(''), isJson],
    ['the body is a page', withBody('<html><body>no</body></html>'), isJson],
    ['the body is a word', withBody('no'), isJson],
    ['the body is cut short', withBody(textIn(from).slice(0, -1)), isJson],
    ['the body is encoded by hand', withBody("{'error': 'no'}"), isJson],
    ['an empty response without a label', respond({ body: '', headers: { 'content-type': undefined } }), isJson],
  ]);

const typedAs = (what: string, given: unknown): ChangeRow =>
  shows(`the name comes back as ${what}`, '/contact/name', given, 'wrong-type-comes-back-typed');
/** A value of a wrong type was taken: it has to come back in the documented type. */
const typed = [
  typedAs('the number', 42),
  typedAs('null', null),
  typedAs('true', true),
  typedAs('an array', ['42']),
  typedAs('an object', { value: '42' }),
];

/** Mutations of refusals, and of what is recorded only. */
export const refusalMutations: readonly Mutation[] = [
  ...refused.flatMap(statuses),
  ...changes(refusedValue, values),
  ...[wrongKey, unknownId, malformedJson, refusedValue].flatMap(shapes),
  ...changes(wrongType, typed),
];
