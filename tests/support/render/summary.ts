/** The facts of a run in short, as the console, the Markdown and the JUnit report all show them. */
import type { Outcome, Report, ReportFinding } from '../report/types.ts';
import type { JsonObject } from '../text/json.ts';
import { sanitise } from '../text/sanitise.ts';
import { compact, plural } from '../text/lines.ts';

/** Outcomes in the order in which they are counted. */
const outcomes: readonly Outcome[] = ['pass', 'fail', 'error', 'warn', 'accepted', 'inconclusive', 'not-exercised'];

const always: readonly Outcome[] = ['pass', 'fail', 'warn', 'inconclusive', 'not-exercised'];

/** How an outcome is called in a sentence. */
export const nameOf = (outcome: Outcome): string => (outcome === 'not-exercised' ? 'not exercised' : outcome);

interface GroupCounts {
  readonly group: string;
  readonly clauses: number;
  readonly counts: Readonly<Record<Outcome, number>>;
}

const countOf = (list: readonly { readonly outcome: Outcome }[]): Record<Outcome, number> => {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of list) counts[outcome] += 1;
  return counts;
};

/** Per clause group, in the order of the report, how many clauses had which outcome. */
export function groupCounts(report: Report): readonly GroupCounts[] {
  const groups = [...new Set(report.clauses.map((clause) => clause.group))];
  return groups.map((group) => {
    const list = report.clauses.filter((clause) => clause.group === group);
    return { group, clauses: list.length, counts: countOf(list) };
  });
}

/** The outcomes worth a column: the five of every run, and the others when there are any. */
export const columnsOf = (report: Report): readonly Outcome[] =>
  outcomes.filter((outcome) => always.includes(outcome) || report.clauses.some((clause) => clause.outcome === outcome));

/** `78 pass, 1 fail, 0 warn, …` over all clauses. */
export function countsLine(report: Report): string {
  const counts = countOf(report.clauses);
  return columnsOf(report)
    .map((outcome) => `${counts[outcome]} ${nameOf(outcome)}`)
    .join(', ');
}

/** The verdict on one line: what, exit code, a contact that was not put back, target, profile, seed, counts, the first reason. */
export function headline(report: Report): string {
  const [reason, ...others] = report.reasons;
  return [
    `${report.verdict.toUpperCase()} (exit ${report.exitCode})`,
    ...(report.sandbox.restored === false ? ['SANDBOX NOT RESTORED'] : []),
    `target ${sanitise(report.target.name)}`,
    `profile ${report.profile}${report.partial ? ' (partial)' : ''}`,
    `seed ${report.seed}`,
    countsLine(report),
    ...(reason === undefined
      ? []
      : [sanitise(reason) + (others.length > 0 ? ` (and ${plural(others.length, 'more reason')})` : '')]),
  ].join(' · ');
}

/**
 * What a run without a baseline compared with nothing, and how that is changed; null when there was a baseline, or nothing was observed.
 * @param accept the command that makes this report the baseline
 */
export function uncompared(report: Report, accept = 'npm run baseline:accept'): string | null {
  const cases = report.observed.cases.filter(({ answers: responses }) => responses.length > 0).length;
  if (report.baseline !== null || cases === 0) return null;
  const isWhole = !report.partial && report.verdict !== 'error' && report.verdict !== 'inconclusive';
  return [
    `No baseline: statuses and shapes that the documentation leaves open were compared with nothing (${plural(cases, 'case')}).`,
    isWhole
      ? `If ${sanitise(report.target.name)} is as it should be, \`${accept}\` pins it.`
      : `After a whole run that could be judged, \`${accept}\` pins them.`,
  ].join(' ');
}

/** Clauses that were not exercised, by reason; the reason names the variable that they want. */
export function notExercised(
  report: Report,
): readonly { readonly reason: string; readonly clauses: readonly string[] }[] {
  const byReason = new Map<string, string[]>();
  for (const clause of report.clauses.filter((each) => each.outcome === 'not-exercised')) {
    const reason = sanitise(clause.reason ?? 'No case of this run judged it.');
    byReason.set(reason, [...(byReason.get(reason) ?? []), clause.id]);
  }
  return [...byReason].map(([reason, clauses]) => ({ reason, clauses }));
}

/** What became of the contact that was written to; the state to put back by hand when it was not put back. */
export function sandboxLines(report: Report): readonly string[] {
  const { snapshot, restored, attributes, message } = report.sandbox;
  const how = snapshot === null ? 'no snapshot was taken' : `read before the run by ${sanitise(snapshot.how)}`;
  const said = message === '' ? [] : [sanitise(message)];
  if (restored === null) return [`nothing was written (${how})`, ...said];
  if (restored) return [`restored and read again (${how})`, ...said];
  return [
    `NOT RESTORED (${how})`,
    ...said,
    ...Object.entries(attributes).map(([name, state]) => `${sanitise(name)}: ${sanitise(state)}`),
    ...(snapshot === null ? [] : ['put back by hand:', ...stateLines(snapshot.state)]),
  ];
}

const stateLines = (state: JsonObject): readonly string[] =>
  Object.entries(state).map(([name, value]) => `  ${sanitise(name)} = ${compact(value, 2_000)}`);

/** `296 of 300 requests`; where something was confirmed, `296 + 31 of 300 requests`. */
export const requestsText = ({ requests: { sent, confirming = 0, budget } }: Pick<Report, 'requests'>): string =>
  `${confirming === 0 ? String(sent) : `${sent - confirming} + ${confirming}`} of ${plural(budget, 'request')}`;

/** Requests, time and version on one line. */
export function runLine(report: Report): string {
  const { retried, throttled } = report.requests;
  return [
    `${report.suite.name} ${report.suite.version}`,
    requestsText(report),
    ...(retried > 0 ? [`${retried} retried`] : []),
    ...(throttled > 0 ? [`${throttled} throttled`] : []),
    `${(report.durationMs / 1000).toFixed(1)} s`,
    report.startedAt,
    report.target.baseUrl,
  ]
    .map(sanitise)
    .join(' · ');
}

type Accepted = NonNullable<ReportFinding['accepted']>;

/** `until 2026-12-01, 12 days left`. */
export const untilOf = (accepted: Pick<Accepted, 'until' | 'daysLeft'>): string =>
  `until ${sanitise(accepted.until)}, ${accepted.daysLeft < 0 ? 'expired' : `${plural(accepted.daysLeft, 'day')} left`}`;

/** What is tolerated, with what it is known by. */
export const acceptedEntries = ({
  findings,
  drift,
}: Pick<Report, 'findings' | 'drift'>): readonly {
  readonly name: string;
  readonly pointer: string;
  readonly accepted: Accepted;
}[] =>
  [
    ...findings.map(({ clause, pointer, accepted }) => ({ name: clause, pointer, accepted })),
    ...drift.map(({ fingerprint, pointer, accepted }) => ({ name: fingerprint, pointer, accepted })),
  ].flatMap(({ accepted, ...entry }) => (accepted === null ? [] : [{ ...entry, accepted }]));
