/** Changes of a good exchange that break no promise: what the documents leave open stays open. */
import { answering, harmless, patched, showing, textIn, type Harmless } from './exchange-mutation.ts';
import { harmlessTwins } from './mutations-bytes.ts';
import { harmlessSpellings } from './mutations-values.ts';
import {
  bareUpdate,
  emailUpdate,
  fieldUpdate,
  fullUpdate,
  malformedJson,
  nameUpdate,
  otherId,
  ownerId,
  phoneUpdate,
  read,
  refusedValue,
  tagIds,
  tagsCleared,
  tagsUpdate,
  unknownId,
  updated,
  wrongKey,
  wrongType,
} from './recorded-exchanges.ts';
import { contactId, timeoutMs, type Scene } from './recording.ts';

const contactIn = (scene: Scene): Record<string, unknown> =>
  (JSON.parse(textIn(scene)) as { readonly contact: Record<string, unknown> }).contact;
const added = (scene: Scene, path: string, value: unknown): Scene => patched(scene, { op: 'add', path, value });
const withType = (scene: Scene, type: string | undefined): Scene =>
  answering(scene, { headers: { 'content-type': type } });
const reversed = (scene: Scene): Scene =>
  answering(scene, {
    body: JSON.stringify({ contact: Object.fromEntries(Object.entries(contactIn(scene)).reverse()) }),
  });

const layout: readonly Harmless[] = [fullUpdate, bareUpdate].flatMap((from) => [
  harmless(from, 'the keys stand in another order', reversed(from)),
  harmless(from, 'the body is indented', answering(from, { body: JSON.stringify(JSON.parse(textIn(from)), null, 2) })),
  harmless(from, 'the body ends with a line break', answering(from, { body: `${textIn(from)}\r\n` })),
  harmless(from, 'the body begins with a line break', answering(from, { body: `\n${textIn(from)}` })),
  ...[
    'application/json',
    'Application/JSON',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'application/json; charset=utf8',
    'application/json; profile=x',
  ].map((type) => harmless(from, `labelled as ${type}`, withType(from, type))),
  harmless(from, 'a response on the last millisecond', { ...from, ms: timeoutMs }),
  harmless(from, 'a Location header', answering(from, { headers: { location: 'https://acme.neetocrm.com/x' } })),
  harmless(from, 'no Date header', answering(from, { headers: { date: undefined } })),
  harmless(from, 'a Date header that is none', answering(from, { headers: { date: 'now' } })),
  harmless(
    from,
    'headers that nobody knows',
    answering(from, { headers: { 'x-runtime': '0.01', 'set-cookie': 'a=b', etag: 'W/"1"' } }),
  ),
]);

const extras: readonly Harmless[] = (
  [
    ['company_id', '/contact/company_id', otherId],
    ['organization_id', '/contact/organization_id', null],
    ['tag_ids', '/contact/tag_ids', []],
    ['a second envelope', '/meta', { request_id: otherId }],
    [
      'an organization with a telephone',
      '/contact/organization',
      { id: otherId, name: 'Acme', phone_number: '1', email: 'hi@acme.org' },
    ],
    [
      'an owner with an address',
      '/contact/owner',
      { id: ownerId, name: 'Oliver', email: 'oliver@acme.org', phone_number: '1' },
    ],
    ['who created it', '/contact/created_by', { id: otherId, email: 'sam@acme.org' }],
    ['who follows it', '/contact/followers', [{ id: otherId, email: 'sam@acme.org' }]],
    ['who wrote a note', '/contact/notes', [{ id: otherId, author: { id: otherId, email: 'sam@acme.org' } }]],
    ['who asks', '/current_user', { id: otherId, email: 'sam@acme.org', phone_number: '+12025550100' }],
    ['a deep extra', '/contact/custom', { a: [{ b: { c: null } }] }],
    ['a number', '/contact/score', 1e308],
    ['a key of the prototype', '/contact/constructor', { name: 'x' }],
    ['an empty key', '/contact/', ''],
    ['an empty list of traces', '/traces', []],
    ['a stack of one line', '/contact/stack', 'Rails'],
    ['a sentence with at', '/contact/note', 'met at Acme (Berlin), look at page 3:14'],
  ] as const
).map(([what, path, value]) => harmless(fullUpdate, `extra: ${what}`, added(fullUpdate, path, value)));

const tags: readonly Harmless[] = (
  [
    ['identifiers', tagIds.slice(0, 3)],
    ['objects with an id alone', tagIds.slice(0, 3).map((id) => ({ id }))],
    ['objects with more keys', tagIds.slice(0, 3).map((id) => ({ id, name: 'Lead', color: '#fff', contact_count: 3 }))],
    ['in another order', [tagIds[2], tagIds[0], tagIds[1]]],
    ['some identifiers, some objects', [tagIds[0], { id: tagIds[1] }, { id: tagIds[2], name: null }]],
  ] as const
).map(([what, value]) => harmless(tagsUpdate, `tags as ${what}`, showing(tagsUpdate, '/contact/tags', value)));

const records: readonly Harmless[] = [
  harmless(fullUpdate, 'the owner has no name', showing(fullUpdate, '/contact/owner', { id: ownerId })),
  harmless(fullUpdate, 'the owner has a name of null', showing(fullUpdate, '/contact/owner/name', null)),
  harmless(fullUpdate, 'the company has more keys', added(fullUpdate, '/contact/company/website', 'https://acme.org')),
  harmless(fullUpdate, 'the company has an empty name', showing(fullUpdate, '/contact/company/name', '')),
  harmless(bareUpdate, 'the empty company has more keys', added(bareUpdate, '/contact/company/website', null)),
];

const unchanged = updated('same name', { name: 'Eve Holt' });
const stale = (scene: Scene): Scene => showing(scene, '/contact/updated_at', '2026-01-05T09:00:00.250Z');
const times: readonly Harmless[] = [
  harmless(tagsUpdate, 'updated_at stands still', stale(tagsUpdate)),
  harmless(fieldUpdate, 'updated_at stands still', stale(fieldUpdate)),
  harmless(tagsCleared, 'updated_at stands still', stale(tagsCleared)),
  harmless(unchanged, 'updated_at stands still', stale(unchanged)),
  harmless(nameUpdate, 'updated_at stands still within ten milliseconds', {
    ...stale(nameUpdate),
    sentAt: nameUpdate.seen.sentAt + 9,
  }),
  harmless(
    nameUpdate,
    'a clock four minutes ahead',
    showing(nameUpdate, '/contact/updated_at', '2026-01-05T09:04:01.251Z'),
  ),
  harmless(nameUpdate, 'a clock behind', { ...nameUpdate, sentAt: nameUpdate.sentAt + 86_400_000 }),
  harmless(
    nameUpdate,
    'a clock an hour ahead, as its Date header',
    answering(showing(nameUpdate, '/contact/updated_at', '2026-01-05T10:00:01.251Z'), {
      headers: { date: 'Mon, 05 Jan 2026 10:00:01 GMT' },
    }),
  ),
  harmless(nameUpdate, 'the first response of a run', {
    ...nameUpdate,
    seen: { createdAt: null, updatedAt: null, sentAt: 0 },
  }),
  harmless(nameUpdate, 'both times are the same', {
    ...showing(nameUpdate, '/contact/created_at', '2026-01-05T09:00:01.251Z'),
    seen: { createdAt: null, updatedAt: null, sentAt: 0 },
  }),
  harmless(nameUpdate, 'a leap day', {
    ...showing(nameUpdate, '/contact/created_at', '2024-02-29T23:59:59.999Z'),
    seen: { ...nameUpdate.seen, createdAt: null },
  }),
];

const storing = (name: string): Scene => ({
  ...emailUpdate,
  before: { ...emailUpdate.before, name },
  response: showing(emailUpdate, '/contact/name', name).response,
});
const named = (name: string): Scene => updated('named', { name });
const traps: readonly Harmless[] = [
  ...[
    'Traceback (most recent call last)',
    'panic: now\n',
    'app/models/contact.rb:42:in `save',
    'see index.php:80',
    'at home (/x:1:2)',
  ].flatMap((name) => [
    harmless(named(name), `sent ${JSON.stringify(name)}`, named(name)),
    harmless(emailUpdate, `held ${JSON.stringify(name)}`, storing(name)),
  ]),
  ...['at Acme (HQ)', 'Traceback', 'Meet me at 10:30:15', 'File 7, line 3', 'Stack'].map((name) =>
    harmless(emailUpdate, `held ${name}`, storing(name)),
  ),
  harmless(read, 'a read shows another name', showing(read, '/contact/name', 'Adam')),
  harmless(read, 'a read without a label', withType(read, undefined)),
  harmless(read, 'a read is refused', answering(read, { status: 404, body: '' })),
  harmless(
    read,
    'a read is a page',
    answering(read, { body: '<html></html>', headers: { 'content-type': 'text/html' } }),
  ),
  harmless(read, 'a read in seconds', showing(read, '/contact/updated_at', '2026-01-05T09:00:00Z')),
];

const says = (from: Scene, what: string, text: string): Harmless =>
  harmless(from, `the error names ${what}`, showing(from, '/error', text));
const refusals: readonly Harmless[] = [
  ...[wrongKey, unknownId, malformedJson, refusedValue].flatMap((from) => [
    harmless(from, 'a list of errors', answering(from, { body: '{"errors":["no","never"]}' })),
    harmless(from, 'errors beside error', added(from, '/errors', { email: ['is invalid'] })),
    harmless(from, 'problem details with error', withType(from, 'application/problem+json; charset=utf-8')),
    harmless(from, 'errors by field beside error', added(from, '/field_errors', [{ field: 'email', message: 'no' }])),
    says(from, 'an identifier', `No contact ${otherId}`),
    says(from, 'the address of the support', 'Write to support@acme.org'),
    says(from, 'the address of the vendor', 'Write to api-team@neeto.com'),
    says(from, 'an address at the host', 'Write to crm@acme.neetocrm.com'),
    says(from, 'an address for illustration', 'Write it like name@example.com'),
    says(from, 'the address that is held', 'Still eve.holt@example.com'),
    says(from, 'a moment', 'Refused at 10:30:15 (node 3)'),
    says(from, 'a file', 'See contacts.md, line 3'),
  ]),
  says(refusedValue, 'the address that was sent', 'Not.An.Address@Example is no address'),
  harmless(refusedValue, 'refused with 400', answering(refusedValue, { status: 400 })),
  harmless(malformedJson, 'refused with 415', answering(malformedJson, { status: 415 })),
  harmless(malformedJson, 'refused with 422', answering(malformedJson, { status: 422 })),
];

const sentAddress: Scene = {
  ...refusedValue,
  ...updated('address', { email: 'Zoë.Holt+CRM@Acme.org' }),
  expectation: refusedValue.expectation,
  response: refusedValue.response,
};
const addresses: readonly Harmless[] = [
  says(sentAddress, 'the address as sent', 'Zoë.Holt+CRM@Acme.org is taken'),
  says(sentAddress, 'the address in lower case', 'zoë.holt+crm@acme.org is taken'),
  harmless(
    sentAddress,
    'the address with the old contact',
    added(sentAddress, '/contact', { id: contactId, email: 'eve.holt@example.com' }),
  ),
];

const others: readonly Harmless[] = [
  harmless(wrongType, 'the name comes back as it was', showing(wrongType, '/contact/name', 'Eve Holt')),
  harmless(wrongType, 'the name comes back empty', showing(wrongType, '/contact/name', '')),
  harmless(
    phoneUpdate,
    'the response is labelled in capitals',
    withType(phoneUpdate, 'APPLICATION/JSON; CHARSET=UTF-8'),
  ),
  harmless(
    phoneUpdate,
    'the charset is us-ascii and so are the bytes',
    answering(phoneUpdate, { headers: { 'content-type': 'application/json; charset=us-ascii' } }),
  ),
];

/** Changes after which no clause fails. */
export const harmlessChanges: readonly Harmless[] = [
  ...layout,
  ...extras,
  ...tags,
  ...records,
  ...times,
  ...traps,
  ...refusals,
  ...addresses,
  ...others,
  ...harmlessSpellings,
  ...harmlessTwins,
];
