/** What the comparisons hand to one another: a drift is to `ReportDrift` what a finding is to `ReportFinding`. */
import type { Classification, ReportDrift } from '../../report/types.ts';

/** One thing that differs, before it is made into an entry of the report. */
export interface Drift {
  readonly rule: string;
  readonly pointer: string;
  readonly clause: string | null;
  readonly was: string;
  readonly is: string;
  /** What tells this cause from another of the same rule at the same pointer. */
  readonly direction: string;
  /** Fills `{detail}` in the sentence of the rule. */
  readonly detail?: string;
  /** Replaces the class that the rule gives. */
  readonly classification?: Classification;
  readonly seen: number;
  readonly of: number;
  /** Cases that showed it, the first one first. */
  readonly cases: readonly string[];
}

/** Finds the exchange to show for a drift; null when the run kept none. */
export type ExampleOf = (drift: Pick<Drift, 'clause' | 'pointer' | 'cases'>) => ReportDrift['example'];
