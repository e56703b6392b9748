import type { ReportDrift } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import jsonPatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import { describe, expect, test } from 'vitest';
import {
  compareBaseline,
  compareDocumented,
  explain,
  historyLine,
  makeBaseline,
  parseHistory,
  rules,
  withHistory,
} from '../support/drift/index.ts';
import { sampleOf } from '../support/observe/index.ts';
import { compile, responseSchema, violations } from '../support/schemas.ts';
import { contactChange, findingOf, runOf, without } from './helpers/drift-run.ts';
import type { Change } from './helpers/drift-run.ts';

const baseline = makeBaseline(runOf(), new Date('2026-11-20T00:00:00Z'));
const edit = contactChange;
const record = (value: Json | undefined) => value as JsonObject;
const text = (value: Json | undefined) => (typeof value === 'string' ? value : '');
const body =
  (make: (body: JsonObject) => JsonObject): Change =>
  (response) =>
    response.status < 300 ? { ...response, body: make(record(response.body)) } : response;
const first = (change: Change): ReportDrift => {
  const drift = compareBaseline(baseline, runOf({ change })).find(
    (item) => item.classification !== 'additive' || item.schemaPatch.length > 0,
  );
  if (drift === undefined) throw new TypeError('The change shows no drift.');
  return drift;
};
const patched = (drift: ReportDrift): JsonObject =>
  jsonPatch.applyPatch(structuredClone(responseSchema), drift.schemaPatch as unknown as Operation[], true).newDocument;

describe('the schema patch', () => {
  test.each<readonly [string, Change]>([
    ['key removed', edit((c) => without(c, 'phone_number'))],
    ['key added', edit((c) => ({ ...c, address: { city: 'Oslo', lines: ['a', 'b'] } }))],
    ['key gone at times', edit((c, turn) => (turn % 2 ? c : without(c, 'email')))],
    ['text boxed', edit((c) => ({ ...c, phone_number: { value: c['phone_number'] ?? '' } }))],
    ['type changed', edit((c) => ({ ...c, name: 5 }))],
    ['type widened', edit((c, turn) => (turn % 2 ? c : { ...c, name: 7 }))],
    ['null gained', edit((c, turn) => (turn % 3 ? c : { ...c, phone_number: null }))],
    ['format lost', edit((c) => ({ ...c, created_at: text(c['created_at']).replace('T', ' ') }))],
    ['nested key removed', edit((c) => ({ ...c, company: without(record(c['company']), 'name') }))],
  ])('for %s applies, compiles and accepts what was seen', (_, change) => {
    const drift = first(change);
    const report = runOf({ change });
    const validate = compile(patched(drift));
    const seen = { ...report.observed.shape };
    expect(drift.schemaPatch.length).toBeGreaterThan(0);
    expect(violations(validate, sampleOf(seen))).toEqual([]);
  });

  test('keeps what was promised of the other keys', () => {
    const schema = patched(first(edit((c) => without(c, 'phone_number'))));
    expect(violations(compile(schema), { contact: { id: 'x' } }).map((item) => item.keyword)).toContain('required');
  });

  test.each<readonly [string, Change]>([
    ['no schema can say it', (response) => (response.status === 422 ? { ...response, status: 400 } : response)],
    ['a key has a new name', edit((c) => ({ ...without(c, 'phone_number'), phone: c['phone_number'] ?? '' }))],
    ['a key has moved', body((whole) => ({ data: whole }))],
  ])('is empty where %s', (_, change) => {
    expect(first(change).schemaPatch).toEqual([]);
  });
});

test('a sample of a shape holds nothing that was seen', () => {
  const sample = JSON.stringify(sampleOf(runOf().observed.shape));
  expect(violations(compile(responseSchema), JSON.parse(sample) as Json)).toEqual([]);
  expect(sample).not.toMatch(/Ada|Acme|example\.com/);
});

describe('an explanation', () => {
  const change = edit((c) => ({ ...without(c, 'phone_number'), phone: c['phone_number'] ?? '' }));
  const finding = findingOf({
    clause: 'answer-nine-keys',
    pointer: '/contact/phone_number',
    cases: ['name-alone'],
    case: 'name-alone',
  });
  const report = runOf({ change, outcomes: { 'answer-nine-keys': { 'name-alone': 'fail' } }, findings: [finding] });
  const drift = compareBaseline(baseline, report)[0] ?? first(change);
  const screen = explain(drift, { columns: 100 });

  test('fits on one screen', () => expect(screen.split('\n').length).toBeLessThanOrEqual(24));

  test.each([
    ['the sentence and the class', 'BREAKING, red  The key /contact/phone_number is now called /contact/phone.'],
    ['was', 'was       /contact/phone_number'],
    ['is', 'is        /contact/phone'],
    ['where', '/contact/phone_number  (contact.phone_number)'],
    ['since when', 'since     2026-11-23 02:00; last good run: none on record'],
    ['how often', 'how often 18 of 18 responses'],
    ['the promise', 'promised  yes: string, in every response; clause: answer-nine-keys; against the baseline'],
    ['what an SDK reads', 'A typed client reads contact.phone_number, which is documented: it finds'],
    ['the request', 'request   PATCH http://127.0.0.1:3999'],
    ['the curl', 'curl      curl …'],
    ['the replay', 'replay    npm run replay -- tags-cleared'],
    ['the way out if intended', 'intended npm run baseline:accept (there is no patch for it)'],
    ['the way out if tolerated', `npm run drift:accept -- ${drift.fingerprint} --because "…" --until YYYY-MM-DD`],
  ])('tells %s', (_, line) => {
    expect(screen.replace(/\s*\n\s*/g, ' ').replace(/ +/g, ' ')).toContain(line.replace(/ +/g, ' '));
  });

  test('lets no text of a target control the terminal', () => {
    const hostile = {
      ...drift,
      was: '\u001b[2J\u0007',
      is: 'a\nb\u202e',
      message: 'x\u001b]0;y\u0007',
      pointer: '/contact/\u009b1m',
    };
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(explain(hostile, { columns: 80 })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test('names the patch of what the schema can say', () => {
    const removed = first(edit((c) => without(c, 'email')));
    expect(explain(removed, { columns: 100 })).toContain(`intended  npm run drift:patch -- ${removed.fingerprint}`);
  });

  test('of an accepted drift says until when', () => {
    const accepted = { ...drift, red: false, accepted: { because: 'Known.', until: '2026-12-24', daysLeft: 31 } };
    expect(explain(accepted, { columns: 100 })).toContain('BREAKING, accepted, 31 days left');
  });
});

describe('history', () => {
  const line = (at: string, fingerprints: readonly string[], part: object = {}) =>
    JSON.stringify({
      at,
      target: 'mock',
      profile: 'full',
      verdict: 'violated',
      fingerprints,
      clauses: { 'answer-types': 'fail' },
      ...part,
    });
  const drift = first(edit((c) => ({ ...c, name: 5 })));
  const sinceOf = (lines: readonly string[]) =>
    withHistory([drift], parseHistory(lines.join('\n')), 'mock', '2026-11-23T02:00:00.000Z')[0]?.sightings;

  test.each<readonly [string, readonly string[], string, string | null]>([
    ['nothing', [], '2026-11-23T02:00:00.000Z', null],
    ['a good run', [line('2026-11-22', [])], '2026-11-23T02:00:00.000Z', '2026-11-22'],
    [
      'two bad nights',
      [line('2026-11-20', []), line('2026-11-21', [drift.fingerprint]), line('2026-11-22', [drift.fingerprint])],
      '2026-11-21',
      '2026-11-20',
    ],
    [
      'an inconclusive night between',
      [line('2026-11-21', [drift.fingerprint]), line('2026-11-22', [], { verdict: 'inconclusive' })],
      '2026-11-21',
      null,
    ],
    ['a run that did not look', [line('2026-11-22', [], { clauses: {} })], '2026-11-23T02:00:00.000Z', null],
    [
      'a run against another target',
      [line('2026-11-22', [drift.fingerprint], { target: 'x' })],
      '2026-11-23T02:00:00.000Z',
      null,
    ],
    ['a line cut short', ['{"at":"2026-', line('2026-11-22', [drift.fingerprint])], '2026-11-22', null],
  ])('with %s says since when', (_, lines, firstSeen, lastGood) => {
    expect(sinceOf(lines)).toMatchObject({ firstSeen, lastGood });
  });

  test('of a run is one line with what was seen and judged', () => {
    const report = { ...runOf(), drift: [drift], findings: [findingOf({ id: 'f-1' })] };
    expect(parseHistory(JSON.stringify(historyLine(report)))).toMatchObject([
      { at: report.startedAt, target: 'mock', fingerprints: [drift.fingerprint, 'f-1'].sort() },
    ]);
  });
});

test('every rule has a sentence, a direction and a class', () => {
  const rows = Object.entries(rules).map(([name, rule]) => ({ name, ...rule }));
  expect(rows.filter((row) => row.sentence === '' || row.sdk === '')).toEqual([]);
  expect(rows.filter((row) => row.documented === 'additive' && row.undocumented !== 'additive')).toEqual([]);
});

test('the documents and the baseline give one cause one fingerprint', () => {
  const change = edit((c) => without(c, 'email'));
  const documented = compareDocumented(runOf({ change }).observed).find((drift) => drift.pointer === '/contact/email');
  expect(documented?.fingerprint).toBe(first(change).fingerprint);
});
