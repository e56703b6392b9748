/** What a case is played on: its verbs over one attempt. */
import type { Stage } from '../cases/context.ts';
import { Stopped } from '../cases/stopped.ts';
import { giveUp, say } from '../model/index.ts';
import { sendBoth, tell, valueFor } from './loop.ts';
import { sendPayload } from './payload.ts';
import type { Attempt, Play } from './play.ts';
import { send } from './send.ts';

/** Reads a last time; what could not be read to the end stays open, and is said to be. */
async function finish(play: Play, attempt: Attempt): Promise<void> {
  try {
    await tell(play, { ...attempt, beyond: true }, { type: 'finish', case: attempt.case });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    const { model, judgements } = giveUp(play.model, error.message);
    play.model = model;
    attempt.said.push(...judgements);
    throw error;
  }
}

/** The stage of one attempt at a case. */
export const createStage = (play: Play, attempt: Attempt): Stage => ({
  settings: play.options.settings,
  initial: play.options.initial,
  payloads: play.payloads,
  known: () => play.model.known,
  changed: () => play.model.changed,
  value: (attribute, word) => valueFor(play, attempt, attribute, word),
  send: (spec, sending) => send(play, attempt, spec, sending),
  payload: (payload, expectation) => sendPayload(play, attempt, payload, expectation),
  read: async () => (await tell(play, attempt, { type: 'look', case: attempt.case })).state ?? {},
  parallel: async (left, right) => {
    await tell(play, attempt, { type: 'look', case: attempt.case });
    const exchanges = await sendBoth(play, attempt, [left, right], 'case');
    await tell(play, attempt, { type: 'parallel', case: attempt.case, both: [left, right], exchanges });
  },
  finish: () => finish(play, attempt),
  pause: play.options.sleep,
  say: (judgement, exchange) => {
    attempt.said.push(say(play.model, judgement, exchange, { case: attempt.case }));
  },
  note: (word) => {
    const last = attempt.answered.pop();
    if (last !== undefined) attempt.answered.push({ ...last, recorded: word });
  },
});
