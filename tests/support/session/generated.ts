/** Generated payloads: judged by ajv before they are sent, counted for coverage, reduced when something breaks. */
import { contactPath, headersFor, segmentsOf, whyNotWritable } from '../endpoint/index.ts';
import { validateRequest } from '../schemas.ts';
import { assertPayload, shrink, type Payload, type Sent } from '../payloads/index.ts';
import { clauseOf } from '../catalogue.ts';
import type { Expectation } from '../oracles/index.ts';
import type { Exchange } from '../types.ts';
import { causeOf, createCollector, type Verdictlet } from './collector.ts';
import { perform } from './perform.ts';
import type { Session } from './session.ts';
import { Stopped } from './stopped.ts';
import { optionsOf } from './values.ts';

/** Reductions are bounded: requests per cause, requests per run, milliseconds per cause. */
const bounds = { perCause: 20, perRun: 60, milliseconds: 15_000 } as const;

export interface SentPayload {
  readonly payload: Sent;
  readonly status: number | null;
}

async function sendAndCollect(
  session: Session,
  payload: Payload,
  expectation: Expectation,
  purpose: 'case' | 'shrink',
): Promise<{
  readonly exchange: Exchange;
  readonly broken: readonly Verdictlet[];
  readonly collector: ReturnType<typeof createCollector>;
}> {
  const { settings } = session.options;
  const collector = createCollector();
  const sink = session.sink;
  session.sink = (verdictlet) => {
    collector.add(verdictlet);
    if (purpose === 'case') sink(verdictlet.outcome === 'pass' ? verdictlet : { ...verdictlet });
  };
  try {
    const exchange = await perform(
      session,
      {
        method: 'PATCH',
        path: contactPath(settings.contactId),
        headers: headersFor(settings.apiKey),
        body: payload.text,
      },
      { expectation, purpose, label: payload.id },
    );
    return { exchange, broken: collector.broken, collector };
  } finally {
    session.sink = sink;
  }
}

const reducible = (session: Session, { outcome, clause, certain, ...rest }: Verdictlet): boolean =>
  outcome === 'fail' &&
  certain !== true &&
  clauseOf(clause).level === 'MUST' &&
  !session.shrunk.has(causeOf({ clause, pointer: rest.pointer }));

/** The smallest payload that still breaks the same clause at the same place, with its exchange; null when it is the first one. */
async function reduce(
  session: Session,
  payload: Payload,
  expectation: Expectation,
  verdictlet: Verdictlet,
): Promise<Exchange | null> {
  const cause = causeOf(verdictlet);
  session.shrunk.add(cause);
  const end = session.options.now() + bounds.milliseconds;
  const wasOff = session.offBudget;
  session.offBudget = true;
  let smallest: Exchange | null = null;
  try {
    await shrink(
      optionsOf(session),
      payload,
      async (candidate) => {
        assertPayload(validateRequest, candidate);
        session.shrinks += 1;
        const { exchange, broken } = await sendAndCollect(session, candidate, expectation, 'shrink');
        const same = broken.some((other) => causeOf(other) === cause && other.outcome === 'fail');
        if (same) smallest = exchange;
        return same;
      },
      {
        requests: Math.min(bounds.perCause, bounds.perRun - session.shrinks),
        until: () => session.options.now() > end || session.down !== null,
      },
    );
    return smallest;
  } catch (error) {
    if (error instanceof Stopped) return smallest;
    throw error;
  } finally {
    session.offBudget = wasOff;
  }
}

/** True when every attribute of a payload may be written in this run. */
export const maySend = (session: Session, payload: Payload): boolean =>
  payload.attributes.every(
    (attribute) => whyNotWritable(attribute, session.options.settings, session.options.initial) === null,
  );

/**
 * Sends a generated payload. A broken promise is shown with the smallest payload that breaks it.
 * @throws PayloadError when the payload is not what it claims to be: a fault of the suite
 */
export async function sendPayload(session: Session, payload: Payload, expectation: Expectation): Promise<Exchange> {
  assertPayload(validateRequest, payload);
  if (!maySend(session, payload))
    throw new Stopped('unavailable', `The payload ${payload.id} names an attribute that this run may not write.`);
  const sink = session.sink;
  const held: Verdictlet[] = [];
  session.sink = (verdictlet) => {
    if (verdictlet.outcome === 'fail' && reducible(session, verdictlet)) held.push(verdictlet);
    else sink(verdictlet);
  };
  let exchange: Exchange;
  try {
    ({ exchange } = await sendAndCollect(session, payload, expectation, 'case'));
  } finally {
    session.sink = sink;
  }
  session.sentPayloads.push({
    payload: { kind: payload.kind, target: payload.target, body: payload.body },
    status: exchange.response?.status ?? null,
  });
  for (const verdictlet of held) {
    const smaller =
      session.shrinks < bounds.perRun && session.attempt === 0
        ? await reduce(session, payload, expectation, verdictlet)
        : null;
    sink(smaller === null ? verdictlet : { ...verdictlet, exchange: smaller });
  }
  return exchange;
}

/** Which attributes of a payload are not judged by value: those that an invalid payload breaks. */
export const oddOf = (payload: Payload): readonly string[] => {
  const attribute = segmentsOf(payload.target?.pointer ?? '')[1];
  return payload.kind === 'invalid' && attribute !== undefined
    ? [attribute]
    : payload.kind === 'invalid'
      ? payload.attributes
      : [];
};
