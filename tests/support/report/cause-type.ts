/** The shape of a cause in `report.json`. */

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
