/** The control: a plain valid update that tells a broken promise from a target that is not there. */
import { updateOf } from '../endpoint/index.ts';
import { attributesOf, controlAttribute, probeAttribute } from '../endpoint/index.ts';
import { valueFor } from './values.ts';
import { learn, abandonPending } from './books.ts';
import { noteTimes, transmit, type Session } from './session.ts';
import type { Exchange, JsonObject } from '../types.ts';
import { Stopped } from './stopped.ts';

/** Statuses that say that the target cannot be judged: refused key, missing contact, throttled, failing. */
const failing = (status: number): boolean =>
  status === 401 || status === 403 || status === 404 || status === 429 || status >= 500;

/**
 * Why a control failed, as a sentence; null when it did not. A 2xx that deviates, a redirect and a refusal of the value are
 * broken promises, not failed controls.
 */
export function controlFailure({ response, failure }: Exchange): string | null {
  if (failure !== null)
    return failure.kind === 'decode' || failure.kind === 'length' || failure.kind === 'too-large'
      ? null
      : `a plain valid update got no answer (${failure.kind}: ${failure.message})`;
  if (response !== null && failing(response.status))
    return `a plain valid update was answered with ${String(response.status)}`;
  return null;
}

/** True when the target failed inside. */
export const failsInside = ({ response }: Exchange): boolean => response !== null && response.status >= 500;

/** True when an exchange could mean that the target is not there (any more). */
export const isSuspicious = (exchange: Exchange): boolean => controlFailure(exchange) !== null;

/** The minimal valid update; where the contact does not show its attribute, one that changes nothing. */
function plainUpdate(session: Session): JsonObject {
  const [opaque] = attributesOf('opaque');
  const name = controlAttribute?.name ?? '';
  return session.memory.known[name] === undefined
    ? { [opaque?.name ?? probeAttribute]: [] }
    : { [name]: valueFor(session, name, `control-${String(session.controls)}`) };
}

/**
 * Sends a control. When it fails the target is down: what still waits for proof is inconclusive, and so is what comes later.
 * @returns true when the target is well
 * @throws Stopped when budget or time are over
 */
export async function control(session: Session): Promise<boolean> {
  const { settings } = session.options;
  session.controls += 1;
  const attributes = plainUpdate(session);
  const spec = updateOf(settings.apiKey, settings.contactId, attributes);
  const wasOff = session.offBudget;
  // A control is never refused for want of budget: without it nothing that came before could be believed.
  session.offBudget = wasOff || session.spent >= session.options.budget;
  try {
    const exchange = await transmit(session, spec, 'control');
    const reason = controlFailure(exchange);
    if (reason !== null) {
      session.down = `The target cannot be judged any more: ${reason}.`;
      abandonPending(session, reason);
      return false;
    }
    learn(session, exchange, { kind: 'plain' }, attributes);
    noteTimes(session, exchange);
    return true;
  } finally {
    session.offBudget = wasOff;
  }
}

/** Like `control`, but throws when the target is down. */
export async function ensureWell(session: Session): Promise<void> {
  if (!(await control(session))) throw new Stopped('down', session.down ?? 'The target cannot be judged.');
}
