/** A report as JUnit XML: one test case per clause, so that what passed is as visible as what did not. */
import type { Report, ReportCause, ReportClause, ReportFinding } from '../report/types.ts';
import xml from 'xmlbuilder';
import { causesIn, driftOf } from '../causes/causes.ts';
import { rankFindings } from './rank.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { groupCounts, headline, requestsText } from './summary.ts';
import { findingLines } from './finding-lines.ts';

/** What a test case has inside: an element with its attributes, and its text. */
interface Inside {
  readonly element: 'failure' | 'error' | 'skipped' | 'system-out';
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** One test case; without anything inside it passed. */
interface JunitCase {
  readonly className: string;
  readonly name: string;
  readonly inside: Inside | null;
}

interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/**
 * The XML text. Failed clauses are failures; clauses that could not be judged are errors of type `inconclusive`, faults of
 * the suite errors of type `error`; what was not exercised is skipped with the reason. Causes that the baseline alone shows have a suite of their own. When the
 * verdict has a reason that no clause shows, a suite `run` shows it: the file is never all green for a run that is not.
 */
export function renderJunit(report: Report): string {
  const suites = [...groupSuites(report), ...driftSuite(report), ...runSuite(report)];
  const file = xml.create('testsuites', { encoding: 'UTF-8', invalidCharReplacement: '' });
  file.att({ name: sanitise(report.suite.name), ...countsOf(suites.flatMap(({ cases }) => cases)) });
  for (const { name, cases } of suites) {
    const suite = file.ele('testsuite', { name, timestamp: sanitise(report.startedAt), ...countsOf(cases) });
    const properties = suite.ele('properties');
    for (const [property, value] of factsOf(report)) properties.ele('property', { name: property, value });
    for (const { className, name: title, inside } of cases) {
      const testCase = suite.ele('testcase', { classname: className, name: title });
      const element = inside === null ? null : testCase.ele(inside.element, inside.attributes);
      if (inside !== null && inside.text !== '') element?.cdata(inside.text);
    }
  }
  return file.end({ pretty: true });
}

/** How many test cases there are, and how many of each kind, as attributes. */
function countsOf(cases: readonly JunitCase[]): Readonly<Record<string, number>> {
  const count = (element: Inside['element']): number =>
    cases.filter(({ inside }) => inside?.element === element).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

/** A suite for each group of clauses. */
function groupSuites(report: Report): readonly JunitSuite[] {
  const findings = rankFindings(report);
  return groupCounts(report).map(({ group }) => ({
    name: sanitise(group),
    cases: report.clauses
      .filter((clause) => clause.group === group)
      .map((clause) => ({
        className: `contract.${sanitise(group)}`,
        name: sanitise(clause.id),
        inside: insideOf(
          clause,
          findings.filter((finding) => finding.clause === clause.id),
          causesIn(report).filter(({ clauses }) => clauses.includes(clause.id)),
        ),
      })),
  }));
}

/** Red causes with drift that no failed clause shows; the others are told with their clauses. */
export function driftCauses(report: Report): readonly ReportCause[] {
  const failed = new Set(report.clauses.flatMap(({ id, outcome }) => (outcome === 'fail' ? [id] : [])));
  return causesIn(report).filter(
    ({ severity, clauses, drift }) => severity === 'red' && drift.length > 0 && !clauses.some((id) => failed.has(id)),
  );
}

function driftSuite(report: Report): readonly JunitSuite[] {
  const cases = driftCauses(report).map((cause): JunitCase => {
    const entries = driftOf(cause, report);
    const text = entries.flatMap((drift) => [
      `was: ${JSON.stringify(drift.was)}`,
      `is: ${JSON.stringify(drift.is)}`,
      `pointer: ${drift.pointer}`,
      drift.sdkImpact,
    ]);
    const also = cause.alsoSeenAs.length === 0 ? [] : [`also seen as: ${cause.alsoSeenAs.join('; ')}`];
    return {
      className: 'contract.drift',
      name: sanitise(`${entries[0]?.rule ?? ''} ${entries[0]?.pointer ?? ''} ${cause.fingerprint}`),
      inside: {
        element: 'failure',
        attributes: about(sanitise(cause.summary), entries[0]?.classification ?? 'breaking'),
        text: cdata([...text, ...also].join('\n')),
      },
    };
  });
  return cases.length === 0 ? [] : [{ name: 'drift', cases }];
}

function runSuite(report: Report): readonly JunitSuite[] {
  if (!needsRunSuite(report)) return [];
  const attributes = about(headline(report), report.verdict);
  const inside: Inside = { element: 'error', attributes, text: cdata(report.reasons.join('\n')) };
  return [{ name: 'run', cases: [{ className: 'contract.run', name: 'verdict', inside }] }];
}

/** The attributes of a failure or an error; an empty message is left out. */
const about = (message: string, type: string): Inside['attributes'] => ({
  ...(message === '' ? {} : { message }),
  type,
});

/** Text for a CDATA section. The library guards against the first `]]>` of a text only. */
const cdata = (text: string): string => sanitiseBlock(text).replaceAll(']]>', ']]\\u003e');

/** True when the verdict has a reason that neither a clause nor drift shows. */
export const needsRunSuite = (report: Report): boolean =>
  report.verdict === 'error' ||
  (report.exitCode !== 0 &&
    driftCauses(report).length === 0 &&
    !report.clauses.some(({ outcome }) => outcome === 'fail' || outcome === 'error' || outcome === 'inconclusive'));

const factsOf = (report: Report): readonly (readonly [string, string])[] => [
  ['target', sanitise(report.target.name)],
  ['profile', report.profile],
  ['seed', String(report.seed)],
  ['verdict', report.verdict],
  ['exitCode', String(report.exitCode)],
  ['requests', requestsText(report)],
];

function insideOf(
  clause: ReportClause,
  findings: readonly ReportFinding[],
  causes: readonly ReportCause[],
): Inside | null {
  const message = sanitise(findings[0]?.message ?? clause.reason ?? clause.statement);
  const text = cdata(
    [
      `${clause.level} (${clause.grade}): ${clause.statement}`,
      ...causes.map(({ fingerprint, summary }) => `cause ${fingerprint}: ${summary}`),
      ...findings.slice(0, 10).map(describe),
    ].join('\n\n'),
  );
  switch (clause.outcome) {
    case 'pass':
      return null;
    case 'fail':
      return { element: 'failure', attributes: about(message, clause.level), text };
    case 'inconclusive':
    case 'error':
      return { element: 'error', attributes: about(message, clause.outcome), text };
    case 'not-exercised': {
      const reason = sanitise(clause.reason ?? 'No case of this run judged it.');
      return { element: 'skipped', attributes: { message: reason }, text: '' };
    }
    case 'warn':
    case 'accepted':
      return { element: 'system-out', attributes: {}, text: `${clause.outcome}: ${text}` };
  }
}

const describe = (finding: ReportFinding): string =>
  [
    ...findingLines(finding),
    ...(finding.curl === null ? [] : [`again: ${finding.curl}`]),
    ...(finding.replay === null ? [] : [`replay: ${finding.replay}`]),
  ].join('\n');
