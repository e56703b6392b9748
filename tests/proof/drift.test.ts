import type { ReportDrift } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { expect, test } from 'vitest';
import { compareBaseline, makeBaseline } from '../support/drift/index.ts';
import { contactChange, runOf, without } from './helpers/drift-run.ts';
import type { ObservedResponse, Change } from './helpers/drift-run.ts';

const now = new Date('2026-11-23T00:00:00Z');
const baseline = makeBaseline(runOf(), now);
const told = (drifts: readonly ReportDrift[]) =>
  drifts.map(({ rule, pointer, classification }) => `${rule} ${pointer} ${classification}`);
const afterChange = (change: Change) => told(compareBaseline(baseline, runOf({ change, seed: 9 })));
const edit = (change: (contact: JsonObject, turn: number) => JsonObject) => contactChange(change);
const renameKey = (from: string, to: string) =>
  edit((contact) => ({ ...without(contact, from), [to]: contact[from] ?? null }));
const set = (key: string, value: Json) => edit((contact) => ({ ...contact, [key]: value }));
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const record = (value: Json | undefined) => value as JsonObject;
const onlyCase =
  (name: string, make: (response: ObservedResponse) => ObservedResponse): Change =>
  (response, about) =>
    about.case === name ? make(response) : response;
const errors =
  (body: Json): Change =>
  (response) =>
    response.status < 400 ? response : { ...response, body };
const header =
  (name: string, value: string | null): Change =>
  (response) => ({
    ...response,
    headers: Object.fromEntries(
      Object.entries({ ...response.headers, [name]: value ?? '' }).filter(([, text]) => text !== ''),
    ),
  });

test('a run of the same server with another seed is no drift', () => {
  expect(compareBaseline(baseline, runOf({ seed: 4 }))).toEqual([]);
});

test.each<readonly [string, Change, readonly string[]]>([
  ['key removed', edit((c) => without(c, 'phone_number')), ['key-removed /contact/phone_number breaking']],
  ['key renamed', renameKey('phone_number', 'phone'), ['key-renamed /contact/phone_number breaking']],
  ['key renamed to a strange word', renameKey('owner', 'assignee'), ['key-renamed /contact/owner breaking']],
  ['key in camel case', renameKey('created_at', 'createdAt'), ['key-renamed /contact/created_at breaking']],
  ['key added', set('website', 'x'), ['key-added /contact/website additive']],
  [
    'key gone at times',
    edit((c, turn) => (turn % 2 ? c : without(c, 'email'))),
    ['key-became-optional /contact/email breaking'],
  ],
  [
    'keys wrapped',
    edit((c) => ({ ...without(c, 'name', 'email'), attributes: { name: c['name'] ?? '', email: c['email'] ?? '' } })),
    ['key-moved /contact/email breaking', 'key-moved /contact/name breaking'],
  ],
  [
    'envelope wrapped',
    (response) => (response.status < 300 ? { ...response, body: { data: response.body } } : response),
    ['key-moved /contact breaking'],
  ],
  [
    'envelope renamed',
    (response) =>
      response.status < 300 ? { ...response, body: { data: record(record(response.body)['contact']) } } : response,
    ['key-renamed /contact breaking'],
  ],
  [
    'envelope gone',
    (response) => (response.status < 300 ? { ...response, body: record(record(response.body)['contact']) } : response),
    [
      'key-removed /contact breaking',
      ...['company', 'created_at', 'email', 'id', 'kind', 'name', 'owner', 'phone_number', 'tags', 'updated_at'].map(
        (key) => `key-added /${key} additive`,
      ),
    ],
  ],
  [
    'company flattened',
    edit((c) => ({
      ...without(c, 'company'),
      company_id: record(c['company'])['id'] ?? null,
      company_name: record(c['company'])['name'] ?? null,
    })),
    [
      'key-removed /contact/company breaking',
      'key-added /contact/company_id additive',
      'key-added /contact/company_name additive',
    ],
  ],
  [
    'tags moved out',
    (response) =>
      response.status < 300
        ? {
            ...response,
            body: {
              contact: without(record(record(response.body)['contact']), 'tags'),
              tags: record(record(response.body)['contact'])['tags'] ?? [],
            },
          }
        : response,
    ['key-moved /contact/tags breaking'],
  ],
  [
    'text boxed',
    edit((c) => ({ ...c, phone_number: { value: c['phone_number'] ?? '' } })),
    ['type-changed /contact/phone_number breaking'],
  ],
  [
    'company unboxed',
    edit((c) => ({ ...c, company: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890' })),
    ['type-changed /contact/company breaking'],
  ],
  ['type changed', set('name', 5), ['type-changed /contact/name breaking']],
  ['type widened', edit((c, turn) => (turn % 2 ? c : { ...c, name: 7 })), ['type-widened /contact/name breaking']],
  [
    'null gained',
    edit((c, turn) => (turn % 3 ? c : { ...c, phone_number: null })),
    ['null-gained /contact/phone_number breaking'],
  ],
  [
    'tags became texts',
    edit((c) => ({
      ...c,
      tags: Array.isArray(c['tags']) && c['tags'].length > 0 ? ['a1b2c3d4-e5f6-7890-abcd-ef1234567890'] : [],
    })),
    ['type-changed /contact/tags/* breaking'],
  ],
  [
    'milliseconds lost',
    edit((c) => ({ ...c, updated_at: text(c['updated_at']).replace('.250', '') })),
    ['precision-lost /contact/updated_at behavioural'],
  ],
  [
    'microseconds gained',
    edit((c) => ({ ...c, updated_at: text(c['updated_at']).replace('.250', '.250123') })),
    ['precision-gained /contact/updated_at additive'],
  ],
  [
    'zone as offset',
    edit((c) => ({ ...c, created_at: text(c['created_at']).replace('Z', '+00:00') })),
    ['zone-changed /contact/created_at behavioural'],
  ],
  [
    'blank for the T',
    edit((c) => ({ ...c, created_at: text(c['created_at']).replace('T', ' ') })),
    ['format-lost /contact/created_at breaking'],
  ],
  ['epoch for a date-time', set('created_at', '1742034600'), ['format-lost /contact/created_at breaking']],
  ['identifier no longer a UUID', set('id', 'cus_12345'), ['format-lost /contact/id breaking']],
  [
    'new value of an enumeration',
    edit((c, turn) => (turn % 5 ? c : { ...c, kind: 'partner' })),
    ['enumeration-grew /contact/kind behavioural'],
  ],
  ['value of an enumeration gone', set('kind', 'lead'), ['enumeration-shrank /contact/kind additive']],
  [
    'enumeration now free text',
    edit((c, turn) => ({ ...c, kind: `no. ${turn}` })),
    ['enumeration-opened /contact/kind behavioural'],
  ],
  ['undocumented key gone', edit((c) => without(c, 'kind')), ['key-removed /contact/kind behavioural']],
  ['error shape', errors({ errors: ['No.'] }), ['error-shape-changed  behavioural']],
  ['status within 4xx', onlyCase('null-name', (a) => ({ ...a, status: 400 })), ['status-within-class  behavioural']],
  ['status across classes', onlyCase('null-name', (a) => ({ ...a, status: 500 })), ['status-across-class  breaking']],
  [
    'media type of an error',
    onlyCase('id-unknown', (a) => ({ ...a, headers: { ...a.headers, 'content-type': 'text/html' } })),
    ['media-type-changed  behavioural'],
  ],
  [
    'media type of a response',
    onlyCase('put-instead', (a) => ({ ...a, headers: { ...a.headers, 'content-type': 'text/plain' } })),
    ['media-type-changed  breaking'],
  ],
  ['header gone', header('x-frame-options', null), ['header-gone  behavioural']],
  ['header new', header('x-new', '1'), ['header-new  additive']],
])('drift is named and classified: %s', (_, change, expected) => {
  expect(afterChange(change)).toEqual(expected);
});

test.each<readonly [string, Change]>([
  ['another request id', header('x-request-id', '7')],
  ['a cookie', header('set-cookie', 'a=b')],
  ['an owner that is never set', edit((c) => ({ ...c, owner: null }))],
  ['no tags', set('tags', [])],
  ['a gateway for once', onlyCase('null-name', (a) => ({ ...a, status: 503 }))],
])('what may differ from run to run is no drift: %s', (_, change) => {
  expect(afterChange(change)).toEqual([]);
});

test('what fits no rule is reported as unclassified and red', () => {
  const odd = { ...baseline, answers: { ...baseline.answers, 'null-name': { update: 'something else' } } };
  expect(compareBaseline(odd, runOf())).toMatchObject([
    { rule: 'unclassified', classification: 'unclassified', red: true },
  ]);
});

test('forty cases of one change are one entry with a count', () => {
  const report = runOf({
    change: (response, { case: about }) => (about.startsWith('null-') ? { ...response, status: 400 } : response),
  });
  expect(compareBaseline(baseline, report)).toMatchObject([
    { rule: 'status-within-class', sightings: { seen: 2, of: 2 } },
  ]);
});

test('any two reports can be compared', () => {
  expect(
    told(compareBaseline(makeBaseline(runOf(), new Date(0)), runOf({ seed: 5, change: set('website', 'x') }))),
  ).toEqual(['key-added /contact/website additive']);
});

test('a fingerprint depends on the cause and not on the seed', () => {
  const of = (seed: number) =>
    compareBaseline(baseline, runOf({ seed, change: set('name', 5) })).map((d) => d.fingerprint);
  expect(of(2)).toEqual(of(11));
});
