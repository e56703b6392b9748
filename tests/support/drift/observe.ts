/** From exchanges to what can be compared from run to run: statuses, error shapes, headers and the shape of answers. */
import { statusHas } from '../signs.ts';
import type { CaseObservation, Exchange, Json, Observed } from '../types.ts';
import { isVolatileHeader } from './headers.ts';
import { tally } from './merge.ts';
import { errorShapeOf, shapeOf } from './shape.ts';
import type { Sighting } from './types.ts';

type Answer = CaseObservation['answers'][number];

/** The media type of an answer in lower case, without parameters; null without a Content-Type. */
function mediaTypeOf(headers: Readonly<Record<string, string>>): string | null {
  const entry = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  const type = entry?.[1].split(';')[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? null : type.slice(0, 100);
}

function answerOf(sighting: Sighting, response: NonNullable<Exchange['response']>): Answer {
  const shape = sighting.accepted ? null : errorShapeOf(response.parsed);
  return {
    label: sighting.label,
    method: sighting.exchange.request.method,
    status: response.status,
    mediaType: mediaTypeOf(response.headers),
    errorShape: sighting.recorded === undefined ? shape : `recorded: ${sighting.recorded}`,
  };
}

/** The texts that the request carried: an answer that repeats one is no enumeration. */
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

export interface ObserveOptions {
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

/**
 * What the answers have in common, without a value that a seed decides. Requests that were never answered are left out.
 * `headers` and `shape` are about accepted updates only; the root of the shape (`''`) counts them in `of`.
 */
export function observe(sightings: readonly Sighting[], options: ObserveOptions = {}): Observed {
  const answered = sightings.flatMap((sighting) => {
    const response = sighting.exchange.response;
    return response === null ? [] : [{ sighting, response }];
  });
  const accepted = answered.filter(({ sighting }) => sighting.accepted);
  const cases = new Map<string, Answer[]>();
  for (const sighting of sightings) if (sighting.fixed !== false) cases.set(sighting.case, []);
  for (const { sighting, response } of answered) {
    // What a gateway or a limiter says is how the day went, not what the API does: it is never pinned.
    if (sighting.fixed === false || statusHas(response.status, 'not-the-api')) continue;
    cases.get(sighting.case)?.push(answerOf(sighting, response));
  }
  return {
    answers: answered.length,
    statuses: tally(answered.map(({ response }) => String(response.status))),
    mediaTypes: tally(answered.map(({ response }) => mediaTypeOf(response.headers) ?? 'none')),
    headers: tally(
      accepted.flatMap(({ response }) =>
        Object.keys(response.headers)
          .map((name) => name.toLowerCase().slice(0, 100))
          .filter((name) => !isVolatileHeader(name)),
      ),
    ),
    errorShapes: tally(
      answered.flatMap(({ sighting, response }) => (sighting.accepted ? [] : [errorShapeOf(response.parsed)])),
    ),
    shape: shapeOf(
      accepted.map(({ sighting, response }) => ({
        source: options.sources === true ? sighting.case : null,
        value: response.parsed.ok ? response.parsed.value : undefined,
        sent: sentTexts(sighting.exchange.request.body),
      })),
    ),
    cases: [...cases].map(([id, answers]) => ({ case: id, answers })),
  };
}
