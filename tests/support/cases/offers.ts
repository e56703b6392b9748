/** Texts that may be refused: how they are offered, and what is offered of them after a refusal. */
import type { Exchange } from '../client/exchange.ts';
import { includes } from '../config/profiles.ts';
import type { JsonObject } from '../text/json.ts';
import { bodyOf, endpoint } from '../endpoint/index.ts';
import { smaller, wholeKind, type Medley } from '../payloads/index.ts';
import type { Attribute, ContractContext } from './context.ts';
import { wasRefused } from './expectations.ts';
import type { Lessons } from './lessons.ts';

/** Offers texts that are stored as sent once they are accepted. */
export const offer = (contract: ContractContext, attributes: JsonObject, label: string): Promise<Exchange> =>
  contract.payload(
    {
      id: label,
      kind: 'valid',
      plain: false,
      may: false,
      body: { [endpoint.envelope]: attributes },
      attributes: Object.keys(attributes),
      target: null,
      text: bodyOf(attributes),
    },
    { kind: 'either', clause: 'awkward-text' },
  );

/** Offers more after a refusal where the profile has a request for it; gives the answer that was last. */
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
  const along = Object.entries(riders.sent).filter(([key]) => lessons.riders > 0 && contract.can(key as Attribute));
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
  attribute: Attribute,
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
