/** The books of a session: what waits for proof, what was proved, what an accepted update showed. */
import { contactOf, differences, omit, overlay, pick, pointerOf, stateOf } from '../endpoint/index.ts';
import { broken, held, isDocumentedAnswer, unclear, type Expectation, type Judgement } from '../oracles/index.ts';
import type { ClauseId, ContactState, Exchange, Json, JsonObject, StateKey } from '../types.ts';
import { takeIn, writtenKeys } from './memory.ts';
import { emit, situationOf, type Session } from './session.ts';

/** Marks a refused request as waiting for proof that it wrote nothing. */
export function awaitProof(
  session: Session,
  exchange: Exchange,
  clause: ClauseId,
  sent: JsonObject | null,
  about: readonly Judgement[],
  weak: boolean,
): void {
  const provisional = about.filter(({ outcome }) => outcome === 'pass');
  const base = { case: session.caseId, exchange, sent: sent ?? {}, weak };
  session.memory.pending = [
    ...session.memory.pending,
    { ...base, clause, about: null },
    ...provisional.map((judgement) => ({ ...base, clause: judgement.clause, about: judgement.clause })),
  ];
}

/**
 * An answer showed the contact with everything as expected: refused requests before it had no effect on what it showed,
 * and values written before it were stored.
 */
export function confirmShown(
  session: Session,
  shown: ContactState,
  exceptKeys: readonly StateKey[],
  exchange: Exchange,
): void {
  const { memory } = session;
  const showsAll = (sent: JsonObject): boolean =>
    writtenKeys(sent).every(
      (key) => !exceptKeys.includes(key) && (shown[key] !== undefined || memory.known[key] === undefined),
    );
  const settled = memory.pending.filter(({ sent }) => showsAll(sent));
  memory.pending = memory.pending.filter((pending) => !settled.includes(pending));
  for (const pending of settled.filter(({ about }) => about === null)) {
    // What an attribute held before is not always known; a value that the refused request sent is telling all the same.
    const written = writtenKeys(pending.sent).find(
      (key) =>
        memory.known[key] === undefined &&
        JSON.stringify(shown[key]) === JSON.stringify(pending.sent[key]) &&
        shown[key] !== undefined,
    );
    if (written !== undefined)
      emit(
        session,
        broken(pending.clause, pointerOf(written), `${pointerOf(written)} holds what a refused request sent.`, {
          actual: shown[written] as Json,
        }),
        pending.exchange,
        { case: pending.case },
      );
  }
  for (const pending of settled) emit(session, held(pending.clause), exchange, { case: pending.case });
  for (const [key, written] of [...memory.unconfirmed]) {
    if (exceptKeys.includes(key) || shown[key] === undefined) continue;
    memory.unconfirmed.delete(key);
    emit(session, held('update-is-stored', pointerOf(key)), exchange, { case: written.case });
  }
}

/** Gives up on everything that still waits for proof: nothing can be said about it. */
export function abandonPending(session: Session, reason: string): void {
  for (const pending of session.memory.pending)
    emit(session, unclear(pending.clause, `Could not be judged: ${reason}`), pending.exchange, { case: pending.case });
  session.memory.pending = [];
  session.memory.unconfirmed.clear();
}

/** Takes in what an accepted update answered, and says in which unsent attributes it differs from what was known. */
export function learn(
  session: Session,
  exchange: Exchange,
  expectation: Expectation,
  sent: JsonObject | null,
): { readonly shown: ContactState | null; readonly unexpected: ReturnType<typeof differences> } {
  const contact = isDocumentedAnswer(situationOf(session, exchange, expectation, sent, session.memory.known))
    ? contactOf(exchange.response?.parsed)
    : null;
  const shown = contact === null ? null : stateOf(contact);
  const keys = writtenKeys(sent);
  const unexpected = shown === null ? [] : differences(omit(session.memory.known, keys), omit(shown, keys));
  takeIn(session.memory, sent, shown, { case: session.caseId, exchange });
  if (shown !== null) {
    for (const key of Object.keys(shown)) {
      if (session.memory.known[key] === undefined && !keys.includes(key))
        session.memory.known = overlay(session.memory.known, pick(shown, [key]));
    }
  }
  return { shown, unexpected };
}
