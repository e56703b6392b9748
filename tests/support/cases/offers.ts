/** Texts that may be refused: how they are offered, and what is offered of them after a refusal. */
import type { Exchange } from '../client/exchange.ts';
import { includes } from '../config/profiles.ts';
import type { JsonObject } from '../text/json.ts';
import { attributesOf, updateBody, contactOf, endpoint, stateOf, type AttributeName } from '../endpoint/index.ts';
import { smaller, wholeKind, type Medley } from '../payloads/index.ts';
import type { ContractContext } from './context.ts';
import { wasRefused } from './expectations.ts';
import type { Lessons } from './lessons.ts';

/** Runs in which a number came back as its digits alone. */
const digitsAlone = new WeakSet<object>();

const numbers = new Set(
  attributesOf('text')
    .filter(({ tolerates }) => tolerates.includes('phone-punctuation-kept'))
    .map(({ name }) => name),
);
const digitsOf = (text: string): string => `${text.startsWith('+') ? '+' : ''}${text.replace(/[^0-9]/g, '')}`;
/** Digits and punctuation alone: no letters, no digits of other scripts, no format characters. */
const isOfDigits = (text: string): boolean => /[0-9]/.test(text) && !/[\p{L}\p{Cf}]|\p{Nd}(?<![0-9])/u.test(text);
const textsIn = (attributes: JsonObject): readonly (readonly [string, string])[] =>
  Object.entries(attributes).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));

/** The numbers that a target which keeps digits alone cannot keep: those with letters, and those without a digit. */
export const notKept = (contract: ContractContext, attributes: JsonObject): readonly string[] =>
  textsIn(attributes).flatMap(([name, text]) =>
    numbers.has(name) && digitsAlone.has(contract.payloads) && !isOfDigits(text) ? [name] : [],
  );

/** Learns that a number came back as its digits alone, without the punctuation, which is tolerated. */
function learnDigits(contract: ContractContext, attributes: JsonObject, exchange: Exchange): void {
  const state = stateOf(contactOf(exchange.response?.parsed) ?? {});
  for (const [name, text] of textsIn(attributes))
    if (numbers.has(name) && isOfDigits(text) && state[name] !== text && state[name] === digitsOf(text))
      digitsAlone.add(contract.payloads);
}

/** Offers texts that are stored as sent once they are accepted. */
export async function offer(contract: ContractContext, attributes: JsonObject, label: string): Promise<Exchange> {
  const odd = notKept(contract, attributes);
  const exchange = await contract.payload(
    {
      id: label,
      kind: 'valid',
      plain: false,
      may: false,
      body: { [endpoint.envelope]: attributes },
      attributes: Object.keys(attributes),
      target: null,
      text: updateBody(attributes),
    },
    odd.length > 0 ? { kind: 'recorded', clause: 'awkward-text', odd } : { kind: 'either', clause: 'awkward-text' },
  );
  learnDigits(contract, attributes, exchange);
  return exchange;
}

/** Offers more after a refusal where the profile has a request for it; gives the response that was last. */
export async function offerMore(
  contract: ContractContext,
  lessons: Lessons,
  refused: Exchange,
  attributes: JsonObject,
  label: string,
): Promise<Exchange> {
  if (lessons.offers <= 0) return refused;
  lessons.offers -= 1;
  return offer(contract, attributes, label);
}

/** Texts of other attributes for which no request of their own is spent, and the names of their rows. */
export interface Riders {
  readonly sent: JsonObject;
  readonly rows: readonly string[];
}
const noRiders: Riders = { sent: {}, rows: [] };

/**
 * Offers texts together with others for which no request of their own is spent. When all are refused, the texts are offered without
 * the riders: it was for them when that is accepted, and after two such refusals none goes along.
 */
export async function offerWith(
  contract: ContractContext,
  lessons: Lessons,
  attributes: JsonObject,
  riders: Riders,
  label: string,
): Promise<Exchange> {
  const along = Object.entries(riders.sent).filter(([key]) => lessons.riders > 0 && contract.can(key as AttributeName));
  if (along.length === 0) return offer(contract, attributes, label);
  contract.played(riders.rows);
  const together = await offer(contract, { ...attributes, ...Object.fromEntries(along) }, label);
  if (!wasRefused(together)) return together;
  const alone = await offerMore(contract, lessons, together, attributes, `${label}, alone`);
  if (!wasRefused(alone) || lessons.offers <= 0) lessons.riders -= 1;
  return alone;
}

/**
 * A refusal of many texts at once says nothing about each: smaller groups are offered, and what is refused as a kind goes along no more.
 * @param riders - texts of other attributes that go along with the whole of it
 */
export async function offerMedley(
  contract: ContractContext,
  lessons: Lessons,
  attribute: AttributeName,
  medley: Medley,
  riders: Riders = noRiders,
): Promise<void> {
  if (!wasRefused(await offerWith(contract, lessons, { [attribute]: medley.text }, riders, medley.id))) return;
  const kind = wholeKind(medley);
  if (kind !== null) lessons.refused.add(kind);
  const more = kind !== null && !includes(contract.profile, 'nightly') ? [] : smaller(medley);
  for (const group of more) {
    if (lessons.offers <= 0) return;
    lessons.offers -= 1;
    await offerMedley(contract, lessons, attribute, group);
  }
}
