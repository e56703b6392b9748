/** A report in the Common Test Report Format (https://ctrf.io), one test per clause as in JUnit. Pure. */
import type { CTRFReport, RetryAttempt, Test, TestStatus } from 'ctrf';
import type { Outcome, Report, ReportCause, ReportClause, ReportFinding } from '../report/types.ts';
import { causesIn, driftOf } from '../causes/causes.ts';
import { driftCauses, needsRunSuite } from './junit.ts';
import { rankFindings } from './rank.ts';
import { headline } from './summary.ts';
import { truncate } from '../text/lines.ts';
import { neutralLines } from '../text/commands.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { findingLines } from './finding-lines.ts';

/** The version of the format that is written. */
const specVersion = '0.0.0';

/** What could not be judged is neither passed nor failed; what warns or was accepted passed, and says so under `rawStatus`. */
const statuses: Readonly<Record<Outcome, TestStatus>> = {
  pass: 'passed',
  warn: 'passed',
  accepted: 'passed',
  fail: 'failed',
  error: 'failed',
  inconclusive: 'other',
  'not-exercised': 'skipped',
};

const longest = 2_000;
const fewFindings = 10;

/** The further attempts at what was broken, as far as a report keeps them: one for each finding. */
const attemptsOf = (findings: readonly ReportFinding[]): readonly RetryAttempt[] =>
  findings
    .filter(({ confirmation }) => confirmation !== null)
    .slice(0, fewFindings)
    .map(({ flaky, message, confirmation, case: slug }, at) => ({
      attempt: at + 1,
      // Of what comes and goes a report does not say which attempt showed it.
      status: flaky ? 'other' : 'failed',
      duration: Math.round(confirmation?.response?.ms ?? 0),
      message: sanitise(truncate(message, longest)),
      extra: { case: sanitise(slug), status: confirmation?.response?.status ?? null },
    }));

function traceOf(findings: readonly ReportFinding[], causes: readonly ReportCause[]): string {
  const lines = [
    ...causes.map(({ fingerprint, summary }) => `cause ${fingerprint}: ${summary}`),
    ...findings
      .slice(0, fewFindings)
      .flatMap((finding) => [
        ...findingLines(finding),
        ...(finding.replay === null ? [] : [`replay: ${finding.replay}`]),
      ]),
  ];
  return sanitiseBlock(lines.map((line) => truncate(line, longest)).join('\n'));
}

function clauseTest(clause: ReportClause, findings: readonly ReportFinding[], causes: readonly ReportCause[]): Test {
  const told = findings.filter(({ outcome }) => outcome !== 'not-exercised');
  const attempts = attemptsOf(told);
  const reason = told[0]?.message ?? clause.reason;
  const trace = traceOf(told, causes);
  return {
    name: sanitise(clause.id),
    status: statuses[clause.outcome],
    // Clauses share their requests: the time of a test is that of the exchange that shows it.
    duration: Math.round(told[0]?.response?.ms ?? 0),
    suite: [sanitise(clause.group)],
    rawStatus: clause.outcome,
    tags: [clause.level, clause.grade],
    type: 'contract',
    ...(clause.outcome === 'pass' || reason === undefined ? {} : { message: sanitise(truncate(reason, longest)) }),
    ...(trace === '' ? {} : { trace }),
    ...(attempts.length === 0 ? {} : { retries: attempts.length, retryAttempts: [...attempts] }),
    ...(told.some(({ flaky }) => flaky) ? { flaky: true } : {}),
    extra: { statement: sanitise(clause.statement), source: sanitise(clause.source), judged: clause.judged },
  };
}

const driftTests = (report: Report): readonly Test[] =>
  driftCauses(report).map((cause) => ({
    name: sanitise(`changed ${cause.fingerprint}`),
    status: 'failed',
    duration: 0,
    suite: ['drift'],
    rawStatus: driftOf(cause, report)[0]?.classification ?? 'breaking',
    type: 'contract',
    message: sanitise(truncate(cause.summary, longest)),
  }));

/** A run that is red for what no clause shows is not all green. */
const runTests = (report: Report): readonly Test[] =>
  needsRunSuite(report)
    ? [
        {
          name: 'verdict',
          status: report.verdict === 'inconclusive' ? 'other' : 'failed',
          duration: Math.round(report.durationMs),
          suite: ['run'],
          rawStatus: report.verdict,
          type: 'contract',
          message: truncate(headline(report), longest),
          trace: sanitiseBlock(report.reasons.map((reason) => truncate(reason, longest)).join('\n')),
        },
      ]
    : [];

/** The report as a value of the format. */
export function ctrfOf(report: Report): CTRFReport {
  const findings = rankFindings(report);
  const causes = causesIn(report);
  const tests = [
    ...report.clauses.map((clause) =>
      clauseTest(
        clause,
        findings.filter((finding) => finding.clause === clause.id),
        causes.filter((cause) => cause.clauses.includes(clause.id)),
      ),
    ),
    ...driftTests(report),
    ...runTests(report),
  ];
  const count = (status: TestStatus): number => tests.filter((test) => test.status === status).length;
  const start = Date.parse(report.startedAt);
  return {
    reportFormat: 'CTRF',
    specVersion,
    generatedBy: sanitise(report.suite.name),
    timestamp: report.startedAt,
    results: {
      tool: { name: sanitise(report.suite.name), version: sanitise(report.suite.version) },
      summary: {
        tests: tests.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        flaky: tests.filter(({ flaky }) => flaky === true).length,
        suites: new Set(tests.map(({ suite = [] }) => suite[0])).size,
        start,
        stop: start + Math.round(report.durationMs),
      },
      tests,
      environment: {
        appName: sanitise(report.target.name),
        testEnvironment: sanitise(report.target.kind),
        extra: { baseUrl: sanitise(report.target.baseUrl) },
      },
      extra: {
        verdict: report.verdict,
        exitCode: report.exitCode,
        profile: report.profile,
        seed: report.seed,
        partial: report.partial,
        reasons: report.reasons.map((reason) => sanitise(truncate(reason, longest))),
      },
    },
  };
}

/** The text of `ctrf.json`. */
export const renderCtrf = (report: Report): string => `${neutralLines(JSON.stringify(ctrfOf(report), null, 1))}\n`;
