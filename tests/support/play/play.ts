/** One run's conversation with the target: the model, the budget, and the client that sends. */
import type { Exchange, Purpose, RequestSpec } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Client } from '../client/index.ts';
import { Stopped } from '../cases/stopped.ts';
import type { Observation as Answered } from '../drift/index.ts';
import { createModel, type Model, type Observation } from '../model/index.ts';
import { payloadOptions, type PayloadOptions } from '../payloads/index.ts';
import type { Sent } from '../report/coverage.ts';
import type { Reading } from '../endpoint/index.ts';
import { createBudget, type Budget } from './budget.ts';
import type { FirstLooks } from './first-look.ts';

export interface PlayOptions {
  readonly settings: Settings;
  readonly client: Pick<Client, 'send' | 'counts'>;
  readonly initial: ContactState;
  readonly reading: Reading | null;
  /** `created_at` as the snapshot showed it. */
  readonly createdAt?: string | null;
  /** Requests that cases may send; what confirms and shrinks has caps of its own. */
  readonly budget: number;
  /** Milliseconds since the epoch after which no case begins another request. */
  readonly deadline: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface Play {
  readonly options: PlayOptions;
  readonly budget: Budget;
  readonly payloads: PayloadOptions;
  model: Model;
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
  /** Causes that were confirmed: another look would tell nothing. */
  readonly confirmed: Set<string>;
  /** Causes whose payload has been shrunk. */
  readonly shrunk: Set<string>;
}

/** Shrinking is bounded per run, in requests. */
const mostShrinks = 60;

/** Begins with what the snapshot showed. */
export function createPlay(options: PlayOptions): Play {
  const { settings, initial, reading, createdAt = null, budget } = options;
  const { contactId, timeoutMs, confirm } = settings;
  const host = new URL(settings.target.baseUrl).hostname;
  return {
    options,
    budget: createBudget(budget, { confirmation: confirm, 'third-look': confirm, shrink: mostShrinks }),
    payloads: payloadOptions(settings, initial),
    model: createModel({ contactId, timeoutMs, host, initial, reading, createdAt }),
    down: null,
    controls: 0,
    inFlight: 0,
    previousCase: '',
    firstLooks: new Map(),
    confirmed: new Set(),
    shrunk: new Set(),
  };
}

export interface SentPayload {
  readonly payload: Sent;
  readonly status: number | null;
}

/** One time that a case is played, and what comes of it. */
export interface Attempt {
  readonly case: string;
  /** 0 the first time; a later one sends other texts and records, and the same of everything that has few values. */
  readonly number: number;
  /** Its requests are not of the budget of the profile. */
  readonly beyond: boolean;
  /** What is said, in order. */
  readonly said: Observation[];
  /** The exchanges of the case, for what a baseline pins. */
  readonly answered: Answered[];
  readonly payloads: SentPayload[];
}

/** An attempt that nothing has come of yet. */
export const createAttempt = (caseId: string, number = 0, beyond = false): Attempt => ({
  case: caseId,
  number,
  beyond,
  said: [],
  answered: [],
  payloads: [],
});

/**
 * Sends within budget and time limit.
 * @param beyond - whether the request is not of the budget of the profile
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function transmit(
  play: Play,
  attempt: Pick<Attempt, 'case' | 'beyond'>,
  spec: RequestSpec,
  purpose: Purpose,
  beyond = false,
): Promise<Exchange> {
  const { client, deadline, now } = play.options;
  if (play.down !== null) throw new Stopped('down', play.down);
  if (now() > deadline) throw new Stopped('deadline', 'The time limit of the run was reached.');
  if (!beyond && !attempt.beyond) play.budget.take();
  const exchange = await client.send(spec, { case: attempt.case, purpose });
  if (exchange.failure?.kind === 'aborted') throw new Stopped('aborted', 'The run was interrupted.');
  return exchange;
}
