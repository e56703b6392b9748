/** What the process of a run tells the worker that runs the cases, and what it hears back. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { Baseline } from '../drift/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { CoverageRow } from '../report/coverage.ts';
import type { Finding, Observed } from '../report/types.ts';
import type { Names, Reading } from '../endpoint/index.ts';
import type { PayloadShape } from '../cases/rows.ts';
import type { Settlement } from '../cases/settled.ts';
import type { Stopped } from '../cases/stopped.ts';

export interface ContractPlan {
  readonly settings: Settings;
  readonly initial: ContactState;
  readonly reading: Reading | null;
  /** `created_at` as the snapshot showed it. */
  readonly createdAt: string | null;
  /** The names of records that the snapshot showed. */
  readonly names: Names;
  readonly budget: number;
  /** The mark that the run writes into addresses. */
  readonly claim: string;
  /** Attributes that GET does not show as they are stored. */
  readonly blind: readonly string[];
  /** Milliseconds since the epoch after which no case sends anything. */
  readonly deadline: number;
  /** Milliseconds since the epoch after which nothing is sent but what puts the contact back. */
  readonly end: number;
  /** Milliseconds between the first look at what is broken and the last ones. */
  readonly lateAfter: number;
  readonly baseline: Baseline | null;
  /** The file in which the worker logs what it sends before it does; null for the embedded mock. */
  readonly log: string | null;
  /** Name of the channel for progress and interruption. */
  readonly channel: string;
  /** Slugs of the cases to run, in order. */
  readonly cases: readonly string[];
  /** Which payloads there are: the worker declares the cases from them. */
  readonly shape: PayloadShape;
  /** Id of the first exchange of the worker. */
  readonly firstId: number;
  /** True where vitest itself judges: each case is settled by itself, and its test is red when a MUST is broken. */
  readonly judges?: true;
  /** True when somebody wants to see every exchange of the cases, and not only those that findings show. */
  readonly keepExchanges: boolean;
}

/** What came of a case. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** Everything that is not a pass. */
  readonly findings: readonly Finding[];
  /** How often each clause held, per case. */
  readonly passes: Readonly<Record<string, Readonly<Partial<Record<ClauseId, number>>>>>;
  /** Clauses that it could not exercise, with the reason. */
  readonly notExercised: readonly { readonly clause: ClauseId; readonly reason: string }[];
  /** Why it ended before its last request, when it did for want of budget or of time. */
  readonly cut?: string;
  /** Why it ended before its last request; null when it did not. */
  readonly stopped: Stopped['kind'] | null;
  /** Why the target cannot be judged any more; null while it can. */
  readonly down: string | null;
  readonly requests: number;
  readonly ms: number;
}

/** A departure from the shape or the headers that the baseline pins: it comes and goes, or could not be looked at to the end. */
export interface UnsteadyDeparture {
  /** The JSON Pointer that differs, or `header` and a name. */
  readonly key: string;
  readonly state: 'passing' | 'open';
}

/** The result of a case as it travels in vitest's `task.meta`. */
export interface CaseReport extends CaseResult {
  readonly observed: Observed;
  readonly coverage: readonly CoverageRow[];
  /** `confirming`: those of `sent` that were on top of the profile. */
  readonly counts: {
    readonly sent: number;
    readonly retried: number;
    readonly throttled: number;
    readonly confirming: number;
  };
  /** The rows of `fixtures/` that it played. */
  readonly rows: readonly string[];
  /** The longest, in milliseconds, that a read has lagged behind an update so far, or an effect behind a write; null while no read has shown one. */
  readonly lag: number | null;
  /** Records of the configuration that turned out to be gone so far, as sentences. */
  readonly gone?: readonly string[];
  /** Attributes whose stored value the target does not take back, each with why: the run does not write them. */
  readonly withheld?: Readonly<Record<string, string>>;
  /** What the looks at the end of the run came to; of the last case only. */
  readonly settlement?: Settlement;
  /** The departures from the baseline that are not steady; of the last case only. */
  readonly departures?: readonly UnsteadyDeparture[];
  /** The exchanges of the case in the order in which they were sent, the first hundred of them, and 20,000 in a run; only when the plan asks. */
  readonly exchanges?: readonly Exchange[];
}

export type Message =
  | { readonly type: 'progress'; readonly sent: number; readonly throttled: number; readonly confirming: number }
  | { readonly type: 'played'; readonly report: CaseReport }
  | { readonly type: 'abort' };

declare module 'vitest' {
  interface ProvidedContext {
    contractPlan: ContractPlan;
  }
  interface TaskMeta {
    contract?: CaseReport;
  }
}
