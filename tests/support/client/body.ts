import type { ParsedBody } from './exchange.ts';
import type { Json } from '../text/json.ts';
import { isUtf8 } from 'node:buffer';
import { scan } from './scan.ts';

/** A body as text and as JSON. `utf8` is false when the bytes are not well-formed UTF-8 or begin with a byte order mark. */
export type Body = ParsedBody & { readonly text: string; readonly utf8: boolean };

/** Deeper responses are not read: what follows them walks values by recursion. */
const MAX_DEPTH = 512;
const BYTE_ORDER_MARK = '\ufeff';
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Judges the bytes of a response, whatever its Content-Type says: a client that trusts the header takes HTML for `{}`.
 * JSON is UTF-8 (RFC 8259, section 8.1), so no other charset is tried.
 *
 * @param bytes - the body after its Content-Encoding was undone
 * @param headers - of the response, names in lower case; only used to tell HTML from other texts
 */
export function parseBody(bytes: Uint8Array, headers: Readonly<Record<string, string>>): Body {
  const text = decoder.decode(bytes);
  const marked = text.startsWith(BYTE_ORDER_MARK);
  // A parser may ignore a byte order mark (RFC 8259, section 8.1); that it was there is told by `utf8`.
  const parsed = parseText(marked ? text.slice(1) : text, headers['content-type'] ?? '');
  return { text, utf8: !marked && isUtf8(bytes), ...parsed };
}

function parseText(text: string, contentType: string): ParsedBody {
  if (text.trim() === '') return { ok: false, reason: 'empty', message: 'The body is empty.' };
  const { depth, open, duplicateKeys } = scan(text, MAX_DEPTH);
  if (depth > MAX_DEPTH && !looksLikeHtml(text)) {
    return {
      ok: false,
      reason: 'too-deep',
      message: `The body is nested deeper than ${MAX_DEPTH} levels. It was not parsed.`,
    };
  }
  try {
    return { ok: true, value: JSON.parse(text) as Json, duplicateKeys };
  } catch {
    // The message of JSON.parse quotes the body, which may hold anything; what is said here does not.
    if (looksLikeHtml(text) || /\bhtml\b/i.test(contentType)) {
      return { ok: false, reason: 'html', message: 'The body is HTML or XML, not JSON.' };
    }
    if (open && /^\s*["[{]/.test(text)) {
      return {
        ok: false,
        reason: 'truncated',
        message: `The body breaks off after ${text.length} characters, before its JSON ends.`,
      };
    }
    return { ok: false, reason: 'not-json', message: 'The body is not JSON.' };
  }
}

function looksLikeHtml(text: string): boolean {
  return /^\s*</.test(text);
}
