/** The bytes of the body, and the envelope. */
import { answering, having, spell, textIn, withBody, type Change } from './change.ts';
import { changes, harmlessChangesOf, type ChangeRow, type Harmless, type Mutation } from './exchange-mutation.ts';

import { responseOf } from './records.ts';
import { fullUpdate, nameUpdate, phoneUpdate, tagsUpdate, unknownId, wrongKey } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

const page = '<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head><body></body></html>';
const notUtf8 = 'answer-bytes-utf8';
const bytesIn = (scene: Scene): Buffer => Buffer.from(textIn(scene));

/** Bodies that are no JSON object. */
const broken = (from: Scene): readonly ChangeRow[] => {
  const text = textIn(from);
  const half = Math.floor(text.length / 2);
  const bodies: readonly (readonly [string, string | Uint8Array])[] = [
    ['empty', ''],
    ['a space', ' '],
    ['line breaks', '\r\n\r\n'],
    ['an HTML page', page],
    ['an HTML page behind white space', `\n\n  ${page}`],
    ['XML', '<?xml version="1.0"?><contact><name>Zoë</name></contact>'],
    ['a form', 'contact[name]=Zo%C3%AB'],
    ['YAML', 'contact:\n  name: Zoë\n'],
    ['cut in half', text.slice(0, half)],
    ['cut by one character', text.slice(0, -1)],
    ['cut by two characters', text.slice(0, -2)],
    ['cut after one character', text.slice(0, 1)],
    ['cut within a text', text.slice(0, text.indexOf('ngstr'))],
    ['encoded twice', JSON.stringify(text)],
    ['encoded three times', JSON.stringify(JSON.stringify(text))],
    ['in an array', `[${text}]`],
    ['an empty array', '[]'],
    ['null', 'null'],
    ['true', 'true'],
    ['a number', '200'],
    ['the word OK', '"OK"'],
    ['the bare word OK', 'OK'],
    ['followed by itself', text + text],
    ['followed by itself on a new line', `${text}\n${text}`],
    ['followed by a bracket', `${text}}`],
    ['followed by a word', `${text} OK`],
    ['followed by a zero byte', `${text}\0`],
    ['followed by a comment', `${text} // ok`],
    ['behind a guard against hijacking', `)]}',\n${text}`],
    ['behind a loop', `while(1);${text}`],
    ['a call of a function', `callback(${text});`],
    ['with a trailing comma', text.replace(/\}$/, ',}')],
    ['with single quotes', text.replaceAll('"', "'")],
    ['with bare keys', text.replace('"contact"', 'contact')],
    ['with NaN', text.replace('"name"', '"score":NaN,"name"')],
    ['with undefined', text.replace('"name"', '"score":undefined,"name"')],
    ['with a raw line break in a text', text.replace('ngstr', 'n\ngstr')],
    ['as a hash of Ruby', text.replaceAll('":', '"=>')],
    ['nested ten thousand levels', text.replace('"name"', `"deep":${'['.repeat(10_000)}${']'.repeat(10_000)},"name"`)],
    ['a chunk size and a body', `1f4\r\n${text}`],
  ];
  return bodies.map(([what, body]) => [`the body is ${what}`, withBody(body), 'answer-body-parses']);
};

/** An object, but not the documented one. */
const enveloped = (from: Scene): readonly ChangeRow[] => {
  const { contact } = JSON.parse(textIn(from)) as { readonly contact: object };
  const bodies: readonly (readonly [string, unknown])[] = [
    ['empty', {}],
    ['the contact without an envelope', contact],
    ['under data', { data: { contact } }],
    ['under data alone', { data: contact }],
    ['under Contact', { Contact: contact }],
    ['under contacts', { contacts: [contact] }],
    ['under result', { result: { contact } }],
    ['under contact twice', { 'contact ': contact }],
    ['a list', { contact: [contact] }],
    ['a text', { contact: JSON.stringify(contact) }],
    ['null', { contact: null }],
    ['true', { contact: true }],
    ['a number', { contact: 1 }],
    ['a success', { success: true }],
    ['a message', { message: 'Contact updated successfully.' }],
    ['an error', { error: 'Something went wrong' }],
    ['JSON:API', { data: { type: 'contacts', attributes: contact } }],
    ['a page', { contacts: [contact], pagination: { total_records: 1 } }],
    ['an id alone', { id: (contact as { readonly id: string }).id }],
    ['the body of the request', { __proto__: null, body: { contact } }],
  ];
  return bodies.map(([what, body]) => [
    `the envelope holds ${what}`,
    withBody(JSON.stringify(body)),
    'answer-envelope-contact',
  ]);
};

/** Bytes that are JSON to a lenient reader, and not to a strict one. */
const bytes = (from: Scene): readonly ChangeRow[] => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesIn(from)]);
  const within = (given: readonly number[]): Uint8Array => {
    const text = textIn(from).replace('"name"', '"note":"here","name"');
    const at = Buffer.from(text).indexOf('here');
    return Buffer.concat([Buffer.from(text).subarray(0, at), Buffer.from(given), Buffer.from(text).subarray(at + 4)]);
  };
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['begin with a byte order mark', marked],
    ['hold a stray byte', within([0xff])],
    ['hold a lone continuation byte', within([0x80])],
    ['hold half a letter', within([0xc3])],
    ['hold half an emoji', within([0xf0, 0x9f, 0x98])],
    ['hold an overlong slash', within([0xc0, 0xaf])],
    ['hold a surrogate in three bytes', within([0xed, 0xa0, 0xbd])],
    ['hold a code point beyond the last', within([0xf4, 0x90, 0x80, 0x80])],
    ['hold a letter of Latin 1', within([0xeb])],
  ];
  return rows.map(([what, body]) => [`the bytes ${what}`, withBody(body), notUtf8]);
};

const encoded =
  (encoding: BufferEncoding, mark = ''): Change =>
  (scene) =>
    answering(scene, { body: Buffer.from(`${mark}${textIn(scene)}`, encoding) });
const utf16 = 'the whole body is UTF-16';
const ofNames: readonly ChangeRow[] = [
  ['the whole body is Latin 1', encoded('latin1'), notUtf8],
  [utf16, encoded('utf16le'), 'answer-body-parses', '', notUtf8],
  [`${utf16} with a mark`, encoded('utf16le', '\ufeff'), 'answer-body-parses', '', notUtf8],
  ['contact stands twice', spell('{"contact"', '{"contact":{},"contact"'), 'answer-keys-unique', '/contact'],
  [
    'a successful error',
    having({ response: responseOf(200, { error: 'Not found', status: 404 }) }),
    'answer-envelope-contact',
  ],
];

/** Promises about bytes hold for refusals, too. */
const ofRefusals: readonly ChangeRow[] = [
  ['the bytes begin with a byte order mark', encoded('utf8', '\ufeff'), notUtf8],
  ['error stands twice', spell('{"error"', '{"error":"Twin","error"'), 'answer-keys-unique', '/error'],
];

/** Mutations of body bytes and envelope. */
export const byteMutations: readonly Mutation[] = [
  ...[fullUpdate, nameUpdate].flatMap((from) => changes(from, [...broken(from), ...enveloped(from), ...bytes(from)])),
  ...changes(nameUpdate, ofNames),
  ...changes(phoneUpdate, [[utf16, encoded('utf16le'), 'answer-body-parses']]),
  ...[unknownId, wrongKey].flatMap((from) => changes(from, ofRefusals)),
];

/** What stands twice where no document has a say. */
export const harmlessTwins: readonly Harmless[] = [
  ...harmlessChangesOf(fullUpdate, [
    ['twice: a key of an extra', spell('{"contact"', '{"meta":{"a/b":1,"a/b":2},"contact"')],
    ['twice: an extra', spell('{"contact":{', '{"contact":{"score":1,"score":2,')],
    ['twice: an extra envelope', spell('{"contact"', '{"meta":1,"meta":2,"contact"')],
    ['twice: a documented name in an extra', spell('{"contact":{', '{"contact":{"last":{"email":"a","email":"b"},')],
    ['twice: a contact in an extra', spell('{"contact"', '{"meta":{"contact":{},"contact":{}},"contact"')],
    ['twice: a key of the prototype', spell('{"contact":{', '{"contact":{"constructor":1,"constructor":2,')],
    ['twice: the name of the owner', spell('"owner":{', '"owner":{"name":"Twin",')],
  ]),
  ...harmlessChangesOf(tagsUpdate, [['twice: the name of a tag', spell('},{"id"', '},{"name":"x","id"')]]),
  ...harmlessChangesOf(wrongKey, [
    ['twice: a key beside the error', spell('{"error"', '{"trace":1,"trace":2,"error"')],
  ]),
];
