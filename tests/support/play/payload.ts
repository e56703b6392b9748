/** Generated payloads: judged by ajv before they are sent, counted for coverage, shrunk when something breaks. */
import type { Exchange } from '../client/exchange.ts';
import { clauseOf } from '../catalogue.ts';
import { causeOf } from '../cases/collect.ts';
import { Stopped } from '../cases/stopped.ts';
import { contactPath, headersFor, whyNotWritable } from '../endpoint/index.ts';
import type { Observation } from '../model/index.ts';
import type { Expectation } from '../oracles/index.ts';
import { assertPayload, shrink, type Payload } from '../payloads/index.ts';
import { validateRequest } from '../schemas.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';
import { send } from './send.ts';

/** Shrinking is bounded per cause: in requests, and in milliseconds. */
const bounds = { requests: 20, milliseconds: 15_000 } as const;

const sendOne = (
  play: Play,
  attempt: Attempt,
  payload: Payload,
  expectation: Expectation,
  purpose: 'case' | 'shrink',
): Promise<Exchange> => {
  const { apiKey, contactId } = play.options.settings;
  const spec = {
    method: 'PATCH' as const,
    path: contactPath(contactId),
    headers: headersFor(apiKey),
    body: payload.text,
  };
  return send(play, attempt, spec, { expectation, purpose, label: payload.id });
};

const isShrinkable = (play: Play, observation: Observation): boolean =>
  observation.outcome === 'fail' &&
  observation.certain !== true &&
  clauseOf(observation.clause).level === 'MUST' &&
  !play.shrunk.has(causeOf(observation));

/** What the smallest payload shows that still breaks the same clause at the same place; null when it is the first one. */
async function smallest(
  play: Play,
  attempt: Attempt,
  payload: Payload,
  expectation: Expectation,
  observation: Observation,
): Promise<Observation | null> {
  const { now } = play.options;
  const cause = causeOf(observation);
  play.shrunk.add(cause);
  const end = now() + bounds.milliseconds;
  let found: Observation | null = null;
  try {
    await shrink(
      play.payloads,
      payload,
      async (candidate) => {
        assertPayload(validateRequest, candidate);
        play.budget.use('shrink');
        const own = createAttempt(attempt.case, attempt.number, true);
        await sendOne(play, own, candidate, expectation, 'shrink');
        // With the exchange that it is about: what was lost may be the doing of an earlier update.
        const same = own.said.find((other) => other.outcome === 'fail' && causeOf(other) === cause);
        // What the contact held before a smaller payload is what the one before left: only the first tells how the promise broke.
        if (same !== undefined) found = { ...same, message: observation.message };
        return same !== undefined;
      },
      {
        requests: Math.min(bounds.requests, play.budget.left('shrink')),
        until: () => now() > end || play.down !== null,
      },
    );
    return found;
  } catch (error) {
    if (error instanceof Stopped) return found;
    throw error;
  }
}

/** The smaller payload stands where the first one stood. */
function sharePlace({ trail: { traces } }: Play, smaller: Exchange | null, first: Exchange | null): void {
  if (smaller === null) return;
  const place = first === null ? undefined : traces.get(first.id)?.place;
  const trace = traces.get(smaller.id);
  if (trace !== undefined && place !== undefined) traces.set(smaller.id, { ...trace, place });
}

/**
 * Sends a generated payload. A broken promise is shown with the smallest payload that breaks it.
 * @throws PayloadError when the payload is not what it claims to be: a fault of the suite
 * @throws Stopped when it names an attribute that this run may not write, and as any request
 */
export async function sendPayload(
  play: Play,
  attempt: Attempt,
  payload: Payload,
  expectation: Expectation,
): Promise<Exchange> {
  const { settings, initial } = play.options;
  assertPayload(validateRequest, payload);
  if (payload.attributes.some((attribute) => whyNotWritable(attribute, settings, initial) !== null))
    throw new Stopped('unavailable', `The payload ${payload.id} names an attribute that this run may not write.`);
  const before = attempt.said.length;
  const exchange = await sendOne(play, attempt, payload, expectation, 'case');
  attempt.payloads.push({
    payload: { kind: payload.kind, target: payload.target, body: payload.body },
    status: exchange.response?.status ?? null,
  });
  const shrinkable = attempt.said
    .map((observation, index) => ({ observation, index }))
    .slice(before)
    .filter(({ observation }) => isShrinkable(play, observation));
  for (const { observation, index } of shrinkable) {
    if (attempt.beyond || play.budget.left('shrink') <= 0) break;
    const smaller = await smallest(play, attempt, payload, expectation, observation);
    if (smaller === null) continue;
    sharePlace(play, smaller.exchange, observation.exchange);
    attempt.said[index] = smaller;
  }
  return exchange;
}
