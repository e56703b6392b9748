import type { Report } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { compareBaseline, makeBaseline, unpinned } from '../support/drift/index.ts';
import type { Baseline } from '../support/drift/index.ts';
import { runOf } from './helpers/drift-run.ts';

const now = new Date('2026-11-23T00:00:00Z');
const baseline = makeBaseline(runOf(), now);
const cases = ['tags-cleared', 'null-name'];
const less: Baseline = {
  ...baseline,
  held: baseline.held.filter((id) => id !== 'name-comes-back'),
  answers: Object.fromEntries(Object.entries(baseline.answers).filter(([id]) => !cases.includes(id))),
};
const version = (run: Report, given: string): Report => ({ ...run, suite: { ...run.suite, version: given } });

describe('what a baseline does not hold', () => {
  test('is nothing for the run that made it, or another seed', () =>
    expect([...unpinned(baseline, runOf()), ...unpinned(baseline, runOf({ seed: 5 }))]).toEqual([]));

  test('is told by name, with the suite and the day of the baseline', () => {
    expect(unpinned(less, runOf())).toEqual([
      `not in the baseline (suite ${baseline.suite.version}, profile full, accepted 2026-11-23): 1 clause (name-comes-back), 2 cases (tags-cleared, null-name). Judged and not compared; \`npm run baseline:accept\` takes them in.`,
    ]);
    expect(compareBaseline(less, runOf())).toEqual([]);
  });

  test('is counted where it is much', () => {
    const none: Baseline = { ...baseline, answers: {} };
    expect(unpinned(none, runOf())[0]).toMatch(/: 10 cases \(name-alone, [^)]* and 5 more\)/);
  });

  test('is told request by request in a case that it holds', () => {
    const other = { ...baseline, answers: { ...baseline.answers, repeat: { first: '200 application/json contact' } } };
    expect(unpinned(other, runOf())[0]).toMatch(/: 1 request \(repeat: update\)\. /);
  });

  test('is not told of a case that could not be judged', () => {
    const run = runOf();
    const unsure = run.cases.map((entry) =>
      cases.includes(entry.id) ? { ...entry, outcome: 'inconclusive' as const } : entry,
    );
    expect(unpinned({ ...less, held: baseline.held }, { ...run, cases: unsure })).toEqual([]);
  });
});

describe('a clause that only a generated payload breaks', () => {
  const worse = runOf({ outcomes: { 'email-letter-case-kept': { 'random-3': 'warn' } } });

  test('is drift for the suite that made the baseline', () => {
    expect(compareBaseline(baseline, worse)).toMatchObject([{ rule: 'clause-broken', red: true }]);
    expect(unpinned(baseline, worse)).toEqual([]);
  });

  test.each<readonly [string, Report]>([
    ['another version', version(worse, '9.9.9')],
    ['a wider profile', { ...worse, profile: 'deep' }],
  ])('is told and no drift for %s', (_, run) => {
    expect(compareBaseline(baseline, run)).toEqual([]);
    expect(unpinned(baseline, run)).toEqual([
      expect.stringMatching(/: 1 clause in generated payloads \(email-letter-case-kept\)\. /),
    ]);
  });
});

test('a documented key that a baseline does not hold is called that', () => {
  const shape = Object.fromEntries(Object.entries(baseline.shape).filter(([pointer]) => pointer !== '/contact/email'));
  expect(compareBaseline({ ...baseline, shape }, runOf())).toMatchObject([
    {
      classification: 'additive',
      message: 'The responses have a key that the baseline does not hold: /contact/email.',
    },
  ]);
});
