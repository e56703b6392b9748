/** The parser reads what RFC 8259 does not. */
import { gunzipSync } from 'node:zlib';

import { act } from '../kit.ts';
import type { Call, Variant } from '../types.ts';
import { group, violates } from './define.ts';

const strict = (bytes: Uint8Array): unknown =>
  JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as unknown;
const isJson = (bytes: Uint8Array): boolean => {
  try {
    strict(bytes);
    return true;
  } catch {
    return false;
  }
};
/** What is no JSON is parsed once `mend` has made JSON of it; where that fails, it is refused as before. */
const reads = (mend: (bytes: Buffer, call: Call) => string): Variant => ({
  parse: (call, next) => {
    if (call.bytes.length === 0 || isJson(call.bytes)) return next();
    let value: unknown;
    try {
      value = JSON.parse(mend(call.bytes, call)) as unknown;
    } catch {
      return next();
    }
    return act(call, value);
  },
});
/** The same for a parser that minds the encoding. */
const mends = (mend: (text: string) => string): Variant =>
  reads((bytes) => mend(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
/** Everything outside of texts in double quotes. */
const outside = (text: string, mend: (part: string) => string): string =>
  text.replace(/("(?:[^"\\]|\\.)*")|([^"]+)/gs, (_all, quoted?: string, part?: string) => quoted ?? mend(part ?? ''));

const refused = ['malformed-json-refused'];
export const notJson = group('not-json', [
  violates(
    'raw-control-characters-read',
    'raw line breaks and tabs within a text are read',
    'full',
    refused,
    mends((text) => text.replace(/[\n\r\t]/g, ' ')),
  ),
  violates(
    'nan-read',
    'NaN and Infinity are read, as the parsers of Python and Ruby do',
    'full',
    refused,
    mends((text) => outside(text, (part) => part.replace(/-?\b(NaN|Infinity)\b/g, '0'))),
  ),
  violates(
    'infinity-read',
    'Infinity is read, and NaN is not',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.replace(/-?\bInfinity\b/g, '0'))),
  ),
  violates(
    'comments-read',
    'comments are read, as older parsers of Ruby do',
    'full',
    refused,
    mends((text) => outside(text, (part) => part.replace(/\/\*.*?\*\/|\/\/.*$/gs, ''))),
  ),
  violates(
    'hash-comments-read',
    'lines behind a number sign are skipped',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.replace(/#.*$/gm, ''))),
  ),
  violates(
    'invalid-utf-8-replaced',
    'bytes that are not UTF-8 are replaced, and the rest is read',
    'full',
    refused,
    reads((bytes) => bytes.toString('utf8')),
  ),
  violates(
    'latin-1-read',
    'a body that is not UTF-8 is taken for Latin-1',
    'full',
    refused,
    reads((bytes) => bytes.toString('latin1')),
  ),
  violates(
    'utf-16-read',
    'a body in UTF-16 is told by its mark and read',
    'nightly',
    refused,
    reads((bytes) => (bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.subarray(2).toString('utf16le') : '')),
  ),
  violates(
    'utf-16-guessed',
    'a body in UTF-16 is told by its zero bytes and read',
    'nightly',
    refused,
    reads((bytes) => (bytes[0] === 0x7b && bytes[1] === 0 ? bytes.toString('utf16le') : '')),
  ),
  violates(
    'compressed-body-guessed',
    'a body that looks compressed is decompressed',
    'nightly',
    refused,
    reads((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes).toString('utf8') : '')),
  ),
  violates(
    'hexadecimal-numbers-read',
    'hexadecimal numbers are read, as JSON5 has them',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.replace(/\b0x[\da-f]+/gi, '0'))),
  ),
  violates(
    'capital-words-read',
    'null and true are read in any letter case, as PHP does',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.toLowerCase())),
  ),
  violates(
    'hash-rockets-read',
    'what Ruby prints of a hash is read',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.replaceAll('=>', ':'))),
  ),
  violates('yaml-read', 'a body is read as YAML, of which JSON is a part', 'nightly', refused, {
    ...mends((text) => {
      const name = /^contact:\n {2}name: (.+)\n$/.exec(text)?.[1];
      return name === undefined ? '' : JSON.stringify({ contact: { name } });
    }),
  }),
  violates(
    'other-white-space-read',
    'every white space of Unicode is white space between two tokens',
    'nightly',
    refused,
    mends((text) => outside(text, (part) => part.replace(/\s/g, ' '))),
  ),
  violates(
    'nul-ends-the-body',
    'a body ends at U+0000',
    'nightly',
    refused,
    mends((text) => text.split('\0')[0] ?? ''),
  ),
  violates(
    'single-quoted-values-read',
    'texts in single quotes are read',
    'full',
    refused,
    mends((text) => outside(text, (part) => part.replaceAll("'", '"'))),
  ),
  violates(
    'unknown-escapes-read',
    'an escape that JSON does not have stands for the letter behind it',
    'nightly',
    refused,
    mends((text) => text.replace(/\\(?!["\\/bfnrtu])/g, '')),
  ),
]);
