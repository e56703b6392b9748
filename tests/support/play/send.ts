/** Sends one request of a case, and has the model judge it. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { Sending } from '../cases/context.ts';
import { Stopped } from '../cases/stopped.ts';
import { contactOf, sentAttributes } from '../endpoint/index.ts';
import { wasAccepted, type Intent } from '../model/index.ts';
import { noteDepartures } from './departed.ts';
import { blameConfiguration } from './gone-records.ts';
import { firstLookAt, noteSent } from './first-look.ts';
import { tell } from './loop.ts';
import type { Attempt, Play } from './play.ts';
import { notePlace, transmit } from './transmit.ts';

/**
 * Sends a request and judges its response by every oracle that applies.
 * @returns the exchange that was judged: the last one where a failure inside was sent again
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function send(play: Play, attempt: Attempt, spec: RequestSpec, sending: Sending): Promise<Exchange> {
  const { expectation, purpose = 'case', label = '', wouldWrite } = sending;
  const sent = sentAttributes(spec.body);
  const written = wouldWrite === undefined ? sent : { ...sent, ...wouldWrite };
  if (attempt.number === 0 && purpose === 'case') noteSent(firstLookAt(play.firstLooks, attempt.case), sent);
  const intent: Intent = { case: attempt.case, spec, expectation, sent, written };
  await tell(play, attempt, { type: 'sending', intent });
  if (attempt.pause !== undefined) await play.options.sleep(attempt.pause);
  const first = await transmit(play, attempt, spec, purpose);
  notePlace(play, attempt, first, label);
  if (expectation.kind === 'plain') await blameConfiguration(play, attempt, intent, first);
  let judged = first;
  let isDown = false;
  try {
    judged = (await tell(play, attempt, { type: 'answered', intent, exchange: first })).exchange ?? first;
  } catch (error) {
    isDown = error instanceof Stopped && error.kind === 'down';
    throw error;
  } finally {
    if (purpose === 'case' && !isDown) {
      const accepted = wasAccepted(judged) && contactOf(judged.response?.parsed) !== null;
      const answered = { case: attempt.case, label, accepted, exchange: judged };
      attempt.answered.push(answered);
      noteDepartures(play, attempt, answered);
    }
  }
  return judged;
}
