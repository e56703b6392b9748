/** Effects that only the time of the last update shows: of reads, and of requests that were refused. */
import type { Exchange } from '../client/exchange.ts';
import { differences, own, pick, pointerTo, sentAttributes, updatedAtKey } from '../endpoint/index.ts';
import { broken, held, instant, sameMoment } from '../oracles/index.ts';
import { hasSign } from '../signs.ts';
import { contactIn, forget, writtenKeys } from './memory.ts';
import { readOnce, type At, type Read } from './read-once.ts';
import { say, wasAccepted } from './judgements.ts';
import type { Clock, Intent, Model, Refused, Script } from './types.ts';
import { resend } from './target-health.ts';

const clause = 'reads-change-nothing';
const pointer = pointerTo(updatedAtKey);

/** Milliseconds that are waited for a timestamp to move: more than a clock of whole seconds needs. */
const step = 1100;
/** A read that shows an earlier time is repeated: two seconds in all, and once where that did not help before. In milliseconds. */
const waits = [100, 200, 400, 600, 700] as const;
/** What is looked into in a run, and refused requests that are sent again for each: the rest is told by no time. */
const [mostInquiries, mostSentAgain] = [40, 12] as const;
/** Later times in reads after an update that are looked into before it is taken for a habit of the target: a job that touches the contact. */
const mostLater = 3;
/** Refused requests that are remembered. */
const mostRefused = 40;

const timeIn = (exchange: Exchange): string | null => {
  const value = own(contactIn(exchange) ?? {}, updatedAtKey);
  return typeof value === 'string' && !Number.isNaN(instant(value)) ? value : null;
};

/** Nothing is known of when the contact was changed last: what was sent may have been applied, and no response showed it. */
export const loseTime = (model: Model): Model => ({
  ...model,
  clock: { ...model.clock, last: null, isOfRead: false, refused: [] },
});

/** Remembers a request that the target refused by itself, so that a time that moved can be laid to it. What leads elsewhere is not sent again. */
export function noteRefused(model: Model, { case: caseId, spec, expectation }: Intent, exchange: Exchange): Model {
  const status = exchange.response?.status ?? 0;
  const isElsewhere = expectation.kind === 'refused' && expectation.elsewhere;
  // The valid key goes into a URL once in a run.
  if (status < 400 || status >= 500 || isElsewhere || spec.path.includes('?') || hasSign(exchange, 'throttled'))
    return model;
  const effect = expectation.kind === 'refused' ? expectation.effectClause : 'refused-update-changes-nothing';
  const refused: Refused = { case: caseId, exchange, spec, clause: effect };
  return { ...model, clock: { ...model.clock, refused: [...model.clock.refused, refused].slice(-mostRefused) } };
}

const knownAt = (model: Model, last: string): Model => ({
  ...model,
  clock: { ...model.clock, last, read: model.reading === 'get' ? last : model.clock.read, isOfRead: true, refused: [] },
});

interface Timed extends At {
  readonly time: string;
  readonly exchange: Exchange;
}

/** Waits and reads; null when the read shows no time, or another state than is known: then something else is going on. */
function* readAgain(start: At, milliseconds: number, caseId: string): Script<At & { readonly timed: Timed | null }> {
  const { at } = yield { model: start.model, judgements: start.said, ask: { type: 'wait', milliseconds } };
  const read = yield* readOnce({ ...start, said: [] }, caseId);
  const time = timeIn(read.exchange);
  const keys = Object.keys(read.model.known);
  const isSame = differences(pick(read.model.known, keys), read.state).length === 0;
  const so: At = { model: read.model, said: read.said, at: Math.max(at, read.at) };
  return { ...so, timed: time === null || !isSame ? null : { ...so, time, exchange: read.exchange } };
}

/** A read shows an earlier time than was shown before: it may be late, and is read again. */
function* judgeEarlier(start: Timed, last: string, caseId: string): Script<At> {
  let so: Timed = start;
  for (const milliseconds of start.model.clock.wentBack ? waits.slice(-1) : waits) {
    const { timed, ...after } = yield* readAgain(so, milliseconds, caseId);
    if (timed === null) return after;
    so = timed;
    if (sameMoment(so.time, last) || instant(so.time) > instant(last))
      return { ...so, model: knownAt(so.model, so.time) };
  }
  const message = `A read shows an earlier ${updatedAtKey} than the response before it did.`;
  const judgement = broken('updated-at-never-goes-back', pointer, message, {
    expected: `not before ${last}`,
    actual: so.time,
  });
  const model = { ...so.model, clock: { ...so.model.clock, wentBack: true } };
  return {
    ...so,
    model: knownAt(model, so.time),
    said: [...so.said, say(model, judgement, start.exchange, { case: caseId })],
  };
}

/** Two reads with no write between them show different times: reading itself moves it. */
function moved(start: At, from: string, { time, exchange }: Timed, caseId: string): At {
  const message = `Two reads with nothing written between them show different times: ${updatedAtKey} moves by itself.`;
  const judgement = broken(clause, pointer, message, { expected: from, actual: time });
  // An update reads in the place of GET where that does not find the contact.
  const isRead = start.model.reading === 'get' && exchange.request.method === 'GET';
  const model = knownAt(start.model, time);
  return {
    ...start,
    // Where an update that changes nothing is the only way to read, and moves it, no time tells anything.
    model: isRead ? model : { ...model, clock: { ...model.clock, inquiries: mostInquiries } },
    said: isRead ? [...start.said, say(start.model, judgement, exchange, { case: caseId })] : start.said,
  };
}

/** Sends refused requests again, the latest first, each between two reads; the one after which the time is another, and stays, moved it. */
function* findGuilty(start: Timed, refused: readonly Refused[], before: string, caseId: string): Script<At> {
  let so: Timed = start;
  for (const each of refused.toReversed().slice(0, mostSentAgain)) {
    const again = yield* resend(so, each.spec);
    if (wasAccepted(again))
      return { ...so, said: [], model: forget(loseTime(so.model), writtenKeys(sentAttributes(each.spec.body))) };
    const after = yield* readAgain({ ...so, said: [] }, 0, caseId);
    if (after.timed === null) return after;
    if (sameMoment(after.timed.time, so.time)) {
      so = after.timed;
      continue;
    }
    const quiet = yield* readAgain(after.timed, step, caseId);
    if (quiet.timed === null) return quiet;
    if (!sameMoment(quiet.timed.time, after.timed.time)) return moved(quiet, after.timed.time, quiet.timed, caseId);
    const message = `${updatedAtKey} moved although the request was refused.`;
    const judgement = broken(each.clause, pointer, message, { expected: before, actual: start.time });
    const { exchange } = each;
    const model = knownAt(quiet.model, quiet.timed.time);
    return {
      ...quiet,
      model: { ...model, pending: model.pending.filter((pending) => pending.exchange !== exchange) },
      said: [...quiet.said, say(model, judgement, exchange, { case: each.case })],
    };
  }
  const { clock } = so.model;
  return { ...so, model: knownAt({ ...so.model, clock: { ...clock, later: clock.later + 1 } }, so.time) };
}

/** Whether something is to be looked into: bounded, as it takes requests. */
const mayInquire = ({ clock }: Model): boolean => clock.inquiries < mostInquiries;

/**
 * Compares the time in a read, which shows everything else as it is known, with the one that was shown before it. An earlier one went
 * back. A later one is looked into: what two further reads show different is moved by reading, and what a refused request moves
 * once more by that request. What neither moves is left alone: a job may touch the contact a moment after an update, and nothing
 * forbids that.
 * @param base - what was known before the read
 */
export function* judgeTime(read: Read, base: Clock, caseId: string): Script<At> {
  const { exchange, model } = read;
  const time = timeIn(exchange);
  if (time === null) return { ...read, model: loseTime(model) };
  const isGet = model.reading === 'get';
  const about = { case: caseId };
  const so: Timed = { ...read, time, exchange };
  const known: At = { ...read, model: knownAt(model, time) };
  if (base.last === null || !mayInquire(model)) return known;
  if (sameMoment(time, base.last)) {
    return base.isOfRead
      ? { ...known, said: [...known.said, say(model, held(clause, pointer), exchange, about)] }
      : known;
  }
  const counted: Timed = {
    ...so,
    model: { ...model, clock: { ...model.clock, inquiries: model.clock.inquiries + 1 } },
  };
  if (instant(time) < instant(base.last)) return isGet ? yield* judgeEarlier(counted, base.last, caseId) : known;
  if (!base.isOfRead && model.clock.later >= mostLater) return known;
  const { timed, ...after } = yield* readAgain(counted, step, caseId);
  if (timed === null) return after;
  if (!sameMoment(timed.time, time)) return moved(after, time, timed, caseId);
  return yield* findGuilty(timed, base.refused, base.last, caseId);
}
