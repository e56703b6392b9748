/**
 * How a contact is read. GET is not documented, so it is tried and not relied on; where it is not answered, an update that
 * changes nothing shows the contact instead. Every rung is harmless: none names a documented attribute with a new value.
 */
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { ContactState } from './state.ts';
import type { JsonObject } from '../text/json.ts';
import { sameId } from './compare.ts';
import { resetValue } from './configured.ts';
import { attributesOf } from './endpoint.ts';
import { own } from '../text/json.ts';
import { probeAttribute, readOf, updateOf } from './requests.ts';
import { learnNames, type Names } from './labels.ts';
import { contactOf, stateIn } from './state.ts';
import type { Configured } from './variables.ts';
import { isAccepted } from '../signs.ts';
import { createdAtKey, idKey } from './response-keys.ts';

export type Reading = 'get' | 'unknown-attribute' | 'no-field-values' | 'home-field-value' | 'no-attributes';

/** The key, the contact, and what the configuration names besides. */
export interface ContactIds extends Configured {
  readonly apiKey: string;
  readonly contactId: string;
}

const [opaque] = attributesOf('opaque');

const attributesFor = (reading: Exclude<Reading, 'get'>, ids: ContactIds): JsonObject | null => {
  switch (reading) {
    case 'unknown-attribute':
      return { [probeAttribute]: 'read' };
    case 'no-field-values':
      return opaque === undefined ? null : { [opaque.name]: [] };
    case 'home-field-value': {
      const value = opaque === undefined ? null : resetValue(opaque, ids);
      return opaque === undefined || value === null ? null : { [opaque.name]: value };
    }
    case 'no-attributes':
      return {};
  }
};

/** The rungs in the order in which they are tried. */
export const readings: readonly Reading[] = [
  'get',
  'unknown-attribute',
  'no-field-values',
  'home-field-value',
  'no-attributes',
];

/** The request of a rung, or null when the configuration lacks what it needs. */
export function readingRequest(reading: Reading, ids: ContactIds): RequestSpec | null {
  if (reading === 'get') return readOf(ids.apiKey, ids.contactId);
  const attributes = attributesFor(reading, ids);
  return attributes === null ? null : updateOf(ids.apiKey, ids.contactId, attributes);
}

/** `created_at` as the first of some responses shows it that shows the contact; null when none does. */
export function createdAtOf(exchanges: readonly Exchange[], contactId: string): string | null {
  for (const exchange of exchanges) {
    const shown = readFrom(exchange, contactId);
    const value = shown === null ? undefined : own(shown.contact, createdAtKey);
    if (typeof value === 'string') return value;
  }
  return null;
}

/** The names beside identifiers that some responses show: of each record the first. */
export const namesOf = (exchanges: readonly Exchange[], contactId: string): Names =>
  exchanges.reduce<Names>((names, exchange) => learnNames(names, readFrom(exchange, contactId)?.contact ?? null), {});

/**
 * The contact that a response shows, when it is the one that was asked for.
 * @returns the contact as answered and its state as far as it could be decoded, or null when the response does not show it
 */
export function readFrom(
  exchange: Exchange,
  contactId: string,
): { readonly contact: JsonObject; readonly state: ContactState } | null {
  const { response } = exchange;
  // Another 2xx than 200 breaks a promise, which others judge; what it shows is still the contact.
  if (response === null || !isAccepted(response.status)) return null;
  const contact = contactOf(response.parsed);
  if (contact === null) return null;
  const id = own(contact, idKey);
  if (typeof id === 'string' && !sameId(id, contactId)) return null;
  const state = stateIn(response) ?? {};
  return Object.keys(state).length === 0 ? null : { contact, state };
}
