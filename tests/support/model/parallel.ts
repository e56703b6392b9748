/** Two updates at the same time: what is left of them, and of what neither of them named. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { differences, omit, overlay, pointerOf, sameJson, stateIn, type Difference } from '../endpoint/index.ts';
import { broken, held, unclear } from '../oracles/index.ts';
import { look, quietly } from './look.ts';
import { isForeign, knowing, noteTimes, remember, requestedState, without, writtenKeys } from './memory.ts';
import type { Said } from './proof.ts';
import { interference, interfered, isTheirs, judged, say, wasAccepted } from './judgements.ts';
import type { Event, Model, Observation, Pair, Script } from './types.ts';
import { failsInside } from '../signs.ts';
import { responseTo, attempts, failedInside, failedOnce, proveWell } from './target-health.ts';

/** Says of each attribute that neither update named, and that is not as it was, that it was to keep its value. */
function unsent(
  model: Model,
  before: ContactState,
  shown: ContactState,
  exchange: Exchange,
  caseId: string,
  sentence: (pointer: string) => string,
): readonly Observation[] {
  const changed = differences(before, shown);
  if (changed.length === 0 && Object.keys(shown).length > 0)
    return [say(model, held('unsent-attributes-keep-value'), exchange, { case: caseId })];
  return changed.map(({ key, expected, actual }) => {
    const pointer = pointerOf(key);
    const judgement = broken('unsent-attributes-keep-value', pointer, sentence(pointer), { expected, actual });
    const said = say(model, judgement, exchange, { case: caseId, foreign: isForeign(model, actual) });
    return isTheirs(model, key) ? interfered(said) : said;
  });
}

/** The contact in a response, as far as it may be compared. */
const shownIn = ({ response }: Exchange): ContactState => stateIn(response) ?? {};

const oneOfTwo = 'One of two updates at the same time';

/**
 * Where one of the two met a failure inside, both are sent again: a pair that fails now and then could not be judged.
 * @returns the pair, and what was known when it was sent: a control that came after it shows a later time
 */
function* provePair(
  model: Model,
  { both, exchanges, case: caseId }: Extract<Event, { type: 'parallel' }>,
): Script<Said & { readonly pair: Pair; readonly base: Model }> {
  const failed = exchanges.find(failsInside);
  if (failed === undefined) return { model, said: [], pair: exchanges, base: model };
  const proved = yield* proveWell({ model, said: [] }, caseId);
  let { said } = proved;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const event = yield { model: proved.model, judgements: said, ask: { type: 'resendBoth', both } };
    const { exchanges: pair } = responseTo('pair', event);
    said = [];
    if (pair.some((each) => failsInside(each) || each.response === null)) continue;
    const notes = [
      failedInside(proved.model, failed, caseId, oneOfTwo),
      failedOnce(proved.model, failed, caseId, oneOfTwo, 'both were sent again'),
    ];
    return { model: proved.model, said: notes, pair, base: proved.model };
  }
  return { model: proved.model, said, pair: exchanges, base: model };
}

/**
 * The first attribute of two updates of which a read shows what was there before them. Only a lost update is that: a value that comes
 * back changed is judged where it was answered.
 */
export const lostOf = (
  keys: readonly string[],
  before: ContactState,
  expected: ContactState,
  state: ContactState,
): Difference | undefined =>
  differences(before, expected).find(
    ({ key, expected: previous }) => keys.includes(key) && sameJson(state[key], previous),
  );

/** Both were accepted: what a read shows of what they named, and of what neither did. */
function* compare(
  start: Said,
  before: ContactState,
  pair: Pair,
  { both: [left, right], at, case: caseId }: Extract<Event, { type: 'parallel' }>,
): Script<Said> {
  const [, second] = pair;
  const keys = [...writtenKeys(left), ...writtenKeys(right)];
  const expected = overlay(before, overlay(requestedState(left), requestedState(right)));
  const noted = noteTimes(start.model, second);
  const model = knowing({ ...noted, unconfirmed: without(noted.unconfirmed, keys) }, expected);
  const read = yield* quietly(start.said, look({ ...start, model, at }, caseId));
  const { state } = read;
  const same = omit(
    before,
    differences(before, omit(state, keys)).map(({ key }) => key),
  );
  // What a response shows of the other update, while that is under way, is not judged; where reads lag behind, nothing is.
  const ofResponses = pair
    .filter(() => read.model.lag === 0)
    .flatMap((exchange) =>
      unsent(
        read.model,
        same,
        omit(shownIn(exchange), keys),
        exchange,
        caseId,
        (pointer) =>
          `Of two updates at the same time, the response to one shows another ${pointer}, which neither sent.`,
      ),
    );
  const gone = lostOf(keys, before, expected, state);
  const both =
    gone === undefined
      ? held('parallel-updates-both-last')
      : isTheirs(read.model, gone.key)
        ? unclear('parallel-updates-both-last', interference)
        : broken(
            'parallel-updates-both-last',
            pointerOf(gone.key),
            `Of two updates at the same time, the one of ${gone.key} was lost.`,
            { expected: gone.actual, actual: gone.expected },
          );
  return {
    model: read.model,
    said: [
      ...read.said,
      ...unsent(
        read.model,
        before,
        omit(state, keys),
        second,
        caseId,
        (pointer) => `${pointer} was sent by neither of two updates at the same time, and changed.`,
      ),
      ...ofResponses,
      say(read.model, both, second, { case: caseId }),
    ],
  };
}

/** Two updates of different attributes were sent without waiting for one another: both are to last. */
export function* parallel(start: Model, event: Extract<Event, { type: 'parallel' }>): Script {
  const { both, case: caseId, at } = event;
  const proved = yield* provePair(both.reduce(remember, start), event);
  const { model, pair, base } = proved;
  const judgements = pair.flatMap(
    (exchange, index) => judged(base, exchange, { kind: 'plain', meets: true }, both[index] ?? null, caseId).said,
  );
  const so: Said = { model, said: [...proved.said, ...judgements] };
  let after: Said;
  if (pair.every(wasAccepted)) after = yield* compare(so, model.known, pair, event);
  else {
    const doubt = unclear('parallel-updates-both-last', 'One of the two updates was not accepted.');
    const isSaid = so.said.some(({ clause }) => clause === doubt.clause);
    const said = isSaid ? so.said : [...so.said, say(model, doubt, pair[0], { case: caseId })];
    after = yield* quietly(said, look({ model, said, at }, caseId));
  }
  return { model: after.model, judgements: after.said, ask: { type: 'nothing' } };
}
