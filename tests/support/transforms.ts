/** How rows of `fixtures/` become what goes over the wire. Pure. */
import type { AwkwardBody, BadCredential, BadIdentifier, IdentifierTransform, KeyTransform } from './fixtures.ts';

const swapCase = (text: string): string =>
  [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');

const identifierTransforms: Readonly<Record<IdentifierTransform, (id: string) => string>> = {
  'upper-case': (id) => id.toUpperCase(),
  braces: (id) => encodeURIComponent(`{${id}}`),
  'no-hyphens': (id) => id.replaceAll('-', ''),
  urn: (id) => `urn:uuid:${id}`,
  'json-suffix': (id) => `${id}.json`,
  'trailing-slash': (id) => `${id}/`,
  'leading-space': (id) => `%20${id}`,
  'trailing-space': (id) => `${id}%20`,
};

// A key of the same length says nothing of the valid one: a shifted or reversed key in a report would give it away.
const keyTransforms: Readonly<Record<KeyTransform, (key: string) => string>> = {
  whole: (key) => key,
  'same-length': (key) => 'x'.repeat(key.length),
  'last-cut': (key) => key.slice(0, -1),
  'first-half': (key) => key.slice(0, Math.ceil(key.length / 2)),
  extended: (key) => `${key}x`,
  'other-case': swapCase,
  padded: (key) => ` ${key} `,
};

/** The path segment of a row, percent-encoded where it has to be. `contactId` is the configured contact. */
export function segmentOf(row: BadIdentifier, contactId: string): string {
  if (row.kind === 'equivalent') return identifierTransforms[row.transform](contactId);
  return row.encoding === 'encode' ? encodeURIComponent(row.segment) : row.segment;
}

/** The key of a row, or null when none is sent. `apiKey` is the valid one. */
export function keyOf(row: BadCredential, apiKey: string): string | null {
  if (row.place === 'none') return null;
  if (row.transform !== undefined) return keyTransforms[row.transform](apiKey);
  return row.value ?? '';
}

/** True when a row sends another text than the valid key: a key without letters has no other letter case. */
export const differsFromKey = (row: BadCredential, apiKey: string): boolean =>
  row.place !== 'header' || keyOf(row, apiKey) !== apiKey;

/** The bytes of a row, its marker replaced, or null when no body is sent. */
export const bodyOf = (row: AwkwardBody, marker: string): string | null =>
  row.body === null ? null : row.body.replaceAll('{{marker}}', () => marker);
