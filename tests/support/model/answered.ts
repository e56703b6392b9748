/** What an exchange comes to: its judgements, what it wrote, and what it must not have written. */
import type { Exchange } from '../client/exchange.ts';
import { stateKeys } from '../endpoint/index.ts';
import { held } from '../oracles/index.ts';
import { failsInside, hasSign } from '../signs.ts';
import { inquire } from './inquire.ts';
import { look, quietly } from './look.ts';
import { loseTime, noteRefused } from './clock.ts';
import { contactIn, forget, noteTimes, openCases, remember, writtenKeys } from './memory.ts';
import { awaitProof, confirmShown, type Said } from './proof.ts';
import type { At } from './read-once.ts';
import { judged, learn, say, showsNeighbour, wasAccepted } from './judgements.ts';
import type { Event, Intent, Model, Script, Step } from './types.ts';
import { noteControl, proveBefore, proveWell, stop } from './target-health.ts';

const nothing = { type: 'nothing' } as const;

/** True for a request that would overwrite what a refused one may have written: what no state has leaves no trace that a read could show. */
const covers = (model: Model, { expectation, written }: Intent): boolean =>
  expectation.kind !== 'refused' &&
  model.reading !== null &&
  model.pending.some(({ weak, sent }) => !weak && writtenKeys(written).some((key) => Object.hasOwn(sent, key)));

/** True for a request that writes nothing, whatever it leads to. */
const isRead = ({ spec }: Intent): boolean => spec.method === 'GET' || spec.method === 'HEAD';

/** True for a 2xx that shows nothing to a request which may be answered so without a key. */
const isEmptyPreflight = ({ expectation }: Intent, exchange: Exchange): boolean =>
  expectation.kind === 'refused' && expectation.mayBeEmpty === true && contactIn(exchange) === null;

/** True for a request to another record than the contact. */
const leadsElsewhere = ({ expectation }: Intent): boolean => expectation.kind === 'refused' && expectation.elsewhere;

/** Before a request: what has to be settled first, as it would cover the traces of an earlier one. */
export function* sending(start: Model, { intent, at }: Extract<Event, { type: 'sending' }>): Script {
  const begun: At = { model: start, said: [], at };
  if (leadsElsewhere(intent) && start.elsewhereAccepted)
    return yield* stop(
      begun,
      'unavailable',
      'A request to another record was accepted earlier in the run: nothing more is sent to one.',
    );
  const { model, said } = covers(start, intent) ? yield* look(begun, intent.case) : begun;
  return {
    model: { ...remember(model, intent.sent), open: openCases(model), changed: [] },
    judgements: said,
    ask: nothing,
  };
}

/** Of an update that was not accepted nobody knows whether it was applied: no whole response came, a redirect, or a failure inside. */
const isOpen = (exchange: Exchange): boolean =>
  exchange.response === null || exchange.response.status < 400 || failsInside(exchange);

/** After an accepted request that was free to be, or had to be accepted. */
function* afterAccepted(start: At, intent: Intent, exchange: Exchange): Script<Said> {
  const { expectation, spec, written } = intent;
  // What another method does to attributes that were not sent is promised nowhere: PUT may replace the contact.
  if (spec.method !== 'PATCH') return { ...start, model: loseTime(forget(start.model, stateKeys)) };
  const before = start.model.known;
  const { model, shown, unexpected } = learn(start.model, exchange, expectation, written, intent.case);
  const keys = writtenKeys(written);
  if (shown === null) return { ...start, model: expectation.kind === 'recorded' ? forget(model, keys) : model };
  if (unexpected.length > 0)
    return yield* inquire({ ...start, model }, { case: intent.case, exchange, spec, before, unexpected });
  const kept =
    keys.length < Object.keys(shown).length ? [say(model, held('unsent-attributes-keep-value'), exchange, intent)] : [];
  const confirmed = confirmShown(model, shown, keys, exchange);
  return { model: confirmed.model, said: [...start.said, ...kept, ...confirmed.said] };
}

/**
 * A request that had to be refused was accepted. What it wrote is part of that one finding: the state is read again without being
 * judged. To another record nothing more is sent.
 */
function* afterWrongAccept(start: At, intent: Intent, exchange: Exchange): Script<Said> {
  const { model } = start;
  if (leadsElsewhere(intent))
    return {
      ...start,
      model: {
        ...model,
        elsewhereAccepted: model.elsewhereAccepted || (!isRead(intent) && contactIn(exchange) !== null),
      },
    };
  return yield* quietly(start.said, look(start, intent.case, { isBeyond: true }));
}

/** After a request: everything that its exchange says, and what has to be looked into because of it. */
export function* answered(start: Model, event: Extract<Event, { type: 'answered' }>): Script {
  const { intent, exchange, at } = event;
  const { expectation } = intent;
  const proved = yield* proveBefore({ model: start, said: [] }, intent, exchange);
  const { said, provisional } = judged(proved.model, exchange, expectation, intent.sent, intent.case);
  const so: At = { model: proved.model, said: [...proved.said, ...said], at };
  // A neighbour tells nothing of the contact; what is known stays known, and nothing more is sent to other records.
  if (showsNeighbour(so.model, exchange, expectation))
    return { model: { ...so.model, elsewhereAccepted: true }, judgements: so.said, ask: nothing, exchange };
  const accepted = wasAccepted(exchange) && !isEmptyPreflight(intent, exchange);
  let after: Said;
  // A read writes nothing, whatever its response.
  if (expectation.kind === 'read') after = so;
  else if (accepted && expectation.kind === 'refused') after = yield* afterWrongAccept(so, intent, exchange);
  else if (accepted) after = yield* afterAccepted(so, intent, exchange);
  else if (isOpen(exchange) && (expectation.kind !== 'refused' || failsInside(exchange)))
    after = { ...so, model: loseTime(forget(so.model, writtenKeys(intent.written))) };
  else after = { ...so, model: noteRefused(awaitProof(so.model, intent, exchange, provisional), intent, exchange) };
  const noted = expectation.kind === 'plain' ? noteControl(after.model, exchange, intent.sent) : after.model;
  after = { ...after, model: noteTimes(noted, exchange) };
  // A 429 to the end means that nothing went through for as long as that was waited out: whoever may not ask judges nothing.
  const isUnheard = exchange.response === null || hasSign(exchange, 'throttled');
  if (expectation.kind !== 'plain' && isUnheard) after = yield* proveWell(after, intent.case);
  return { model: after.model, judgements: after.said, ask: nothing, exchange } satisfies Step;
}
