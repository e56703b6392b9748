/** From exchanges to what can be compared from run to run: statuses, error shapes, headers and the shape of responses. */
import type { Exchange } from '../client/exchange.ts';
import type { CaseObservation, Observed } from '../report/types.ts';
import type { Json } from '../text/json.ts';
import { statusHas } from '../signs.ts';
import { isStorable, isVolatileHeader, storableName } from './headers.ts';
import { mergeObserved, tally } from './merge.ts';
import { errorShapeOf, shapeOf } from './shape.ts';

/** One response of a run, handed to `observe`. */
export interface ObservedExchange {
  readonly case: string;
  /** Names the request within its case; the same from run to run. */
  readonly label: string;
  /** True for the response to an update that was accepted: its body is a contact. */
  readonly accepted: boolean;
  readonly exchange: Exchange;
  /** False for a response to a payload that a seed made: it adds to the shape, but is not pinned by itself. */
  readonly fixed?: boolean;
  /** One seed-free word for what a recorded clause saw (`moved`, `kept`, …): pinned like a status. */
  readonly recorded?: string;
}

type ObservedResponse = CaseObservation['answers'][number];

/** The media type of a response in lower case, without parameters; null without a Content-Type. */
function mediaTypeOf(headers: Readonly<Record<string, string>>): string | null {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  const type = entry?.[1].split(';')[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? null : type.slice(0, 100);
}

function responseOf(observation: ObservedExchange, response: NonNullable<Exchange['response']>): ObservedResponse {
  const shape = observation.accepted ? null : errorShapeOf(response.parsed);
  return {
    label: observation.label,
    method: observation.exchange.request.method,
    status: response.status,
    mediaType: mediaTypeOf(response.headers),
    errorShape: observation.recorded === undefined ? shape : `recorded: ${observation.recorded}`,
  };
}

/** The texts that the request carried: a response that repeats one is no enumeration. */
function textsOf(value: Json, found: string[], depth = 0): string[] {
  if (typeof value === 'string') found.push(value.toLowerCase());
  else if (typeof value === 'object' && value !== null && depth < 8) {
    for (const item of Object.values(value).slice(0, 50)) textsOf(item, found, depth + 1);
  }
  return found;
}

function sentTexts(body: string | null): readonly string[] {
  if (body === null || body.length > 100_000) return [];
  try {
    return textsOf(JSON.parse(body) as Json, []);
  } catch {
    return [];
  }
}

interface ObserveOptions {
  /** Notes in `shownBy` of each node which case showed what first, so that a drift can show its request. */
  readonly sources?: boolean;
}

/** Nothing seen yet: the neutral element of `mergeObserved`. */
export const emptyObserved: Observed = {
  answers: 0,
  statuses: {},
  mediaTypes: {},
  headers: {},
  errorShapes: {},
  shape: {},
  cases: [],
};

/** What all parts of a run saw. Halves are merged with halves, as it makes no difference: what is large is merged seldom. */
export function mergeAll(parts: readonly Observed[]): Observed {
  const [first = emptyObserved] = parts;
  if (parts.length < 2) return first;
  const half = Math.floor(parts.length / 2);
  return mergeObserved(mergeAll(parts.slice(0, half)), mergeAll(parts.slice(half)));
}

/**
 * What the responses have in common, without a value that a seed decides. Requests that were never answered are left out.
 * `headers` and `shape` are about accepted updates only; the root of the shape (`''`) counts them in `of`.
 */
export function observe(observations: readonly ObservedExchange[], options: ObserveOptions = {}): Observed {
  const answered = observations.flatMap((observation) => {
    const response = observation.exchange.response;
    return response === null ? [] : [{ observation, response }];
  });
  const accepted = answered.filter(({ observation }) => observation.accepted);
  const cases = new Map<string, ObservedResponse[]>();
  for (const observation of observations) if (observation.fixed !== false) cases.set(observation.case, []);
  for (const { observation, response } of answered) {
    // What a gateway or a limiter says is how the day went, not what the API does: it is never pinned.
    if (observation.fixed === false || statusHas(response.status, 'not-the-api')) continue;
    cases.get(observation.case)?.push(responseOf(observation, response));
  }
  return {
    answers: answered.length,
    statuses: tally(answered.map(({ response }) => String(response.status))),
    mediaTypes: tally(answered.map(({ response }) => mediaTypeOf(response.headers) ?? 'none')),
    headers: tally(
      accepted.flatMap(({ response }) =>
        Object.keys(response.headers)
          .map((name) => name.toLowerCase().slice(0, 100))
          .filter((name) => !isVolatileHeader(name))
          .concat(isStorable(response.headers) ? [storableName] : []),
      ),
    ),
    errorShapes: tally(
      answered.flatMap(({ observation, response }) => (observation.accepted ? [] : [errorShapeOf(response.parsed)])),
    ),
    shape: shapeOf(
      accepted.map(({ observation, response }) => ({
        source: options.sources === true ? observation.case : null,
        value: response.parsed.ok ? response.parsed.value : undefined,
        sent: sentTexts(observation.exchange.request.body),
      })),
    ),
    cases: [...cases].map(([id, responses]) => ({ case: id, answers: responses })),
  };
}
