/** Another contact's data in a response: records, addresses in errors, and what is shown to somebody without a key. */
import { isAccepted } from '../signs.ts';
import type { JsonObject } from '../text/json.ts';
import {
  idKey,
  attributesOf,
  contactOf,
  isObject,
  keyOfPointer,
  nameOf as labelOf,
  own,
  pointerTo,
  sameId,
  stateOf,
  type AttributeOf,
} from '../endpoint/index.ts';
import { broken, held, type Judgement, type Situation } from './types.ts';
import { placeOf, type Placed } from './values.ts';

/** Keys of a contact under which other records may legitimately stand, whose ids and addresses are their own. */
const records: ReadonlySet<string> = new Set([
  ...attributesOf('reference', 'set', 'value').map(({ shownAs }) => shownAs ?? ''),
  ...['field_values', 'fields'],
]);
/** Names of keys, wherever they stand, under which people and records of the workspace are shown rather than contacts. */
const ofWorkspace =
  /user|owner|author|creator|assign|member|follow|watch|agent|collaborat|approv|review|manage|particip|team|staff|admin|account|workspace|organi[sz]ation|employee|editor|viewer|mention|responsib|requester|operator|performer|(^|_)(actor|rep|by)$|(creat|updat|modifi|delet|invit|add)ed_?by/i;
/** Names of keys under which contacts are shown, wherever they stand: a company and an owner have some as well. */
const ofContacts = /contacts$/i;
/** Names of keys under which the ways to reach one person are shown, each as a record of its own. */
const ofAddresses = /e-?mail|phone|address/i;
/** Names of keys under which an error says who helps. */
const ofHelp = /help|support|doc|feedback/i;
/** Keys under which a record says what it is. */
const kinds = ['type', 'object', 'kind', '__typename'] as const;
const isShownThere = ({ key, within }: Placed): boolean =>
  ofWorkspace.test(key) || (within !== null && isShownThere(within));
/** The name under which a value stands: of an item the name of its list. */
const nameOf = ({ key, within }: Placed): string =>
  within !== null && Array.isArray(within.value) ? nameOf(within) : key;
const isOfRecord = (placed: Placed): boolean => records.has(keyOfPointer(placeOf(placed)) ?? '');
/** The attributes by which a person is reached. */
const addresses = attributesOf('text').filter(({ values }) => values === 'email-address');
const isPersonal = ({ values }: AttributeOf<'text'>): boolean =>
  values === 'email-address' || values === 'phone-number';
const personal = attributesOf('text').filter(isPersonal);
/** Bounded, like the patterns of traces. */
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
/** Addresses that show what an address looks like. */
const placeholder =
  /^(user|user\.?name|name|your[._]?(name|email)|you|someone|somebody|(jane|john)([._]?doe)?|foo|test|email|mail|example)@(example|(your)?domain|(your)?company|email|mail|test)\.(com|org|net)$/i;

/**
 * Where a refusal shows what the contact holds to somebody without a valid key, who is not to learn it: as a text of that name, or in a body
 * that is no JSON by its address. What the request itself said is no secret. Undefined where nothing is shown.
 */
function shownToStranger(situation: Situation, all: readonly Placed[]): string | undefined {
  const { exchange, expectation, before } = situation;
  const { request, response } = exchange;
  if (expectation.kind !== 'refused' || expectation.effectClause !== 'unauthenticated-update-changes-nothing') return;
  if (response === null || isAccepted(response.status)) return;
  const secrets = attributesOf('text').flatMap(({ name }): readonly (readonly [string, string])[] => {
    const held = before[name];
    return typeof held !== 'string' || held === '' || (request.body ?? '').includes(held) ? [] : [[name, held]];
  });
  if (response.parsed.ok) {
    const place = all.find(({ value }) => isObject(value) && secrets.some(([name, held]) => own(value, name) === held));
    return place === undefined ? undefined : placeOf(place);
  }
  const isAddress = ([name]: readonly [string, string]): boolean => addresses.some((each) => each.name === name);
  return secrets.filter(isAddress).some(([, held]) => response.text.includes(held)) ? '' : undefined;
}

/** True for the identifier of a record that the contact refers to, or did, or that was sent for it: no contact has it. */
function isReferredTo(id: string, { before, sent, names = {}, exchange: { response } }: Situation): boolean {
  const shown = stateOf(contactOf(response?.parsed) ?? {});
  return attributesOf('reference').some(
    ({ name }) =>
      labelOf(names, name, id) !== undefined ||
      [before[name], sent?.[name], shown[name]].some((each) => typeof each === 'string' && sameId(each, id)),
  );
}

/** True for a record that is a person or a record of the workspace, or a part of the contact, by what it says or where it stands. */
function isNoContact(placed: Placed, record: JsonObject, accepted: boolean): boolean {
  const saysOfWorkspace = kinds.some((kind) => {
    const said = own(record, kind);
    return typeof said === 'string' && ofWorkspace.test(said);
  });
  if (saysOfWorkspace) return true;
  const name = nameOf(placed);
  if (ofContacts.test(name)) return false;
  if (
    ofAddresses.test(name) &&
    !attributesOf('text').some((each) => !isPersonal(each) && Object.hasOwn(record, each.name))
  )
    return true;
  return isOfRecord(placed) || isShownThere(placed) || (accepted && placeOf(placed) === pointerTo());
}

/** Where a response shows another contact, and what tells that it is another; undefined where a record shows none. */
function otherIn(placed: Placed, record: JsonObject, situation: Situation): string | undefined {
  const id = own(record, idKey);
  if (typeof id === 'string') return id.toLowerCase() === situation.contactId.toLowerCase() ? undefined : id;
  if (!ofContacts.test(nameOf(placed))) return undefined;
  const texts = addresses.map(({ name }) => own(record, name));
  return texts.find((text): text is string => typeof text === 'string' && isForeignEmail(text, situation));
}

/** What a response says of other contacts than the one that was addressed. */
export function otherContact(situation: Situation, all: readonly Placed[]): readonly Judgement[] {
  const { response } = situation.exchange;
  const stranger = shownToStranger(situation, all);
  if (stranger !== undefined)
    return [
      broken(
        'answer-no-other-contact',
        stranger,
        'The refusal shows what the contact holds to somebody without a valid key.',
        { certain: true },
      ),
    ];
  if (response?.parsed.ok !== true) return [];
  const accepted = isAccepted(response.status);
  for (const placed of all) {
    const { value } = placed;
    if (isObject(value) && personal.some(({ name }) => typeof own(value, name) === 'string')) {
      const other = otherIn(placed, value, situation);
      const isOther = other !== undefined && !isNoContact(placed, value, accepted);
      if (isOther && !isReferredTo(other, situation))
        return [
          broken('answer-no-other-contact', placeOf(placed), 'The response contains the data of another contact.', {
            actual: other,
            certain: true,
          }),
        ];
    }
    if (!accepted && typeof value === 'string') {
      const foreign = (value.match(email) ?? []).find((found) => isForeignEmail(found, situation));
      if (foreign !== undefined && !isOfRecord(placed) && !ofHelp.test(nameOf(placed)))
        return [
          broken('answer-no-other-contact', placeOf(placed), 'The refusal names an email address that was not sent.', {
            actual: foreign,
            certain: true,
          }),
        ];
    }
  }
  return [held('answer-no-other-contact')];
}

/**
 * An address that this request did not send, that is not this contact's, and that is not the vendor's or host's own. An error
 * may name an address in other letter case than the request did.
 */
function isForeignEmail(found: string, { exchange: { request }, before, sent, host }: Situation): boolean {
  const address = found.toLowerCase();
  const domain = address.slice(address.indexOf('@') + 1);
  if (/(^|\.)neeto[\w-]*\.com$/.test(domain) || domain === host || host.endsWith(`.${domain}`)) return false;
  if (/^(support|help|info|contact|hello|admin|security|no-?reply)@/.test(address) || placeholder.test(address))
    return false;
  const ours = [
    request.body,
    decodeURIComponentSafe(request.path),
    ...addresses.flatMap(({ name }) => [before[name], own(sent ?? {}, name)]),
  ];
  return !ours.some((text) => typeof text === 'string' && text.toLowerCase().includes(address));
}

const decodeURIComponentSafe = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
