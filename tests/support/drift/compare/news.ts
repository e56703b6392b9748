/** What is new since the last run of a target, what is still there, and what is gone. Pure. */
import type { Report, ReportCause } from '../../report/types.ts';
import { causesIn } from '../../causes/causes.ts';
import type { News, NewsItem } from '../../report/cause-type.ts';
import type { HistoryLine, PastCause } from './history.ts';

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
