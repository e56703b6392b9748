/** The report in the Common Test Report Format, held against the format's own package. */
import type { Report } from '../support/report/types.ts';
import { validate, type Test } from 'ctrf';
import { describe, expect, test } from 'vitest';
import { ctrfOf, renderCtrf } from '../support/render/ctrf.ts';
import { everywhere } from './helpers/everywhere.ts';
import {
  hostileTexts,
  sampleClause,
  sampleDrift,
  sampleFinding,
  sampleReport,
  violatedReport,
} from './helpers/rendered-reports.ts';
import { sampleReport as wholeReport } from './helpers/sample-report.ts';

const testsOf = (report: Report): readonly Test[] => ctrfOf(report).results.tests;
const errorsOf = (report: Report): unknown => validate(JSON.parse(renderCtrf(report))).errors;

describe('CTRF', () => {
  test.each([
    ['a conformant run', sampleReport()],
    ['a violated run', violatedReport()],
    ['a report with every key', wholeReport],
    ['a run without a clause', sampleReport({ verdict: 'error', exitCode: 1, clauses: [], reasons: ['It failed.'] })],
    ['red drift', sampleReport({ verdict: 'violated', exitCode: 2, drift: [sampleDrift()] })],
    ...hostileTexts.map((text, at) => [`hostile text ${String(at)}`, everywhere(wholeReport, text)] as const),
  ] as const)('%s is valid by its package', (_name, report) => expect(errorsOf(report)).toEqual([]));

  test.each([
    ['pass', 'passed'],
    ['fail', 'failed'],
    ['error', 'failed'],
    ['inconclusive', 'other'],
    ['not-exercised', 'skipped'],
    ['warn', 'passed'],
    ['accepted', 'passed'],
  ] as const)('the outcome %s is %s, and stands beside it', (outcome, status) => {
    const [found] = testsOf(sampleReport({ clauses: [sampleClause({ outcome })] }));
    expect(found).toMatchObject({ status, rawStatus: outcome, suite: ['echo'] });
  });

  test('counts are those of the tests', () => {
    const { summary, tests } = ctrfOf(violatedReport()).results;
    expect(summary).toMatchObject({ tests: tests.length, passed: 1, failed: 1, skipped: 0, other: 0, pending: 0 });
    expect(summary.stop - summary.start).toBe(3_200);
  });

  test.each([
    [false, 'failed'],
    [true, 'other'],
  ] as const)('a confirmation of a finding (flaky: %s) is a retry attempt', (flaky, status) => {
    const { request, response } = sampleFinding();
    const confirmation = request === null ? null : { request, response };
    const [found] = testsOf(violatedReport({ confirmation, flaky })).filter(({ name }) => name === 'name-comes-back');
    expect(found).toMatchObject({
      retries: 1,
      retryAttempts: [{ attempt: 1, status, extra: { case: 'update-name' } }],
    });
    expect(found?.flaky ?? false).toBe(flaky);
  });

  test.each([
    ['an error', { verdict: 'error', exitCode: 1 }],
    ['a stale accepted entry', { verdict: 'violated', exitCode: 2 }],
    ['a clause that had to be exercised', { verdict: 'inconclusive', exitCode: 3 }],
    ['red drift', { verdict: 'violated', exitCode: 2, drift: [sampleDrift()] }],
  ] as const)('%s that no clause shows keeps the file from being all green', (_name, change) => {
    const tests = testsOf(sampleReport({ ...change, reasons: ['because of that'] }));
    const odd = tests.filter(({ status }) => status !== 'passed' && status !== 'skipped');
    expect(odd).toHaveLength(1);
    expect(odd[0]?.status).toBe(change.verdict === 'inconclusive' ? 'other' : 'failed');
  });
});
