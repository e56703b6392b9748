/** The loop: tells the model what happened, and does what it asks until it asks nothing more. */
import type { Exchange, Purpose } from '../client/exchange.ts';
import { meetingOf } from '../client/index.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { Stopped } from '../cases/stopped.ts';
import {
  attributeNamed,
  attributesOf,
  controlAttribute,
  probeAttribute,
  updateOf,
  readingRequest,
  whyNotWritable,
} from '../endpoint/index.ts';
import { leave, step, type Ask, type Both, type Event, type Pair, type Step } from '../model/index.ts';
import { plainValue } from '../values/plain.ts';
import { drawnOnce, firstLookAt } from './first-look.ts';
import type { Attempt, Play } from './play.ts';
import { notePlace, transmit } from './transmit.ts';

/** What happened, without the time. */
type Happened = Event extends infer Each ? (Each extends Event ? Omit<Each, 'at'> : never) : never;

/** The wish of an attempt to know what the contact holds. */
export const lookOf = ({ case: id, beyond, isPrompt = false }: Attempt): Extract<Happened, { type: 'look' }> => ({
  type: 'look',
  case: id,
  isFurther: beyond,
  isPrompt,
});

/**
 * A plain value of an attribute. Another word, case or attempt gives another value. Of the kind `value` it is another one than the contact
 * holds, as far as there are others, and the same in every attempt.
 */
export function valueFor(
  play: Play,
  { case: id, number }: Pick<Attempt, 'case' | 'number'>,
  attribute: string,
  word: string,
): Json {
  const draw = (...unlike: readonly Json[]): Json =>
    plainValue(play.payloads, attribute, `${id}/${String(number)}/${word}`, unlike);
  if (attributeNamed(attribute)?.kind !== 'value') return draw();
  const held = play.model.known[attribute];
  return drawnOnce(firstLookAt(play.firstLooks, id), attribute, word, () => (held === undefined ? draw() : draw(held)));
}

/**
 * The minimal valid update; where its attribute is not known, or may not be written, that of another text, and where there is none, one that
 * changes nothing.
 */
function controlUpdate(play: Play, attempt: Attempt): JsonObject {
  play.controls += 1;
  const [opaque] = attributesOf('opaque');
  const { settings, initial } = play.options;
  const candidates = [...(controlAttribute ? [controlAttribute] : []), ...attributesOf('text')];
  const name = candidates.find(
    (each) => play.model.known[each.name] !== undefined && whyNotWritable(each.name, settings, initial) === null,
  )?.name;
  return name === undefined
    ? { [opaque?.name ?? probeAttribute]: [] }
    : { [name]: valueFor(play, attempt, name, `control-${String(play.controls)}`) };
}

/** Sends two updates without waiting for one another. */
export async function sendBoth(
  play: Play,
  attempt: Attempt,
  [left, right]: Both,
  purpose: Purpose,
  beyond = false,
): Promise<Pair> {
  const { apiKey, contactId } = play.options.settings;
  const meeting = meetingOf(2);
  const send = (attributes: JsonObject): Promise<Exchange> =>
    transmit(play, attempt, { ...updateOf(apiKey, contactId, attributes), meeting }, purpose, beyond).finally(
      meeting.open,
    );
  return Promise.all([send(left), send(right)]);
}

/** Does what the model asks. */
async function response(play: Play, attempt: Attempt, ask: Exclude<Ask, { type: 'nothing' }>): Promise<Happened> {
  const { settings, sleep } = play.options;
  const { apiKey, contactId } = settings;
  switch (ask.type) {
    case 'wait':
      await sleep(ask.milliseconds);
      return { type: 'waited' };
    case 'read': {
      const spec = readingRequest(ask.reading, settings);
      if (spec === null) return { type: 'unread' };
      const exchange = await transmit(play, attempt, spec, 'read', ask.beyond);
      notePlace(play, attempt, exchange, 'read');
      return { type: 'read', exchange };
    }
    case 'resend':
      return { type: 'resent', exchange: await transmit(play, attempt, ask.spec, 'confirmation', true) };
    case 'putBack': {
      const spec = updateOf(apiKey, contactId, ask.attributes);
      return { type: 'resent', exchange: await transmit(play, attempt, spec, 'confirmation', true) };
    }
    case 'resendBoth':
      return { type: 'pair', exchanges: await sendBoth(play, attempt, ask.both, 'confirmation', true) };
    case 'control': {
      const attributes = controlUpdate(play, attempt);
      // On top of the budget: without it nothing that came before could be believed.
      const spec = updateOf(apiKey, contactId, attributes);
      const exchange = await transmit(play, attempt, spec, 'control', true);
      return { type: 'controlled', exchange, attributes };
    }
    case 'stop':
      if (ask.kind === 'down') play.down = ask.reason;
      throw new Stopped(ask.kind, ask.reason);
  }
}

/**
 * Tells the model of an event, and goes on until it asks nothing more. What it says is added to the attempt.
 * @returns the last step: what the event came to
 * @throws Stopped when the target is down, the budget is spent or the time is over
 */
export async function tell(play: Play, attempt: Attempt, happened: Happened): Promise<Step> {
  const { now } = play.options;
  let next = happened;
  for (;;) {
    const came = step(play.model, { at: now(), ...next });
    play.model = came.model;
    attempt.said.push(...came.judgements);
    if (came.failure !== undefined) play.down = came.failure;
    if (came.ask.type === 'nothing') return came;
    try {
      next = await response(play, attempt, came.ask);
    } catch (error) {
      play.model = leave(play.model);
      throw error;
    }
  }
}
