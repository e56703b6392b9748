/** Putting a contact back: what is wanted, what is known of it between two requests, and the updates. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import { endpoint, otherValues, sameJson, stateKeys, type Reading } from '../endpoint/index.ts';
import { retryAfterMs } from '../client/index.ts';
import { validateRequest } from '../schemas.ts';
import { hasSign, refusalOf } from '../signs.ts';
import { fieldUpdate } from './field.ts';
import { shownBy, type ContactClient } from './contact-client.ts';
import type { HomeField } from './types.ts';

export interface Wanted {
  readonly how: Reading;
  /** An attribute that is not in it is never written. */
  readonly state: ContactState;
  /** Attributes that the run did not write, as the target does not take their stored value. */
  readonly withheld?: readonly string[];
  /** Attributes that GET does not show as they are stored. */
  readonly blind: readonly string[];
  readonly field: HomeField | null;
  /** Records that an earlier try has found to be taken no longer: they are not in `state`. */
  readonly gone?: Readonly<Record<string, readonly string[]>>;
}

/** Requests of one try beside those that send the attributes in ever smaller updates. */
const steps = 12;
/** Halving sends two updates per attribute at most, down to one attribute each. */
const perAttribute = 2;

/** The name under which the reset of the custom field is known here: no attribute of a state has it. */
export const fieldItem = '(custom field)';

/** How an update was refused: as the end of a sentence, and whether the target judged it. */
interface Refusal {
  readonly said: string;
  readonly isJudged: boolean;
}

/** Putting one contact back: what is wanted, what is known of it, and how far the requests go. */
export interface Work {
  readonly contact: ContactClient;
  /** Without what somebody else has written to since. */
  wanted: Wanted;
  /** Requests sent before the first of putting back, and before the present try. */
  readonly first: number;
  start: number;
  how: Reading;
  /** Requests that one try may send. */
  limit: number;
  /** Per attribute how the last update with the wanted value was refused; null when any such was accepted. */
  readonly refusals: Map<string, Refusal | null>;
  /** Per attribute the records that the target takes no longer. */
  readonly gone: Map<string, readonly string[]>;
  /** Per attribute the records of a set that is refused as a whole for which no request was left. */
  readonly untried: Map<string, readonly string[]>;
  /** What the last update was answered with. */
  answered: ContactState | null;
  /** What the last read showed. */
  shown: ContactState | null;
  /** Why the last read showed nothing, when the target is to blame for it. */
  unseen: string | null;
  /** Whether a request since the last pause met with a failure that may pass. */
  ailing: boolean;
  /** The last such failure. */
  met: Exchange | null;
  /** Pauses that were made for it, and milliseconds in all. */
  pauses: number;
  /** How long, in milliseconds, reads lag behind updates; null while nobody knows. */
  lag: number | null;
  slept: number;
  /** Which of the growing pauses is next. */
  step: number;
  /** Whether a connection that is refused may come back: the target was there a moment ago. */
  readonly wasThere: boolean;
}

/** Requests that the present try may still send. */
export const left = (work: Work): number => work.limit - (work.contact.sent - work.start);

/** Requests that one try may send: one update for each attribute alone always fits. */
export const limitFor = (wanted: Wanted): number => steps + perAttribute * itemsOf(wanted);

/** How many attributes are put back, with the custom field. */
export const itemsOf = ({ state, field }: Wanted): number =>
  Object.keys(writable(state)).length + (field === null ? 0 : 1);

/** The attributes that one update can give back: those whose value the request schema allows. There is no documented way to take a record away. */
export const writable = (state: ContactState): ContactState =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([name, value]) => value !== null || validateRequest({ [endpoint.envelope]: { [name]: value } }),
    ),
  );

/** The attributes that are known to hold another value, and those that nothing shows. */
export function rest({ wanted, shown }: Work): readonly string[] {
  const different = otherValues(wanted.state, shown ?? {}).map(({ key }) => key);
  const hidden = stateKeys.filter((key) => wanted.state[key] !== undefined && shown?.[key] === undefined);
  return [...different, ...hidden];
}

/** The attributes that the last read showed, and that differ. */
export const different = (work: Work): readonly string[] => rest(work).filter((key) => work.shown?.[key] !== undefined);

/**
 * Before the next try on a target that is busy or fails, 31 seconds in all: what is deployed anew or fails over is back by then. The
 * client keeps its pace besides, and waits out what a 429 asks for.
 */
const growing = [1000, 2000, 4000, 8000, 16_000] as const;
const longestPauses = growing.reduce((sum, pause) => sum + pause, 0);
/** From the first request on; a target that lets every request run into its time limit gets no more tries after that. */
const longestOutage = 90_000;

/** Milliseconds from the first request of putting back to the end of the last. */
function elapsed({ contact, first }: Work): number {
  const [begin, end] = [contact.exchanges[first], contact.exchanges.at(-1)];
  return begin === undefined || end === undefined ? 0 : end.sentAt + end.ms - begin.sentAt;
}

/**
 * Pauses before another try, each time longer; at least as long as the `Retry-After` of the last failure asks.
 * @returns false without a pause when no more tries are due: asking earlier than the target allows would be in vain
 */
export async function pauseFor(work: Work): Promise<boolean> {
  const { met } = work;
  const next = growing[Math.min(work.step, growing.length - 1)] ?? 0;
  const pause = Math.max(next, retryAfterMs(met?.response?.headers ?? {}, Date.now()) ?? 0);
  // The client has waited out a 429 for longer than is waited here.
  const isThrottled = met !== null && hasSign(met, 'throttled');
  if (isThrottled || work.slept + pause > longestPauses || elapsed(work) + pause > longestOutage) return false;
  await work.contact.sleep(pause);
  work.pauses += 1;
  work.slept += pause;
  work.step += 1;
  return true;
}

/** True for a failure that may pass. A look-up that fails or a port where nobody listens does where the target was there before. */
const mayPass = (work: Work, exchange: Exchange): boolean =>
  hasSign(exchange, 'may-pass') && (work.wasThere || !hasSign(exchange, 'nobody-there'));

/**
 * Sends a request, and again with growing pauses while the target is busy or out of reach. A failure inside may be about what the request
 * names: smaller steps come first.
 */
export async function sendPatiently(work: Work, send: () => Promise<Exchange>): Promise<Exchange> {
  const isBusy = (met: Exchange): boolean =>
    mayPass(work, met) && (hasSign(met, 'out-of-reach') || !hasSign(met, 'fails-inside'));
  const attempt = async (): Promise<Exchange> => {
    const met = await send();
    if (mayPass(work, met)) work.met = met;
    return met;
  };
  let exchange = await attempt();
  while (isBusy(exchange) && (await pauseFor(work))) {
    // What was sent in vain is not counted against what the steps may take.
    work.start += 1;
    exchange = await attempt();
  }
  if (mayPass(work, exchange)) work.ailing = true;
  // The pause that was long enough is the first one for the next update.
  else if (exchange.request.method === 'PATCH') work.step = Math.max(0, work.step - 1);
  return exchange;
}

/** What came of an update: a 403 or 404 may be about a record that it names, and is a refusal. */
export type Came = 'accepted' | 'refused' | 'out of reach';

/** Sends an update. What is noted of an attribute is about the wanted value alone: clearing a set is not putting it back. */
export async function update(work: Work, attributes: ContactState, field: HomeField | null = null): Promise<Came> {
  const body: JsonObject = { ...(attributes as JsonObject), ...(field === null ? {} : fieldUpdate(field)) };
  if (Object.keys(body).length === 0) return 'accepted';
  const exchange = await sendPatiently(work, () => work.contact.update(body));
  const met = refusalOf(exchange);
  const isAway = hasSign(exchange, 'out-of-reach') && !hasSign(exchange, 'about-a-record');
  const isJudged = !isAway && !hasSign(exchange, 'fails-inside');
  const refusal = met === null ? null : { said: `the update ${met}`, isJudged };
  const wanted = Object.keys(attributes).filter((key) => sameJson(attributes[key], work.wanted.state[key]));
  for (const key of [...wanted, ...(field === null ? [] : [fieldItem])])
    if (refusal === null || work.refusals.get(key) !== null) work.refusals.set(key, refusal);
  work.answered = shownBy(exchange, work.contact.ids.contactId);
  if (met === null) return 'accepted';
  return isAway ? 'out of reach' : 'refused';
}
