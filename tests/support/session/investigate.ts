/** Finds out what it means that an answer to an update shows an unsent attribute with another value. */
import {
  contactOf,
  differences,
  judge,
  overlay,
  pick,
  pointerOf,
  stateOf,
  unclear,
  type Difference,
} from '../oracles/index.ts';
import type { ContactState, Exchange, RequestSpec, StateKey } from '../types.ts';
import { sentAttributes, updateOf } from './requests.ts';
import { beyondBudget, emit, transmit, wasAccepted, type Session } from './session.ts';
import { explain, readOnce, readUntil } from './settle.ts';

/**
 * An unsent attribute shows the value that it had before its last update, which no answer has confirmed: either that update was
 * never stored, or the one after it took the value away. Sending it again and reading tells the two apart.
 */
async function settleLost(session: Session, { key, actual, expected }: Difference): Promise<void> {
  const written = session.memory.unconfirmed.get(key);
  const attributes = written === undefined ? null : sentAttributes(written.exchange.request.body ?? undefined);
  if (written === undefined || attributes === null || JSON.stringify(written.previous) !== JSON.stringify(actual))
    return;
  const { apiKey, contactId } = session.options.settings;
  await beyondBudget(session, async () => {
    await transmit(session, updateOf(apiKey, contactId, attributes), 'confirmation');
    const { state } = await readOnce(session);
    if (differences({ [key]: expected }, state).length === 0) session.memory.unconfirmed.delete(key);
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
    for (const difference of unexpected) explain(session, difference, exchange);
    memory.known = overlay(memory.known, Object.fromEntries(unexpected.map(({ key, actual }) => [key, actual])));
    return;
  }
  const { state, rest } = await readUntil(session, pick(before, keys));
  for (const difference of rest) {
    await settleLost(session, difference);
    explain(session, difference, exchange);
  }
  const changed: readonly StateKey[] = rest.map(({ key }) => key);
  const stale = unexpected.filter(({ key }) => !changed.includes(key));
  memory.known = overlay(memory.known, pick(state, keys));
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
        pointerOf[key],
        wrong
          ? `${pointerOf[key]} was not sent, is unchanged, and the answer shows another value.`
          : `The answer shows ${pointerOf[key]} as it was earlier; it is up to date a moment later.`,
        { expected, actual },
      ),
      exchange,
    );
  }
}
