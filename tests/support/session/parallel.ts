/** Two updates at the same time, and the end of a run. */
import { contactOf, differences, omit, overlay, pointerOf, stateOf, updateOf } from '../endpoint/index.ts';
import { broken, held, unclear } from '../oracles/index.ts';
import type { ContactState, Exchange, JsonObject, Purpose, StateKey } from '../types.ts';
import { ensureWell, failsInside } from './control.ts';
import { isForeignValue, requestedState, writtenKeys } from './memory.ts';
import { abandonPending } from './books.ts';
import { beyondBudget, emit, judgeAndEmit, noteTimes, transmit, wasAccepted, type Session } from './session.ts';
import { read } from './settle.ts';
import { Stopped } from './stopped.ts';
import { unattributed } from './unattributed.ts';

/** Says of each attribute that neither update named, and that is not as it was, that it was to keep its value. */
function judgeUnsent(
  session: Session,
  before: ContactState,
  shown: ContactState,
  exchange: Exchange,
  say: (pointer: string) => string,
): void {
  const changed = differences(before, shown);
  if (changed.length === 0 && Object.keys(shown).length > 0)
    emit(session, held('unsent-attributes-keep-value'), exchange);
  for (const { key, expected, actual } of changed)
    emit(
      session,
      broken('unsent-attributes-keep-value', pointerOf(key), say(pointerOf(key)), { expected, actual }),
      exchange,
      { foreign: isForeignValue(session.memory, actual) },
    );
}

/** The contact in an answer, as far as it may be compared. */
const shownIn = ({ response }: Exchange): ContactState => {
  const contact = contactOf(response?.parsed);
  return contact === null ? {} : stateOf(contact);
};

/**
 * What an answer shows of attributes that neither update sent. What it shows of the other update's, while that is under way, is not
 * judged; and nothing is where reads lag behind, as the answer may come from an older copy.
 */
function judgeAnswer(session: Session, before: ContactState, exchange: Exchange, keys: readonly StateKey[]): void {
  if (session.lag > 0) return;
  judgeUnsent(
    session,
    before,
    omit(shownIn(exchange), keys),
    exchange,
    (pointer) => `Of two updates at the same time, the answer to one shows another ${pointer}, which neither sent.`,
  );
}

type Pair = readonly [Exchange, Exchange];

/** Sends both at once; where one meets a failure inside, twice more: a pair that fails now and then could not be judged. */
async function sendPair(session: Session, left: JsonObject, right: JsonObject): Promise<Pair> {
  const { apiKey, contactId } = session.options.settings;
  const both = (purpose: Purpose): Promise<Pair> =>
    Promise.all([
      transmit(session, updateOf(apiKey, contactId, left), purpose),
      transmit(session, updateOf(apiKey, contactId, right), purpose),
    ]);
  const pair = await both('case');
  const failed = pair.find(failsInside);
  if (failed === undefined) return pair;
  await ensureWell(session);
  for (const _attempt of [1, 2]) {
    const again = await beyondBudget(session, () => both('confirmation'));
    if (again.some((exchange) => failsInside(exchange) || exchange.response === null)) continue;
    const status = failed.response?.status ?? null;
    emit(
      session,
      broken('never-5xx', '', `One of two updates at the same time was answered with ${String(status)}.`, {
        expected: 'below 500',
        actual: status,
      }),
      failed,
    );
    emit(
      session,
      unclear(
        'update-answers-200',
        `One of two updates at the same time was answered with ${String(status)}, and not so when both were sent again.`,
      ),
      failed,
    );
    return again;
  }
  return pair;
}

/**
 * Sends two updates of different attributes without waiting for one another, and looks what is left of them, and of what
 * neither of them named. Each answer may or may not show the other update.
 */
export async function inParallel(session: Session, left: JsonObject, right: JsonObject): Promise<void> {
  await read(session);
  const before = session.memory.known;
  const exchanges = await sendPair(session, left, right);
  const [first, second] = exchanges;
  exchanges.forEach((exchange, index) => {
    judgeAndEmit(session, exchange, { kind: 'plain' }, index === 0 ? left : right);
  });
  if (!exchanges.every(wasAccepted)) {
    emit(session, unclear('parallel-updates-both-last', 'One of the two updates was not accepted.'), first);
    await unattributed(session, () => read(session));
    return;
  }
  noteTimes(session, second);
  const expected = overlay(before, overlay(requestedState(left), requestedState(right)));
  session.memory.known = expected;
  const keys = [...writtenKeys(left), ...writtenKeys(right)];
  for (const key of keys) session.memory.unconfirmed.delete(key);
  const state = await unattributed(session, () => read(session));
  judgeUnsent(
    session,
    before,
    omit(state, keys),
    second,
    (pointer) => `${pointer} was sent by neither of two updates at the same time, and changed.`,
  );
  const same = omit(
    before,
    differences(before, omit(state, keys)).map(({ key }) => key),
  );
  for (const exchange of exchanges) judgeAnswer(session, same, exchange, keys);
  // Only a lost update is this clause's: a value that comes back changed is judged where it was answered.
  const lost = differences(before, expected).filter(
    ({ key, expected: previous }) => keys.includes(key) && JSON.stringify(state[key]) === JSON.stringify(previous),
  );
  const [gone] = lost;
  if (gone === undefined) emit(session, held('parallel-updates-both-last'), second);
  else
    emit(
      session,
      broken(
        'parallel-updates-both-last',
        pointerOf(gone.key),
        `Of two updates at the same time, the one of ${gone.key} was lost.`,
        { expected: gone.actual, actual: gone.expected },
      ),
      second,
    );
}

/** The last read of a run. What still waits for proof after it stays open. */
export async function finish(session: Session): Promise<void> {
  const nothingKnown = Object.keys(session.memory.known).length === 0 && session.memory.pending.length === 0;
  if (nothingKnown) throw new Stopped('unavailable', 'No answer of this run has shown what the contact holds.');
  let reason = session.reading === null ? 'the contact cannot be read' : 'no later answer showed it';
  try {
    if (session.reading !== null) await beyondBudget(session, () => read(session));
    // A read may show less than an update does: what it leaves open is looked at once more, by an update that changes nothing.
    if (session.reading === 'get' && session.memory.pending.some(({ weak }) => !weak))
      await beyondBudget(session, () => readThroughUpdate(session));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    reason = error.message;
    throw error;
  } finally {
    // What was free to be accepted or refused, and cannot be seen to have had an effect, leaves nothing open.
    session.memory.pending = session.memory.pending.filter(({ weak }) => !weak);
    if (session.memory.pending.length > 0) abandonPending(session, reason);
  }
}

/** Reads by an update that names an unknown attribute. */
async function readThroughUpdate(session: Session): Promise<void> {
  session.reading = 'unknown-attribute';
  await read(session);
}
