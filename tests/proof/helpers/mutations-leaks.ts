/** What no response may hold: the key in some form, the data of another contact. */
import type { JsonObject } from '../../support/text/json.ts';
import { adds, changes, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { having, respond, spell, withHeaders, type Change } from './change.ts';
import { responseOf, neighbour, otherId } from './records.ts';
import { nameUpdate, read, refusedValue, respelledId, unknownId, wrongKey } from './recorded-exchanges.ts';
import { apiKey, contactId } from './recording.ts';

const key = 'answer-never-carries-key';
const forms: readonly (readonly [string, string])[] = [
  ['whole', apiKey],
  ['in lower case', apiKey.toLowerCase()],
  ['in upper case', apiKey.toUpperCase()],
  ['backwards', Buffer.from(apiKey).reverse().toString()],
  ['in Base64', Buffer.from(apiKey).toString('base64')],
  ['in Base64 within a pair', Buffer.from(`api:${apiKey}`).toString('base64')],
  ['in hexadecimal', Buffer.from(apiKey).toString('hex')],
  ['without its last character', apiKey.slice(0, -1)],
  ['without its first character', apiKey.slice(1)],
  ['half of it', apiKey.slice(0, 16)],
  ['within a sentence', `Unknown key ${apiKey}.`],
  ['as a bearer token', `Bearer ${apiKey}`],
];
const escapedKey = `\\u${apiKey.charCodeAt(0).toString(16).padStart(4, '0')}${apiKey.slice(1)}`;
const requestHeaders = [
  ['Accept', '*/*'],
  ['X-Api-Key', apiKey],
];
const location = `https://acme.neetocrm.com/contacts?api_key=${apiKey}`;
const keyIn: readonly ChangeRow[] = [
  ...forms.map(([what, note]) => adds(`the key, ${what}`, '/debug', { note }, key, '/note')),
  ...forms.map(([what, text]): ChangeRow => [`the key in a header, ${what}`, withHeaders({ 'x-caller': text }), key]),
  adds('the key as the name of a member', '/keys', { [apiKey]: true }, key, '/[redacted]'),
  ['the key behind escapes', spell('{', `{"k":"${escapedKey}",`), key, '/k'],
  adds('the key in a list', '/headers', requestHeaders, key, '/1/1'),
  ['the key in Location', withHeaders({ location }), key],
  ['the key in a cookie', withHeaders({ 'set-cookie': `token=${apiKey}; Path=/` }), key],
  ['the key in the name of a header', withHeaders({ [`x-${apiKey.toLowerCase()}`]: '1' }), key],
];
const page = (body: string, type: string): Change => respond({ body, headers: { 'content-type': type } });
const html: ChangeRow = [
  'an HTML page with the key',
  page(`<p>${apiKey}</p>`, 'text/html'),
  key,
  '',
  'errors-are-json',
];
const plain: ChangeRow = ['a plain text with the key', page(`key ${apiKey}`, 'text/plain'), key, '', 'errors-are-json'];

const other = 'answer-no-other-contact';
const somebody = { id: otherId, name: 'Adam Quist', email: 'adam.quist@acme.org', phone_number: '+1 202-555-0188' };
const { email: _email, ...byPhone } = somebody;
const others: readonly ChangeRow[] = [
  adds('another contact beside the response', '/record', somebody, other),
  adds('another contact known by phone', '/record', byPhone, other),
  adds('other contacts in a list', '/contacts', [somebody], other, '/0'),
  adds('another contact far down', '/meta', { similar: [{ record: somebody }] }, other, '/similar/0/record'),
];
const inRefusals: readonly ChangeRow[] = [
  adds('another contact under contact', '/contact', somebody, other),
  shows('the address of another contact in the error', '/error', 'Taken by adam.quist@acme.org', other),
  adds('the address of another contact in errors', '/errors', ['no', 'adam.quist@acme.org is taken'], other, '/1'),
];

const about = 'answer-about-addressed-contact';
const noId = 'answer-identifiers-shape';
const id = '/contact/id';
const showingContact = (contact: JsonObject): Change => having({ response: responseOf(200, { contact }) });
const closest = { score: 1, contact: somebody };
const inResponses: readonly Mutation[] = [
  ...changes(nameUpdate, [
    adds('another contact within the contact', '/contact/duplicates', [somebody], other, '/0'),
    shows('the response is about another contact', id, otherId, about),
    shows('the id has another digit', id, '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c4', about),
    shows('the id is nil', id, '00000000-0000-0000-0000-000000000000', about),
    shows('the id has no hyphens', id, '8c2e6f1a94d74b3ea05c1f7be29d46c3', noId, about),
  ]),
  ...changes(read, [adds('a read with a neighbour', '/next', somebody, other)]),
  ...changes(respelledId, [
    ['the response is about another contact, and old', showingContact(neighbour), about, id],
    ['the response is about another contact, with no name', showingContact({ ...neighbour, name: null }), about, id],
    shows('the id is shown as it was spelled', id, `{${contactId}}`, noId, about),
  ]),
  ...changes(unknownId, [
    [
      'another contact in a page of 404',
      having({ response: responseOf(404, { error: 'Gone', closest }) }),
      other,
      '/closest/contact',
    ],
  ]),
];

/** Mutations that give something away. */
export const leakMutations: readonly Mutation[] = [
  ...[nameUpdate, unknownId, read].flatMap((from) => changes(from, keyIn)),
  ...changes(unknownId, [html]),
  ...changes(wrongKey, [plain]),
  ...[nameUpdate, unknownId].flatMap((from) => changes(from, others)),
  ...[unknownId, wrongKey, refusedValue].flatMap((from) => changes(from, inRefusals)),
  ...inResponses,
];
