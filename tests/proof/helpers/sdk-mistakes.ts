/** Mistakes of a client, each with what it is told as. A new one is a row. */
import { goodPath, json, key, known, type Sent } from './sdk-requests.ts';

/** An identifier of nothing. */
export const other = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
const bytes = (...list: readonly number[]): Uint8Array => Uint8Array.from(list);
const encoded = (text: string, ...before: readonly number[]): Uint8Array =>
  Buffer.concat([bytes(...before), Buffer.from(text)]);
export const bearer = `Bearer ${known.apiKey}`;

/** Each mistake with what it is told as. */
export const mistakes: readonly (readonly [string, Sent, readonly string[]])[] = [
  ['PUT', { method: 'PUT' }, ['method-patch']],
  ['POST', { method: 'POST' }, ['method-patch']],
  [
    'POST that means PATCH',
    { method: 'POST', headers: [key, json, ['X-HTTP-Method-Override', 'PATCH']] },
    ['method-patch'],
  ],
  ['a read', { method: 'GET', body: '' }, ['reads']],
  ['DELETE', { method: 'DELETE', body: '' }, ['path-documented']],
  ['another path', { target: '/api/external/v1/companies' }, ['path-documented']],
  ['a path without its beginning', { target: `/contacts/${known.contactId}` }, ['path-documented']],
  ['two slashes', { target: goodPath.replace('/contacts', '//contacts') }, ['path-documented']],
  ['a slash at the end', { target: `${goodPath}/` }, ['path-documented']],
  ['a suffix', { target: `${goodPath}.json` }, ['path-documented']],
  ['a query', { target: `${goodPath}?notify=true` }, ['path-documented']],
  ['an unknown contact', { target: goodPath.replace(known.contactId, other) }, ['identifiers-known stand-in']],
  [
    'a foreign contact',
    { target: goodPath.replace(known.contactId, known.foreignContactId ?? '') },
    ['identifiers-known'],
  ],
  [
    'an identifier that was never filled in',
    { target: goodPath.replace(known.contactId, 'undefined') },
    ['identifiers-known'],
  ],
  ['a malformed identifier', { target: goodPath.replace(known.contactId, '42') }, ['identifiers-known']],
  ['an identifier that is encoded twice', { target: goodPath.replaceAll('-', '%252D') }, ['identifiers-known']],
  [
    'an identifier in braces',
    { target: goodPath.replace(known.contactId, `%7B${known.contactId}%7D`) },
    ['identifiers-known'],
  ],
  ['no key', { headers: [json] }, ['key-valid']],
  ['an empty key', { headers: [json, ['X-Api-Key', '']] }, ['key-valid']],
  ['a wrong key', { headers: [json, ['X-Api-Key', 'no-such-key']] }, ['key-valid stand-in']],
  ['the key as a bearer token', { headers: [json, ['Authorization', bearer]] }, ['key-nowhere-else']],
  ['the key as a bearer token too', { headers: [json, key, ['Authorization', bearer]] }, ['key-nowhere-else']],
  [
    'the key as a password',
    { headers: [json, key, ['Authorization', `Basic ${Buffer.from(`${known.apiKey}:`).toString('base64')}`]] },
    ['key-nowhere-else'],
  ],
  ['the key in another header', { headers: [json, ['Api-Key', known.apiKey]] }, ['key-nowhere-else']],
  ['the key in a cookie', { headers: [json, key, ['Cookie', `key=${known.apiKey}`]] }, ['key-nowhere-else']],
  ['the key in the query', { target: `${goodPath}?api_key=${known.apiKey}`, headers: [json] }, ['key-nowhere-else']],
  ['the key in the body', { attributes: { name: known.apiKey } }, ['key-nowhere-else /contact/name']],
  ['the key twice', { headers: [json, key, key] }, ['key-in-header']],
  ['the key with a word before it', { headers: [json, ['X-Api-Key', bearer]] }, ['key-in-header']],
  ['no media type', { headers: [key] }, ['media-type-json']],
  ['another media type', { headers: [key, ['Content-Type', 'text/plain']] }, ['media-type-json']],
  ['two media types', { headers: [key, json, json] }, ['media-type-json']],
  [
    'another charset',
    { headers: [key, ['Content-Type', 'application/json; charset=iso-8859-1']] },
    ['media-type-json'],
  ],
  [
    'a form',
    { headers: [key, ['Content-Type', 'application/x-www-form-urlencoded']], body: 'contact%5Bname%5D=Ada' },
    ['body-json'],
  ],
  ['a form that is labelled JSON', { body: 'name=Ada&email=x' }, ['body-json']],
  ['XML', { body: '<contact><name>Ada</name></contact>' }, ['body-json']],
  ['a value of Python', { body: "{'contact': {'name': None}}" }, ['body-json']],
  ['NaN', { body: '{"contact":{"name":NaN}}' }, ['body-json']],
  ['JSON that breaks off', { body: '{"contact":{"name":"Ad' }, ['body-json']],
  ['two values', { body: '{"contact":{"name":"Ada"}}{}' }, ['body-json']],
  ['a byte order mark', { body: encoded('{"contact":{"name":"Ada"}}', 0xef, 0xbb, 0xbf) }, ['body-json']],
  ['Latin-1', { body: Buffer.from('{"contact":{"name":"Zoë"}}', 'latin1') }, ['body-json']],
  ['UTF-16', { body: Buffer.from('\ufeff{"contact":{"name":"Ada"}}', 'utf16le') }, ['body-json']],
  ['a compressed body', { headers: [key, json, ['Content-Encoding', 'gzip']], body: bytes(0x1f, 0x8b) }, ['body-json']],
  ['a compressed body that no header names', { body: bytes(0x1f, 0x8b, 0x08, 0x00) }, ['body-json']],
  [
    'Latin-1 that is labelled as such',
    {
      headers: [key, ['Content-Type', 'application/json; charset=iso-8859-1']],
      body: Buffer.from('{"contact":{"name":"Zoë"}}', 'latin1'),
    },
    ['body-json'],
  ],
  ['a comma too many', { body: '{"contact":{"name":"Ada",}}' }, ['body-json']],
  ['keys without quotation marks', { body: '{contact:{name:"Ada"}}' }, ['body-json']],
  ['a key twice', { body: '{"contact":{"name":"A","name":"B"}}' }, ['body-keys-once /contact/name']],
  [
    'a key twice, further in',
    { body: `{"contact":{"field_values_attributes":[{"field_id":"${known.fieldId ?? ''}","value":"a","value":"b"}]}}` },
    ['body-keys-once /contact/field_values_attributes/0/value'],
  ],
  ['no body', { body: '' }, ['update-not-empty']],
  ['a blank body', { body: ' \n' }, ['update-not-empty']],
  ['an empty object', { body: '{}' }, ['update-not-empty']],
  ['no attribute', { attributes: {} }, ['update-not-empty /contact']],
  ['no envelope', { body: '{"name":"Ada"}' }, ['envelope']],
  ['no envelope and a wrong name', { body: '{"name":"Ada","nmae":"x"}' }, ['envelope', 'attributes-documented /nmae']],
  ['a document of another standard', { body: '{"data":{"type":"contacts","attributes":{}}}' }, ['envelope /data']],
  ['another envelope', { body: '{"data":{"name":"Ada"}}' }, ['envelope /data']],
  [
    'an envelope in capitals, and a wrong type',
    { body: '{"Contact":{"name":1}}' },
    ['envelope /Contact', 'attribute-types /Contact/name'],
  ],
  ['an envelope within the envelope', { attributes: { contact: { name: 'x' } } }, ['envelope /contact/contact']],
  [
    'an attribute beside the envelope',
    { body: '{"contact":{"name":"Ada"},"email":"x@example.com"}' },
    ['envelope /email'],
  ],
  ['a list', { body: '[{"contact":{"name":"Ada"}}]' }, ['envelope']],
  ['a list in the envelope', { attributes: [{ name: 'Ada' }] }, ['envelope /contact']],
  ['null in the envelope', { attributes: null }, ['envelope /contact']],
  ['JSON within a text', { body: JSON.stringify('{"contact":{"name":"Ada"}}') }, ['envelope']],
  ['half a body', { whole: false, body: '{"contact":' }, ['request-whole']],
  ['a body that is too large', { length: 50_000_000 }, ['body-judged stand-in']],
  ['a body that is too deep', { body: '['.repeat(600) + ']'.repeat(600) }, ['body-judged stand-in']],
];
