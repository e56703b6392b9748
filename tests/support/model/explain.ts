/** Says what a difference between what the contact should hold and what a read shows means. */
import type { Exchange } from '../client/exchange.ts';
import type { Json } from '../text/json.ts';
import { differences, pointerOf, sameJson, sentAttributes, type Difference } from '../endpoint/index.ts';
import { broken } from '../oracles/index.ts';
import { culprit, isForeign, requestedState } from './memory.ts';
import type { Said } from './proof.ts';
import { interfered, isTheirs, say } from './judgements.ts';
import type { Model, Written } from './types.ts';

/** Who is asked about the difference. */
interface Asked {
  readonly case: string;
  /** The exchange in which it showed. */
  readonly exchange: Exchange;
  /** Whether the update of this exchange was seen to change the attribute each time, so that no refused request did. */
  readonly guilty?: boolean;
}

/** True for the value that the update sent which is waited for: it was stored, and answered as another. */
function isAsSent(written: Written | undefined, key: string, actual: Json): boolean {
  const sent = requestedState(sentAttributes(written?.exchange.request.body ?? undefined));
  return sent[key] !== undefined && differences({ [key]: sent[key] }, { [key]: actual }).length === 0;
}

/**
 * Blames a refused request for what it sent, the update that wrote the attribute for a loss, and else the one that did not name it.
 * @param suspects - the refused requests that come into question for what they sent, also those that something else was laid to already
 */
function blame(model: Model, { key, expected, actual }: Difference, asked: Asked, suspects: Model['pending']): Said {
  const { case: caseId, exchange, guilty = false } = asked;
  const pointer = pointerOf(key);
  const values = { expected, actual };
  const written = model.unconfirmed[key];
  const asSent = isAsSent(written, key, actual);
  const foreign = !asSent && isForeign(model, actual);
  const lost = sameJson(written?.previous, actual);
  const refused = guilty || asSent ? null : culprit({ pending: suspects }, key, actual);
  const although = `${pointer} changed although the request was refused.`;
  // Only a value that a refused request sent says for sure that this request wrote it; the previous value says that a write was lost.
  if (refused !== null && (refused.exact || !lost)) {
    const { pending, exact } = refused;
    const judgement = broken(pending.clause, pointer, although, values);
    return {
      model: { ...model, pending: model.pending.filter((other) => other !== pending) },
      said: [
        say({ ...model, pending: suspects }, judgement, pending.exchange, {
          case: pending.case,
          foreign: foreign && !exact,
        }),
      ],
    };
  }
  if (written !== undefined) {
    const message = lost
      ? `${pointer} was answered as updated, and a later read shows the previous value.`
      : `${pointer} was answered with one value, and a later read shows another.`;
    const judgement = broken('update-is-stored', pointer, message, values);
    return { model, said: [say(model, judgement, written.exchange, { case: written.case, foreign })] };
  }
  const last = guilty ? undefined : model.pending.findLast(({ about }) => about === null);
  const said =
    last === undefined
      ? say(
          model,
          broken('unsent-attributes-keep-value', pointer, `${pointer} was not sent and changed.`, values),
          exchange,
          { case: caseId, foreign },
        )
      : say(model, broken(last.clause, pointer, although, values), last.exchange, { case: last.case, foreign });
  return { model, said: [said] };
}

/** Blames a request, unless each write of the attribute has a late effect, or somebody else writes to it. */
function explain(model: Model, difference: Difference, asked: Asked, suspects: Model['pending']): Said {
  const { key, expected, actual } = difference;
  const mover = model.movers[key];
  if (mover?.who === 'late-effect' && culprit({ pending: suspects }, key, actual)?.exact !== true) {
    const pointer = pointerOf(key);
    const written = model.unconfirmed[key];
    const message = `${pointer} is stored as it was written, and is another value about ${String(Math.round(mover.delay))} ms after each update of it.`;
    const judgement = broken('update-is-stored', pointer, message, { expected, actual });
    const about = { case: written?.case ?? asked.case, foreign: isForeign(model, actual) };
    return { model, said: [say(model, judgement, written?.exchange ?? asked.exchange, about)] };
  }
  const blamed = blame(model, difference, asked, suspects);
  return isTheirs(model, key) && culprit({ pending: suspects }, key, actual)?.exact !== true
    ? { model: blamed.model, said: blamed.said.map(interfered) }
    : blamed;
}

/**
 * Explains several differences one after the other. A refused request is to blame for everything that it sent and that is there now; what
 * none of them sent is not laid to one that was blamed already.
 */
export const explainAll = (
  model: Model,
  found: readonly Difference[],
  asked: (difference: Difference) => Asked,
): Said =>
  found.reduce<Said>(
    (before, difference) => {
      const after = explain(before.model, difference, asked(difference), model.pending);
      return { model: after.model, said: [...before.said, ...after.said] };
    },
    { model, said: [] },
  );
