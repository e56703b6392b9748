/**
 * Sends back what the contact holds, before anything else is written to it: what the target refuses could not be put back, so it is not
 * written. Judged like any update.
 */
import type { Exchange } from '../client/exchange.ts';
import type { JsonObject } from '../text/json.ts';
import type { ContactState } from '../endpoint/state.ts';
import { Stopped } from '../cases/stopped.ts';
import type { Expectation } from '../oracles/index.ts';
import {
  attributeNamed,
  differences,
  doubtful,
  endpoint,
  noClaim,
  omit,
  pick,
  readFrom,
  readingRequest,
  updateOf,
  whyNotWritable,
} from '../endpoint/index.ts';
import { payloadOptions } from '../payloads/index.ts';
import { hasSign, refusalOf } from '../signs.ts';
import { lookOf, tell } from './loop.ts';
import type { Attempt, Play } from './play.ts';
import { send } from './send.ts';
import { transmit } from './transmit.ts';

/** Before a read that showed something else is repeated, in milliseconds. */
const pause = 1000;

/** The attributes that moved since the snapshot, as one more read shows; what GET does not show as it is stored is passed over. */
async function movedSince(play: Play, attempt: Attempt): Promise<readonly string[]> {
  const { settings, initial, blind = [] } = play.options;
  const request = play.model.reading === null ? null : readingRequest(play.model.reading, settings);
  if (request === null) return [];
  const state = readFrom(await transmit(play, attempt, request, 'read', true), settings.contactId)?.state ?? {};
  return differences(omit(initial, blind), state).map(({ key }) => key);
}

/**
 * Looks a last time whether somebody else is at work: since the snapshot was taken, the runner has started, which takes seconds. Nobody
 * else can reach the embedded mock.
 * @throws Stopped when somebody is; nothing was written then
 */
async function assertAlone(play: Play, attempt: Attempt): Promise<void> {
  const { claim = noClaim, sleep } = play.options;
  if (claim === noClaim || attempt.beyond || (await movedSince(play, attempt)).length === 0) return;
  await sleep(pause);
  const moved = await movedSince(play, attempt);
  if (moved.length === 0) return;
  play.down = `Somebody else writes to this contact: ${moved.join(', ')} changed before this run had written anything. Nothing was written. Let nobody else use the contact of the suite.`;
  throw new Stopped('down', play.down);
}

/** The stored values that the run may write over. */
const storedIn = ({ options: { settings, initial } }: Play): ContactState =>
  pick(
    initial,
    endpoint.attributes
      .filter(({ name }) => initial[name] !== undefined && whyNotWritable(name, settings, initial) === null)
      .map(({ name }) => name),
  );

/** Leaves an attribute out of what the run writes from then on. */
function withhold(play: Play, name: string, met: string): void {
  const { settings, initial, claim } = play.options;
  const label = attributeNamed(name)?.label ?? name;
  play.withheld[name] =
    `The contact holds a value of ${label} that the target does not take back (the update ${met}), so it is not written. Give the contact another one.`;
  play.options = { ...play.options, settings: { ...settings, withheld: { ...play.withheld } } };
  play.payloads = payloadOptions(play.options.settings, initial, claim);
}

/**
 * Sends back what the contact held at the start: all together, one by one only when that is refused; then it is read. An attribute whose
 * value is not a plain one, and is refused alone, is not written in this run.
 * @throws Stopped when nothing that is shown may be written, when somebody else is at work, and as any request
 */
export async function sendBack(play: Play, attempt: Attempt): Promise<void> {
  const { settings } = play.options;
  const values = storedIn(play);
  const names = Object.keys(values);
  if (names.length === 0) throw new Stopped('unavailable', 'The contact shows nothing that this run may write.');
  await assertAlone(play, attempt);
  const odd = Object.keys(doubtful(values, settings));
  const put = (some: readonly string[], by: Attempt): Promise<Exchange> => {
    const expectation: Expectation = some.some((name) => odd.includes(name))
      ? { kind: 'either', clause: 'awkward-text' }
      : { kind: 'plain' };
    const attributes = pick(values, some) as JsonObject;
    return send(play, by, updateOf(settings.apiKey, settings.contactId, attributes), {
      expectation,
      label: some.length === 1 ? (some[0] ?? '') : 'all',
    });
  };
  const beyond: Attempt = { ...attempt, beyond: true };
  const first = await put(names, attempt);
  if (refusalOf(first) !== null && names.length > 1)
    for (const name of names) {
      const met = await put([name], beyond);
      if (odd.includes(name)) await withholdIfRefused(name, met);
    }
  else if (odd.length > 0) await withholdIfRefused(names[0] ?? '', first);
  await tell(play, attempt, lookOf(attempt));

  /** Once more where that may have passed. */
  async function withholdIfRefused(name: string, exchange: Exchange): Promise<void> {
    const met = refusalOf(hasSign(exchange, 'may-pass') ? await put([name], beyond) : exchange);
    if (met !== null && !attempt.beyond) withhold(play, name, met);
  }
}
