/** Since when, when it was last good, and what is new since the last run: one line per run in `history.jsonl`. */
import type { Profile } from '../../config/types.ts';
import type { Outcome, Report, ReportCause, ReportDrift } from '../../report/types.ts';
import type { News, NewsItem } from '../../report/cause-type.ts';
import { causesIn } from '../../causes/causes.ts';
import { truncate } from '../../text/lines.ts';

/** What a line keeps of a cause: enough to say later that it is gone. */
type PastCause = Pick<ReportCause, 'fingerprint' | 'severity' | 'summary' | 'clauses'>;

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

const isJudged = ({ verdict }: Pick<HistoryLine, 'verdict'>): boolean =>
  verdict === 'conformant' || verdict === 'violated';

/** When the findings and the drift of a cause were first seen, the earliest of them. */
function firstSeenOf(cause: ReportCause, report: Report): string {
  const dates = [
    ...report.findings.flatMap(({ id, firstSeen }) => (cause.findings.includes(id) ? [firstSeen] : [])),
    ...report.drift.flatMap(({ fingerprint, sightings }) =>
      cause.drift.includes(fingerprint) ? [sightings.firstSeen] : [],
    ),
  ].filter((date) => date !== '');
  return dates.reduce((first, date) => (date < first ? date : first), report.startedAt);
}

/** A line that names no causes (before 0.3.0) has their findings and drift. */
const wasThere = (cause: ReportCause, { causes, fingerprints }: HistoryLine): boolean =>
  causes === undefined
    ? [...cause.findings, ...cause.drift].some((each) => fingerprints.includes(each))
    : causes.some(({ fingerprint }) => fingerprint === cause.fingerprint);

/** True when the run judged what the cause was about, and so would have shown it. */
function wouldShow(past: PastCause, report: Report): boolean {
  if (!isJudged(report) || report.partial) return false;
  const judged = new Set(
    report.clauses.flatMap(({ id, outcome }) =>
      outcome === 'not-exercised' || outcome === 'inconclusive' || outcome === 'error' ? [] : [id],
    ),
  );
  return past.clauses.every((clause) => judged.has(clause));
}

/**
 * Compares a run with the last one of the same target that came to a verdict.
 * @param history the lines of `history.jsonl`, oldest first; the line of the run itself may be among them
 * @returns null where there is no such run, so that nothing can be said
 */
export function newsOf(report: Report, history: readonly HistoryLine[]): News | null {
  const last = history.findLast(
    (line) => line.target === report.target.name && line.at < report.startedAt && isJudged(line),
  );
  if (last === undefined) return null;
  const causes = causesIn(report);
  const itemOf = (cause: ReportCause): NewsItem => ({
    fingerprint: cause.fingerprint,
    severity: cause.severity,
    summary: cause.summary,
    firstSeen: firstSeenOf(cause, report),
  });
  const now = new Set(causes.map(({ fingerprint }) => fingerprint));
  const absent = (last.causes ?? []).filter(({ fingerprint }) => !now.has(fingerprint));
  const pastItem = ({ fingerprint, severity, summary }: PastCause): NewsItem => ({
    fingerprint,
    severity,
    summary,
    firstSeen: null,
  });
  return {
    since: last.at,
    fresh: causes.filter((cause) => !wasThere(cause, last)).map(itemOf),
    still: causes.filter((cause) => wasThere(cause, last)).map(itemOf),
    gone: absent.filter((cause) => wouldShow(cause, report)).map(pastItem),
    unseen: absent.filter((cause) => !wouldShow(cause, report)).map(pastItem),
  };
}
