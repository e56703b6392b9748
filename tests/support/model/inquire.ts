/** Finds out what it means that a response to an update shows an unsent attribute with another value. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { differences, pick, pointerOf, sentAttributes, stateIn, type Difference } from '../endpoint/index.ts';
import { broken, unclear } from '../oracles/index.ts';
import { explainAll } from './explain.ts';
import { fallenBack, maxPolls, readUntil } from './look.ts';
import { culprit, knowing, without } from './memory.ts';
import { whoMoved } from './mover.ts';
import type { Said } from './proof.ts';
import { readOnce, type At } from './read-once.ts';
import { say, wasAccepted } from './judgements.ts';
import type { Script } from './types.ts';
import { resend } from './target-health.ts';

/** A response, and what it shows that it should not. */
interface Odd {
  readonly case: string;
  readonly exchange: Exchange;
  readonly spec: RequestSpec;
  /** What the contact held before the update. */
  readonly before: ContactState;
  readonly unexpected: readonly Difference[];
}

interface Tried extends Said {
  /** What the contact holds afterwards; null when nothing was sent. */
  readonly state: ContactState | null;
}

/**
 * Unsent attributes show other values than those of their last update, which no response has confirmed: either that update was never
 * stored as it was answered, or the one after it took the value away. Sending it again and reading tells the two apart: what the
 * read shows was stored.
 */
function* sendLostAgain(start: Said, rest: readonly Difference[], caseId: string): Script<Tried> {
  let { model, said } = start;
  let state: ContactState | null = null;
  for (const exchange of new Set(rest.map(({ key }) => start.model.unconfirmed[key]?.exchange))) {
    const attributes = exchange === undefined ? null : sentAttributes(exchange.request.body ?? undefined);
    if (attributes === null) continue;
    yield { model, judgements: said, ask: { type: 'putBack', attributes } };
    const read = yield* readOnce({ model, said: [] }, caseId);
    ({ said, state } = read);
    const stored = rest
      .filter(({ key }) => read.model.unconfirmed[key]?.exchange === exchange)
      .filter(({ key, expected }) => differences({ [key]: expected }, read.state).length === 0)
      .map(({ key }) => key);
    model = { ...read.model, unconfirmed: without(read.model.unconfirmed, stored) };
  }
  return { model, said, state };
}

/**
 * Unsent attributes changed, and a refused request waits for proof that it wrote nothing: it or the accepted update after it is to
 * blame. The values are put back and that update is sent again: what changes once more is its doing.
 */
function* tryAgain(
  start: Said,
  rest: readonly Difference[],
  { spec, case: caseId }: Odd,
): Script<Tried & { readonly guilty: ReadonlySet<string> }> {
  const { model } = start;
  const doubtful = rest.filter(
    ({ key, actual, expected }) =>
      expected !== null &&
      model.pending.some(({ about }) => about === null) &&
      culprit(model, key, actual)?.exact !== true,
  );
  if (doubtful.length === 0 || model.polls >= maxPolls) return { ...start, state: null, guilty: new Set() };
  const values: ContactState = Object.fromEntries(doubtful.map(({ key, expected }) => [key, expected]));
  const counted = { ...model, polls: model.polls + 1 };
  yield { model: counted, judgements: start.said, ask: { type: 'putBack', attributes: values } };
  yield* resend({ model: counted, said: [] }, spec);
  const read = yield* readOnce({ model: counted, said: [] }, caseId);
  return { ...read, guilty: new Set(differences(values, read.state).map(({ key }) => key)) };
}

/** The response shows what a read does not: the same update again tells a response from a late copy from one that is wrong. */
function* judgeStale(start: Said, stale: readonly Difference[], odd: Odd): Script<Said> {
  const { model } = start;
  const again = yield* resend(start, odd.spec);
  const shown = stateIn(again.response);
  if (shown === null && !wasAccepted(again)) {
    const message = 'A response showed an unsent attribute with another value, and the update could not be sent again.';
    return { model, said: [say(model, unclear('unsent-attributes-keep-value', message), odd.exchange, odd)] };
  }
  const keys = stale.map(({ key }) => key);
  const still = shown === null ? stale : differences(pick(odd.before, keys), shown);
  const said = stale.map(({ key, expected, actual }) => {
    const pointer = pointerOf(key);
    const judgement = still.some((each) => each.key === key)
      ? broken(
          'unsent-attributes-keep-value',
          pointer,
          `${pointer} was not sent, is unchanged, and the response shows another value.`,
          { expected, actual },
        )
      : broken(
          'read-after-update-prompt',
          pointer,
          `The response shows ${pointer} as it was earlier; it is up to date a moment later.`,
          { expected, actual },
        );
    return say(model, judgement, odd.exchange, odd);
  });
  return { model, said };
}

/**
 * A response to an update shows an unsent attribute with another value than it held. A read tells whether it really changed;
 * if it did, who did it; if it did not, whether the response is late or wrong.
 */
export function* inquire(start: At, odd: Odd): Script<Said> {
  const { case: caseId, exchange, unexpected } = odd;
  const asked = { case: caseId, exchange };
  if (start.model.reading === null) {
    const explained = explainAll({ ...start.model, changed: unexpected }, unexpected, () => asked);
    const shown = Object.fromEntries(unexpected.map(({ key, actual }) => [key, actual]));
    return {
      model: knowing(explained.model, shown),
      said: [...start.said, ...explained.said],
    };
  }
  const keys = unexpected.map(({ key }) => key);
  const read = yield* readUntil(start, keys, caseId);
  const { rest } = read;
  const back = fallenBack(read.model, read.wentBack, read.exchange, caseId);
  const moved = yield* whoMoved(
    { ...read, model: { ...back.model, changed: rest }, said: [...read.said, ...back.said] },
    rest,
    caseId,
  );
  // Of what is moved by another than a request, no request is told by sending it again.
  const byRequest = rest.filter(({ key }) => (moved.model.movers[key]?.who ?? 'request') === 'request');
  const settled = yield* sendLostAgain(moved, byRequest, caseId);
  const tried = yield* tryAgain(settled, byRequest, odd);
  const explained = explainAll(tried.model, rest, ({ key }) => ({ ...asked, guilty: tried.guilty.has(key) }));
  const holds = tried.state ?? settled.state ?? { ...pick(read.state, keys), ...moved.holds };
  const after = {
    model: knowing(explained.model, holds),
    said: [...tried.said, ...explained.said],
  };
  const stale = unexpected.filter(({ key }) => !rest.some((each) => each.key === key));
  return stale.length === 0 ? after : yield* judgeStale(after, stale, odd);
}
