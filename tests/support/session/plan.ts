/** What the process of a run tells the worker that runs the cases, and what it hears back. */
import type { Reading } from '../sandbox/reading.ts';
import type { ContactState, CoverageRow, Exchange, Observed, Settings } from '../types.ts';
import type { CaseResult } from './run-case.ts';

export interface ContractPlan {
  readonly settings: Settings;
  readonly initial: ContactState;
  readonly reading: Reading | null;
  /** `created_at` as the snapshot showed it. */
  readonly createdAt: string | null;
  readonly budget: number;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Name of the channel for progress and interruption. */
  readonly channel: string;
  /** Slugs of the cases to run, in order. */
  readonly cases: readonly string[];
  /** Id of the first exchange of the worker. */
  readonly firstId: number;
  /** True when somebody wants to see every exchange of the cases, and not only those that findings show. */
  readonly keepExchanges: boolean;
}

/** The result of a case as it travels in vitest's `task.meta`. */
export interface CaseReport extends CaseResult {
  readonly observed: Observed;
  readonly coverage: readonly CoverageRow[];
  readonly counts: { readonly sent: number; readonly retried: number; readonly throttled: number };
  /** The exchanges of the case in the order in which they were sent, the first hundred of them; only when the plan asks. */
  readonly exchanges?: readonly Exchange[];
}

export type Message =
  { readonly type: 'progress'; readonly sent: number; readonly throttled: number } | { readonly type: 'abort' };

declare module 'vitest' {
  interface ProvidedContext {
    contractPlan: ContractPlan;
  }
  interface TaskMeta {
    contract?: CaseReport;
  }
}
