/** Refused requests wait for proof that they wrote nothing, and written values for a response that shows them again. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import { pointerOf, sameJson } from '../endpoint/index.ts';
import { broken, held, unclear } from '../oracles/index.ts';
import { without, writtenKeys } from './memory.ts';
import { say } from './judgements.ts';
import type { Intent, Model, Observation, Pending } from './types.ts';

/** What came of something: the model after it, and what was said. */
export interface Said {
  readonly model: Model;
  readonly said: readonly Observation[];
}

/** What must not have happened when a request is refused, whether it had to be or was free to be. */
const effectOf = ({ expectation, sent }: Intent): ClauseId =>
  expectation.kind === 'refused'
    ? expectation.effectClause
    : sent !== null && Object.keys(sent).length > 1
      ? 'refused-update-not-partly-applied'
      : 'refused-update-changes-nothing';

/** Marks a refused request as waiting for proof that it wrote nothing. `provisional` are clauses that hold only then. */
export function awaitProof(model: Model, intent: Intent, exchange: Exchange, provisional: readonly ClauseId[]): Model {
  const base = {
    case: intent.case,
    exchange,
    sent: intent.written ?? {},
    weak: intent.expectation.kind !== 'refused',
  };
  const waiting: readonly Pending[] = [
    { ...base, clause: effectOf(intent), about: null },
    ...provisional.map((clause) => ({ ...base, clause, about: clause })),
  ];
  return { ...model, pending: [...model.pending, ...waiting] };
}

/** Where what an attribute held before is not known, a value that the refused request sent is telling all the same. */
function writtenBy(model: Model, sent: JsonObject, shown: ContactState): string | undefined {
  return writtenKeys(sent).find((key) => model.known[key] === undefined && sameJson(shown[key], sent[key]));
}

/**
 * A response showed the contact with everything as expected: refused requests before it had no effect on what it showed,
 * and values written before it were stored.
 */
export function confirmShown(
  model: Model,
  shown: ContactState,
  exceptKeys: readonly string[],
  exchange: Exchange,
): Said {
  const showsAll = ({ sent }: Pending): boolean =>
    writtenKeys(sent).every(
      (key) => !exceptKeys.includes(key) && (shown[key] !== undefined || model.known[key] === undefined),
    );
  const settled = model.pending.filter(showsAll);
  const confirmed = Object.entries(model.unconfirmed).filter(
    ([key]) => !exceptKeys.includes(key) && shown[key] !== undefined,
  );
  const after: Model = {
    ...model,
    pending: model.pending.filter((pending) => !settled.includes(pending)),
    unconfirmed: without(
      model.unconfirmed,
      confirmed.map(([key]) => key),
    ),
  };
  const wrote = settled.flatMap((pending) => {
    const key = pending.about === null ? writtenBy(model, pending.sent, shown) : undefined;
    if (key === undefined) return [];
    const message = `${pointerOf(key)} holds what a refused request sent.`;
    const judgement = broken(pending.clause, pointerOf(key), message, { actual: shown[key] ?? null });
    return [say(after, judgement, pending.exchange, pending)];
  });
  return {
    model: after,
    said: [
      ...wrote,
      ...settled.map((pending) => say(after, held(pending.clause), exchange, pending)),
      ...confirmed.map(([key, written]) =>
        say(after, held('update-is-stored', pointerOf(key)), exchange, { case: written.case }),
      ),
    ],
  };
}

/** Gives up on everything that still waits for proof: nothing can be said about it. */
export const abandon = (model: Model, reason: string): Said => ({
  model: { ...model, pending: [], unconfirmed: {} },
  said: model.pending.map((pending) =>
    say(model, unclear(pending.clause, `Could not be judged: ${reason}`), pending.exchange, pending),
  ),
});
