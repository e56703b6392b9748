/** Statuses, media types, charsets, headers, and exchanges without a whole response. */
import type { FailureKind } from '../../support/client/exchange.ts';
import type { ClauseId } from '../../support/catalogue.ts';
import { answering, bodiless, having, respond, textIn, withStatus, withType, type Change } from './change.ts';
import { changes, obscuring, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { responseOf, companyId, updated } from './records.ts';
import {
  bareUpdate,
  emailUpdate,
  fieldUpdate,
  fullUpdate,
  nameUpdate,
  phoneUpdate,
  read,
  tagsCleared,
  unknownId,
} from './recorded-exchanges.ts';
import { timeoutMs, type Scene } from './recording.ts';

/** The attribute that a refusal is about, where only one was sent. */
const subject = ({ sent }: Scene): string => {
  const names = Object.keys(sent ?? {});
  return names.length === 1 ? `/contact/${names.join()}` : '';
};
const ok = 'update-answers-200';
const rejected =
  (status: number): Change =>
  (scene) => ({ ...scene, response: responseOf(status, { error: 'This request was refused' }) });
const moved = { location: 'https://www.neetocrm.com/', 'content-type': 'text/html' };

const titled = (status: number): string => `answered with ${status}`;
const accepted = (from: Scene): readonly Mutation[] =>
  changes(from, [
    ...[201, 202, 203, 206, 207].map((n): ChangeRow => [titled(n), withStatus(n), ok, subject(from)]),
    ...[204, 205].map((n): ChangeRow => [titled(n), bodiless(n), ok, subject(from)]),
  ]);
const redirected: readonly ChangeRow[] = [300, 301, 302, 303, 307, 308].map((status) => [
  titled(status),
  respond({ status, body: '', headers: moved }),
  'update-is-not-redirected',
]);
const refusals = [304, 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 418, 422, 423, 428, 451];
const failures = [500, 501, 505, 519, 528, 599];
const refused = (from: Scene): readonly Mutation[] => [
  ...changes(from, [
    ...redirected,
    ...refusals.map((n): ChangeRow => [titled(n), rejected(n), ok, subject(from)]),
    ...failures.map((n): ChangeRow => [titled(n), rejected(n), ok, subject(from), 'never-5xx']),
    ['answered with 422 and the contact', withStatus(422), ok, subject(from), 'errors-carry-a-message'],
  ]),
  ...[429, 502, 503, 504, 520, 527].map((n) => obscuring(from, titled(n), rejected(n)(from), ok)),
];

const refusedWith = (clause: ClauseId, pointer = '', ...implied: readonly ClauseId[]): readonly ChangeRow[] =>
  [400, 404, 422].map((n) => [`refused with ${n}`, rejected(n), clause, pointer, ...implied]);
const refusedSpecially: readonly Mutation[] = [
  ...changes(tagsCleared, refusedWith('tags-empty-array-clears', '/contact/tag_ids', ok)),
  ...changes(fieldUpdate, refusedWith('field-values-accepted', '/contact/field_values_attributes', ok)),
];

/** The same beside others: the refusal may be about any of them. */
const besideOthers: readonly Mutation[] = [
  updated('no tags beside a company', { company_id: companyId, tag_ids: [] }),
  updated('no tags beside a field', { tag_ids: [], field_values_attributes: [{ field_id: 'budget', value: '10' }] }),
].flatMap((from) => changes(from, refusedWith(ok)));

const types = [
  'text/html',
  'text/html; charset=utf-8',
  'text/plain',
  'text/json',
  'text/javascript',
  'application/vnd.api+json',
  'application/hal+json',
  'application/problem+json',
  'application/jsonp',
  'application/json-patch+json',
  'application/x-ndjson',
  'application/octet-stream',
  'application/xml',
  'json',
  '*/*',
  '',
];
const charsets = 'iso-8859-1 ISO-8859-15 utf-16 utf-16le utf-32 utf-7 windows-1252 "iso-8859-1" us-ascii binary'.split(
  ' ',
);
const json = 'application/json';
const latin1 = withType(`${json}; v=1;Charset = latin1`);
const mediaTypes: readonly ChangeRow[] = [
  ...types.map((type): ChangeRow => [`labelled as "${type}"`, withType(type), 'answer-media-type-json']),
  ['not labelled', withType(undefined), 'answer-media-type-json'],
  ...charsets.map((charset): ChangeRow => [
    `labelled with charset ${charset}`,
    withType(`${json}; charset=${charset}`),
    'answer-charset-utf8',
  ]),
  ['labelled with charset behind another parameter', latin1, 'answer-charset-utf8'],
];

const failing = (response: FailureKind, ms = 12): Change => having({ response, ms });
const long: Change = (scene) => answering(scene, { body: `${textIn(scene)}${' '.repeat(1_000_000)}` });
const transport: readonly ChangeRow[] = [
  ['not encoded as it says', failing('decode'), 'answer-body-decodes'],
  ['not as long as it says', failing('length'), 'answer-body-decodes'],
  ['too large to be read', failing('too-large'), 'answer-size-bounded'],
  ['no response in time', failing('timeout', timeoutMs), 'answers-in-time'],
  ['no end in time', failing('timeout-in-body', timeoutMs), 'answers-in-time'],
  ['a response a millisecond too late', having({ ms: timeoutMs + 1 }), 'answers-in-time'],
  ['more than a megabyte', long, 'answer-size-bounded'],
];

/** An exchange without a response, of which the clause says nothing. */
const silent = (
  from: Scene,
  kind: FailureKind,
  clause: ClauseId,
  implied: readonly ClauseId[] = [],
  ms = 12,
): Mutation => obscuring(from, `no response: ${kind}`, failing(kind, ms)(from), clause, '', implied);
const broken: readonly FailureKind[] = ['reset', 'refused', 'dns', 'tls', 'protocol'];
const unanswered: readonly Mutation[] = [
  ...[...broken, 'aborted' as const].map((kind) => silent(nameUpdate, kind, ok)),
  silent(emailUpdate, 'timeout', ok, ['answers-in-time'], timeoutMs),
  silent(phoneUpdate, 'decode', ok, ['answer-body-decodes']),
  ...broken.map((kind) => silent(unknownId, kind, 'unknown-id-refused')),
];

/** Mutations of what stands around the body. */
export const statusMutations: readonly Mutation[] = [
  ...[fullUpdate, nameUpdate].flatMap((from) => [...accepted(from), ...refused(from)]),
  ...accepted(tagsCleared),
  ...refusedSpecially,
  ...besideOthers,
  ...[fullUpdate, bareUpdate].flatMap((from) => changes(from, mediaTypes)),
  ...[fullUpdate, unknownId, read].flatMap((from) => changes(from, transport)),
  ...unanswered,
];
