/** Reading the contact again, and comparing it with what it should hold. Spends requests only where something is amiss. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import {
  differences,
  omit,
  overlay,
  pick,
  pointerOf,
  sentAttributes,
  type Difference,
  readFrom,
  readings,
  type Reading,
} from '../endpoint/index.ts';
import { broken, held, type Expectation } from '../oracles/index.ts';
import { explainAll } from './explain.ts';
import { noteTimes, remember, without } from './memory.ts';
import { confirmShown, type Said } from './proof.ts';
import { judged, say } from './say.ts';
import type { Observation, Script } from './types.ts';
import { proveWell, stop } from './well.ts';

/** A read right after an update is repeated for two seconds: late is a warning, never is a broken promise. In milliseconds. */
const waits = [100, 200, 400, 600, 700] as const;
/** The longest lag that is waited for before each read. */
const longestLag = 2000;
/** Reads that are repeated because something is amiss have a cap of their own. */
export const maxPolls = 60;

/** A conversation that has come so far, and when. */
export interface At extends Said {
  readonly at: number;
}

export interface Read extends At {
  readonly exchange: Exchange;
  readonly state: ContactState;
}

const expectationOf = (reading: Reading): Expectation =>
  reading === 'get'
    ? { kind: 'read' }
    : reading === 'unknown-attribute' || reading === 'no-attributes'
      ? { kind: 'recorded', clause: 'unknown-attributes', odd: [] }
      : { kind: 'plain' };

/** Reads once, by the way that works; a way that stops working is replaced by the next one. */
export function* readOnce(start: Said, caseId: string, beyond = true): Script<Read> {
  let { model, said } = start;
  const from = model.reading === null ? readings.length : readings.indexOf(model.reading);
  for (const reading of readings.slice(from)) {
    const event = yield { model, judgements: said, ask: { type: 'read', reading, beyond } };
    said = [];
    if (event.type === 'read') {
      const { exchange, at } = event;
      const sent = sentAttributes(exchange.request.body ?? undefined);
      ({ said } = judged(model, exchange, expectationOf(reading), sent, caseId));
      model = noteTimes(remember(model, sent), exchange);
      const shown = readFrom(exchange, model.about.contactId);
      if (shown !== null) return { model: { ...model, reading }, said, at, exchange, state: shown.state };
    }
    ({ model, said } = yield* proveWell({ model, said }, caseId));
  }
  return yield* stop({ model, said }, 'unreadable', 'The contact can no longer be read.');
}

export interface ReadUntil extends Read {
  /** What is still not as expected. */
  readonly rest: readonly Difference[];
  /** What was not at first. */
  readonly first: readonly Difference[];
  /** Milliseconds after which it was; 0 when it was at once, or never. */
  readonly late: number;
}

/** Reads until some attributes are as they are known, for two seconds at most. */
export function* readUntil(start: At, keys: readonly string[], caseId: string): Script<ReadUntil> {
  let { model, said, at: begin } = start;
  if (model.lag > 0) {
    const waited = yield { model, judgements: said, ask: { type: 'wait', milliseconds: model.lag } };
    begin = waited.at;
    said = [];
  }
  // What is known after the read: a control between two ways of reading writes.
  const differencesOf = (read: Read): readonly Difference[] => differences(pick(read.model.known, keys), read.state);
  let read = yield* readOnce({ model, said }, caseId, false);
  const first = differencesOf(read);
  let rest = first;
  for (const milliseconds of waits) {
    model = read.model;
    if (model.polls >= maxPolls || rest.every(({ key }) => model.stuck.includes(key))) break;
    yield { model, judgements: read.said, ask: { type: 'wait', milliseconds } };
    read = yield* readOnce({ model: { ...model, polls: model.polls + 1 }, said: [] }, caseId);
    rest = differencesOf(read);
  }
  const late = first.length > 0 && rest.length === 0 ? read.at - begin : 0;
  const lag = Math.min(longestLag, Math.max(read.model.lag, Math.ceil(late * 1.1)));
  return { ...read, model: { ...read.model, lag }, rest, late, first };
}

/** What is said of how promptly a read showed the update. */
function promptness(read: ReadUntil, waiting: boolean, caseId: string): readonly Observation[] {
  const { model, late, first, rest, exchange } = read;
  const about = { case: caseId };
  if (late > 0) {
    const message = `A read shows the update only after ${String(Math.round(late))} ms.`;
    return first.map(({ key, expected, actual }) =>
      say(model, broken('read-after-update-prompt', pointerOf(key), message, { expected, actual }), exchange, about),
    );
  }
  return waiting && rest.length === 0 && model.lag === 0
    ? [say(model, held('read-after-update-prompt'), exchange, about)]
    : [];
}

/** Reads the contact and compares it with what it should hold; settles everything that waits for proof. */
export function* look(start: At, caseId: string): Script<Read> {
  const keys = Object.keys(start.model.known);
  const waiting = Object.keys(start.model.unconfirmed).length > 0;
  const read = yield* readUntil(start, keys, caseId);
  const { exchange, state, rest } = read;
  const explained = explainAll(read.model, rest, () => ({ case: caseId, exchange }));
  const stored =
    rest.length === 0 && keys.length > 0
      ? [say(explained.model, held('update-is-stored'), exchange, { case: caseId })]
      : [];
  const odd = rest.map(({ key }) => key);
  const { model } = explained;
  const noted = {
    ...model,
    stuck: [...model.stuck.filter((key) => state[key] === undefined && !odd.includes(key)), ...odd],
    unconfirmed: without(model.unconfirmed, odd),
  };
  const shown = confirmShown(noted, omit(state, odd), odd, exchange);
  return {
    ...read,
    model: { ...shown.model, known: overlay(shown.model.known, state) },
    said: [...read.said, ...explained.said, ...promptness(read, waiting, caseId), ...stored, ...shown.said],
  };
}

/**
 * The same conversation, of which nothing is said: it is part of a finding that has been made already.
 * @param said - what was said before it, which is handed on
 */
export function* quietly<Result extends Said>(said: Said['said'], script: Script<Result>): Script<Result> {
  let left = said;
  let next = script.next();
  while (next.done !== true) {
    const event = yield { ...next.value, judgements: left };
    left = [];
    next = script.next(event);
  }
  return { ...next.value, said: left };
}
