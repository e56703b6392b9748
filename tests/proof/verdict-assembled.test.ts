import { describe, expect, test } from 'vitest';
import { assemble } from '../support/run/assemble.ts';
import type { RunFacts } from '../support/run/assemble.ts';
import { failedReport } from '../support/run/failed.ts';
import { metaProblems } from './helpers/data-files.ts';
import { factsWith, found, nothingElse, plainSettings, resultOf } from './helpers/verdict-data.ts';

const asked = plainSettings({ cases: ['name-alone'] });
const lastOnly = resultOf({ id: 'final-read', passes: { 'final-read': { 'never-5xx': 1 } } });
const skipped = resultOf({ notExercised: [{ clause: 'name-comes-back', reason: 'NEETOCRM_X is not set.' }] });

const should = resultOf({
  passes: { 'name-alone': { 'name-comes-back': 1 } },
  findings: [found('warn', { clause: 'never-5xx' })],
});
const flaky = resultOf({
  passes: { 'name-alone': { 'name-comes-back': 1 } },
  findings: [found('warn', { clause: 'never-5xx', flaky: true })],
});
const strict = plainSettings({ strict: true });

const rows: readonly [string, Partial<RunFacts>, number, RegExp][] = [
  ['a case that held', {}, 0, /^$/],
  ['a broken SHOULD', { reports: [should] }, 0, /^$/],
  ['a broken SHOULD under strict', { settings: strict, reports: [should] }, 2, /^broken: never-5xx$/],
  ['a SHOULD that comes and goes, under strict', { settings: strict, reports: [flaky] }, 0, /^$/],
  ['no case at all', { reports: [] }, 3, /^nothing was judged$/],
  ['nothing but the last read', { reports: [lastOnly] }, 3, /^nothing was judged$/],
  ['everything skipped', { reports: [skipped, lastOnly] }, 3, /^nothing was judged$/],
  [
    'the one case asked for skipped',
    { settings: asked, reports: [skipped, lastOnly] },
    3,
    /^the case name-alone judged nothing: NEETOCRM_X/,
  ],
  [
    'the one case asked for not come to its turn',
    { settings: asked, reports: [lastOnly] },
    3,
    /name-alone judged nothing: it did not come/,
  ],
  [
    'the last read asked for by name',
    { settings: plainSettings({ cases: ['final-read'] }), reports: [lastOnly] },
    0,
    /^$/,
  ],
  [
    'an oracle that threw beside passes',
    {
      reports: [
        resultOf({ passes: { a: { 'name-comes-back': 9 } }, findings: [found('error', { message: 'boom\nat x' })] }),
      ],
    },
    1,
    /^boom$/,
  ],
  [
    'an error of a clause that is only recorded',
    { reports: [resultOf({ findings: [found('error', { clause: 'null-values' })] })] },
    1,
    /A sentence/,
  ],
  ['a broken MUST', { reports: [resultOf({ findings: [found('fail')] })] }, 2, /^broken: name-comes-back$/],
  [
    'a key that is accepted elsewhere only',
    { reports: [], early: [found('fail', { clause: 'key-header-authenticates', case: 'snapshot' })] },
    2,
    /^broken: key-header-authenticates$/,
  ],
  [
    'a contact that cannot be read',
    { reports: [], early: [found('inconclusive', { case: 'snapshot' })], down: 'It answers 503.' },
    3,
    /^It answers 503\.$/,
  ],
  [
    'a case that the budget did not suffice for',
    {
      reports: [
        resultOf({ passes: { 'name-alone': { 'name-comes-back': 1 } } }),
        resultOf({ id: 'late', cut: 'The budget is spent.' }),
      ],
    },
    0,
    /^not played to the end: late\. The budget is spent\.$/,
  ],
  ['a time limit', { ended: 'The run ended early: time' }, 3, /^The run ended early/],
  [
    'a contact that could not be put back',
    {
      faults: ['The contact could not be put back'],
      sandbox: { snapshot: null, restored: false, attributes: {}, message: '' },
    },
    1,
    /put back/,
  ],
  [
    'a target that stores otherwise',
    { storesOtherwise: 'name', sandbox: { snapshot: null, restored: false, attributes: {}, message: '' } },
    2,
    /stores something other/,
  ],
];

describe('an assembled report', () => {
  test.each(rows)('of %s has its exit code', (_what, change, exitCode, reason) => {
    const report = assemble(factsWith(change), nothingElse);
    expect(report.exitCode).toBe(exitCode);
    expect(report.reasons[0] ?? '').toMatch(reason);
    expect(metaProblems('report', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });

  test('says that a contact was not put back when it stores otherwise', () => {
    const sandbox = { snapshot: null, restored: false, attributes: { name: 'differs' }, message: 'name differs' };
    const report = assemble(factsWith({ storesOtherwise: 'name differs', sandbox }), nothingElse);
    expect(report).toMatchObject({ verdict: 'violated', sandbox: { restored: false } });
  });

  test('accepting a deviation does not cover a case that stayed open', () => {
    const findings = [found('fail'), found('inconclusive', { case: 'other', pointer: '' })];
    const entry = {
      target: 'mock',
      clause: 'name-comes-back',
      because: 'Known.',
      since: '2025-12-01',
      until: '2026-02-01',
    };
    const report = assemble(factsWith({ reports: [resultOf({ findings })] }), {
      ...nothingElse,
      accepted: { entries: [entry] },
    });
    expect(report).toMatchObject({ exitCode: 3, reasons: ['could not be judged: name-comes-back'] });
  });

  test('a run that came to nothing leaves a report that says so', () => {
    const { settings, suite, startedAt } = factsWith();
    const report = failedReport({
      settings,
      suite,
      startedAt,
      durationMs: 1,
      budget: 300,
      message: 'The baseline cannot be read.',
    });
    expect(report).toMatchObject({ verdict: 'error', exitCode: 1, reasons: ['The baseline cannot be read.'] });
    expect(metaProblems('report', JSON.parse(JSON.stringify(report)))).toEqual([]);
  });
});
