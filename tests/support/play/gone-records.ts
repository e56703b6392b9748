/**
 * Records of the configuration that are gone: a tag that was deleted, an owner who left. It is found out when a plain update that names
 * one is refused, so that a run in which all are there spends no request on it.
 */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { JsonObject } from '../text/json.ts';
import { Stopped } from '../cases/stopped.ts';
import {
  attributeNamed,
  general,
  goneSentence,
  recordsNamedIn,
  updateOf,
  withoutText,
  type NamedRecord,
} from '../endpoint/index.ts';
import { forget, wasAccepted, type Intent } from '../model/index.ts';
import type { Expectation } from '../oracles/index.ts';
import { payloadOptions } from '../payloads/index.ts';
import { hasSign } from '../signs.ts';
import { tell } from './loop.ts';
import type { Attempt, Play } from './play.ts';
import { transmit } from './transmit.ts';

/** Refusals that are looked into, per run. */
const mostInquiries = 12;

/** Refused with 4xx, for a reason of its own. */
const isRefused = (exchange: Exchange): boolean => {
  const status = exchange.response?.status ?? 0;
  return status >= 400 && status < 500 && !hasSign(exchange, 'throttled');
};

/**
 * True when an update that names the record is refused before and after one of the same attribute without it goes through.
 * @returns the status of the refusal; null when the record is there, or the target refuses more than it
 */
async function refusalOf(
  play: Play,
  attempt: Attempt,
  { attribute, alone, instead }: NamedRecord,
): Promise<number | null> {
  const { apiKey, contactId } = play.options.settings;
  const ask = async (attributes: JsonObject): Promise<Exchange> => {
    const exchange = await transmit(play, attempt, updateOf(apiKey, contactId, attributes), 'confirmation', true);
    // Nothing of it is judged; what the attribute holds is shown by the next response.
    play.model = forget(play.model, [attribute]);
    return exchange;
  };
  const first = await ask(alone);
  if (!isRefused(first) || !wasAccepted(await ask(instead))) return null;
  const second = await ask(alone);
  return isRefused(second) ? (second.response?.status ?? null) : null;
}

/**
 * Looks into the refusal of a plain update, and judges it where a record is gone. Records that are gone are left out of what the run sends from then on.
 * @throws Stopped when one is: what the case sent says nothing about the target
 */
export async function blameConfiguration(
  play: Play,
  attempt: Attempt,
  intent: Intent,
  exchange: Exchange,
): Promise<void> {
  const { settings, initial } = play.options;
  const { sent } = intent;
  if (sent === null || !isRefused(exchange) || play.inquiries >= mostInquiries) return;
  const named = recordsNamedIn(sent, settings, initial);
  if (named.length === 0) return;
  play.inquiries += 1;
  const reasons: string[] = [];
  let clause: ClauseId | undefined;
  for (const record of named) {
    const status = await refusalOf(play, attempt, record);
    if (status === null) continue;
    const { attribute, variable, id } = record;
    const reason = `${goneSentence(variable, id)} with ${String(status)} while ${attribute} without it is accepted: the record is gone. Put one that exists into ${variable}.`;
    reasons.push(reason);
    clause ??= attributeNamed(attribute)?.unknown;
    play.gone.push({ attribute, variable, id, reason });
    play.options = { ...play.options, settings: withoutText(play.options.settings, variable, id) };
  }
  if (reasons.length === 0) return;
  play.payloads = payloadOptions(play.options.settings, initial, play.options.claim);
  // That it was refused is right; how it was refused is judged like any refusal.
  const expectation: Expectation = { kind: 'either', clause: clause ?? general.unknown };
  await tell(play, attempt, { type: 'answered', intent: { ...intent, expectation }, exchange });
  throw new Stopped('unavailable', reasons.join(' '));
}
