import type { Report } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import {
  applyAccepted,
  compareBaseline,
  makeBaseline,
  newEntry,
  parseAccepted,
  withEntry,
} from '../support/drift/index.ts';
import type { AcceptedEntry } from '../support/drift/index.ts';
import { contactChange, findingOf, runOf, without } from './helpers/drift-run.ts';

const today = '2026-11-23';
const now = new Date(`${today}T10:00:00Z`);
const clause = 'answer-nine-keys';
const finding = findingOf({
  id: 'abcdef0123',
  clause,
  pointer: '/contact/email',
  case: 'name-alone',
  cases: ['name-alone'],
});
const change = contactChange((contact) => without(contact, 'email'));
const broken = runOf({ change, outcomes: { [clause]: { 'name-alone': 'fail' } }, findings: [finding] });
const red: Report = { ...broken, drift: compareBaseline(makeBaseline(runOf(), now), broken) };
const drift = red.drift[0];
const good = runOf();
const entry = (part: Partial<AcceptedEntry>): AcceptedEntry => ({
  target: 'mock',
  because: 'Known to the vendor.',
  since: '2026-11-01',
  until: '2026-12-01',
  ...part,
});
const apply = (report: Report, ...entries: readonly AcceptedEntry[]) =>
  applyAccepted(report, { entries }, 'mock', today);

describe('an accepted entry', () => {
  test.each([
    ['a clause', { clause }],
    ['the id of a finding', { fingerprint: 'abcdef0123' }],
    ['the fingerprint of a drift', { fingerprint: drift?.fingerprint ?? '' }],
  ])('that names %s covers the finding and the drift of one cause', (_, part) => {
    const applied = apply(red, entry(part));
    expect(applied.problems).toEqual([]);
    expect(applied.findings).toMatchObject([{ outcome: 'accepted', severity: 'note', accepted: { daysLeft: 8 } }]);
    expect(applied.drift).toMatchObject([{ red: false, accepted: { because: 'Known to the vendor.' } }]);
    expect(applied.clauses.find((item) => item.id === clause)).toMatchObject({ outcome: 'accepted' });
  });

  test.each([
    ['on its last day still holds', { until: today }, { accepted: { daysLeft: 0 } }],
    ['of another target is ignored', { target: 'sandbox' }, { outcome: 'fail' }],
  ])('an entry %s', (_what, change, finding) =>
    expect(apply(red, entry({ clause, ...change }))).toMatchObject({ problems: [], findings: [finding] }),
  );

  test.each<readonly [string, Report, AcceptedEntry, RegExp]>([
    [
      'expired',
      red,
      entry({ clause, until: '2026-11-22' }),
      /entry 1 \(clause answer-nine-keys, target mock\) expired on 2026-11-22\. Delete/,
    ],
    ['stale', good, entry({ clause }), /is stale: this run exercised it, and it passes/],
    ['stale by fingerprint', good, entry({ fingerprint: drift?.fingerprint ?? '' }), /is stale/],
    ['unknown', good, entry({ clause: 'no-such-clause' }), /names a clause that does not exist/],
    ['nameless', good, entry({ fingerprint: 'what?' }), /names neither a clause nor a fingerprint/],
    ['dateless', red, entry({ clause, until: '2026-02-30' }), /not a date/],
  ])('that is %s is a problem, and covers nothing', (_, report, item, sentence) => {
    const applied = apply(report, item);
    expect(applied.problems).toEqual([expect.stringMatching(sentence)]);
    expect(applied.findings.filter((each) => each.outcome === 'accepted')).toEqual([]);
  });

  test.each<readonly [string, Partial<Report>]>([
    ['a partial run', { partial: true }],
    ['a smoke run', { profile: 'smoke' }],
  ])('is not called stale by %s', (_, part) => {
    expect(apply({ ...good, ...part }, entry({ clause })).problems).toEqual([]);
  });

  test('is not stale where its cases did not run', () => {
    expect(apply(good, entry({ clause, cases: ['random-99'] })).problems).toEqual([]);
    expect(apply(good, entry({ clause, cases: ['name-alone'] })).problems).toHaveLength(1);
  });

  test('leaves another failure of another clause red', () => {
    const other = findingOf({ clause: 'answer-types', pointer: '/contact/name' });
    const applied = apply({ ...red, findings: [finding, other] }, entry({ clause }));
    expect(applied.findings.map((item) => item.outcome)).toEqual(['accepted', 'fail']);
  });

  test('is named by its line', () => {
    const text =
      '{\n  "entries": [\n    { "target": "mock", "clause": "x-y", "because": "{", "since": "2026-01-01", "until": "2027-01-01" }\n  ]\n}';
    expect(applyAccepted(good, parseAccepted(text), 'mock', today).problems[0]).toContain('line 3, entry 1');
  });
});

describe('a new entry', () => {
  const ask = { what: clause, because: 'Known.', until: '2026-12-24', link: undefined, target: 'mock' };

  test('names the clause, the reason, the dates and the cases', () =>
    expect(newEntry(ask, red, today)).toEqual({
      entry: { target: 'mock', clause, because: 'Known.', since: today, until: '2026-12-24', cases: ['name-alone'] },
    }));

  test('for a fingerprint is looked up in the report', () =>
    expect(newEntry({ ...ask, what: drift?.fingerprint ?? '' }, red, today)).toMatchObject({
      entry: { fingerprint: drift?.fingerprint },
    }));

  test.each([
    ['an unknown clause', { what: 'no-such-clause' }, /No clause has the id no-such-clause/],
    ['an unknown fingerprint', { what: 'ffff000011' }, /neither a cause nor a drift nor a finding ffff000011/],
    ['no reason', { because: ' ' }, /--because "…" is missing/],
    ['no end', { until: undefined }, /--until YYYY-MM-DD is missing/],
    ['a day in the past', { until: '2026-11-22' }, /is in the past/],
    ['a day that does not exist', { until: '2026-02-30' }, /is not a calendar date/],
    ['a day too far', { until: '2028-01-01' }, /more than a year away/],
    ['a link that is none', { link: 'javascript:alert(1)' }, /is not an http\(s\) address/],
  ])('with %s is refused', (_, part, sentence) => {
    expect(newEntry({ ...ask, ...part }, red, today)).toEqual({ problems: [expect.stringMatching(sentence)] });
  });

  test('tells everything that is wrong at once', () => {
    const made = newEntry({ ...ask, what: 'x', because: undefined, until: 'soon', link: 'no' }, red, today);
    expect(made).toMatchObject({ problems: { length: 4 } });
  });

  test('replaces the one for the same thing and keeps the file sorted', () => {
    const present = [entry({ clause: 'b-clause' }), entry({ clause })];
    const { entries, replaced } = withEntry(present, entry({ clause, because: 'New.' }));
    expect(entries.map((item) => item.clause)).toEqual([clause, 'b-clause']);
    expect(replaced).toEqual(present[1]);
  });
});

test.each([
  ['{', /JSON/],
  ['[]', /no list "entries"/],
  ['{"entries":[{"target":"mock"}]}', /Entry 1 \(line 1\) needs/],
])('accepted drift that reads %j is refused', (text, sentence) => expect(() => parseAccepted(text)).toThrow(sentence));
