/** Bytes of a file of ours as text, in whatever Unicode form an editor or a shell left them. */

type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: 'UTF-8' | 'UTF-16' }
  /** `why` is a clause without a full stop, to be read after the name of the file. */
  | { readonly ok: false; readonly why: string };

/** A share of the bytes: where text of the Latin script is UTF-16, every second byte is zero but for a few. */
const most = 0.6;

/** The byte order of UTF-16 without a mark; null for anything else. Text in UTF-8 has no zero byte. */
function byteOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let [even, odd] = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = bytes.length / 2;
  if (odd >= half * most && even <= half * (1 - most)) return 'utf-16le';
  if (even >= half * most && odd <= half * (1 - most)) return 'utf-16be';
  return null;
}

function formOf(
  bytes: Uint8Array,
): { readonly label: 'utf-8' | 'utf-16le' | 'utf-16be'; readonly skip: number } | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { label: 'utf-8', skip: 3 };
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return null;
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return null;
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', skip: 2 };
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', skip: 2 };
  if (!bytes.includes(0)) return { label: 'utf-8', skip: 0 };
  const label = byteOrder(bytes);
  return label === null ? null : { label, skip: 0 };
}

/**
 * Reads text: UTF-8 or UTF-16 (either byte order), with a byte order mark or without. Line ends become line feeds.
 * @returns why not, for anything else: other encodings cannot be told from one another
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const form = formOf(bytes);
  if (form === null) return { ok: false, why: 'is not text, or text in an encoding other than UTF-8 and UTF-16' };
  const encoding = form.label === 'utf-8' ? 'UTF-8' : 'UTF-16';
  try {
    const text = new TextDecoder(form.label, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(form.skip));
    if (text.includes('\0')) return { ok: false, why: 'has zero characters in it, and is not text' };
    return { ok: true, text: text.replace(/\r\n?/g, '\n'), encoding };
  } catch {
    return { ok: false, why: `is not ${encoding}, or not from its beginning to its end` };
  }
}
