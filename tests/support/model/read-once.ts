/** Reading the contact once, by the way that works. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { learnNames, pointerOf, readFrom, readings, sentAttributes, type Reading } from '../endpoint/index.ts';
import { broken, type Expectation } from '../oracles/index.ts';
import { noteTimes, remember } from './memory.ts';
import { readShows } from './past.ts';
import type { Said } from './proof.ts';
import { judged, say } from './judgements.ts';
import type { Model, Observation, Script } from './types.ts';
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

/** Not there, or not any more (RFC 9110, sections 15.5.5 and 15.5.11). */
const isNotFound = ({ response }: Exchange): boolean => response?.status === 404 || response?.status === 410;

/** Reads that did not find the contact, after which GET is given up. */
const mostUnfound = 40;

/** What was answered as updated and is not shown by a read that did not find the contact, although one found it before and an update does. */
const unfound = (model: Model, exchange: Exchange): readonly Observation[] =>
  Object.entries(model.unconfirmed).map(([key, written]) => {
    const pointer = pointerOf(key);
    const message = `${pointer} was answered as updated, and a later read does not find the contact, which an update does.`;
    return say(
      model,
      broken('update-is-stored', pointer, message, {
        expected: model.known[key] ?? null,
        actual: exchange.response?.status ?? null,
      }),
      exchange,
      { case: written.case },
    );
  });

/** Reads once, by the way that works; a way that stops working is replaced by the next one. */
export function* readOnce(start: Said, caseId: string, beyond = true): Script<Read> {
  let { model, said } = start;
  let missed: readonly Observation[] | null = null;
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
        const isMissed = missed !== null;
        return {
          model: {
            ...model,
            reading: isMissed && model.unfound < mostUnfound ? model.reading : reading,
            unfound: model.unfound + Number(isMissed),
            past,
            names,
          },
          said: [...said, ...(missed ?? [])],
          at,
          exchange,
          state,
          back,
        };
      }
      if (reading === 'get' && isNotFound(exchange)) missed = unfound(model, exchange);
    }
    ({ model, said } = yield* proveWell({ model, said }, caseId));
  }
  return yield* stop({ model, said }, 'unreadable', 'The contact can no longer be read.');
}
