/** Since when, and when it was last good: one line per run in `history.jsonl`. */
import type { Profile } from '../../config/types.ts';
import type { Outcome, Report, ReportCause, ReportDrift } from '../../report/types.ts';
import { causesIn } from '../../causes/causes.ts';
import { truncate } from '../../text/lines.ts';

/** What a line keeps of a cause: enough to say later that it is gone. */
export type PastCause = Pick<ReportCause, 'fingerprint' | 'severity' | 'summary' | 'clauses'>;

/** A line of `history.jsonl`. */
export interface HistoryLine {
  readonly at: string;
  readonly target: string;
  readonly profile: Profile;
  readonly verdict: 'conformant' | 'error' | 'violated' | 'inconclusive';
  /** Fingerprints of drift and ids of findings, sorted. */
  readonly fingerprints: readonly string[];
  /** Clauses that were judged, with what came of them. */
  readonly clauses: Readonly<Record<string, Outcome>>;
  /** Clauses that could not be judged. Absent before 0.3.0. */
  readonly open?: Readonly<Record<string, Outcome>>;
  /** The causes, red first. Absent before 0.3.0. */
  readonly causes?: readonly PastCause[];
}

const summaryColumns = 160;
const fewClauses = 3;

const judged = new Set(['pass', 'warn', 'fail', 'accepted']);

/** The line that a run adds to the history. */
export function historyLine(report: Report): HistoryLine {
  const fingerprints = [
    ...report.drift.map((drift) => drift.fingerprint),
    ...report.findings.map((finding) => finding.id),
  ];
  const outcomesOf = (wanted: (outcome: Outcome) => boolean): Readonly<Record<string, Outcome>> =>
    Object.fromEntries(report.clauses.flatMap(({ id, outcome }) => (wanted(outcome) ? [[id, outcome]] : [])));
  return {
    at: report.startedAt,
    target: report.target.name,
    profile: report.profile,
    verdict: report.verdict,
    fingerprints: [...new Set(fingerprints)].sort(),
    clauses: outcomesOf((outcome) => judged.has(outcome)),
    open: outcomesOf((outcome) => outcome === 'inconclusive' || outcome === 'error'),
    causes: causesIn(report).map(({ fingerprint, severity, summary, clauses }) => ({
      fingerprint,
      severity,
      summary: truncate(summary, summaryColumns),
      clauses: clauses.slice(0, fewClauses),
    })),
  };
}

const isLine = (value: unknown): value is HistoryLine => {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Partial<Record<keyof HistoryLine, unknown>>;
  return (
    typeof line.at === 'string' &&
    typeof line.target === 'string' &&
    Array.isArray(line.fingerprints) &&
    typeof line.clauses === 'object' &&
    line.clauses !== null &&
    (line.causes === undefined || (Array.isArray(line.causes) && line.causes.every(isPastCause)))
  );
};

const isPastCause = (value: unknown): value is PastCause => {
  if (typeof value !== 'object' || value === null) return false;
  const cause = value as Partial<Record<keyof PastCause, unknown>>;
  return typeof cause.fingerprint === 'string' && typeof cause.summary === 'string' && Array.isArray(cause.clauses);
};

/** The lines of a history file, oldest first. A line that cannot be read (a run was killed while it wrote) is left out. */
export function parseHistory(text: string): readonly HistoryLine[] {
  const lines = text.split('\n').flatMap((raw): HistoryLine[] => {
    if (raw.trim() === '') return [];
    try {
      const value: unknown = JSON.parse(raw);
      return isLine(value) ? [value] : [];
    } catch {
      return [];
    }
  });
  return lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** True when the run could have seen it: it came to a verdict, and judged the clause that speaks about it. */
function couldSee(line: HistoryLine, clause: string | null): boolean {
  if (line.verdict === 'error' || line.verdict === 'inconclusive') return false;
  return clause === null || Object.hasOwn(line.clauses, clause);
}

/** First sighting of the present unbroken series, and the last run that looked and did not see it. */
export function since(
  key: string,
  clause: string | null,
  history: readonly HistoryLine[],
  target: string,
  now: string,
): { readonly firstSeen: string; readonly lastGood: string | null } {
  let firstSeen = now;
  for (const line of [...history].reverse()) {
    if (line.target !== target || line.at >= now) continue;
    if (line.fingerprints.includes(key)) firstSeen = line.at;
    else if (couldSee(line, clause)) return { firstSeen, lastGood: line.at };
  }
  return { firstSeen, lastGood: null };
}

/**
 * The drifts with `firstSeen` and `lastGood` taken from earlier runs against the same target.
 * @param now ISO date-time at which this run started
 */
export const withHistory = (
  drifts: readonly ReportDrift[],
  history: readonly HistoryLine[],
  target: string,
  now: string,
): ReportDrift[] =>
  drifts.map((drift) => ({
    ...drift,
    sightings: { ...drift.sightings, ...since(drift.fingerprint, drift.clause, history, target, now) },
  }));
