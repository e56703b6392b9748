/** The shape of what is new since the last run, which every rendering tells. */
import type { ReportCause } from './cause-type.ts';

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
