/** A report as JUnit XML: one test case per clause, so that what passed is as visible as what did not. */
import type { Report, ReportClause, ReportFinding } from './types.ts';
import library from 'junit-report-builder';
import type { TestCase, TestSuite } from 'junit-report-builder';
import { comparePair, differs } from './pair.ts';
import { rankDrift, rankFindings } from './rank.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { groupCounts, headline, requestsText, untilOf } from './summary.ts';
import { plural, some } from './text.ts';
import { whereOf } from './where.ts';

// The package is CommonJS and its types describe an ES module: what is imported is already the builder.
const builder = library as unknown as typeof library.default;

/**
 * The XML text. Failed clauses are failures; clauses that could not be judged are errors of type `inconclusive`, faults of
 * the suite errors of type `error`; what was not exercised is skipped with the reason. Red drift has a suite of its own. When the
 * verdict has a reason that no clause shows, a suite `run` shows it: the file is never all green for a run that is not.
 */
export function renderJunit(report: Report): string {
  const file = builder.newBuilder().name(sanitise(report.suite.name));
  const findings = rankFindings(report);
  for (const { group } of groupCounts(report)) {
    const suite = describeRun(file.testSuite().name(sanitise(group)), report);
    for (const clause of report.clauses.filter((each) => each.group === group)) {
      const testCase = suite
        .testCase()
        .className(`contract.${sanitise(group)}`)
        .name(sanitise(clause.id));
      judge(
        testCase,
        clause,
        findings.filter((finding) => finding.clause === clause.id),
      );
    }
  }
  const red = rankDrift(report.drift).filter((drift) => drift.red);
  const drifted = red.length === 0 ? null : describeRun(file.testSuite().name('drift'), report);
  for (const drift of red) {
    const text = [
      `was: ${JSON.stringify(drift.was)}`,
      `is: ${JSON.stringify(drift.is)}`,
      `pointer: ${drift.pointer}`,
      drift.sdkImpact,
    ];
    drifted
      ?.testCase()
      .className('contract.drift')
      .name(sanitise(`${drift.rule} ${drift.pointer} ${drift.fingerprint}`))
      .failure(sanitise(drift.message), drift.classification)
      .stacktrace(cdata(text.join('\n')));
  }
  if (needsRunSuite(report, red.length)) {
    describeRun(file.testSuite().name('run'), report)
      .testCase()
      .className('contract.run')
      .name('verdict')
      .error(headline(report), report.verdict, cdata(report.reasons.join('\n')));
  }
  return file.build();
}

/** Text for a CDATA section. The library guards against the first `]]>` of a text only. */
const cdata = (text: string): string => sanitiseBlock(text).replaceAll(']]>', ']]\\u003e');

const needsRunSuite = (report: Report, redDrift: number): boolean =>
  report.verdict === 'error' ||
  (report.exitCode !== 0 &&
    redDrift === 0 &&
    !report.clauses.some(({ outcome }) => outcome === 'fail' || outcome === 'error' || outcome === 'inconclusive'));

const describeRun = (suite: TestSuite, report: Report): TestSuite =>
  suite
    .timestamp(sanitise(report.startedAt))
    .property('target', sanitise(report.target.name))
    .property('profile', report.profile)
    .property('seed', String(report.seed))
    .property('verdict', report.verdict)
    .property('exitCode', String(report.exitCode))
    .property('requests', requestsText(report));

function judge(testCase: TestCase, clause: ReportClause, findings: readonly ReportFinding[]): void {
  const message = sanitise(findings[0]?.message ?? clause.reason ?? clause.statement);
  const text = cdata(
    [`${clause.level} (${clause.grade}): ${clause.statement}`, ...findings.slice(0, 10).map(describe)].join('\n\n'),
  );
  switch (clause.outcome) {
    case 'pass':
      return;
    case 'fail':
      testCase.failure(message, clause.level).stacktrace(text);
      return;
    case 'inconclusive':
    case 'error':
      testCase.error(message, clause.outcome, text);
      return;
    case 'not-exercised':
      skip(testCase, sanitise(clause.reason ?? 'No case of this run judged it.'));
      return;
    case 'warn':
    case 'accepted':
      testCase.standardOutput(`${clause.outcome}: ${text}`);
  }
}

/** The library writes `<skipped/>` without a message; the message is where the reason is looked for. */
function skip(testCase: TestCase, reason: string): void {
  const build = testCase.build.bind(testCase);
  testCase.getSkippedCount = () => 1;
  testCase.build = (parent) => {
    const element = build(parent);
    element.ele('skipped', { message: reason });
    return element;
  };
}

function describe(finding: ReportFinding): string {
  const [expected, actual] = comparePair(finding.expected, finding.actual, 400);
  const where = differs(finding.expected, finding.actual, 400);
  return [
    finding.message,
    `where: ${whereOf(finding)}`,
    `expected: ${expected}`,
    `actual: ${actual}`,
    ...(where === null ? [] : [`differs: ${where}`]),
    `cases: ${some(finding.cases, 10)} (${plural(finding.count, 'occurrence')}${finding.flaky ? ', flaky' : ''})`,
    ...(finding.accepted === null ? [] : [`accepted ${untilOf(finding.accepted)}: ${finding.accepted.because}`]),
    ...(finding.curl === null ? [] : [`again: ${finding.curl}`]),
    ...(finding.replay === null ? [] : [`replay: ${finding.replay}`]),
  ].join('\n');
}
