/**
 * One run's conversation with the target: sends, lets every oracle judge, and keeps track of what the contact holds.
 * Serial, but for the one kind of case that sends two updates at a time.
 */
import { contactOf, type Difference, own, pointerOf, sentAttributes } from '../endpoint/index.ts';
import type { Client } from '../client/index.ts';
import {
  isAccepted,
  judgeExchange,
  type Expectation,
  type Judgement,
  type SeenTimes,
  type Situation,
} from '../oracles/index.ts';
import type { Reading } from '../sandbox/reading.ts';
import type {
  ClauseId,
  ContactState,
  Exchange,
  JsonObject,
  Purpose,
  RequestSpec,
  Settings,
  StateKey,
} from '../types.ts';
import type { Observation } from '../drift/index.ts';
import type { Verdictlet } from './collector.ts';
import { createMemory, rememberValues, type Memory } from './memory.ts';
import type { SentPayload } from './generated.ts';
import { Stopped } from './stopped.ts';

export interface SessionOptions {
  readonly settings: Settings;
  readonly client: Pick<Client, 'send' | 'counts'>;
  readonly initial: ContactState;
  readonly reading: Reading | null;
  /** `created_at` as the snapshot showed it. */
  readonly createdAt?: string | null;
  /** Requests that cases may send; confirmations and shrinking have caps of their own. */
  readonly budget: number;
  /** Milliseconds since the epoch after which no case begins another request. */
  readonly deadline: number;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

export interface Session {
  readonly options: SessionOptions;
  readonly memory: Memory;
  /** Why the target cannot be judged any more; null while it can. */
  down: string | null;
  /** How the contact is read. Changes when a way stops working. */
  reading: Reading | null;
  /** The longest that a read has lagged behind an update, in milliseconds. */
  lag: number;
  /** Set once a request to another record was accepted: nothing is sent there any more. */
  elsewhereAccepted: boolean;
  seen: SeenTimes;
  spent: number;
  controls: number;
  /** Counts the sightings of a case: a second one sends other values. */
  attempt: number;
  /** True while a second sighting or a reduction is under way: its requests are not of the budget. */
  offBudget: boolean;
  caseId: string;
  /** The open cases before the request that is being judged: an accepted update closes some of them. */
  open: readonly string[];
  /** The case that ran before; empty before the first. */
  previousCase: string;
  /** Causes that were seen twice: a third look would tell nothing. */
  readonly confirmed: Set<string>;
  confirmations: number;
  /** Third looks, each with the case before: as many at most as second ones. */
  thirdLooks: number;
  /** Unsent attributes that the last update was proved to have changed. */
  changed: readonly Difference[];
  /** Causes whose payload has been reduced, and the requests that took. */
  readonly shrunk: Set<string>;
  shrinks: number;
  /** Reads that were repeated because something was amiss. */
  polls: number;
  /** Attributes that two seconds of waiting did not put right: it is not waited for them again. */
  readonly brokenKeys: Set<StateKey>;
  /** Generated payloads that were sent, for coverage; emptied by whoever counts them. */
  sentPayloads: SentPayload[];
  /** The exchanges of the running case, for what a baseline pins; emptied by whoever takes them. */
  sightings: Observation[];
  /** Requests under way: not zero after a case means that somebody forgot to wait. */
  inFlight: number;
  sink: (verdictlet: Verdictlet) => void;
}

export function createSession(options: SessionOptions): Session {
  return {
    options,
    memory: createMemory(options.initial),
    down: null,
    reading: options.reading,
    lag: 0,
    elsewhereAccepted: false,
    seen: { createdAt: null, updatedAt: null, atFirst: options.createdAt ?? null, sentAt: 0 },
    spent: 0,
    controls: 0,
    attempt: 0,
    offBudget: false,
    caseId: '',
    open: [],
    previousCase: '',
    confirmed: new Set(),
    confirmations: 0,
    thirdLooks: 0,
    changed: [],
    shrunk: new Set(),
    shrinks: 0,
    polls: 0,
    brokenKeys: new Set(),
    sentPayloads: [],
    sightings: [],
    inFlight: 0,
    sink: () => undefined,
  };
}

/** The cases with a refused request that was not yet seen to have had no effect. */
export const openCases = (session: Session): readonly string[] => [
  ...new Set(session.memory.pending.map((pending) => pending.case)),
];

/** Hands a judgement to the collector of the running case. */
export const emit = (
  session: Session,
  judgement: Judgement,
  exchange: Exchange | null,
  about: { readonly case?: string; readonly foreign?: boolean } = {},
): void => {
  // Only what an attribute holds can be the doing of an earlier request.
  const isState = Object.values(pointerOf).includes(judgement.pointer);
  const open = judgement.outcome === 'fail' && isState ? [...new Set([...session.open, ...openCases(session)])] : [];
  session.sink({
    ...judgement,
    exchange,
    case: about.case ?? session.caseId,
    ...(about.foreign === true ? { foreign: true } : {}),
    ...(open.length > 0 ? { open } : {}),
  });
};

/**
 * Sends within budget and time limit.
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function transmit(session: Session, spec: RequestSpec, purpose: Purpose): Promise<Exchange> {
  const { client, budget, deadline, now } = session.options;
  if (session.down !== null) throw new Stopped('down', session.down);
  if (now() > deadline) throw new Stopped('deadline', 'The time limit of the run was reached.');
  if (!session.offBudget) {
    if (session.spent >= budget)
      throw new Stopped('budget', `The request budget of the profile (${String(budget)}) is spent.`);
    session.spent += 1;
  }
  const sent = sentAttributes(spec.body);
  if (sent !== null) rememberValues(session.memory, sent);
  session.inFlight += 1;
  const exchange = await client.send(spec, { case: session.caseId, purpose }).finally(() => {
    session.inFlight -= 1;
  });
  if (exchange.failure?.kind === 'aborted') throw new Stopped('aborted', 'The run was interrupted.');
  return exchange;
}

/** Runs something whose requests are not of the budget of the profile. */
export async function beyondBudget<Result>(session: Session, action: () => Promise<Result>): Promise<Result> {
  const wasOff = session.offBudget;
  session.offBudget = true;
  try {
    return await action();
  } finally {
    session.offBudget = wasOff;
  }
}

/** The situation of an exchange, from what is known now. */
export const situationOf = (
  session: Session,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
  before: ContactState,
): Situation => ({
  exchange,
  expectation,
  sent,
  before,
  contactId: session.options.settings.contactId,
  seen: session.seen,
  timeoutMs: session.options.settings.timeoutMs,
  host: new URL(session.options.settings.target.baseUrl).hostname,
});

/** Clauses that an accepted request proves by itself; every other pass of a refusal waits until the target is known to be well. */
const isProvisional = (expectation: Expectation, clause: ClauseId): boolean =>
  expectation.kind === 'refused' && (clause === expectation.clause || clause === expectation.statusClause);

/** Lets every oracle judge an exchange and hands on what they say. */
export function judgeAndEmit(
  session: Session,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
): readonly Judgement[] {
  const judgements = judgeExchange(situationOf(session, exchange, expectation, sent, session.memory.known));
  for (const judgement of judgements) {
    if (judgement.outcome !== 'pass' || !isProvisional(expectation, judgement.clause))
      emit(session, judgement, exchange);
  }
  return judgements;
}

/** Notes the timestamps of an answer to an update. */
export function noteTimes(session: Session, exchange: Exchange): void {
  const contact = contactOf(exchange.response?.parsed);
  if (contact === null || exchange.request.method !== 'PATCH') return;
  const createdAt = own(contact, 'created_at');
  const updatedAt = own(contact, 'updated_at');
  session.seen = {
    ...session.seen,
    createdAt: session.seen.createdAt ?? (typeof createdAt === 'string' ? createdAt : null),
    updatedAt: typeof updatedAt === 'string' ? updatedAt : session.seen.updatedAt,
    sentAt: exchange.sentAt,
  };
}

/** True when an exchange ended with an accepted answer. */
export const wasAccepted = (exchange: Exchange): boolean =>
  exchange.response !== null && isAccepted(exchange.response.status);
