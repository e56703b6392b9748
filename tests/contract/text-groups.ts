/** Which awkward texts go along with which: the profile full has no request for each of them. */
import {
  awkwardTexts,
  firstOfMeanings,
  isUnstorable,
  rowOfText,
  textPlan,
  type ContractContext,
  type Riders,
} from '../support/index.ts';

/** The texts for an attribute that a server may be expected to store. */
export const textsOf = (attribute: string) =>
  awkwardTexts.filter(({ attributes, text }) => attributes.includes(attribute) && !isUnstorable(text));
export type Text = (typeof awkwardTexts)[number];
const hasLetters = ({ text }: Text): number => Number(!/[0-9]/.test(text) || /\p{L}/u.test(text));

/** Meanings of texts that many servers refuse. */
const seldomTaken: ReadonlySet<string> = new Set(['blank', 'several']);

/**
 * What the profile full has of the texts of an attribute: the first of each meaning that a server may take a text for, and those that have
 * none. What few servers refuse comes first: a refusal says little about what goes along with it.
 */
function inFullOf(attribute: string): readonly Text[] {
  const first = new Set(firstOfMeanings(attribute).map(({ id }) => id));
  const wanted = textsOf(attribute).filter(
    ({ id, class: kind, meanings, profile }) =>
      first.has(id) || profile === 'full' || (meanings.length === 0 && kind === 'storable' && attribute !== 'name'),
  );
  const rankOf = ({ class: kind, meanings, profile }: Text): number =>
    kind === 'storable' ? 0 : profile === 'full' ? 1 : meanings.some((meaning) => seldomTaken.has(meaning)) ? 3 : 2;
  return [0, 1, 2, 3].flatMap((rank) => wanted.filter((text) => rankOf(text) === rank));
}
const emails = inFullOf('email');
/** First those without letters: who keeps digits alone is known by them, and is not asked to keep more. */
const phones = inFullOf('phone_number').toSorted((one, other) => hasLetters(one) - hasLetters(other));

/** Texts that are sent in one request. */
export interface Trio {
  readonly name: Text | undefined;
  readonly email: Text | undefined;
  readonly phone: Text | undefined;
}
/** Names whose meaning hangs on there being nothing else: among others in one text they would look like any word. */
const named = inFullOf('name').filter(({ profile }) => profile !== 'full');
/** They go with an email and a phone number each. */
export const trios = named.map((name, index): Trio => ({ name, email: emails[index], phone: phones[index] }));
/** Emails and phone numbers for which no request of their own is spent. */
const riders = Array.from({ length: Math.max(emails.length, phones.length) - trios.length }, (_, index): Trio => ({
  name: undefined,
  email: emails[trios.length + index],
  phone: phones[trios.length + index],
}));

/** What is sent of a trio: nothing that belongs to somebody leaves the machine. */
export function valuesOf(contract: ContractContext, trio: Trio): Riders {
  const texts = [trio.name, trio.email, trio.phone].map((text) =>
    text?.loopbackOnly === true && !contract.isLoopback ? undefined : text,
  );
  const [name, email, phone] = texts;
  return {
    rows: texts.flatMap((text) => (text === undefined ? [] : [rowOfText(text)])),
    sent: {
      ...(name === undefined ? {} : { name: name.text }),
      ...(email === undefined ? {} : { email: contract.tagged(email.text) }),
      ...(phone === undefined ? {} : { phone_number: phone.text }),
    },
  };
}

export const idOf = (text: Text | undefined): string => text?.id ?? 'none';
export const labelOf = ({ email, phone }: Trio): string => `${idOf(email)} and ${idOf(phone)}`;

/** Names, many in one text. */
export const medleys = textPlan('name');
/** What goes along with them. Those that are seldom taken go with the names at the end: after two refusals none goes along any more. */
export const withMedleys = riders.slice(0, medleys.length);
export const withSingles = riders.slice(medleys.length);
/** Nothing that goes along. */
export const noRider: Trio = { name: undefined, email: undefined, phone: undefined };
