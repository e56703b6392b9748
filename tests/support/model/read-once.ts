/** Reading the contact once, by the way that works. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { learnNames, readFrom, readings, sentAttributes, type Reading } from '../endpoint/index.ts';
import type { Expectation } from '../oracles/index.ts';
import { noteTimes, remember } from './memory.ts';
import { readShows } from './past.ts';
import type { Said } from './proof.ts';
import { judged } from './judgements.ts';
import type { Script } from './types.ts';
import { proveWell, stop } from './target-health.ts';

/** A conversation that has come so far, and when. */
export interface At extends Said {
  readonly at: number;
}

export interface Read extends At {
  readonly exchange: Exchange;
  readonly state: ContactState;
  /** Attributes that it shows as they were before what an earlier read showed. */
  readonly back: readonly string[];
}

const expectationOf = (reading: Reading): Expectation =>
  reading === 'get'
    ? { kind: 'read' }
    : reading === 'unknown-attribute' || reading === 'no-attributes'
      ? { kind: 'recorded', clause: 'unknown-attributes', odd: [] }
      : { kind: 'plain' };

/** Reads once, by the way that works; a way that stops working is replaced by the next one. */
export function* readOnce(start: Said, caseId: string, beyond = true): Script<Read> {
  let { model, said } = start;
  const from = model.reading === null ? readings.length : readings.indexOf(model.reading);
  for (const reading of readings.slice(from)) {
    const event = yield { model, judgements: said, ask: { type: 'read', reading, beyond } };
    said = [];
    if (event.type === 'read') {
      const { exchange, at } = event;
      const sent = sentAttributes(exchange.request.body ?? undefined);
      ({ said } = judged(model, exchange, expectationOf(reading), sent, caseId));
      model = noteTimes(remember(model, sent), exchange);
      const shown = readFrom(exchange, model.about.contactId);
      if (shown !== null) {
        const { state } = shown;
        const { past, back } = readShows(model.past, state);
        const names = learnNames(model.names, shown.contact);
        return { model: { ...model, reading, past, names }, said, at, exchange, state, back };
      }
    }
    ({ model, said } = yield* proveWell({ model, said }, caseId));
  }
  return yield* stop({ model, said }, 'unreadable', 'The contact can no longer be read.');
}
