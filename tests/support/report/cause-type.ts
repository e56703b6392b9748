/** The shape of a cause in `report.json`, and of what is new since the last run, which every rendering tells. */

/** One cause of what makes a run red or warns: what has one origin, on one card. */
export interface ReportCause {
  /** Of rule, pointer, was and is: the same from run to run, with a baseline and without. */
  readonly fingerprint: string;
  /** One line: what changed, and how often. */
  readonly summary: string;
  readonly severity: 'red' | 'warning';
  /** The clauses that are broken, the most direct first. */
  readonly clauses: readonly string[];
  /** Ids of findings, the one that shows it best first. */
  readonly findings: readonly string[];
  /** Fingerprints of drift. */
  readonly drift: readonly string[];
  /** Effects of it: one sentence each. */
  readonly alsoSeenAs: readonly string[];
  /** Every case that showed it. */
  readonly cases: readonly string[];
}

export interface NewsItem {
  readonly fingerprint: string;
  readonly severity: ReportCause['severity'];
  readonly summary: string;
  /** ISO date-time of the run in which it was first seen; null where only its absence is told. */
  readonly firstSeen: string | null;
}

/** The causes of a run beside those of the last one that came to a verdict. */
export interface News {
  /** ISO date-time of the run that it is compared with. */
  readonly since: string;
  readonly fresh: readonly NewsItem[];
  readonly still: readonly NewsItem[];
  readonly gone: readonly NewsItem[];
  /** What the last run had, and this one did not look at. */
  readonly unseen: readonly NewsItem[];
}
