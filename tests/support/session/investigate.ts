/** Finds out what it means that an answer to an update shows an unsent attribute with another value. */
import {
  contactOf,
  type Difference,
  differences,
  overlay,
  pick,
  pointerOf,
  sentAttributes,
  stateOf,
  updateOf,
} from '../endpoint/index.ts';
import { judge, unclear } from '../oracles/index.ts';
import type { ContactState, Exchange, RequestSpec, StateKey } from '../types.ts';
import { culprit } from './memory.ts';
import { beyondBudget, emit, transmit, wasAccepted, type Session } from './session.ts';
import { explain, maxPolls, readOnce, readUntil } from './settle.ts';

/**
 * Unsent attributes show other values than those of their last update, which no answer has confirmed: either that update was never
 * stored as it was answered, or the one after it took the value away. Sending it again and reading tells the two apart: what the
 * read shows was stored.
 * @returns what the contact holds afterwards; null when nothing was sent
 */
async function settleLost(session: Session, rest: readonly Difference[]): Promise<ContactState | null> {
  const { apiKey, contactId } = session.options.settings;
  const { unconfirmed } = session.memory;
  let state: ContactState | null = null;
  for (const exchange of new Set(rest.map(({ key }) => unconfirmed.get(key)?.exchange))) {
    const attributes = exchange === undefined ? null : sentAttributes(exchange.request.body ?? undefined);
    if (attributes === null) continue;
    state = await beyondBudget(session, async () => {
      await transmit(session, updateOf(apiKey, contactId, attributes), 'confirmation');
      return (await readOnce(session)).state;
    });
    for (const { key, expected } of rest)
      if (unconfirmed.get(key)?.exchange === exchange && differences({ [key]: expected }, state).length === 0)
        unconfirmed.delete(key);
  }
  return state;
}

/**
 * Unsent attributes changed, and a refused request waits for proof that it wrote nothing: it or the accepted update after it is to
 * blame. The values are put back and that update is sent again: what changes once more is its doing.
 * @returns the attributes that the accepted update changes, and what the contact holds afterwards; null when nothing was sent
 */
async function tryAgain(
  session: Session,
  rest: readonly Difference[],
  spec: RequestSpec,
): Promise<{ readonly guilty: ReadonlySet<StateKey>; readonly state: ContactState } | null> {
  const { memory } = session;
  const { apiKey, contactId } = session.options.settings;
  const doubtful = rest.filter(
    ({ key, actual, expected }) =>
      expected !== null &&
      memory.pending.some(({ about }) => about === null) &&
      culprit(memory, key, actual)?.exact !== true,
  );
  if (doubtful.length === 0 || session.polls >= maxPolls) return null;
  const values: ContactState = Object.fromEntries(doubtful.map(({ key, expected }) => [key, expected]));
  session.polls += 1;
  return beyondBudget(session, async () => {
    await transmit(session, updateOf(apiKey, contactId, values), 'confirmation');
    await transmit(session, spec, 'confirmation');
    const { state } = await readOnce(session);
    return { guilty: new Set(differences(values, state).map(({ key }) => key)), state };
  });
}

/**
 * An answer to an update shows an unsent attribute with another value than it held. A read tells whether it really changed;
 * if it did not, the same update again tells an answer from a late copy from an answer that is wrong.
 */
export async function investigate(
  session: Session,
  before: ContactState,
  unexpected: readonly Difference[],
  exchange: Exchange,
  spec: RequestSpec,
): Promise<void> {
  const { memory } = session;
  const keys = unexpected.map(({ key }) => key);
  if (session.reading === null) {
    session.changed = unexpected;
    for (const difference of unexpected) explain(session, difference, exchange);
    memory.known = overlay(memory.known, Object.fromEntries(unexpected.map(({ key, actual }) => [key, actual])));
    return;
  }
  const { state, rest } = await readUntil(session, pick(before, keys));
  session.changed = rest;
  const settled = await settleLost(session, rest);
  const tried = await tryAgain(session, rest, spec);
  for (const difference of rest) explain(session, difference, exchange, tried?.guilty.has(difference.key) === true);
  const changed: readonly StateKey[] = rest.map(({ key }) => key);
  const stale = unexpected.filter(({ key }) => !changed.includes(key));
  memory.known = overlay(memory.known, tried?.state ?? settled ?? pick(state, keys));
  if (stale.length === 0) return;
  const again = await beyondBudget(session, () => transmit(session, spec, 'confirmation'));
  const contact = contactOf(again.response?.parsed);
  if (contact === null && !wasAccepted(again)) {
    emit(
      session,
      unclear(
        'unsent-attributes-keep-value',
        'An answer showed an unsent attribute with another value, and the update could not be sent again.',
      ),
      exchange,
    );
    return;
  }
  const still =
    contact === null
      ? stale
      : differences(
          pick(
            before,
            stale.map(({ key }) => key),
          ),
          stateOf(contact),
        );
  for (const { key, expected, actual } of stale) {
    const wrong = still.some((difference) => difference.key === key);
    emit(
      session,
      judge(
        false,
        wrong ? 'unsent-attributes-keep-value' : 'read-after-update-prompt',
        pointerOf(key),
        wrong
          ? `${pointerOf(key)} was not sent, is unchanged, and the answer shows another value.`
          : `The answer shows ${pointerOf(key)} as it was earlier; it is up to date a moment later.`,
        { expected, actual },
      ),
      exchange,
    );
  }
}
