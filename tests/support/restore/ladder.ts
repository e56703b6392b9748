/** Reading a contact by the first way that works: each way in turn, from a given one on, until one shows the contact. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import { readingRequest, readings, type ContactIds, type Reading } from '../endpoint/index.ts';

interface Rung {
  readonly reading: Reading;
  /** Null when the configuration lacks what it needs. */
  readonly request: RequestSpec | null;
}

/** A rung that did not show the contact. */
export interface Miss {
  readonly reading: Reading;
  /** Null when nothing was sent. */
  readonly exchange: Exchange | null;
}

type Climbed<Shown> =
  | { readonly kind: 'shown'; readonly reading: Reading; readonly exchange: Exchange; readonly shown: Shown }
  /** The last miss was not worth another rung. */
  | { readonly kind: 'stopped'; readonly misses: readonly Miss[]; readonly last: Miss }
  /** No rung is left. */
  | { readonly kind: 'exhausted'; readonly misses: readonly Miss[] };

interface Ladder<Shown> {
  readonly ids: ContactIds;
  /** The first rung to try; those below it have failed before. */
  readonly from: Reading;
  /** Sends the request of a rung. Null when it may not be sent, which is a miss without an exchange. */
  readonly ask: (request: RequestSpec, reading: Reading) => Promise<Exchange | null>;
  /** What counts as shown; null when an exchange does not show it. */
  readonly shows: (exchange: Exchange) => Shown | null;
  /** Called after every miss, the last one included: whether the next rung is tried. It may send something itself, or throw. */
  readonly goOn: (miss: Miss) => boolean | Promise<boolean>;
}

/** The rungs from one on, in the order in which they are tried. */
export const rungsFrom = (first: Reading, ids: ContactIds): readonly Rung[] =>
  readings.slice(readings.indexOf(first)).map((reading) => ({ reading, request: readingRequest(reading, ids) }));

/**
 * Climbs until a rung shows the contact, a miss is not worth another rung, or no rung is left.
 * @throws what `ask` and `goOn` throw
 */
export async function climb<Shown>({ ids, from, ask, shows, goOn }: Ladder<Shown>): Promise<Climbed<Shown>> {
  const misses: Miss[] = [];
  for (const { reading, request } of rungsFrom(from, ids)) {
    const exchange = request === null ? null : await ask(request, reading);
    const shown = exchange === null ? null : shows(exchange);
    if (exchange !== null && shown !== null) return { kind: 'shown', reading, exchange, shown };
    const last: Miss = { reading, exchange };
    misses.push(last);
    if (!(await goOn(last))) return { kind: 'stopped', misses, last };
  }
  return { kind: 'exhausted', misses };
}
