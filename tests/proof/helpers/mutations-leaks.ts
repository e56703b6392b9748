/** What no response may hold: the key in some form, the data of another contact. */
import { answering, mutation, patched, showing, textIn, type Mutation } from './exchange-mutation.ts';
import {
  responseOf,
  nameUpdate,
  neighbour,
  otherId,
  read,
  refusedValue,
  respelledId,
  unknownId,
  wrongKey,
} from './recorded-exchanges.ts';
import { apiKey, contactId, type Scene } from './recording.ts';

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
const keyIn = (from: Scene): readonly Mutation[] => [
  ...forms.map(([what, text]) =>
    mutation(
      from,
      `the key, ${what}`,
      patched(from, { op: 'add', path: '/debug', value: { note: text } }),
      key,
      '/debug/note',
    ),
  ),
  ...forms.map(([what, text]) =>
    mutation(from, `the key in a header, ${what}`, answering(from, { headers: { 'x-caller': text } }), key),
  ),
  mutation(
    from,
    'the key as the name of a member',
    patched(from, { op: 'add', path: '/keys', value: { [apiKey]: true } }),
    key,
    '/keys/[redacted]',
  ),
  mutation(
    from,
    'the key behind escapes',
    answering(from, {
      body: textIn(from).replace(
        '{',
        `{"k":"\\u${apiKey.charCodeAt(0).toString(16).padStart(4, '0')}${apiKey.slice(1)}",`,
      ),
    }),
    key,
    '/k',
  ),
  mutation(
    from,
    'the key in a list',
    patched(from, {
      op: 'add',
      path: '/headers',
      value: [
        ['Accept', '*/*'],
        ['X-Api-Key', apiKey],
      ],
    }),
    key,
    '/headers/1/1',
  ),
  mutation(
    from,
    'the key in Location',
    answering(from, { headers: { location: `https://acme.neetocrm.com/contacts?api_key=${apiKey}` } }),
    key,
  ),
  mutation(from, 'the key in a cookie', answering(from, { headers: { 'set-cookie': `token=${apiKey}; Path=/` } }), key),
  mutation(
    from,
    'the key in the name of a header',
    answering(from, { headers: { [`x-${apiKey.toLowerCase()}`]: '1' } }),
    key,
  ),
];
const keyInPages: readonly Mutation[] = [
  mutation(
    unknownId,
    'an HTML page with the key',
    answering(unknownId, { body: `<p>${apiKey}</p>`, headers: { 'content-type': 'text/html' } }),
    key,
    '',
    ['errors-are-json'],
  ),
  mutation(
    wrongKey,
    'a plain text with the key',
    answering(wrongKey, { body: `key ${apiKey}`, headers: { 'content-type': 'text/plain' } }),
    key,
    '',
    ['errors-are-json'],
  ),
];

const other = 'answer-no-other-contact';
const somebody = { id: otherId, name: 'Adam Quist', email: 'adam.quist@acme.org', phone_number: '+1 202-555-0188' };
const { email: _email, ...byPhone } = somebody;
const others = (from: Scene): readonly Mutation[] => [
  mutation(
    from,
    'another contact beside the response',
    patched(from, { op: 'add', path: '/record', value: somebody }),
    other,
    '/record',
  ),
  mutation(
    from,
    'another contact known by phone',
    patched(from, { op: 'add', path: '/record', value: byPhone }),
    other,
    '/record',
  ),
  mutation(
    from,
    'other contacts in a list',
    patched(from, { op: 'add', path: '/contacts', value: [somebody] }),
    other,
    '/contacts/0',
  ),
  mutation(
    from,
    'another contact far down',
    patched(from, { op: 'add', path: '/meta', value: { similar: [{ record: somebody }] } }),
    other,
    '/meta/similar/0/record',
  ),
];
const inRefusals: readonly Mutation[] = [unknownId, wrongKey, refusedValue].flatMap((from) => [
  mutation(
    from,
    'another contact under contact',
    patched(from, { op: 'add', path: '/contact', value: somebody }),
    other,
    '/contact',
  ),
  mutation(
    from,
    'the address of another contact in the error',
    showing(from, '/error', 'Taken by adam.quist@acme.org'),
    other,
    '/error',
  ),
  mutation(
    from,
    'the address of another contact in errors',
    patched(from, { op: 'add', path: '/errors', value: ['no', 'adam.quist@acme.org is taken'] }),
    other,
    '/errors/1',
  ),
]);
const inResponses: readonly Mutation[] = [
  mutation(
    nameUpdate,
    'another contact within the contact',
    patched(nameUpdate, { op: 'add', path: '/contact/duplicates', value: [somebody] }),
    other,
    '/contact/duplicates/0',
  ),
  mutation(
    read,
    'a read with a neighbour',
    patched(read, { op: 'add', path: '/next', value: somebody }),
    other,
    '/next',
  ),
  mutation(
    nameUpdate,
    'the response is about another contact',
    showing(nameUpdate, '/contact/id', otherId),
    'answer-about-addressed-contact',
    '/contact/id',
  ),
  mutation(
    respelledId,
    'the response is about another contact, and old',
    { ...respelledId, response: responseOf(200, { contact: neighbour }) },
    'answer-about-addressed-contact',
    '/contact/id',
  ),
  mutation(
    respelledId,
    'the response is about another contact, with no name',
    { ...respelledId, response: responseOf(200, { contact: { ...neighbour, name: null } }) },
    'answer-about-addressed-contact',
    '/contact/id',
  ),
  mutation(
    respelledId,
    'the id is shown as it was spelled',
    showing(respelledId, '/contact/id', `{${contactId}}`),
    'answer-identifiers-shape',
    '/contact/id',
    ['answer-about-addressed-contact'],
  ),
  mutation(
    nameUpdate,
    'the id has another digit',
    showing(nameUpdate, '/contact/id', '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c4'),
    'answer-about-addressed-contact',
    '/contact/id',
  ),
  mutation(
    nameUpdate,
    'the id is nil',
    showing(nameUpdate, '/contact/id', '00000000-0000-0000-0000-000000000000'),
    'answer-about-addressed-contact',
    '/contact/id',
  ),
  mutation(
    nameUpdate,
    'the id has no hyphens',
    showing(nameUpdate, '/contact/id', '8c2e6f1a94d74b3ea05c1f7be29d46c3'),
    'answer-identifiers-shape',
    '/contact/id',
    ['answer-about-addressed-contact'],
  ),
  mutation(
    unknownId,
    'another contact in a page of 404',
    { ...unknownId, response: responseOf(404, { error: 'Gone', closest: { score: 1, contact: somebody } }) },
    other,
    '/closest/contact',
  ),
];

/** Mutations that give something away. */
export const leakMutations: readonly Mutation[] = [
  ...[nameUpdate, unknownId, read].flatMap(keyIn),
  ...keyInPages,
  ...[nameUpdate, unknownId].flatMap(others),
  ...inRefusals,
  ...inResponses,
];
