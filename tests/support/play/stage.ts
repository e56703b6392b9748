/** What a case is played on: its verbs over one attempt. */
import type { Stage } from '../cases/context.ts';
import type { Exchange } from '../client/exchange.ts';
import { readingRequest, readOf, updateOf } from '../endpoint/index.ts';
import type { Expectation } from '../oracles/index.ts';
import { Stopped } from '../cases/stopped.ts';
import { giveUp, say, type Both, type Intent } from '../model/index.ts';
import { blameConfiguration } from './gone-records.ts';
import { cookieHeader } from './cookies.ts';
import { firstLookAt, noteSent } from './first-look.ts';
import { lookOf, sendBoth, tell, valueFor } from './loop.ts';
import { sendPayload } from './payload.ts';
import { sendBack } from './send-back.ts';
import type { Attempt, Play } from './play.ts';
import { send } from './send.ts';

/** Reads a last time; what could not be read to the end stays open, and is said to be. */
async function finish(play: Play, attempt: Attempt): Promise<void> {
  try {
    await tell(play, { ...attempt, last: true }, { type: 'finish', case: attempt.case });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    const { model, judgements } = giveUp(play.model, error.message);
    play.model = model;
    attempt.said.push(...judgements);
    throw error;
  }
}

/** Counts a verb from its call to its end. */
async function counted<Result>(play: Play, verb: () => Promise<Result>): Promise<Result> {
  play.inFlight += 1;
  try {
    return await verb();
  } finally {
    play.inFlight -= 1;
  }
}

async function inParallel(play: Play, attempt: Attempt, both: Both): Promise<void> {
  await tell(play, attempt, { type: 'look', case: attempt.case });
  if (attempt.number === 0)
    for (const attributes of both) noteSent(firstLookAt(play.firstLooks, attempt.case), attributes);
  const exchanges = await sendBoth(play, attempt, both, 'case');
  const { apiKey, contactId } = play.options.settings;
  for (const [index, exchange] of exchanges.entries()) {
    const sent = both[index] ?? {};
    const spec = updateOf(apiKey, contactId, sent);
    const intent: Intent = { case: attempt.case, spec, expectation: { kind: 'plain' }, sent, written: sent };
    await blameConfiguration(play, attempt, intent, exchange);
  }
  await tell(play, attempt, { type: 'parallel', case: attempt.case, both, exchanges });
}

/** Sends the request by which the contact is read. What a way without GET sends changes nothing. */
function probe(play: Play, attempt: Attempt): Promise<Exchange> {
  const { settings } = play.options;
  const reading = play.model.reading ?? 'get';
  const spec = readingRequest(reading, settings) ?? readOf(settings.apiKey, settings.contactId);
  const expectation: Expectation =
    spec.method === 'GET' ? { kind: 'read' } : { kind: 'recorded', clause: 'unknown-attributes', odd: [] };
  return send(play, attempt, spec, { expectation, purpose: 'read', label: 'read' });
}

/** The stage of one attempt at a case. */
export const createStage = (play: Play, attempt: Attempt): Stage => ({
  settings: play.options.settings,
  initial: play.options.initial,
  payloads: play.payloads,
  known: () => play.model.known,
  names: () => play.model.names,
  changed: () => play.model.changed,
  reading: () => play.model.reading,
  value: (attribute, word) => valueFor(play, attempt, attribute, word),
  send: (spec, sending) => counted(play, () => send(play, attempt, spec, sending)),
  payload: (payload, expectation) => counted(play, () => sendPayload(play, attempt, payload, expectation)),
  read: () => counted(play, async () => (await tell(play, attempt, lookOf(attempt))).state ?? {}),
  probe: () => counted(play, () => probe(play, attempt)),
  parallel: (left, right) => counted(play, () => inParallel(play, attempt, [left, right])),
  finish: () => counted(play, () => finish(play, attempt)),
  sendBack: () => counted(play, () => sendBack(play, attempt)),
  pause: play.options.sleep,
  say: (judgement, exchange) => {
    attempt.said.push(say(play.model, judgement, exchange, { case: attempt.case }));
  },
  played: (rows) => {
    attempt.rows.push(...rows);
  },
  cookies: () =>
    counted(play, async () => {
      // A case that is played alone has no response before it.
      if (play.trail.requests === 0) await tell(play, attempt, { type: 'control', case: attempt.case });
      return cookieHeader(play.cookies);
    }),
  note: (word) => {
    const last = attempt.answered.pop();
    if (last !== undefined) attempt.answered.push({ ...last, recorded: word });
  },
});
