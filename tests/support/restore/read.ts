/** Putting a contact back: the reads. */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { differences, pick, stateKeys, readingRequest, type Reading } from '../endpoint/index.ts';
import { hasSign, outageOf } from '../signs.ts';
import { climb } from './ladder.ts';
import { poll, readLag, unknownLag } from './poll.ts';
import { different, left, sendPatiently, type Work } from './work.ts';
import { shownBy } from './contact-client.ts';

/** Sends the request of a reading, and notes what it met with; null when the present try may send no more. */
async function ask(work: Work, request: RequestSpec): Promise<Exchange | null> {
  if (left(work) <= 0) return null;
  const exchange = await sendPatiently(work, () => work.contact.send(request));
  const outage = outageOf(exchange);
  work.unseen = outage === null ? null : `a read ${outage}`;
  return exchange;
}

/** Reads once in one way; null when that does not show the contact. */
export async function readBy(work: Work, reading: Reading): Promise<ContactState | null> {
  const request = readingRequest(reading, work.contact.ids);
  const exchange = request === null ? null : await ask(work, request);
  return exchange === null ? null : shownBy(exchange, work.contact.ids.contactId);
}

/** Reads by the way that worked at first, else by the next; asks twice when GET does not show an attribute, or not as it is stored. */
export async function readAgain(work: Work): Promise<void> {
  work.shown = null;
  const { ids } = work.contact;
  const climbed = await climb({
    ids,
    from: work.how,
    ask: (request) => ask(work, request),
    shows: (exchange) => shownBy(exchange, ids.contactId),
    goOn: ({ exchange }) => exchange === null || !hasSign(exchange, 'nobody-there'),
  });
  if (climbed.kind !== 'shown') return;
  const { shown, reading } = climbed;
  work.shown = shown;
  work.how = reading;
  if (reading !== 'get') return;
  const { wanted } = work;
  const unseen = stateKeys.filter(
    (key) => wanted.state[key] !== undefined && (shown[key] === undefined || wanted.blind.includes(key)),
  );
  if (unseen.length > 0) work.shown = { ...shown, ...pick((await readBy(work, 'unknown-attribute')) ?? {}, unseen) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Nothing differs, or what differs was not answered as wanted by the last update either, so that no later read shows it. */
function isSettled(work: Work): boolean {
  const late = different(work);
  return (
    late.length === 0 || work.answered === null || differences(pick(work.wanted.state, late), work.answered).length > 0
  );
}

/** Reads until the contact is as the last update was answered. A lag that is known is waited out before the first read. */
export async function readUntilPrompt(work: Work): Promise<void> {
  const { contact, lag } = work;
  if (lag !== null && lag > 0) await contact.sleep(lag);
  const { looks } = await poll({
    waits: lag === null ? unknownLag : readLag,
    sleep: contact.sleep,
    look: () => readAgain(work),
    isDone: () => isSettled(work),
  });
  // What had to be waited for is waited for again; what did not come is not.
  if (lag === null) work.lag = different(work).length > 0 ? 0 : sum(unknownLag.slice(0, looks - 1));
}
