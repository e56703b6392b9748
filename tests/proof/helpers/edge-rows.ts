/** Where the oracles draw their lines: changes of good exchanges just on this and just on that side of each, by the clause that judges it. */
import type { ClauseId } from '../../support/catalogue.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { JsonObject } from '../../support/text/json.ts';
import {
  drop,
  having,
  inTurn,
  put,
  respond,
  withBody,
  withHeaders,
  withStatus,
  withType,
  type Change,
} from './change.ts';
import * as good from './recorded-exchanges.ts';
import { before, companyId, createdAt, lastUpdatedAt, otherId, sentAt, tagIds, updated, updatedAt } from './records.ts';
import { contactId, type Scene } from './recording.ts';

const { nameUpdate, read, refusedValue } = good;

/** What is changed, how, and every outcome of the clause as `sayings` tells it. */
type EdgeRow = readonly [what: string, change: Change, expected: string];
const same: Change = (scene) => scene;

const ascii = '{"contact":{}}';
const deep = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}"x"${'}'.repeat(depth)}`);
const error = (text: string): Change => withBody(JSON.stringify({ error: text }));
const at =
  (path: string): Change =>
  (scene) => ({ ...scene, spec: { ...scene.spec, path } });

const created = '/contact/created_at';
const changed = '/contact/updated_at';
const seeing =
  (seen: Partial<Scene['seen']>): Change =>
  (scene) => ({ ...scene, seen: { ...scene.seen, ...seen } });
const without = (key: string): Change => drop(`/contact/${key}`);
const clock = nameUpdate.sentAt + nameUpdate.ms;
const fiveMinutes = 300_000;
const ahead = Math.ceil((clock + 600_000) / 1000) * 1000;
const dated = (milliseconds: number): Change => withHeaders({ date: new Date(milliseconds).toUTCString() });
const shownAt = (milliseconds: number): Change => put(changed, new Date(milliseconds).toISOString());
const inSeconds = seeing({ createdAt: '2025-03-15T10:30:00Z' });
const still = put(changed, lastUpdatedAt);
const stillIn = (sentBefore: number): Change =>
  inTurn(
    seeing({ updatedAt: '2026-01-05T09:00:00Z', sentAt: sentAt - sentBefore }),
    put(changed, '2026-01-05T09:00:00Z'),
  );
/** Another update, of a contact that held something else. */
const updating =
  (id: string, sent: JsonObject, held: ContactState = before): Change =>
  () =>
    updated(id, sent, held);
const heldStill = (sent: JsonObject, held: ContactState = before): Change =>
  inTurn(updating('held', sent, held), still);

const pass = `pass ${created}`;
const fail = `fail ${created}`;

/** An exchange, and every outcome of a clause in it. */
export interface Edge {
  readonly clause: ClauseId;
  readonly what: string;
  readonly scene: Scene;
  readonly expected: string;
}
const of = (clause: ClauseId, from: Scene, rows: readonly EdgeRow[]): readonly Edge[] =>
  rows.map(([what, change, expected]) => ({ clause, what, scene: change(from), expected }));

export const edges: readonly Edge[] = [
  of('answer-body-parses', nameUpdate, [
    ['an array', withBody('[]'), 'fail'],
    ['a text', withBody('"{}"'), 'fail'],
    ['a number', withBody('7'), 'fail'],
    ['nothing at all under 204', respond({ status: 204, body: '' }), 'silent'],
  ]),
  of('answer-body-parses', good.wrongType, [
    ['a response of which nothing is promised and that shows no contact', withBody('[]'), 'silent'],
    ['a response of which nothing is promised and that shows one', same, 'pass'],
  ]),
  of('answer-charset-utf8', good.bareUpdate, [
    ['us-ascii and nothing else', inTurn(withBody(ascii), withType('application/json; charset=us-ascii')), 'pass'],
    [
      'latin-1 and nothing but ASCII',
      inTurn(withBody(ascii), withType('application/json; charset=iso-8859-1')),
      'fail',
    ],
  ]),
  of('answer-charset-utf8', nameUpdate, [
    ['us-ascii and a letter that is none', withType('application/json; charset=us-ascii'), 'fail'],
    ['a parameter charset without a value', withType('application/json; charset='), 'pass'],
  ]),
  of('answer-keys-unique', nameUpdate, [
    ['a key that stands once', same, 'pass'],
    ['a refusal', () => refusedValue, 'pass'],
    ['a read', () => read, 'silent'],
    ['no bytes', withBody(''), 'silent'],
    ['HTML', withType('text/html'), 'silent'],
    ['a response that cannot be parsed', withBody('{"contact":'), 'silent'],
  ]),
  of('answer-size-bounded', nameUpdate, [
    ['a million bytes', withBody(`"${'x'.repeat(999_998)}"`), 'pass'],
    ['a million bytes and one', withBody(`"${'x'.repeat(999_999)}"`), 'fail'],
  ]),
  of('answer-no-other-contact', good.unknownId, [
    ['an address of the vendor', error('Write to team@neetocrm.com'), 'pass'],
    [
      'an address of who has the name of the vendor in front',
      error('Write to team@neetocrm.com.evil.org'),
      'fail /error',
    ],
    ['an address of the host', error('Write to team@acme.neetocrm.com'), 'pass'],
    ['an address of support', error('Write to no-reply@mail.org'), 'pass'],
    ['an address of noreply', error('Write to noreply@mail.org'), 'pass'],
    ['an address that has support within', error('Taken by kim.support@mail.org'), 'fail /error'],
    ['a person under a status of 300', inTurn(error('kim@mail.org'), withStatus(300)), 'fail /error'],
    ['a path that cannot be decoded', at('/contacts/%E0%A4%A'), 'pass'],
    ['an address that the path names', inTurn(error('No kim@mail.org here'), at('/contacts/kim%40mail.org')), 'pass'],
    ['a hundred levels', withBody(JSON.stringify(deep(100))), 'pass'],
  ]),
  of('answer-no-other-contact', good.emailUpdate, [
    ['an address in the response to an accepted update', put('/contact/name', 'kim@mail.org'), 'pass'],
  ]),
  of('errors-are-json', refusedValue, [
    ['application/json', same, 'pass'],
    ['application/json with a charset', withType('application/json ; charset=utf-8'), 'pass'],
    ['application/problem+json', withType('application/problem+json'), 'pass'],
    ['a type that ends like JSON', withType('application/jsonp'), 'fail'],
    ['a type that holds one', withType('text/application/json'), 'fail'],
    ['no type', withType(undefined), 'fail'],
    ['text', inTurn(() => good.malformedJson, withType('text/plain')), 'fail'],
  ]),
  of('created-at-constant', read, [
    ['a read that shows the same moment', same, pass],
    ['a read one millisecond off', put(created, '2025-03-15T10:30:00.121Z'), fail],
    ['a read without a fraction', put(created, '2025-03-15T10:30:00Z'), pass],
    ['a read that is finer', inTurn(inSeconds, put(created, createdAt)), pass],
    ['a read a second off, both without a fraction', inTurn(inSeconds, put(created, '2025-03-15T10:30:01Z')), fail],
    ['a read in another zone', put(created, '2025-03-15T16:00:00.120+05:30'), pass],
    ['a read of the id in capitals', put('/contact/id', contactId.toUpperCase()), pass],
    ['a read of another contact', put('/contact/id', otherId), 'silent'],
    ['a read without an id', without('id'), 'silent'],
    ['a read with a number for an id', put('/contact/id', 7), 'silent'],
    ['a read without created_at', without('created_at'), 'silent'],
    ['a read whose created_at is null', put(created, null), 'silent'],
    ['a read whose created_at is no date-time', put(created, 'yesterday'), 'silent'],
    ['a read before anything was seen', seeing({ createdAt: null }), 'silent'],
    ['a read that is refused', withStatus(404), 'silent'],
    ['a read that fails', having({ response: 'reset' }), 'silent'],
  ]),
  of('created-at-constant', nameUpdate, [
    [
      'two times the same text that is no date-time',
      inTurn(seeing({ createdAt: 'yesterday' }), put(created, 'yesterday')),
      pass,
    ],
    ['an update before anything was seen', seeing({ createdAt: null }), 'silent'],
  ]),
  of('updated-at-tags-or-fields-only', nameUpdate, [
    ['tags alone', () => good.tagsUpdate, `pass ${changed}`],
    ['custom fields alone', () => good.fieldUpdate, `pass ${changed}`],
    [
      'tags and custom fields',
      updating('both', { tag_ids: [tagIds[0]], field_values_attributes: [] }),
      `pass ${changed}`,
    ],
    ['tags and a name', updating('both', { tag_ids: [tagIds[0]], name: 'Ida' }), 'silent'],
    ['a name', same, 'silent'],
    ['nothing', updating('nothing', {}), 'silent'],
    ['a body of another form', having({ sent: null }), 'silent'],
  ]),
  of('timestamps-not-in-future', nameUpdate, [
    [
      'a day ahead of a response without a Date',
      inTurn(withHeaders({ date: undefined }), shownAt(clock + 86_400_000)),
      `not-exercised ${created}, not-exercised ${changed}`,
    ],
    [
      'at five minutes by the clock of the server',
      inTurn(dated(ahead), shownAt(ahead + 999 + fiveMinutes)),
      `${pass}, pass ${changed}`,
    ],
    [
      'past five minutes by the clock of the server',
      inTurn(dated(ahead), shownAt(ahead + 1000 + fiveMinutes)),
      `${pass}, fail ${changed}`,
    ],
    [
      'by our clock where the server is behind',
      inTurn(dated(clock - 600_000), shownAt(clock + fiveMinutes)),
      `${pass}, pass ${changed}`,
    ],
  ]),
  of('updated-at-advances', nameUpdate, [
    ['another name', still, `fail ${changed}`],
    ['another company', inTurn(() => good.companyUpdate, still), `fail ${changed}`],
    [
      'the same company in capitals',
      heldStill({ company_id: companyId.toUpperCase() }, { ...before, company_id: companyId }),
      'silent',
    ],
    [
      'the same name in another normal form',
      heldStill({ name: 'Zoe\u0308' }, { ...before, name: 'Zo\u00eb' }),
      'silent',
    ],
    ['the same email in capitals', heldStill({ email: 'EVE.HOLT@example.com' }), 'silent'],
    ['a name that is sent in capitals', heldStill({ name: 'EVE HOLT' }), `fail ${changed}`],
    ['a company where none was known', heldStill({ company_id: companyId }, { name: 'Eve Holt' }), 'silent'],
    [
      'another name, of which nothing is promised',
      inTurn(still, having({ expectation: { kind: 'either', clause: 'awkward-text' } })),
      'silent',
    ],
    ['another name after ten milliseconds', inTurn(still, seeing({ sentAt: sentAt - 10 })), `fail ${changed}`],
    ['another name after nine milliseconds', inTurn(still, seeing({ sentAt: sentAt - 9 })), 'silent'],
    ['another name within the second that is shown', stillIn(999), 'silent'],
    ['another name after the second that is shown', stillIn(1000), `fail ${changed}`],
    ['another name when nothing was seen before', inTurn(still, seeing({ updatedAt: null })), 'silent'],
  ]),
  of('timestamps-in-order', nameUpdate, [
    ['two moments', same, `pass ${changed}`],
    ['one moment', put(created, updatedAt), `pass ${changed}`],
    ['no created_at', without('created_at'), 'silent'],
    ['no updated_at', without('updated_at'), 'silent'],
    ['a created_at that is no date-time', put(created, '2027-01-01'), 'silent'],
  ]),
].flat();
