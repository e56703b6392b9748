/** Reading the contact again, and comparing it with what it should hold. Spends requests only where something is amiss. */
import type { Exchange } from '../client/exchange.ts';
import { differences, omit, pick, pointerOf, type Difference } from '../endpoint/index.ts';
import { broken, held } from '../oracles/index.ts';
import { judgeTime, loseTime } from './clock.ts';
import { explainAll } from './explain.ts';
import { knowing, without } from './memory.ts';
import { whoMoved } from './mover.ts';
import { hasHeld } from './past.ts';
import { confirmShown, type Said } from './proof.ts';
import { readOnce, type At, type Read } from './read-once.ts';
import { isTheirs, say } from './judgements.ts';
import type { Model, Observation, Script } from './types.ts';
import { proveWell } from './target-health.ts';

/** A read right after an update is repeated: late is a warning, never is a broken promise. In milliseconds, two seconds in all. */
const waits = [100, 200, 400, 600, 700] as const;
/** The same where a read shows nothing but what the contact held earlier: up to the longest lag, once in a run if it is in vain. */
const longWaits: readonly number[] = Array.from({ length: 8 }, () => 1000);
/** The longest lag that is waited for, in milliseconds. */
const longestLag = 10_000;
/** Reads that are repeated because something is amiss have a cap of their own. */
export const maxPolls = 60;

/** How the contact is read. */
interface Looking {
  /** Whether it belongs to a further look at what was found broken. */
  readonly isFurther?: boolean;
  /** Whether it is to show how promptly a read follows an update. */
  readonly isPrompt?: boolean;
  /** Whether it is asked for because something is amiss, so that it is not of the budget of the profile. */
  readonly isBeyond?: boolean;
}

interface ReadUntil extends Read {
  /** What is still not as expected. */
  readonly rest: readonly Difference[];
  /** What was not at first. */
  readonly first: readonly Difference[];
  /** Milliseconds after which it was; 0 when it was at once, or never. */
  readonly late: number;
  /** What one of the reads showed as it was before what an earlier one showed, and the last of them did not. */
  readonly wentBack: readonly Difference[];
}

const isStuck = ({ stuck }: Model, rest: readonly Difference[]): boolean =>
  rest.every(({ key }) => stuck.includes(key));

/** True while waiting longer may help: nothing is shown but what the contact held earlier, and nobody has waited so long in vain. */
const isWorthWaiting = (model: Model, rest: readonly Difference[]): boolean =>
  !model.soughtLag && rest.length > 0 && rest.every(({ key, actual }) => hasHeld(model.past, key, actual));

/**
 * Reads until some attributes are as they are known: for two seconds at most, and for ten where only earlier values are shown. When
 * even that is in vain, it is not waited so long again. A lag that was met is waited out before each later read, and so is what
 * comes late after a write.
 * @param how - `isPrompt`: no lag is waited out first, and repeated reads are bounded by the looks that it is part of
 */
export function* readUntil(
  start: At,
  keys: readonly string[],
  caseId: string,
  { isPrompt = false, isBeyond = false }: Pick<Looking, 'isPrompt' | 'isBeyond'> = {},
): Script<ReadUntil> {
  let { model, said } = start;
  const pause = isPrompt ? 0 : Math.max(model.lag, model.effect);
  if (pause > 0) {
    yield { model, judgements: said, ask: { type: 'wait', milliseconds: pause } };
    said = [];
  }
  // What is known after the read: a control between two ways of reading writes.
  const differencesOf = (read: Read, among = keys): readonly Difference[] =>
    differences(pick(read.model.known, among), read.state);
  const wentBack = new Map<string, Difference>();
  const note = (read: Read): readonly Difference[] => {
    for (const each of differencesOf(read, read.back)) wentBack.set(each.key, each);
    return differencesOf(read);
  };
  let read = yield* readOnce({ model, said }, caseId, isBeyond);
  const first = note(read);
  let rest = first;
  let sought = false;
  const isHopeless = (): boolean =>
    rest.length === 0 || (!isPrompt && read.model.polls >= maxPolls) || isStuck(read.model, rest);
  for (const [index, milliseconds] of [...waits, ...longWaits].entries()) {
    if (
      isHopeless() ||
      (index >= waits.length && (read.at - start.at >= longestLag || !isWorthWaiting(read.model, rest)))
    )
      break;
    ({ model } = read);
    yield { model, judgements: read.said, ask: { type: 'wait', milliseconds } };
    read = yield* readOnce({ model: { ...model, polls: model.polls + (isPrompt ? 0 : 1) }, said: [] }, caseId);
    rest = note(read);
    sought = index >= waits.length;
  }
  const late = first.length > 0 && rest.length === 0 ? read.at - start.at : 0;
  const lag = Math.min(longestLag, Math.max(read.model.lag, Math.ceil(late * 1.1)));
  return {
    ...read,
    model: { ...read.model, lag, soughtLag: read.model.soughtLag || (sought && rest.length > 0) },
    rest,
    late,
    first,
    wentBack: [...wentBack.values()].filter(({ key }) => !rest.some((each) => each.key === key)),
  };
}

/** What is said of how promptly a read showed the update. */
function promptness(read: ReadUntil, waiting: boolean, isPrompt: boolean, caseId: string): readonly Observation[] {
  const { model, late, first, rest, exchange } = read;
  const about = { case: caseId };
  if (late > 0) {
    const message = `A read shows the update only after ${String(Math.round(late))} ms.`;
    return first.map(({ key, expected, actual }) =>
      say(model, broken('read-after-update-prompt', pointerOf(key), message, { expected, actual }), exchange, about),
    );
  }
  // GET did not find the contact where an update was read in its place.
  const isMissed = model.reading === 'get' && exchange.request.method !== 'GET';
  return waiting && !isMissed && rest.length === 0 && (isPrompt || model.lag === 0)
    ? [say(model, held('read-after-update-prompt'), exchange, about)]
    : [];
}

/** What is said of a read that showed an earlier state than one before it. */
export function fallenBack(model: Model, back: readonly Difference[], exchange: Exchange, caseId: string): Said {
  const ours = back.filter(({ key }) => !isTheirs(model, key));
  const [first] = ours;
  if (first === undefined) return { model, said: [] };
  const names = ours.map(({ key }) => pointerOf(key)).join(', ');
  const message = `A read shows the contact as it was before what an earlier read has shown (${names}).`;
  const { expected, actual } = first;
  const judgement = broken('reads-never-go-back', '', message, { expected, actual });
  return { model: { ...model, wentBack: true }, said: [say(model, judgement, exchange, { case: caseId })] };
}

/** Reads of a target some of whose reads went back: so many, across the time that they may be behind. */
const watchedReads = 9;

/**
 * Reads several times in a row after a control, where a read of this run went back: which of several copies answers is chance, and one of
 * them may be behind. The control has a value of its own, so that every earlier state can be told from the one after it.
 */
function* watchReads(start: At, caseId: string): Script<At & { readonly didGoBack: boolean }> {
  if (!start.model.wentBack) return { ...start, didGoBack: false };
  let so: At = { ...(yield* proveWell(start, caseId)), at: start.at };
  for (let turn = 0; turn < watchedReads; turn += 1) {
    if (turn > 0) {
      const milliseconds = Math.max(100, Math.ceil(so.model.lag / watchedReads));
      const { at } = yield { model: so.model, judgements: so.said, ask: { type: 'wait', milliseconds } };
      so = { ...so, said: [], at };
    }
    const read = yield* readOnce(so, caseId);
    const back = differences(pick(read.model.known, read.back), read.state);
    const { model, said } = fallenBack(read.model, back, read.exchange, caseId);
    so = { ...read, model, said: [...read.said, ...said] };
    if (said.length > 0) return { ...so, didGoBack: true };
  }
  return { ...so, didGoBack: false };
}

/** Reads the contact and compares it with what it should hold; settles everything that waits for proof. */
export function* look(
  begun: At,
  caseId: string,
  { isFurther = false, isPrompt = false, isBeyond = false }: Looking = {},
): Script<Read> {
  const { didGoBack, ...start } = isFurther ? yield* watchReads(begun, caseId) : { ...begun, didGoBack: false };
  const keys = Object.keys(start.model.known);
  const waiting = Object.keys(start.model.unconfirmed).length > 0;
  // Nothing can be said of promptness where each write has an effect of its own later.
  const prompt = isPrompt && start.model.effect === 0;
  const hasRead = Object.values(start.model.past).some(({ shown }) => shown >= 0);
  const read = yield* readUntil(start, keys, caseId, { isPrompt: prompt, isBeyond });
  const { exchange, state, rest } = read;
  const back = fallenBack(read.model, read.wentBack, exchange, caseId);
  const moved = yield* whoMoved({ ...read, model: back.model, said: [...read.said, ...back.said] }, rest, caseId);
  const explained = explainAll(moved.model, rest, () => ({ case: caseId, exchange }));
  const stored =
    rest.length === 0 && keys.length > 0
      ? [
          say(explained.model, held('update-is-stored'), exchange, { case: caseId }),
          ...(hasRead && !didGoBack && back.said.length === 0
            ? [say(explained.model, held('reads-never-go-back'), exchange, { case: caseId })]
            : []),
        ]
      : [];
  const odd = rest.map(({ key }) => key);
  const timed =
    rest.length === 0
      ? yield* judgeTime(
          { ...read, model: explained.model, said: [...moved.said, ...explained.said] },
          start.model.clock,
          caseId,
        )
      : { ...moved, model: loseTime(explained.model), said: [...moved.said, ...explained.said] };
  const { model } = timed;
  const noted = {
    ...model,
    stuck: [...model.stuck.filter((key) => state[key] === undefined && !odd.includes(key)), ...odd],
    unconfirmed: without(model.unconfirmed, odd),
  };
  const shown = confirmShown(noted, omit(state, odd), odd, exchange);
  return {
    ...read,
    at: timed.at,
    model: knowing(shown.model, { ...state, ...moved.holds }),
    said: [...timed.said, ...promptness(read, waiting, prompt, caseId), ...stored, ...shown.said],
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
