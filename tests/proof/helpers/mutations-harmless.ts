/** Changes of a good exchange that break no promise: what the documents leave open stays open. */
import {
  add,
  answering,
  having,
  inTurn,
  put,
  respond,
  showing,
  textIn,
  withBody,
  withHeaders,
  withStatus,
  withType,
  type Change,
} from './change.ts';
import { harmless, harmlessChangesOf, type Harmless, type HarmlessRow } from './exchange-mutation.ts';
import { harmlessTwins } from './mutations-bytes.ts';
import { harmlessSpellings } from './mutations-values.ts';
import {
  bareUpdate,
  emailUpdate,
  fieldUpdate,
  fullUpdate,
  malformedJson,
  nameUpdate,
  phoneUpdate,
  read,
  refusedValue,
  tagsCleared,
  tagsUpdate,
  unknownId,
  wrongKey,
  wrongType,
} from './recorded-exchanges.ts';
import { otherId, ownerId, tagIds, updated } from './records.ts';
import { contactId, timeoutMs, type Scene } from './recording.ts';

const contactIn = (scene: Scene): Record<string, unknown> =>
  (JSON.parse(textIn(scene)) as { readonly contact: Record<string, unknown> }).contact;
const reversed: Change = (scene) =>
  answering(scene, {
    body: JSON.stringify({ contact: Object.fromEntries(Object.entries(contactIn(scene)).reverse()) }),
  });
const reread =
  (write: (text: string) => string): Change =>
  (scene) =>
    answering(scene, { body: write(textIn(scene)) });
const unlabelled = withType(undefined);
const json = 'application/json';

const layout: readonly HarmlessRow[] = [
  ['the keys stand in another order', reversed],
  ['the body is indented', reread((text) => JSON.stringify(JSON.parse(text), null, 2))],
  ['the body ends with a line break', reread((text) => `${text}\r\n`)],
  ['the body begins with a line break', reread((text) => `\n${text}`)],
  ...[
    json,
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; charset=utf8',
    'application/json; profile=x',
  ].map((type): HarmlessRow => [`labelled as ${type}`, withType(type)]),
  ['a response on the last millisecond', having({ ms: timeoutMs })],
  ['a Location header', withHeaders({ location: 'https://acme.neetocrm.com/x' })],
  ['no Date header', withHeaders({ date: undefined })],
  ['a Date header that is none', withHeaders({ date: 'now' })],
  ['headers that nobody knows', withHeaders({ 'x-runtime': '0.01', 'set-cookie': 'a=b', etag: 'W/"1"' })],
];

const telephone = { id: otherId, name: 'Acme', phone_number: '1', email: 'hi@acme.org' };
const address = { id: ownerId, name: 'Oliver', email: 'oliver@acme.org', phone_number: '1' };
const extras: readonly HarmlessRow[] = [
  ['extra: company_id', add('/contact/company_id', otherId)],
  ['extra: organization_id', add('/contact/organization_id', null)],
  ['extra: tag_ids', add('/contact/tag_ids', [])],
  ['extra: a second envelope', add('/meta', { request_id: otherId })],
  ['extra: an organization with a telephone', add('/contact/organization', telephone)],
  ['extra: an owner with an address', add('/contact/owner', address)],
  ['extra: who created it', add('/contact/created_by', { id: otherId, email: 'sam@acme.org' })],
  ['extra: who follows it', add('/contact/followers', [{ id: otherId, email: 'sam@acme.org' }])],
  ['extra: who wrote a note', add('/contact/notes', [{ id: otherId, author: { id: otherId, email: 'sam@acme.org' } }])],
  ['extra: who asks', add('/current_user', { id: otherId, email: 'sam@acme.org', phone_number: '+12025550100' })],
  ['extra: a deep extra', add('/contact/custom', { a: [{ b: { c: null } }] })],
  ['extra: a number', add('/contact/score', 1e308)],
  ['extra: a key of the prototype', add('/contact/constructor', { name: 'x' })],
  ['extra: an empty key', add('/contact/', '')],
  ['extra: an empty list of traces', add('/traces', [])],
  ['extra: a stack of one line', add('/contact/stack', 'Rails')],
  ['extra: a sentence with at', add('/contact/note', 'met at Acme (Berlin), look at page 3:14')],
];

const three = tagIds.slice(0, 3);
const [first, second, third] = tagIds;
const mixed = [first, { id: second }, { id: third, name: null }];
const tags: readonly HarmlessRow[] = [
  ['tags as identifiers', put('/contact/tags', three)],
  [
    'tags as objects with an id alone',
    put(
      '/contact/tags',
      three.map((id) => ({ id })),
    ),
  ],
  [
    'tags as objects with more keys',
    put(
      '/contact/tags',
      three.map((id) => ({ id, name: 'Lead', color: '#fff', contact_count: 3 })),
    ),
  ],
  ['tags as in another order', put('/contact/tags', [third, first, second])],
  ['tags as some identifiers, some objects', put('/contact/tags', mixed)],
];

const website = '/contact/company/website';
const records: readonly HarmlessRow[] = [
  ['the owner has no name', put('/contact/owner', { id: ownerId })],
  ['the owner has a name of null', put('/contact/owner/name', null)],
  ['the company has more keys', add(website, 'https://acme.org')],
  ['the company has an empty name', put('/contact/company/name', '')],
];

const unchanged = updated('same name', { name: 'Eve Holt' });
const stale = put('/contact/updated_at', '2026-01-05T09:00:00.250Z');
const ahead = inTurn(
  put('/contact/updated_at', '2026-01-05T10:00:01.251Z'),
  withHeaders({ date: 'Mon, 05 Jan 2026 10:00:01 GMT' }),
);
const nothingSeen = { createdAt: null, updatedAt: null, sentAt: 0 };
const sameTimes = inTurn(put('/contact/created_at', '2026-01-05T09:00:01.251Z'), having({ seen: nothingSeen }));
const leapDay = inTurn(
  put('/contact/created_at', '2024-02-29T23:59:59.999Z'),
  having({ seen: { ...nameUpdate.seen, createdAt: null } }),
);
const times: readonly Harmless[] = [
  ...[tagsUpdate, fieldUpdate, tagsCleared, unchanged].flatMap((from) =>
    harmlessChangesOf(from, [['updated_at stands still', stale]]),
  ),
  ...harmlessChangesOf(nameUpdate, [
    ['updated_at stands still within ten milliseconds', inTurn(stale, having({ sentAt: nameUpdate.seen.sentAt + 9 }))],
    ['a clock four minutes ahead', put('/contact/updated_at', '2026-01-05T09:04:01.251Z')],
    ['a clock behind', having({ sentAt: nameUpdate.sentAt + 86_400_000 })],
    ['a clock an hour ahead, as its Date header', ahead],
    ['the first response of a run', having({ seen: nothingSeen })],
    ['both times are the same', sameTimes],
    ['a leap day', leapDay],
  ]),
];

const storing =
  (name: string): Change =>
  (scene) => ({
    ...scene,
    before: { ...scene.before, name },
    response: showing(scene, '/contact/name', name).response,
  });
const named = (name: string): Scene => updated('named', { name });
const traceLike = [
  'Traceback (most recent call last)',
  'panic: now\n',
  'app/models/contact.rb:42:in `save',
  'see index.php:80',
  'at home (/x:1:2)',
];
const held = ['at Acme (HQ)', 'Traceback', 'Meet me at 10:30:15', 'File 7, line 3', 'Stack'];
const traps: readonly Harmless[] = [
  ...traceLike.map((name) => harmless(named(name), `sent ${JSON.stringify(name)}`, named(name))),
  ...harmlessChangesOf(emailUpdate, [
    ...traceLike.map((name): HarmlessRow => [`held ${JSON.stringify(name)}`, storing(name)]),
    ...held.map((name): HarmlessRow => [`held ${name}`, storing(name)]),
  ]),
  ...harmlessChangesOf(read, [
    ['a read shows another name', put('/contact/name', 'Adam')],
    ['a read without a label', unlabelled],
    ['a read is refused', respond({ status: 404, body: '' })],
    ['a read is a page', respond({ body: '<html></html>', headers: { 'content-type': 'text/html' } })],
    ['a read in seconds', put('/contact/updated_at', '2026-01-05T09:00:00Z')],
  ]),
];

const says = (what: string, text: string): HarmlessRow => [`the error names ${what}`, put('/error', text)];
const refusals: readonly HarmlessRow[] = [
  ['a list of errors', withBody('{"errors":["no","never"]}')],
  ['errors beside error', add('/errors', { email: ['is invalid'] })],
  ['problem details with error', withType('application/problem+json; charset=utf-8')],
  ['errors by field beside error', add('/field_errors', [{ field: 'email', message: 'no' }])],
  says('an identifier', `No contact ${otherId}`),
  says('the address of the support', 'Write to support@acme.org'),
  says('the address of the vendor', 'Write to api-team@neeto.com'),
  says('an address at the host', 'Write to crm@acme.neetocrm.com'),
  says('an address for illustration', 'Write it like name@example.com'),
  says('the address that is held', 'Still eve.holt@example.com'),
  says('a moment', 'Refused at 10:30:15 (node 3)'),
  says('a file', 'See contacts.md, line 3'),
];

const sentAddress: Scene = {
  ...refusedValue,
  ...updated('address', { email: 'Zoë.Holt+CRM@Acme.org' }),
  expectation: refusedValue.expectation,
  response: refusedValue.response,
};

/** Changes after which no clause fails. */
export const harmlessChanges: readonly Harmless[] = [
  ...[fullUpdate, bareUpdate].flatMap((from) => harmlessChangesOf(from, layout)),
  ...harmlessChangesOf(fullUpdate, [...extras, ...records]),
  ...harmlessChangesOf(tagsUpdate, tags),
  ...harmlessChangesOf(bareUpdate, [['the empty company has more keys', add(website, null)]]),
  ...times,
  ...traps,
  ...[wrongKey, unknownId, malformedJson, refusedValue].flatMap((from) => harmlessChangesOf(from, refusals)),
  ...harmlessChangesOf(refusedValue, [
    says('the address that was sent', 'Not.An.Address@Example is no address'),
    ['refused with 400', withStatus(400)],
  ]),
  ...harmlessChangesOf(malformedJson, [
    ['refused with 415', withStatus(415)],
    ['refused with 422', withStatus(422)],
  ]),
  ...harmlessChangesOf(sentAddress, [
    says('the address as sent', 'Zoë.Holt+CRM@Acme.org is taken'),
    says('the address in lower case', 'zoë.holt+crm@acme.org is taken'),
    ['the address with the old contact', add('/contact', { id: contactId, email: 'eve.holt@example.com' })],
  ]),
  ...harmlessChangesOf(wrongType, [
    ['the name comes back as it was', put('/contact/name', 'Eve Holt')],
    ['the name comes back empty', put('/contact/name', '')],
  ]),
  ...harmlessChangesOf(phoneUpdate, [
    ['the response is labelled in capitals', withType('APPLICATION/JSON; CHARSET=UTF-8')],
    ['the charset is us-ascii and so are the bytes', withType('application/json; charset=us-ascii')],
  ]),
  ...harmlessSpellings,
  ...harmlessTwins,
];
