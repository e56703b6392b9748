/** Whether the target is well: what a control tells. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { JsonObject } from '../text/json.ts';
import { controlAttribute, sentAttributes } from '../endpoint/index.ts';
import { broken, mediaTypeOf, responseKind, unclear } from '../oracles/index.ts';
import { controlFailure, hasSign, isAccepted } from '../signs.ts';
import { contactIn, noteTimes, remember } from './memory.ts';
import { abandon, type Said } from './proof.ts';
import { learn, say, wasAccepted } from './judgements.ts';
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
 * The result of what was asked.
 * @throws TypeError for the result of something else
 */
export function responseTo<Type extends Event['type']>(
  type: Type,
  event: Event,
): Extract<Event, { readonly type: Type }> {
  if (event.type !== type) throw new TypeError(`The response to what was asked is ${type}, and ${event.type} came.`);
  return event as Extract<Event, { readonly type: Type }>;
}

/** Asks for the same request once more. */
export function* resend({ model, said }: Said, spec: RequestSpec): Script<Exchange> {
  return responseTo('resent', yield { model, judgements: said, ask: { type: 'resend', spec } }).exchange;
}

/** Remembers how the first control was answered: later ones are measured by it. A plain update of its attribute alone is one too. */
export function noteControl(model: Model, exchange: Exchange, attributes: JsonObject | null): Model {
  const names = Object.keys(attributes ?? {});
  if (model.control !== null || exchange.response === null || controlFailure(exchange) !== null) return model;
  if (names.length !== 1 || names[0] !== controlAttribute?.name) return model;
  const accepted = isAccepted(exchange.response.status);
  return {
    ...model,
    control: { kind: responseKind(exchange), accepted, documented: accepted && contactIn(exchange) !== null },
  };
}

/**
 * True for a body labelled JSON that quotes the identifier of the contact or a text that the request sent: the API has written it, however
 * broken it is. What a gateway says by itself quotes neither.
 */
function isOfTheApi({ about }: Model, { request, response }: Exchange): boolean {
  if (mediaTypeOf(response?.headers['content-type']) !== 'application/json') return false;
  const said = response?.text.toLowerCase() ?? '';
  return [about.contactId, ...Object.values(sentAttributes(request.body ?? undefined) ?? {})].some(
    (value) => typeof value === 'string' && value !== '' && said.includes(JSON.stringify(value).toLowerCase()),
  );
}

/** A 2xx that is not answered with a contact, where the first control was, and that the API has not written. */
const isOfAnotherKind = (model: Model, exchange: Exchange): boolean =>
  model.control?.documented === true &&
  wasAccepted(exchange) &&
  contactIn(exchange) === null &&
  !isOfTheApi(model, exchange);

/** Refused, whatever the reason, although the first control went through. */
const isRefusedNow = ({ control: first }: Model, { response }: Exchange): boolean =>
  first?.accepted === true && response !== null && !isAccepted(response.status);

/**
 * Why a control failed, as a sentence; null when it went through. Some statuses and failures show by themselves that nobody judges this
 * request; any other refusal does once a control has gone through, and so does a 2xx of another kind once one was answered with a
 * contact. What deviates from the first control on is a broken promise, and no failed control.
 */
function whyFailed(model: Model, exchange: Exchange): string | null {
  const reason = controlFailure(exchange);
  if (reason !== null) return reason;
  if (isRefusedNow(model, exchange))
    return `a plain valid update was answered with ${String(exchange.response?.status)}, and one went through before`;
  return isOfAnotherKind(model, exchange)
    ? `a plain valid update was answered with ${responseKind(exchange)}, and one was answered with a contact before`
    : null;
}

/** Takes in a control. When it failed, what still waits for proof is inconclusive. */
function controlled(
  model: Model,
  exchange: Exchange,
  attributes: JsonObject,
  caseId: string,
): Said & { readonly failure: string | null } {
  const reason = whyFailed(model, exchange);
  if (reason !== null)
    return { ...abandon(model, reason), failure: `The target cannot be judged any more: ${reason}.` };
  // One that was refused before any was accepted is no failure of the control, and has written nothing.
  if (exchange.response !== null && exchange.response.status >= 400)
    return { model: noteControl(remember(model, attributes), exchange, attributes), said: [], failure: null };
  const learnt = learn(remember(model, attributes), exchange, { kind: 'plain' }, attributes, caseId);
  const noted = noteControl(learnt.model, exchange, attributes);
  return { model: noteTimes(noted, exchange), said: [], failure: null };
}

/** Milliseconds between a control that failed and the one that decides. */
const breath = 1000;

/**
 * Asks for a control. One that fails is followed by another, with another value and a second later: what passes in a moment is no reason
 * to give up. Whoever is throttled has waited already.
 */
export function* control({ model, said }: Said, caseId: string): Script<Said & { readonly failure: string | null }> {
  const first = responseTo('controlled', yield { model, judgements: said, ask: { type: 'control' } });
  if (whyFailed(model, first.exchange) === null || hasSign(first.exchange, 'throttled'))
    return controlled(model, first.exchange, first.attributes, caseId);
  const noted = remember(model, first.attributes);
  yield { model: noted, judgements: [], ask: { type: 'wait', milliseconds: breath } };
  const second = responseTo('controlled', yield { model: noted, judgements: [], ask: { type: 'control' } });
  return controlled(noted, second.exchange, second.attributes, caseId);
}

/** Asks for a control, and ends the conversation when the target is down. */
export function* proveWell(start: Said, caseId: string): Script<Said> {
  const { failure, ...rest } = yield* control(start, caseId);
  return failure === null ? rest : yield* stop(rest, 'down', failure);
}

/** How often a pair of updates is sent again when one of them met a failure inside. */
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

/** True when only a control can tell a broken promise from a target that nobody reaches any more. */
function isSuspicious(model: Model, { expectation }: Intent, exchange: Exchange): boolean {
  if (expectation.kind === 'plain') return whyFailed(model, exchange) !== null;
  return expectation.kind === 'refused' && wasAccepted(exchange) && contactIn(exchange) === null;
}

/**
 * A request was answered in a way that may mean that the target is gone: only a control can tell that from a broken promise, so it is
 * asked before anything is judged.
 */
export function* proveBefore(start: Said, intent: Intent, exchange: Exchange): Script<Said> {
  const { expectation } = intent;
  if (!isSuspicious(start.model, intent, exchange)) return start;
  const { failure, ...proved } = yield* control(start, intent.case);
  if (failure === null) return proved;
  const clause = expectation.kind === 'refused' ? expectation.clause : 'update-answers-200';
  const doubt = say(proved.model, unclear(clause, `Could not be judged. ${failure}`), exchange, intent);
  return yield* stop({ model: proved.model, said: [...proved.said, doubt] }, 'down', failure);
}
