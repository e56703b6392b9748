/** What a cause is known by from run to run, and how it is accepted. */
import type { Report, ReportDrift, ReportFinding } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { applyAccepted, newEntry } from '../support/drift/index.ts';
import { causesIn, causesOf } from '../support/causes/causes.ts';
import { causes, found, held } from './helpers/cause-data.ts';
import { sampleReport } from './helpers/rendered-reports.ts';

describe('a fingerprint', () => {
  const print = (change: Partial<ReportFinding>, drift: readonly ReportDrift[] = []): string | undefined =>
    causes([found('name-comes-back', '/contact/name', change)], drift)[0]?.fingerprint;

  test.each<[string, Partial<ReportFinding>]>([
    ['the case', { case: 'other', cases: ['other'] }],
    ['the seed', { seed: 7 }],
    ['prose', { message: 'Other words.' }],
    ['generated values', { expected: 'Eve Holt', actual: 'eve holt' }],
    ['how often', { count: 12 }],
  ])('does not depend on %s', (_name, change) => expect(print(change)).toBe(print({})));

  test('is the same with a baseline and without', () =>
    expect(print({}, [held('name-comes-back', '/contact/name')])).toBe(print({})));

  test.each<[string, Partial<ReportFinding>]>([
    ['the place', { pointer: '/contact/email' }],
    ['what became of the value', { actual: null }],
    ['the rule', { clause: 'update-is-stored' }],
  ])('depends on %s', (_name, change) => expect(print(change)).not.toBe(print({})));
});

describe('accepting a cause', () => {
  const finding = found('name-comes-back', '/contact/name');
  const effect = found('update-is-stored', '/contact/name');
  const other = found('answer-company-shape', '/contact/company', { expected: 'an object', actual: null });
  const drift = [held('name-comes-back', '/contact/name')];
  const report: Report = sampleReport({ findings: [finding, effect, other], drift });
  const cause = causesIn(report).find(({ findings }) => findings.includes(finding.id));
  const ask = {
    what: cause?.fingerprint ?? '',
    because: 'known',
    until: '2026-12-31',
    link: undefined,
    target: 'mock',
  };

  test('covers its findings, its drift and its effects, and nothing else', () => {
    const made = newEntry(ask, report, '2026-11-26');
    const entry = 'entry' in made ? made.entry : null;
    expect(entry).toMatchObject({ fingerprint: cause?.fingerprint, target: 'mock' });
    const after = applyAccepted(report, { entries: entry === null ? [] : [entry] }, 'mock', '2026-11-26');
    expect(after.problems).toEqual([]);
    expect(after.findings.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'fail']);
    expect(after.drift.map(({ red }) => red)).toEqual([false]);
    expect(causesOf(after).map(({ clauses }) => clauses)).toEqual([['answer-company-shape']]);
  });

  test('needs no causes in a report of an earlier version', () => {
    expect('causes' in report).toBe(false);
    expect(newEntry(ask, report, '2026-11-26')).toHaveProperty('entry');
  });
});
