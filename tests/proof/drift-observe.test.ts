import type { Observed } from '../support/report/types.ts';
import type { Json } from '../support/text/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeBaseline } from '../support/drift/index.ts';
import { emptyObserved, isVolatileHeader, mergeAll, mergeObserved, observe } from '../support/observe/index.ts';
import { formatOf } from '../support/observe/formats.ts';
import { metaProblems } from './helpers/data-files.ts';
import { contactChange, exchangeOf, runOf } from './helpers/drift-run.ts';

const now = new Date('2026-11-23T10:00:00Z');
const response = (body: Json, status = 200) => ({
  status,
  headers: { 'Content-Type': 'Application/JSON; charset=utf-8' },
  body,
});
const see = (body: Json, sent: Json = {}): Observed =>
  observe([{ case: 'a', label: 'update', accepted: true, exchange: exchangeOf('a', sent, response(body)) }]);
const baselineText = (seed: number) => JSON.stringify({ ...makeBaseline(runOf({ seed }), now), seed: 0 });

test.each([2, 3, 4, 5, 6, 7])('seed %i gives the same baseline as seed 1', (seed) => {
  expect(baselineText(seed)).toBe(baselineText(1));
});

test('a baseline keeps to its schema', () => {
  const outcomes = { 'never-5xx': { 'null-name': 'warn' as const } };
  const baseline = JSON.parse(JSON.stringify(makeBaseline(runOf({ outcomes }), now))) as Json;
  expect(metaProblems('baseline', baseline)).toEqual([]);
});

test('a baseline holds outcomes per clause and case, and responses per case', () => {
  const baseline = makeBaseline(runOf({ outcomes: { 'never-5xx': { 'null-name': 'warn' } } }), now);
  expect(baseline.broken['never-5xx']).toMatchObject({
    'null-name': 'warn',
    'null-email': 'pass',
    '(generated)': 'warn',
  });
  expect(baseline.held).toContain('answer-types');
  expect(baseline.answers['null-name']).toEqual({ update: '422 application/json {error: string}' });
  expect(baseline.answers['name-alone']).toEqual({ update: '200 application/json contact' });
  expect(baseline.accepted).toBe('2026-11-23');
  expect(baseline.headers).toEqual(['content-type', 'x-frame-options']);
});

test('a baseline holds no text that a client wrote', () =>
  expect(JSON.stringify(makeBaseline(runOf(), now))).not.toMatch(/Ada|example\.com|202555/));

describe('merging', () => {
  const parts = fc.array(
    fc.record({
      body: fc.jsonValue({ maxDepth: 3 }),
      accepted: fc.boolean(),
      about: fc.constantFrom('a', 'b', 'c'),
      status: fc.constantFrom(200, 404, 422),
    }),
    { maxLength: 4 },
  );
  const seen = (list: readonly { body: unknown; accepted: boolean; about: string; status: number }[]) =>
    observe(
      list.map(({ body, accepted, about, status }) => ({
        case: about,
        label: 'update',
        accepted,
        exchange: exchangeOf(about, {}, response(body as Json, status)),
      })),
    );

  test('is associative', () =>
    fc.assert(
      fc.property(parts, parts, parts, (a, b, c) => {
        const [x, y, z] = [seen(a), seen(b), seen(c)];
        expect(mergeObserved(mergeObserved(x, y), z)).toEqual(mergeObserved(x, mergeObserved(y, z)));
      }),
      { seed: 1, numRuns: 60 },
    ));

  test('of single responses gives what one look at all of them gives', () =>
    fc.assert(
      fc.property(parts, (list) => {
        const folded = list.reduce((sum, item) => mergeObserved(sum, seen([item])), emptyObserved);
        expect(folded).toEqual(seen(list));
        expect(JSON.stringify(mergeAll(list.map((item) => seen([item]))))).toBe(JSON.stringify(folded));
      }),
      { seed: 2, numRuns: 60 },
    ));

  test('keeps no more than a thousand pointers', () => {
    const wide = (turn: number) =>
      see(Object.fromEntries(Array.from({ length: 90 }, (_, key) => [`k${turn}x${key}`, 1])));
    const all = Array.from({ length: 20 }, (_, turn) => wide(turn)).reduce(mergeObserved, emptyObserved);
    expect(Object.keys(all.shape)).toHaveLength(1000);
  });
});

describe('the shape', () => {
  test('knows presence, types and formats per pointer', () => {
    const all = mergeObserved(see({ contact: { a: 1, tags: [{ id: 'x y' }] } }), see({ contact: { a: null } }));
    expect(all.shape['/contact/a']).toMatchObject({ seen: 2, of: 2, types: { integer: 1, null: 1 } });
    expect(all.shape['/contact/tags']).toMatchObject({ seen: 1, of: 2 });
    expect(all.shape['/contact/tags/*/id']).toMatchObject({ seen: 1, of: 1, formats: { text: 1 } });
  });

  test('counts an accepted response that is no JSON', () =>
    expect(see('<html>').shape['']).toMatchObject({ seen: 0, of: 1 }));

  test.each<readonly [string, Json, readonly string[] | null]>([
    ['a word', { kind: 'lead' }, ['lead']],
    ['what the request carried', { kind: 'Eve' }, []],
    ['a part of the name', { name: 'Eveline', kind: 'Eve' }, []],
    ['a sentence', { kind: 'not a word' }, null],
    ['digits', { kind: 'a1b2c3' }, null],
  ])('takes %s for an enumeration or not', (_, body, values) => {
    expect(see({ contact: body }, { contact: { name: 'Eve' } }).shape['/contact/kind']?.values).toEqual(values);
  });

  test('never takes a documented attribute for an enumeration', () =>
    expect(see({ contact: { company: { name: 'Acme' } } }).shape['/contact/company/name']?.values).toBeNull());

  test('takes keys that are identifiers for entries of a map', () => {
    const body = { contact: { fields: { 'a1b2c3d4-e5f6-7890-abcd-ef1234567890': 'x', '17': 'y' } } };
    expect(Object.keys(see(body).shape)).toContain('/contact/fields/{id}');
  });

  test('stays small and whole under hostile keys and depth', () => {
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`) as Json;
    const hostile = JSON.parse('{"__proto__":{"x":1},"constructor":2,"a/b~c":3,"*":4}') as Json;
    expect(Object.keys(see(deep).shape).length).toBeLessThan(20);
    expect(Object.keys(mergeObserved(see(hostile), see(hostile)).shape)).toEqual(
      ['', '/__proto__', '/__proto__/x', '/a~1b~0c', '/constructor', '/{*}'].sort(),
    );
  });
});

test('a request that was never answered leaves its case and nothing else', () => {
  const exchange = { ...exchangeOf('a', {}, response({})), response: null };
  const seen = observe([{ case: 'a', label: 'update', accepted: false, exchange }]);
  expect(seen).toEqual({ ...emptyObserved, cases: [{ case: 'a', answers: [] }] });
});

test.each([429, 502, 503, 504])('status %i is counted and never pinned', (status) => {
  const exchange = exchangeOf('a', {}, response({ error: 'later' }, status));
  const seen = observe([{ case: 'a', label: 'update', accepted: false, exchange }]);
  expect(seen.statuses).toEqual({ [status]: 1 });
  expect(seen.cases).toEqual([{ case: 'a', answers: [] }]);
});

test('a recorded word is pinned with the response', () => {
  const exchange = exchangeOf('a', {}, response({ contact: {} }));
  const seen = observe([{ case: 'a', label: 'no-op', accepted: true, exchange, recorded: 'moved' }]);
  expect(seen.cases[0]?.answers[0]).toMatchObject({ label: 'no-op', errorShape: 'recorded: moved' });
});

test('which case showed what is noted only when asked for', () => {
  const change = contactChange((contact, turn) => (turn === 2 ? { ...contact, name: null } : contact));
  expect(runOf({ change }).observed.shape['/contact/name']).toHaveProperty('shownBy.null', 'tags-cleared');
  expect(see({ a: 1 }).shape['/a']).not.toHaveProperty('shownBy');
});

test.each([
  ['a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'uuid'],
  ['2025-03-15T10:30:00.000Z', 'date-time/T/ms/Z'],
  ['2025-03-15T10:30:00.1Z', 'date-time/T/ms/Z'],
  ['2025-03-15T10:30:00Z', 'date-time/T/s/Z'],
  ['2025-03-15T10:30:00.123456+02:00', 'date-time/T/us/offset'],
  ['2025-03-15 10:30:00 UTC', 'date-time/space/s/UTC'],
  ['2025-03-15T10:30:00+0530', 'date-time/T/s/offset-without-colon'],
  ['2025-03-15T10:30:00', 'date-time/T/s/no-zone'],
  ['2025-03-15', 'date'],
  ['1742034600', 'epoch'],
  ['Eve', 'text'],
  ['', 'text'],
])('the text %j has the format %s', (text, format) => expect(formatOf(text)).toBe(format));

test.each(['ETag', 'x-request-id', 'CF-Ray', 'set-cookie', 'X-RateLimit-Remaining'])(
  'the header %s is volatile',
  (name) => expect(isVolatileHeader(name)).toBe(true),
);
