/** How rows of `fixtures/` become what goes over the wire. Pure. */
import { gzipSync } from 'node:zlib';
import {
  doors,
  type AwkwardBody,
  type BadCredential,
  type BadIdentifier,
  type BodyEncoding,
  type Door,
  type KeyTransform,
} from './fixtures.ts';
import { identifierTransforms } from './near-identifiers.ts';

const swapCase = (text: string): string =>
  [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');

// A key of the same length says nothing of the valid one: a shifted or reversed key in a report would give it away.
const keyTransforms: Readonly<Record<KeyTransform, (key: string) => string>> = {
  whole: (key) => key,
  'same-length': (key) => 'x'.repeat(key.length),
  // A digit: a letter may be the one that was there, in another case.
  'last-changed': (key) => key.slice(0, -1) + (key.endsWith('0') ? '1' : '0'),
  'first-changed': (key) => (key.startsWith('0') ? '1' : '0') + key.slice(1),
  'last-cut': (key) => key.slice(0, -1),
  'first-cut': (key) => key.slice(1),
  'first-half': (key) => key.slice(0, Math.ceil(key.length / 2)),
  extended: (key) => `${key}x`,
  twice: (key) => key + key,
  'other-case': swapCase,
  padded: (key) => ` ${key} `,
};

/** The path segment of a row, percent-encoded where it has to be. `contactId` is the configured contact. */
export function segmentOf(row: BadIdentifier, contactId: string): string {
  if ('transform' in row) return identifierTransforms[row.transform](contactId);
  const segment = 'template' in row ? row.template.replaceAll('{id}', () => contactId) : row.segment;
  return row.encoding === 'encode' ? encodeURIComponent(segment) : segment;
}

/** The key of a row, or null when none is sent. `apiKey` is the valid one. */
export function keyOfRow(row: BadCredential, apiKey: string): string | null {
  if (row.place === 'none') return null;
  if (row.transform !== undefined) return keyTransforms[row.transform](apiKey);
  return row.value ?? '';
}

/** True when a row sends another text than the valid key: a key without letters has no other letter case. */
export const differsFromKey = (row: BadCredential, apiKey: string): boolean =>
  row.place !== 'header' || keyOfRow(row, apiKey) !== apiKey;

const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

/** UTF-32, which Node.js has not. */
function utf32(text: string): Buffer {
  const bytes = Buffer.alloc([...text].length * 4);
  [...text].forEach((character, index) => bytes.writeUInt32LE(character.codePointAt(0) ?? 0, index * 4));
  return bytes;
}

const encodings: Readonly<Record<BodyEncoding, (text: string) => Buffer>> = {
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => swapped(Buffer.from(text, 'utf16le')),
  'utf-32le': utf32,
  'utf-32be': (text) => utf32(text).swap32(),
  'latin-1': (text) => Buffer.from(text, 'latin1'),
  gzip: (text) => gzipSync(text),
};

/** The body of a row, its marker replaced: a text, bytes where it is not sent as UTF-8, or null when none is sent. */
export function bodyOfRow({ body, encoding, hex }: AwkwardBody, marker: string): string | Uint8Array | null {
  if (hex !== undefined)
    return Buffer.from(
      hex.replaceAll('{{marker}}', () => Buffer.from(marker, 'utf8').toString('hex')),
      'hex',
    );
  if (body === undefined || body === null) return null;
  const text = body.replaceAll('{{marker}}', () => marker);
  return encoding === undefined ? text : encodings[encoding](text);
}

const partsOfUrl = /^(?<origin>[^/]+\/\/[^/]*)(?<path>.*)$/;

/** Where a way leads: the identifiers are the configured ones, `baseUrl` goes up to and including the version. */
interface Ground {
  readonly contactId: string;
  readonly foreignId: string;
  readonly baseUrl: string;
}

/** Path and headers of a way, its words replaced. */
export function doorOf(
  { path, headers = {} }: Door,
  { contactId, foreignId, baseUrl }: Ground,
): { readonly path: string; readonly headers: Readonly<Record<string, string>> } {
  const base = partsOfUrl.exec(baseUrl)?.groups ?? {};
  const fill = (text: string): string =>
    text
      .replaceAll('{id}', contactId)
      .replaceAll('{ID}', contactId.toUpperCase())
      .replaceAll('{foreign}', foreignId)
      .replaceAll('{origin}', base['origin'] ?? '')
      .replaceAll('{path}', `${base['path'] ?? ''}/contacts/${contactId}`);
  return {
    path: fill(path),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)])),
  };
}

/** The headers of every way whose headers are known to be trusted, in one request; of a name that several have, the first. */
export const trustedHeaders = (ground: Ground): Readonly<Record<string, string>> =>
  Object.fromEntries(
    doors
      .filter(({ trusted }) => trusted === true)
      .reverse()
      .flatMap((door) => Object.entries(doorOf(door, ground).headers)),
  );
