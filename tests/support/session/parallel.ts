/** Two updates at the same time, and the end of a run. */
import {
  broken,
  contactOf,
  differences,
  held,
  omit,
  overlay,
  pick,
  pointerOf,
  stateOf,
  unclear,
} from '../oracles/index.ts';
import type { ContactState, Exchange, JsonObject } from '../types.ts';
import { isForeignValue, requestedState, writtenKeys } from './memory.ts';
import { updateOf } from './requests.ts';
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
      broken('unsent-attributes-keep-value', pointerOf[key], say(pointerOf[key]), { expected, actual }),
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
 * What an answer shows of attributes that it did not send: of the other update the value before or after it, of the
 * rest what they held. Where reads lag behind, an answer may come from an older copy, and is not judged.
 */
function judgeAnswer(
  session: Session,
  before: ContactState,
  { exchange, other, sent }: Readonly<{ exchange: Exchange; other: Exchange; sent: readonly [JsonObject, JsonObject] }>,
): void {
  if (session.lag > 0) return;
  const [own, others] = sent;
  const shown = omit(shownIn(exchange), writtenKeys(own));
  const after = [requestedState(others), pick(shownIn(other), writtenKeys(others))];
  const settled = writtenKeys(others).filter((key) =>
    after.some((state) => state[key] !== undefined && differences(pick(state, [key]), shown).length === 0),
  );
  judgeUnsent(
    session,
    before,
    omit(shown, settled),
    exchange,
    (pointer) => `Of two updates at the same time, the answer to one shows ${pointer} as it neither was nor became.`,
  );
}

/**
 * Sends two updates of different attributes without waiting for one another, and looks what is left of them, and of what
 * neither of them named. Each answer may or may not show the other update.
 */
export async function inParallel(session: Session, left: JsonObject, right: JsonObject): Promise<void> {
  const { settings } = session.options;
  await read(session);
  const before = session.memory.known;
  const exchanges = await Promise.all(
    [left, right].map((attributes) =>
      transmit(session, updateOf(settings.apiKey, settings.contactId, attributes), 'case'),
    ),
  );
  const [first, second] = exchanges;
  exchanges.forEach((exchange, index) => {
    judgeAndEmit(session, exchange, { kind: 'plain' }, index === 0 ? left : right);
  });
  if (first === undefined || second === undefined || !exchanges.every(wasAccepted)) {
    emit(session, unclear('parallel-updates-both-last', 'One of the two updates was not accepted.'), first ?? null);
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
  judgeAnswer(session, same, { exchange: first, other: second, sent: [left, right] });
  judgeAnswer(session, same, { exchange: second, other: first, sent: [right, left] });
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
        pointerOf[gone.key],
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
