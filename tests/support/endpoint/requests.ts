/** How requests of the suite look on the wire. */
import type { RequestSpec } from '../client/exchange.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { endpoint } from './endpoint.ts';
import { textOfBody } from '../text/bytes.ts';
import { isObject, own } from '../text/json.ts';

/** The route of one contact. `id` is put in as it is. */
export const contactPath = (id: string): string => `/contacts/${id}`;

/** An attribute that no contact has: an update that carries it alone changes nothing. */
export const probeAttribute = 'contract_suite_probe';

/** The headers of an update but for the key. */
export const keylessHeaders: Readonly<Record<string, string>> = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
};

/** The headers that the documents and the vendor's own clients send. */
export const headersFor = (apiKey: string): Readonly<Record<string, string>> => ({
  Accept: 'application/json',
  'Content-Type': 'application/json',
  'X-Api-Key': apiKey,
});

/** The bytes of a body with these attributes: in the envelope, in their order. */
export const updateBody = (attributes: Json): string => JSON.stringify({ [endpoint.envelope]: attributes });

/** A body that ends inside of the envelope, after what `inside` has of it: no JSON. */
export const brokenBody = (inside = ''): string => `{${JSON.stringify(endpoint.envelope)}:${inside}`;

/** An update of a contact with these attributes, as documented. */
export const updateOf = (apiKey: string, contactId: string, attributes: JsonObject): RequestSpec => ({
  method: 'PATCH',
  path: contactPath(contactId),
  headers: headersFor(apiKey),
  body: updateBody(attributes),
});

/** A read of a contact. */
export const readOf = (apiKey: string, contactId: string): RequestSpec => ({
  method: 'GET',
  path: contactPath(contactId),
  headers: { Accept: 'application/json', 'X-Api-Key': apiKey },
});

/** The attributes in the envelope of a request body, or null when the body has another form. */
export function sentAttributes(body: string | Uint8Array | undefined): JsonObject | null {
  const { text, hex } = textOfBody(body);
  if (text === null || hex !== null) return null;
  try {
    const value = JSON.parse(text) as Json;
    const attributes = isObject(value) ? own(value, endpoint.envelope) : undefined;
    return isObject(attributes) ? attributes : null;
  } catch {
    return null;
  }
}
