/** Reading the contact again, and finding out what a difference means. Spends requests only where something is amiss. */
import { type Difference, differences, omit, overlay, pointerOf, sentAttributes } from '../endpoint/index.ts';
import { broken, held, type Expectation } from '../oracles/index.ts';
import { readFrom, readingRequest, readings, type Reading } from '../sandbox/reading.ts';
import type { ContactState, Exchange } from '../types.ts';
import { ensureWell } from './control.ts';
import { culprit, isForeignValue } from './memory.ts';
import { confirmShown } from './books.ts';
import { beyondBudget, emit, judgeAndEmit, noteTimes, transmit, type Session } from './session.ts';
import { Stopped } from './stopped.ts';

/** A read right after an update is repeated for two seconds: late is a warning, never is a broken promise. */
const waits = [100, 200, 400, 600, 700] as const;

/** Reads that are repeated because something is amiss have a cap of their own. */
export const maxPolls = 60;

const readExpectation = (reading: Reading): Expectation =>
  reading === 'get'
    ? { kind: 'read' }
    : reading === 'unknown-attribute' || reading === 'no-attributes'
      ? { kind: 'recorded', clause: 'unknown-attributes', odd: [] }
      : { kind: 'plain' };

async function readBy(
  session: Session,
  reading: Reading,
): Promise<{ readonly exchange: Exchange; readonly state: ContactState } | null> {
  const spec = readingRequest(reading, session.options.settings);
  if (spec === null) return null;
  const exchange = await transmit(session, spec, 'read');
  judgeAndEmit(session, exchange, readExpectation(reading), sentAttributes(spec.body));
  noteTimes(session, exchange);
  const shown = readFrom(exchange, session.options.settings.contactId);
  return shown === null ? null : { exchange, state: shown.state };
}

/** Reads once, by the way that works; a way that stops working is replaced by the next one. */
export async function readOnce(
  session: Session,
): Promise<{ readonly exchange: Exchange; readonly state: ContactState }> {
  const start = session.reading === null ? readings.length : readings.indexOf(session.reading);
  for (const reading of readings.slice(start)) {
    const result = await readBy(session, reading);
    if (result !== null) {
      session.reading = reading;
      return result;
    }
    await ensureWell(session);
  }
  throw new Stopped('unreadable', 'The contact can no longer be read.');
}

/** Reads until the contact is as expected, for two seconds at most. */
export async function readUntil(
  session: Session,
  expected: ContactState,
): Promise<{
  readonly exchange: Exchange;
  readonly state: ContactState;
  readonly rest: readonly Difference[];
  readonly late: number;
  readonly first: readonly Difference[];
}> {
  const { sleep, now } = session.options;
  if (session.lag > 0) await sleep(session.lag);
  const begin = now();
  let result = await readOnce(session);
  const first = differences(expected, result.state);
  let rest = first;
  for (const wait of waits) {
    if (session.polls >= maxPolls || rest.every(({ key }) => session.brokenKeys.has(key))) break;
    await sleep(wait);
    session.polls += 1;
    result = await beyondBudget(session, () => readOnce(session));
    rest = differences(expected, result.state);
  }
  const late = first.length > 0 && rest.length === 0 ? now() - begin : 0;
  if (late > 0) session.lag = Math.min(2000, Math.max(session.lag, Math.ceil(late * 1.1)));
  return { ...result, rest, late, first };
}

/**
 * Says what a difference between what the contact should hold and what a read shows means.
 * @param guilty whether the update of this exchange was seen to change the attribute each time, so that no refused request did
 */
export function explain(
  session: Session,
  { key, expected, actual }: Difference,
  exchange: Exchange,
  guilty = false,
): void {
  // What was not waited for, because waiting did not help before, wants a second look.
  const polled = !session.brokenKeys.has(key);
  const { memory } = session;
  const pointer = pointerOf(key);
  const values = { expected, actual };
  const written = memory.unconfirmed.get(key);
  const foreign = isForeignValue(memory, actual);
  const lost = written !== undefined && JSON.stringify(written.previous) === JSON.stringify(actual);
  const refused = guilty ? null : culprit(memory, key, actual);
  // Only a value that a refused request sent says for sure that this request wrote it; the previous value says that a write was lost.
  if (refused !== null && (refused.exact || !lost)) {
    const { pending, exact } = refused;
    emit(
      session,
      broken(pending.clause, pointer, `${pointer} changed although the request was refused.`, {
        ...values,
        ...(exact ? { certain: true } : {}),
      }),
      pending.exchange,
      { case: pending.case, foreign: foreign && !exact },
    );
    memory.pending = memory.pending.filter((other) => other !== pending);
    return;
  }
  if (written !== undefined) {
    const message = lost
      ? `${pointer} was answered as updated, and a later read shows the previous value.`
      : `${pointer} was answered with one value, and a later read shows another.`;
    emit(
      session,
      broken('update-is-stored', pointer, message, { ...values, ...(lost && polled ? { certain: true } : {}) }),
      written.exchange,
      { case: written.case, foreign },
    );
    return;
  }
  const last = guilty ? undefined : memory.pending.findLast(({ about }) => about === null);
  const message = `${pointer} was not sent and changed.`;
  if (last !== undefined)
    emit(
      session,
      broken(last.clause, pointer, `${pointer} changed although the request was refused.`, values),
      last.exchange,
      { case: last.case, foreign },
    );
  else emit(session, broken('unsent-attributes-keep-value', pointer, message, values), exchange, { foreign });
}

/**
 * Reads the contact and compares it with what it should hold; settles everything that waits for proof.
 * @throws Stopped when the contact cannot be read
 */
export async function read(session: Session): Promise<ContactState> {
  const { memory } = session;
  const expected = memory.known;
  const waiting = memory.unconfirmed.size > 0;
  const { exchange, state, rest, late, first } = await readUntil(session, expected);
  for (const difference of rest) explain(session, difference, exchange);
  if (late > 0)
    for (const { key, expected: should, actual } of first)
      emit(
        session,
        broken(
          'read-after-update-prompt',
          pointerOf(key),
          `A read shows the update only after ${String(Math.round(late))} ms.`,
          { expected: should, actual },
        ),
        exchange,
      );
  else if (waiting && rest.length === 0 && session.lag === 0) emit(session, held('read-after-update-prompt'), exchange);
  if (rest.length === 0 && Object.keys(expected).length > 0) emit(session, held('update-is-stored'), exchange);
  const odd = rest.map(({ key }) => key);
  for (const key of Object.keys(state)) session.brokenKeys.delete(key);
  for (const key of odd) session.brokenKeys.add(key);
  for (const key of odd) memory.unconfirmed.delete(key);
  confirmShown(session, omit(state, odd), odd, exchange);
  memory.known = overlay(memory.known, state);
  return state;
}
