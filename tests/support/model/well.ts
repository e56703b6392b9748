/** Whether the target is well: what a control tells. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { JsonObject } from '../text/json.ts';
import { broken, unclear } from '../oracles/index.ts';
import { controlFailure, failsInside } from '../signs.ts';
import { noteTimes, remember } from './memory.ts';
import { abandon, type Said } from './proof.ts';
import { learn, say } from './say.ts';
import type { Event, Intent, Model, Observation, Script } from './types.ts';

/** Ends the conversation: nobody answers any more. */
export function* stop(
  { model, said }: Said,
  kind: 'down' | 'unreadable' | 'unavailable',
  reason: string,
): Script<never> {
  yield { model, judgements: said, ask: { type: 'stop', kind, reason } };
  throw new TypeError('A conversation that was ended goes on.');
}

/**
 * The answer to what was asked.
 * @throws TypeError for an answer to something else
 */
export function answerTo<Type extends Event['type']>(
  type: Type,
  event: Event,
): Extract<Event, { readonly type: Type }> {
  if (event.type !== type) throw new TypeError(`The answer to what was asked is ${type}, and ${event.type} came.`);
  return event as Extract<Event, { readonly type: Type }>;
}

/** Asks for the same request once more. */
export function* resend({ model, said }: Said, spec: RequestSpec): Script<Exchange> {
  return answerTo('resent', yield { model, judgements: said, ask: { type: 'resend', spec } }).exchange;
}

/** Takes in a control. When it failed, what still waits for proof is inconclusive. */
export function controlled(
  model: Model,
  exchange: Exchange,
  attributes: JsonObject,
  caseId: string,
): Said & { readonly failure: string | null } {
  const reason = controlFailure(exchange);
  if (reason !== null)
    return { ...abandon(model, reason), failure: `The target cannot be judged any more: ${reason}.` };
  const learnt = learn(remember(model, attributes), exchange, { kind: 'plain' }, attributes, caseId);
  return { model: noteTimes(learnt.model, exchange), said: [], failure: null };
}

/** Asks for a control. */
export function* control({ model, said }: Said, caseId: string): Script<Said & { readonly failure: string | null }> {
  const event = answerTo('controlled', yield { model, judgements: said, ask: { type: 'control' } });
  return controlled(model, event.exchange, event.attributes, caseId);
}

/** Asks for a control, and ends the conversation when the target is down. */
export function* proveWell(start: Said, caseId: string): Script<Said> {
  const { failure, ...rest } = yield* control(start, caseId);
  return failure === null ? rest : yield* stop(rest, 'down', failure);
}

/** How often an update that met a failure inside is sent again. */
export const attempts = 2;

const statusOf = ({ response }: Exchange): number | null => response?.status ?? null;

/** What is said of an update that failed inside. */
export const failedInside = (model: Model, exchange: Exchange, caseId: string, what: string): Observation => {
  const status = statusOf(exchange);
  const message = `${what} was answered with ${String(status)}.`;
  return say(model, broken('never-5xx', '', message, { expected: 'below 500', actual: status }), exchange, {
    case: caseId,
  });
};

/** What is said of an update that failed inside and went through when it was sent again. */
export const failedOnce = (
  model: Model,
  exchange: Exchange,
  caseId: string,
  what: string,
  again: string,
): Observation =>
  say(
    model,
    unclear('update-answers-200', `${what} was answered with ${String(statusOf(exchange))}, and not so when ${again}.`),
    exchange,
    { case: caseId },
  );

const plainUpdate = 'A plain update';

/**
 * A plain update was answered in a way that may mean that the target is gone: only a control can tell that from a broken promise, so it is
 * asked before anything is judged. One that fails each time although the control goes through is broken, one that fails now and then could
 * not be judged.
 * @returns the exchange that is judged
 */
export function* provePlain(
  start: Said,
  intent: Intent,
  exchange: Exchange,
): Script<Said & { readonly exchange: Exchange }> {
  if (intent.expectation.kind !== 'plain' || controlFailure(exchange) === null) return { ...start, exchange };
  const { failure, ...proved } = yield* control(start, intent.case);
  if (failure !== null) {
    const doubt = say(proved.model, unclear('update-answers-200', `Could not be judged. ${failure}`), exchange, intent);
    return yield* stop({ model: proved.model, said: [...proved.said, doubt] }, 'down', failure);
  }
  if (!failsInside(exchange)) return { ...proved, exchange };
  const { model } = proved;
  let said: readonly Observation[] = [...proved.said, failedInside(model, exchange, intent.case, plainUpdate)];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const again = yield* resend({ model, said }, intent.spec);
    said = [];
    if (failsInside(again) || again.response === null) continue;
    const once = failedOnce(model, exchange, intent.case, plainUpdate, 'it was sent again');
    return { model, said: [once], exchange: again };
  }
  return { model, said, exchange };
}
