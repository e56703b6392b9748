/** Where the oracle of time draws its lines: exchanges just on this and just on that side of each. */
import type { ClauseId } from '../support/catalogue.ts';
import type { ContactState } from '../support/endpoint/state.ts';
import type { JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { sayings, type EdgeRow } from './helpers/edges.ts';
import { answering, patched, showing } from './helpers/exchange-mutation.ts';
import {
  before,
  companyId,
  companyUpdate,
  createdAt,
  fieldUpdate,
  lastUpdatedAt,
  nameUpdate,
  otherId,
  read,
  sentAt,
  tagIds,
  tagsUpdate,
  updated,
  updatedAt,
} from './helpers/recorded-exchanges.ts';
import { contactId, type Scene } from './helpers/recording.ts';

const seeing = (scene: Scene, seen: Partial<Scene['seen']>): Scene => ({ ...scene, seen: { ...scene.seen, ...seen } });
const still = (scene: Scene, value = lastUpdatedAt): Scene => showing(scene, '/contact/updated_at', value);
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const clock = nameUpdate.sentAt + nameUpdate.ms;
const fiveMinutes = 300_000;
const dated = (scene: Scene, milliseconds: number): Scene =>
  answering(scene, { headers: { date: new Date(milliseconds).toUTCString() } });
const ahead = Math.ceil((clock + 600_000) / 1000) * 1000;
const shownAt = (scene: Scene, milliseconds: number): Scene => showing(scene, '/contact/updated_at', iso(milliseconds));
const undated = answering(nameUpdate, { headers: { date: undefined } });
const without = (scene: Scene, key: string): Scene => patched(scene, { op: 'remove', path: `/contact/${key}` });
const holding = (sent: JsonObject, held: ContactState): Scene => updated('held', sent, held);

const createdAgain: readonly EdgeRow[] = [
  ['a read that shows the same moment', read, 'pass /contact/created_at'],
  [
    'a read one millisecond off',
    showing(read, '/contact/created_at', '2025-03-15T10:30:00.121Z'),
    'fail /contact/created_at',
  ],
  [
    'a read without a fraction',
    showing(read, '/contact/created_at', '2025-03-15T10:30:00Z'),
    'pass /contact/created_at',
  ],
  [
    'a read that is finer',
    showing(seeing(read, { createdAt: '2025-03-15T10:30:00Z' }), '/contact/created_at', createdAt),
    'pass /contact/created_at',
  ],
  [
    'a read a second off, both without a fraction',
    showing(seeing(read, { createdAt: '2025-03-15T10:30:00Z' }), '/contact/created_at', '2025-03-15T10:30:01Z'),
    'fail /contact/created_at',
  ],
  [
    'a read in another zone',
    showing(read, '/contact/created_at', '2025-03-15T16:00:00.120+05:30'),
    'pass /contact/created_at',
  ],
  ['a read of the id in capitals', showing(read, '/contact/id', contactId.toUpperCase()), 'pass /contact/created_at'],
  ['a read of another contact', showing(read, '/contact/id', otherId), 'silent'],
  ['a read without an id', without(read, 'id'), 'silent'],
  ['a read with a number for an id', showing(read, '/contact/id', 7), 'silent'],
  ['a read without created_at', without(read, 'created_at'), 'silent'],
  ['a read whose created_at is null', showing(read, '/contact/created_at', null), 'silent'],
  ['a read whose created_at is no date-time', showing(read, '/contact/created_at', 'yesterday'), 'silent'],
  ['a read before anything was seen', seeing(read, { createdAt: null }), 'silent'],
  ['a read that is refused', answering(read, { status: 404 }), 'silent'],
  ['a read that fails', { ...read, response: 'reset' }, 'silent'],
  [
    'two times the same text that is no date-time',
    showing(seeing(nameUpdate, { createdAt: 'yesterday' }), '/contact/created_at', 'yesterday'),
    'pass /contact/created_at',
  ],
  ['an update before anything was seen', seeing(nameUpdate, { createdAt: null }), 'silent'],
];

const tagsOnly: readonly EdgeRow[] = [
  ['tags alone', tagsUpdate, 'pass /contact/updated_at'],
  ['custom fields alone', fieldUpdate, 'pass /contact/updated_at'],
  [
    'tags and custom fields',
    updated('both', { tag_ids: [tagIds[0]], field_values_attributes: [] }),
    'pass /contact/updated_at',
  ],
  ['tags and a name', updated('both', { tag_ids: [tagIds[0]], name: 'Ida' }), 'silent'],
  ['a name', nameUpdate, 'silent'],
  ['nothing', updated('nothing', {}), 'silent'],
  ['a body of another form', { ...nameUpdate, sent: null }, 'silent'],
];

const future: readonly EdgeRow[] = [
  [
    'a day ahead of a response without a Date',
    shownAt(undated, clock + 86_400_000),
    'not-exercised /contact/created_at, not-exercised /contact/updated_at',
  ],
  [
    'at five minutes by the clock of the server',
    shownAt(dated(nameUpdate, ahead), ahead + 999 + fiveMinutes),
    'pass /contact/created_at, pass /contact/updated_at',
  ],
  [
    'past five minutes by the clock of the server',
    shownAt(dated(nameUpdate, ahead), ahead + 1000 + fiveMinutes),
    'pass /contact/created_at, fail /contact/updated_at',
  ],
  [
    'by our clock where the server is behind',
    shownAt(dated(nameUpdate, clock - 600_000), clock + fiveMinutes),
    'pass /contact/created_at, pass /contact/updated_at',
  ],
];

const advances: readonly EdgeRow[] = [
  ['another name', still(nameUpdate), 'fail /contact/updated_at'],
  ['another company', still(companyUpdate), 'fail /contact/updated_at'],
  [
    'the same company in capitals',
    still(holding({ company_id: companyId.toUpperCase() }, { ...before, company_id: companyId })),
    'silent',
  ],
  [
    'the same name in another normal form',
    still(holding({ name: 'Zoe\u0308' }, { ...before, name: 'Zo\u00eb' })),
    'silent',
  ],
  ['the same email in capitals', still(holding({ email: 'EVE.HOLT@example.com' }, before)), 'silent'],
  ['a name that is sent in capitals', still(holding({ name: 'EVE HOLT' }, before)), 'fail /contact/updated_at'],
  ['a company where none was known', still(holding({ company_id: companyId }, { name: 'Eve Holt' })), 'silent'],
  [
    'another name, of which nothing is promised',
    { ...still(nameUpdate), expectation: { kind: 'either', clause: 'awkward-text' } },
    'silent',
  ],
  [
    'another name after ten milliseconds',
    seeing(still(nameUpdate), { sentAt: sentAt - 10 }),
    'fail /contact/updated_at',
  ],
  ['another name after nine milliseconds', seeing(still(nameUpdate), { sentAt: sentAt - 9 }), 'silent'],
  [
    'another name within the second that is shown',
    seeing(still(seeing(nameUpdate, { updatedAt: '2026-01-05T09:00:00Z' }), '2026-01-05T09:00:00Z'), {
      sentAt: sentAt - 999,
    }),
    'silent',
  ],
  [
    'another name after the second that is shown',
    seeing(still(seeing(nameUpdate, { updatedAt: '2026-01-05T09:00:00Z' }), '2026-01-05T09:00:00Z'), {
      sentAt: sentAt - 1000,
    }),
    'fail /contact/updated_at',
  ],
  ['another name when nothing was seen before', seeing(still(nameUpdate), { updatedAt: null }), 'silent'],
];

const order: readonly EdgeRow[] = [
  ['two moments', nameUpdate, 'pass /contact/updated_at'],
  ['one moment', showing(nameUpdate, '/contact/created_at', updatedAt), 'pass /contact/updated_at'],
  ['no created_at', without(nameUpdate, 'created_at'), 'silent'],
  ['no updated_at', without(nameUpdate, 'updated_at'), 'silent'],
  ['a created_at that is no date-time', showing(nameUpdate, '/contact/created_at', '2027-01-01'), 'silent'],
];

const tables: readonly (readonly [ClauseId, readonly EdgeRow[]])[] = [
  ['created-at-constant', createdAgain],
  ['updated-at-tags-or-fields-only', tagsOnly],
  ['timestamps-not-in-future', future],
  ['updated-at-advances', advances],
  ['timestamps-in-order', order],
];

describe.each(tables)('%s', (clause, rows) => {
  test.each(rows)('at the line of time: %s', (_what, scene, expected) => expect(sayings(scene, clause)).toBe(expected));
});
