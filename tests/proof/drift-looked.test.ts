import type { ReportDrift } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { compareBaseline, compareDocumented, group, makeBaseline } from '../support/drift/index.ts';
import { contactChange, findingOf, runOf, without } from './helpers/drift-run.ts';
import type { ObservedResponse, Change } from './helpers/drift-run.ts';

const now = new Date('2026-11-23T00:00:00Z');
const baseline = makeBaseline(runOf(), now);
const told = (drifts: readonly ReportDrift[]) =>
  drifts.map(({ rule, pointer, classification }) => `${rule} ${pointer} ${classification}`);
const edit = (change: (contact: JsonObject, turn: number) => JsonObject) => contactChange(change);
const renameKey = (from: string, to: string) =>
  edit((contact) => ({ ...without(contact, from), [to]: contact[from] ?? null }));
const set = (key: string, value: Json) => edit((contact) => ({ ...contact, [key]: value }));
const onlyCase =
  (name: string, make: (response: ObservedResponse) => ObservedResponse): Change =>
  (response, about) =>
    about.case === name ? make(response) : response;

describe('where both looked', () => {
  test('a smoke run is compared only in its own cases', () => {
    const smoke = runOf({
      only: ['name-alone', 'key-missing'],
      report: { profile: 'smoke' },
      change: onlyCase('null-name', (a) => ({ ...a, status: 400 })),
    });
    expect(compareBaseline(baseline, smoke)).toEqual([]);
  });

  test('a smoke run still sees a key that is gone', () => {
    const smoke = runOf({
      only: ['name-alone'],
      report: { profile: 'smoke' },
      change: edit((c) => without(c, 'email')),
    });
    expect(told(compareBaseline(baseline, smoke))).toEqual(['key-removed /contact/email breaking']);
  });

  test('a full run is not held against a smoke baseline', () => {
    const smoke = makeBaseline(runOf({ only: ['name-alone', 'repeat'], report: { profile: 'smoke' } }), now);
    expect(compareBaseline(smoke, runOf({ change: edit((c, turn) => (turn < 5 ? c : { ...c, name: null })) }))).toEqual(
      [],
    );
  });

  test('new clauses and cases of a newer suite are no drift', () => {
    const old = makeBaseline(runOf({ only: ['name-alone'] }), now);
    const newer = runOf({ outcomes: { 'tags-empty-array-clears': { 'tags-cleared': 'fail' } } });
    expect(compareBaseline(old, newer)).toEqual([]);
  });

  test.each(['inconclusive', 'not-exercised'] as const)('a clause that was %s is no drift', (outcome) => {
    expect(compareBaseline(baseline, runOf({ outcomes: { 'name-comes-back': { 'name-alone': outcome } } }))).toEqual(
      [],
    );
  });

  test('a response of a case that could not be judged is no drift', () => {
    const lost = runOf({ change: onlyCase('null-name', (a) => ({ ...a, status: 401 })) });
    const cases = lost.cases.map((entry) =>
      entry.id === 'null-name' ? { ...entry, outcome: 'inconclusive' as const } : entry,
    );
    expect(compareBaseline(baseline, { ...lost, cases })).toEqual([]);
  });
});

describe('clauses', () => {
  test.each([
    ['name-comes-back', 'name-alone', 'fail', 'breaking'],
    ['same-update-twice-same-contact', 'repeat', 'warn', 'behavioural'],
    ['null-values', 'null-name', 'warn', 'behavioural'],
  ] as const)('%s that held and no longer does is red drift', (clause, about, outcome, classification) => {
    const drifts = compareBaseline(baseline, runOf({ outcomes: { [clause]: { [about]: outcome } } }));
    expect(drifts).toMatchObject([{ rule: 'clause-broken', clause, classification, red: true }]);
  });

  test('a clause that warned in one case and now in another is drift', () => {
    const known = makeBaseline(runOf({ outcomes: { 'never-5xx': { 'null-name': 'warn' } } }), now);
    const next = runOf({ outcomes: { 'never-5xx': { 'null-name': 'warn', 'null-email': 'warn' } } });
    expect(compareBaseline(known, next)).toMatchObject([{ rule: 'clause-broken', sightings: { seen: 1 } }]);
  });

  test('a failure that the baseline knows is no drift', () => {
    const outcomes = { 'name-comes-back': { 'name-alone': 'fail' as const } };
    expect(compareBaseline(makeBaseline(runOf({ outcomes }), now), runOf({ outcomes, seed: 3 }))).toEqual([]);
  });

  test('a warning that --strict calls a failure is no drift', () => {
    const of = (outcome: 'warn' | 'fail') => runOf({ outcomes: { 'never-5xx': { 'null-name': outcome } } });
    expect(compareBaseline(makeBaseline(of('warn'), now), of('fail'))).toEqual([]);
  });

  test('what one run of two shows is no drift', () => {
    const finding = findingOf({ clause: 'name-comes-back', cases: ['name-alone'], flaky: true });
    const report = runOf({ outcomes: { 'name-comes-back': { 'name-alone': 'warn' } }, findings: [finding] });
    expect(compareBaseline(baseline, report)).toEqual([]);
  });

  test('a known defect that a seed shows elsewhere is no drift', () => {
    const of = (about: string) => ({
      'email-letter-case-kept': { 'email-upper-case': 'warn' as const, [about]: 'warn' as const },
    });
    const known = makeBaseline(runOf({ outcomes: of('random-1') }), now);
    expect(compareBaseline(known, runOf({ outcomes: of('random-7') }))).toEqual([]);
  });

  test('a clause that holds again is additive drift', () => {
    const known = makeBaseline(runOf({ outcomes: { 'never-5xx': { 'null-name': 'warn' } } }), now);
    expect(compareBaseline(known, runOf())).toMatchObject([
      { rule: 'clause-mended', classification: 'additive', red: false },
    ]);
  });

  test('a status that breaks a clause is told once, by the clause', () => {
    const report = runOf({
      outcomes: { 'unauthenticated-answers-401': { 'key-missing': 'warn' } },
      change: onlyCase('key-missing', (a) => ({ ...a, status: 403 })),
    });
    expect(compareBaseline(baseline, report)).toMatchObject([
      {
        rule: 'clause-broken',
        clause: 'unauthenticated-answers-401',
        message: expect.stringContaining('401 → 403') as string,
      },
    ]);
  });

  test('a key that breaks a clause is told once, by the key', () => {
    const finding = findingOf({ clause: 'answer-nine-keys', pointer: '/contact/phone_number', cases: ['name-alone'] });
    const outcomes = { 'answer-nine-keys': { 'name-alone': 'fail' as const } };
    const report = runOf({ outcomes, findings: [finding], change: renameKey('phone_number', 'phone') });
    expect(told(compareBaseline(baseline, report))).toEqual(['key-renamed /contact/phone_number breaking']);
  });
});

describe('documents', () => {
  test('an undocumented key is additive and never red', () => {
    const drifts = compareDocumented(runOf().observed);
    expect(told(drifts)).toEqual(['key-added /contact/kind additive', 'key-added /contact/tags/*/name additive']);
    expect(drifts.map((drift) => drift.red)).toEqual([false, false]);
  });

  test.each<readonly [string, Change, string]>([
    ['null', set('phone_number', null), 'null-gained /contact/phone_number breaking'],
    ['a missing key', edit((c) => without(c, 'email')), 'key-removed /contact/email breaking'],
    ['another type', set('name', 5), 'type-changed /contact/name breaking'],
    ['a lost format', set('created_at', 'yesterday'), 'format-lost /contact/created_at breaking'],
  ])('%s against the documents is breaking, and left to its clause', (_, change, expected) => {
    const drifts = compareDocumented(runOf({ change }).observed).filter((drift) => drift.classification !== 'additive');
    expect(told(drifts)).toEqual([expected]);
    expect(drifts[0]?.red).toBe(false);
    expect(drifts[0]?.clause).not.toBeNull();
  });

  test('the same cause against baseline and documents is one entry', () => {
    const report = runOf({ change: edit((c) => without(c, 'email')) });
    const all = group([...compareDocumented(report.observed), ...compareBaseline(baseline, report)]);
    expect(all.filter((drift) => drift.pointer === '/contact/email')).toMatchObject([
      { against: 'baseline', red: true },
    ]);
  });
});
