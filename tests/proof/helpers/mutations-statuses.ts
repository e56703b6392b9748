/** Statuses, media types, charsets, headers, and exchanges without a whole response. */
import type { FailureKind } from '../../support/client/exchange.ts';
import { answering, mutation, obscuring, textIn, type Mutation } from './exchange-mutation.ts';
import {
  responseOf,
  bareUpdate,
  companyId,
  emailUpdate,
  fieldUpdate,
  fullUpdate,
  nameUpdate,
  phoneUpdate,
  read,
  tagsCleared,
  unknownId,
  updated,
} from './recorded-exchanges.ts';
import { timeoutMs, type Scene } from './recording.ts';

/** The attribute that a refusal is about, where only one was sent. */
const subject = ({ sent }: Scene): string => {
  const names = Object.keys(sent ?? {});
  return names.length === 1 ? `/contact/${names.join()}` : '';
};
const refusedWith = (from: Scene, status: number): Scene => ({
  ...from,
  response: responseOf(status, { error: 'This request was refused' }),
});

const accepted = (from: Scene): readonly Mutation[] => [
  ...[201, 202, 203, 206, 207].map((status) =>
    mutation(from, `answered with ${status}`, answering(from, { status }), 'update-answers-200', subject(from)),
  ),
  ...[204, 205].map((status) =>
    mutation(
      from,
      `answered with ${status}`,
      answering(from, { status, body: '', headers: { 'content-type': undefined } }),
      'update-answers-200',
      subject(from),
    ),
  ),
];
const redirected = (from: Scene): readonly Mutation[] =>
  [300, 301, 302, 303, 307, 308].map((status) =>
    mutation(
      from,
      `answered with ${status}`,
      answering(from, {
        status,
        body: '',
        headers: { location: 'https://www.neetocrm.com/', 'content-type': 'text/html' },
      }),
      'update-is-not-redirected',
    ),
  );
const refused = (from: Scene): readonly Mutation[] => [
  ...[304, 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 418, 422, 423, 428, 451].map((status) =>
    mutation(from, `answered with ${status}`, refusedWith(from, status), 'update-answers-200', subject(from)),
  ),
  ...[500, 501, 505, 519, 528, 599].map((status) =>
    mutation(from, `answered with ${status}`, refusedWith(from, status), 'update-answers-200', subject(from), [
      'never-5xx',
    ]),
  ),
  mutation(
    from,
    'answered with 422 and the contact',
    answering(from, { status: 422 }),
    'update-answers-200',
    subject(from),
    ['errors-carry-a-message'],
  ),
  ...[429, 502, 503, 504, 520, 527].map((status) =>
    obscuring(from, `answered with ${status}`, refusedWith(from, status), 'update-answers-200'),
  ),
];
const refusedSpecially: readonly Mutation[] = [400, 404, 422].flatMap((status) => [
  mutation(
    tagsCleared,
    `refused with ${status}`,
    refusedWith(tagsCleared, status),
    'tags-empty-array-clears',
    '/contact/tag_ids',
    ['update-answers-200'],
  ),
  mutation(
    fieldUpdate,
    `refused with ${status}`,
    refusedWith(fieldUpdate, status),
    'field-values-accepted',
    '/contact/field_values_attributes',
    ['update-answers-200'],
  ),
]);

/** The same beside others: the refusal may be about any of them. */
const besideOthers: readonly Mutation[] = [
  updated('no tags beside a company', { company_id: companyId, tag_ids: [] }),
  updated('no tags beside a field', { tag_ids: [], field_values_attributes: [{ field_id: 'budget', value: '10' }] }),
].flatMap((from) =>
  [400, 404, 422].map((status) =>
    mutation(from, `refused with ${status}`, refusedWith(from, status), 'update-answers-200'),
  ),
);

const withType = (from: Scene, type: string | undefined): Scene =>
  answering(from, { headers: { 'content-type': type } });
const mediaTypes = (from: Scene): readonly Mutation[] => [
  ...[
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
  ].map((type) => mutation(from, `labelled as "${type}"`, withType(from, type), 'answer-media-type-json')),
  mutation(from, 'not labelled', withType(from, undefined), 'answer-media-type-json'),
  ...[
    'iso-8859-1',
    'ISO-8859-15',
    'utf-16',
    'utf-16le',
    'utf-32',
    'utf-7',
    'windows-1252',
    '"iso-8859-1"',
    'us-ascii',
    'binary',
  ].map((charset) =>
    mutation(
      from,
      `labelled with charset ${charset}`,
      withType(from, `application/json; charset=${charset}`),
      'answer-charset-utf8',
    ),
  ),
  mutation(
    from,
    'labelled with charset behind another parameter',
    withType(from, 'application/json; v=1;Charset = latin1'),
    'answer-charset-utf8',
  ),
];

const failing = (from: Scene, response: FailureKind, ms = 12): Scene => ({ ...from, response, ms });
const transport = (from: Scene): readonly Mutation[] => [
  mutation(from, 'not encoded as it says', failing(from, 'decode'), 'answer-body-decodes'),
  mutation(from, 'not as long as it says', failing(from, 'length'), 'answer-body-decodes'),
  mutation(from, 'too large to be read', failing(from, 'too-large'), 'answer-size-bounded'),
  mutation(from, 'no response in time', failing(from, 'timeout', timeoutMs), 'answers-in-time'),
  mutation(from, 'no end in time', failing(from, 'timeout-in-body', timeoutMs), 'answers-in-time'),
];
const slow = (from: Scene): Mutation =>
  mutation(from, 'a response a millisecond too late', { ...from, ms: timeoutMs + 1 }, 'answers-in-time');
const padded = (from: Scene): Mutation =>
  mutation(
    from,
    'more than a megabyte',
    answering(from, { body: `${textIn(from)}${' '.repeat(1_000_000)}` }),
    'answer-size-bounded',
  );

const noAnswer: readonly FailureKind[] = ['timeout', 'reset', 'refused', 'dns', 'tls', 'protocol', 'decode', 'aborted'];
const unanswered: readonly Mutation[] = [
  ...noAnswer
    .filter((kind) => kind !== 'timeout' && kind !== 'decode')
    .map((kind) => obscuring(nameUpdate, `no response: ${kind}`, failing(nameUpdate, kind), 'update-answers-200')),
  obscuring(emailUpdate, 'no response: timeout', failing(emailUpdate, 'timeout', timeoutMs), 'update-answers-200', '', [
    'answers-in-time',
  ]),
  obscuring(phoneUpdate, 'no response: decode', failing(phoneUpdate, 'decode'), 'update-answers-200', '', [
    'answer-body-decodes',
  ]),
  ...noAnswer
    .slice(1, 6)
    .map((kind) => obscuring(unknownId, `no response: ${kind}`, failing(unknownId, kind), 'unknown-id-refused')),
];

/** Mutations of what stands around the body. */
export const statusMutations: readonly Mutation[] = [
  ...[fullUpdate, nameUpdate].flatMap((from) => [...accepted(from), ...redirected(from), ...refused(from)]),
  ...accepted(tagsCleared),
  ...refusedSpecially,
  ...besideOthers,
  ...[fullUpdate, bareUpdate].flatMap((from) => [...mediaTypes(from)]),
  ...[fullUpdate, unknownId, read].flatMap((from) => [...transport(from), slow(from), padded(from)]),
  ...unanswered,
];
