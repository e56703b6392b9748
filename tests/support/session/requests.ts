/** How requests of the suite look on the wire. */
import type { JsonObject, RequestSpec } from '../types.ts';

/** The route of one contact. `id` is put in as it is. */
export const contactPath = (id: string): string => `/contacts/${id}`;

/** The headers of an update but for the key. */
export const keylessHeaders: Readonly<Record<string, string>> = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
};

/** The headers that the documents and the vendor's own clients send. */
export const headersFor = (apiKey: string): Readonly<Record<string, string>> => ({
  ...keylessHeaders,
  'X-Api-Key': apiKey,
});

/** An update of a contact with these attributes, as documented. */
export const updateOf = (apiKey: string, contactId: string, attributes: JsonObject): RequestSpec => ({
  method: 'PATCH',
  path: contactPath(contactId),
  headers: headersFor(apiKey),
  body: JSON.stringify({ contact: attributes }),
});

/** A read of a contact. */
export const readOf = (apiKey: string, contactId: string): RequestSpec => ({
  method: 'GET',
  path: contactPath(contactId),
  headers: { Accept: 'application/json', 'X-Api-Key': apiKey },
});

/** The attributes under `contact` of a request body, or null when the body has another form. */
export function sentAttributes(body: string | undefined): JsonObject | null {
  if (body === undefined) return null;
  try {
    const value = JSON.parse(body) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, 'contact'))
      return null;
    const contact = (value as { readonly contact: unknown }).contact;
    return typeof contact === 'object' && contact !== null && !Array.isArray(contact) ? (contact as JsonObject) : null;
  } catch {
    return null;
  }
}
