/** The body of a request: a text, or bytes that are none. */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The bytes of a body: a text goes over the wire as UTF-8. */
export const bytesOfBody = (body: string | Uint8Array): Buffer =>
  typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);

/**
 * A body as a record keeps it.
 * @returns the text, with U+FFFD for what is not UTF-8, and the bytes in hexadecimal where the text does not say what they are; null for
 * what there is not
 */
export function textOfBody(body: string | Uint8Array | undefined): {
  readonly text: string | null;
  readonly hex: string | null;
} {
  if (body === undefined || typeof body === 'string') return { text: body ?? null, hex: null };
  const text = decoder.decode(body);
  const bytes = bytesOfBody(body);
  return { text, hex: bytes.equals(bytesOfBody(text)) ? null : bytes.toString('hex') };
}

/** The bytes of a recorded body; null where its hexadecimal form is none any more, as the key was taken out of it. */
export function recordedBytes({
  body,
  bodyHex,
}: {
  readonly body: string | null;
  readonly bodyHex?: string;
}): Buffer | null {
  if (bodyHex === undefined) return bytesOfBody(body ?? '');
  return /^(?:[0-9a-f]{2})*$/.test(bodyHex) ? Buffer.from(bodyHex, 'hex') : null;
}
