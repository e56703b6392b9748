/** Sends one request, lets it be judged, and keeps the books: what it wrote, what it must not have written. */
import { contactOf, omit, overlay, sentAttributes, stateKeys } from '../endpoint/index.ts';
import { broken, held, unclear, type Expectation, type Judgement } from '../oracles/index.ts';
import type { Exchange, JsonObject, Purpose, RequestSpec, StateKey } from '../types.ts';
import { control, ensureWell, failsInside, isSuspicious } from './control.ts';
import { writtenKeys } from './memory.ts';
import { awaitProof, confirmShown, learn } from './books.ts';
import {
  beyondBudget,
  emit,
  judgeAndEmit,
  noteTimes,
  openCases,
  transmit,
  wasAccepted,
  type Session,
} from './session.ts';
import { investigate } from './investigate.ts';
import { read } from './settle.ts';
import { settleBefore } from './settle-before.ts';
import { Stopped } from './stopped.ts';
import { unattributed } from './unattributed.ts';

export interface Sending {
  readonly expectation: Expectation;
  readonly purpose?: Purpose;
  /** Names the request within its case, for observations. */
  readonly label?: string;
  /** What a refused body would have written, where the body does not say so in its own form (malformed JSON, unwrapped). */
  readonly wouldWrite?: JsonObject;
}

/** What must not have happened when a request is refused although it was allowed to be accepted. */
const effectOf = (expectation: Expectation, sent: JsonObject | null) =>
  expectation.kind === 'refused'
    ? expectation.effectClause
    : sent !== null && Object.keys(sent).length > 1
      ? 'refused-update-not-partly-applied'
      : 'refused-update-changes-nothing';

async function afterAccepted(
  session: Session,
  exchange: Exchange,
  spec: RequestSpec,
  sending: Sending,
  sent: JsonObject | null,
): Promise<void> {
  const { memory } = session;
  // What another method does to attributes that were not sent is promised nowhere: PUT may replace the contact.
  if (spec.method !== 'PATCH') {
    forget(session, stateKeys);
    return;
  }
  const before = memory.known;
  const { shown, unexpected } = learn(session, exchange, sending.expectation, sent);
  const keys = writtenKeys(sent);
  if (shown === null) {
    if (sending.expectation.kind === 'recorded' || sending.expectation.kind === 'refused') {
      memory.known = omit(memory.known, keys);
      for (const key of keys) memory.unconfirmed.delete(key);
    }
    return;
  }
  if (unexpected.length > 0) {
    await investigate(session, before, unexpected, exchange, spec);
    return;
  }
  if (keys.length < Object.keys(shown).length) emit(session, held('unsent-attributes-keep-value'), exchange);
  confirmShown(session, shown, keys, exchange);
}

/**
 * Takes in that a request that had to be refused was accepted. What it wrote is part of that one finding: the state is read
 * again without being judged.
 */
async function afterWrongAccept(session: Session, sending: Sending): Promise<void> {
  if (sending.expectation.kind === 'refused' && sending.expectation.elsewhere) {
    session.elsewhereAccepted = true;
    return;
  }
  await unattributed(session, () => read(session));
}

/**
 * Sends a request and judges its answer by every oracle that applies.
 * @returns the exchange
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function perform(session: Session, spec: RequestSpec, sending: Sending): Promise<Exchange> {
  const { expectation } = sending;
  if (expectation.kind === 'refused' && expectation.elsewhere && session.elsewhereAccepted)
    throw new Stopped(
      'unavailable',
      'A request to another record was accepted earlier in the run: nothing more is sent to one.',
    );
  const sent = sentAttributes(spec.body);
  const written = sending.wouldWrite === undefined ? sent : { ...sent, ...sending.wouldWrite };
  await settleBefore(session, expectation.kind === 'refused' ? null : written);
  session.open = openCases(session);
  session.changed = [];
  const exchange = await sendOnceOrAgain(session, spec, sending);
  const accepted = wasAccepted(exchange);
  if ((sending.purpose ?? 'case') === 'case' && !session.offBudget) {
    session.sightings.push({
      case: session.caseId,
      label: sending.label ?? '',
      accepted: accepted && contactOf(exchange.response?.parsed) !== null,
      exchange,
    });
  }
  const judgements: readonly Judgement[] = judgeAndEmit(session, exchange, expectation, sent);
  if (accepted && expectation.kind === 'refused') await afterWrongAccept(session, sending);
  else if (accepted) await afterAccepted(session, exchange, spec, sending, written);
  else if (expectation.kind !== 'refused' && isOpen(exchange)) forget(session, writtenKeys(written));
  else
    awaitProof(
      session,
      exchange,
      effectOf(expectation, sent),
      written,
      expectation.kind === 'refused'
        ? judgements.filter(({ clause }) => clause === expectation.clause || clause === expectation.statusClause)
        : [],
      expectation.kind !== 'refused',
    );
  noteTimes(session, exchange);
  if (expectation.kind !== 'plain' && exchange.response === null) await ensureWell(session);
  return exchange;
}

/** Nobody knows whether the update was applied: no whole answer came, or a redirect. */
const isOpen = ({ response }: Exchange): boolean =>
  response === null || (response.status >= 300 && response.status < 400);

/** Sends; a plain update that meets with what may be an outage is only judged once a control has shown that it is none. */
async function sendOnceOrAgain(
  session: Session,
  spec: RequestSpec,
  { expectation, purpose = 'case' }: Sending,
): Promise<Exchange> {
  const exchange = await transmit(session, spec, purpose);
  if (expectation.kind !== 'plain' || !isSuspicious(exchange)) return exchange;
  await proveWell(session, exchange);
  if (!failsInside(exchange)) return exchange;
  emit(
    session,
    broken('never-5xx', '', `A plain update was answered with ${String(exchange.response?.status)}.`, {
      expected: 'below 500',
      actual: exchange.response?.status ?? null,
    }),
    exchange,
  );
  // The control went through: an update that fails each time is broken, one that fails now and then could not be judged.
  for (const _attempt of [1, 2]) {
    const again = await beyondBudget(session, () => transmit(session, spec, 'confirmation'));
    if (failsInside(again) || again.response === null) continue;
    emit(
      session,
      unclear(
        'update-answers-200',
        `A plain update was answered with ${String(exchange.response?.status)}, and not so when it was sent again.`,
      ),
      exchange,
    );
    return again;
  }
  return exchange;
}

/**
 * A plain update was answered in a way that may mean that the target is gone: only a control can tell that from a broken
 * promise, so it is asked before anything is judged.
 */
async function proveWell(session: Session, exchange: Exchange): Promise<void> {
  if (await control(session)) return;
  const reason = session.down ?? 'the target cannot be judged';
  emit(session, unclear('update-answers-200', `Could not be judged. ${reason}`), exchange);
  throw new Stopped('down', reason);
}

/** Forgets what is known of some attributes, after a request about which nothing is promised. */
export function forget(session: Session, keys: readonly StateKey[]): void {
  session.memory.known = omit(overlay(session.memory.known, {}), keys);
  for (const key of keys) session.memory.unconfirmed.delete(key);
}
