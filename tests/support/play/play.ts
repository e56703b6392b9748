/** One run's conversation with the target: the model, the budget, and the client that sends. */
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Client } from '../client/index.ts';
import type { Unsteady } from '../cases/settled.ts';
import type { Trace } from '../cases/steady.ts';
import type { Baseline } from '../drift/index.ts';
import { emptyObserved, type ObservedExchange } from '../observe/index.ts';
import { createModel, type Model, type Observation } from '../model/index.ts';
import { payloadOptions } from '../payloads/index.ts';
import type { PayloadOptions } from '../values/types.ts';
import type { CoveredPayload } from '../report/coverage.ts';
import type { Finding, Observed } from '../report/types.ts';
import { noClaim, type Names, type Reading } from '../endpoint/index.ts';
import { createBudget, type Budget } from './budget.ts';
import type { Doubt } from './doubt.ts';
import type { FirstLooks } from './first-look.ts';

export interface PlayOptions {
  readonly settings: Settings;
  readonly client: Pick<Client, 'send' | 'counts'>;
  readonly initial: ContactState;
  readonly reading: Reading | null;
  /** `created_at` as the snapshot showed it. */
  readonly createdAt?: string | null;
  /** The names of records that the snapshot showed. */
  readonly names?: Names;
  /** The mark that the run writes into addresses; that of no run when absent. */
  readonly claim?: string;
  /** Attributes that GET does not show as they are stored. */
  readonly blind?: readonly string[];
  /** Requests that cases may send; what confirms and shrinks has caps of its own. */
  readonly budget: number;
  /** Milliseconds since the epoch after which no case begins another request. */
  readonly deadline: number;
  /** Milliseconds since the epoch after which nothing is sent; what confirms may use the time until then. */
  readonly end: number;
  /** Milliseconds between the first look at what is broken and the last ones; 0 when all follow at once. */
  readonly lateAfter: number;
  /** What a person accepted of this target: what differs from it is red, so it is looked at again too. Null without one. */
  readonly baseline: Baseline | null;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A record of the configuration that the target does not have. */
interface Gone {
  readonly attribute: string;
  readonly variable: string;
  readonly id: string;
  /** As a sentence, with what to do. */
  readonly reason: string;
}

export interface Play {
  /** Its settings name no record that is gone. */
  options: PlayOptions;
  readonly budget: Budget;
  payloads: PayloadOptions;
  model: Model;
  /** Records of the configuration that turned out to be gone, and how many refusals were looked into. */
  readonly gone: Gone[];
  inquiries: number;
  /** Attributes whose stored value the target does not take back, each with why: they are not written. */
  readonly withheld: Record<string, string>;
  /** Why the target cannot be judged any more; null while it can. */
  down: string | null;
  /** Controls that were sent: each has another value. */
  controls: number;
  /** Verbs under way: not zero after a case means that somebody forgot to wait. */
  inFlight: number;
  /** The case that ran before; empty before the first. */
  previousCase: string;
  /** What later looks at a case repeat of the first one. */
  readonly firstLooks: FirstLooks;
  /** Causes that showed in each look at them: another one would tell nothing, at least not now. */
  readonly confirmed: Set<string>;
  /** Those of the confirmed causes that wait for the looks at the end of the run. */
  readonly awaited: Set<string>;
  /** What else showed them, and gets looks of its own if those at the end do not show them again. */
  readonly folded: Doubt[];
  /** How responses to accepted updates depart from the shape that the baseline pins. */
  readonly departed: Departed[];
  /** What the cases so far have observed. */
  observed: Observed;
  /** Responses that are not what the baseline pins, and that did not show in each further look. */
  readonly unsteady: Unsteady[];
  /** Doubts that wait for the looks at the end of the run. */
  readonly doubts: Doubt[];
  /** What the looks at the end of the run found beside the doubts. */
  readonly late: Finding[];
  /** The cookies that responses with 2xx have set, by name. */
  readonly cookies: Map<string, string>;
  /** What was sent so far. */
  readonly trail: Trail;
  /** Cases in a row that have left the contact without the mark of the run. */
  unclaimed: number;
  /** How many requests had been sent when the last control went through. */
  wellAt: number;
  /** Causes whose payload has been shrunk. */
  readonly shrunk: Set<string>;
}

/** What one accepted update was answered with, as far as it departs from the baseline. */
export interface Departed {
  readonly exchange: number;
  readonly case: string;
  /** The case that ran before it. */
  readonly before: string;
  /** Whether the case was played for the profile, and not in a further look. */
  readonly isFirst: boolean;
  readonly keys: ReadonlySet<string>;
}

/** What was sent: how many, and where each request stands. */
export interface Trail {
  requests: number;
  updates: number;
  reads: number;
  /** Id of the last exchange. */
  lastId: number;
  readonly traces: Map<number, Trace>;
}

/** Shrinking is bounded per run, in requests. */
const mostShrinks = 60;
/** Cases in a row that may leave the contact without the mark: what they wrote is first seen to be stored. */
export const mostUnclaimed = 9;
/** Looking again is bounded too, in requests per cause. */
const requestsPerCause = 100;

/** Begins with what the snapshot showed. */
export function createPlay(options: PlayOptions): Play {
  const { settings, initial, reading, createdAt = null, names = {}, claim = noClaim, budget } = options;
  const { contactId, timeoutMs, confirm } = settings;
  const host = new URL(settings.target.baseUrl).hostname;
  return {
    options,
    budget: createBudget(budget, { confirmation: confirm, look: confirm * requestsPerCause, shrink: mostShrinks }),
    payloads: payloadOptions(settings, initial, options.claim),
    model: createModel({ contactId, timeoutMs, host, reading, createdAt, names, initial }),
    gone: [],
    inquiries: 0,
    withheld: {},
    down: null,
    controls: 0,
    inFlight: 0,
    previousCase: '',
    firstLooks: new Map(),
    confirmed: new Set(),
    awaited: new Set(),
    folded: [],
    departed: [],
    observed: emptyObserved,
    unsteady: [],
    doubts: [],
    late: [],
    cookies: new Map(),
    trail: { requests: 0, updates: 0, reads: 0, lastId: 0, traces: new Map() },
    // Cases that were asked for may be any: the first one is followed by the claim.
    unclaimed: claim !== noClaim && settings.cases.length > 0 ? mostUnclaimed - 1 : 0,
    wellAt: -1,
    shrunk: new Set(),
  };
}

interface SentPayload {
  readonly payload: CoveredPayload;
  readonly status: number | null;
}

/** One time that a case is played, and what comes of it. */
export interface Attempt {
  readonly case: string;
  /** 0 for the case itself, whenever it is played; what arranges the contact for a further look has other values each time. */
  readonly number: number;
  /** Its requests are not of the budget of the profile. */
  readonly beyond: boolean;
  /** Its requests are those that are kept for the end of the run. */
  readonly last?: boolean;
  /** Whether its reads are to show how promptly they follow an update, so that no lag is waited out before them. */
  readonly isPrompt?: boolean;
  /** Milliseconds before each of its requests, so that timestamps have time to move. */
  readonly pause?: number;
  /** What is said, in order. */
  readonly said: Observation[];
  /** The rows of `fixtures/` that the case said it played. */
  readonly rows: string[];
  /** The exchanges of the case, for what a baseline pins. */
  readonly answered: ObservedExchange[];
  readonly payloads: SentPayload[];
  /** How often each label was sent. */
  readonly labels: Map<string, number>;
}

/** An attempt that nothing has come of yet. */
export const createAttempt = (
  caseId: string,
  number = 0,
  beyond = false,
  how: Pick<Attempt, 'isPrompt' | 'pause'> = {},
): Attempt => ({
  ...how,
  case: caseId,
  number,
  beyond,
  said: [],
  answered: [],
  rows: [],
  payloads: [],
  labels: new Map(),
});
