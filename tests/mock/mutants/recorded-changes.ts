/** Changes of what is recorded at level MAY: where a key is looked for, what a parser reads, what PUT and caches do. */
import { refusal } from '../responses.ts';
import { act, responses, sentContact, stores } from '../kit.ts';
import { parse } from '../stages.ts';
import { drifts, group } from './define.ts';

export const recordedChanges = group('recorded-changes', [
  drifts('cookie-accepted', 'the key is taken from a cookie as well', 'full', {
    authenticate: (call, next) =>
      next() ??
      ((call.headers['cookie'] ?? '').split('; ').includes(`api_key=${call.facts.apiKey}`)
        ? act(call, 'one')
        : undefined),
  }),
  drifts('key-in-body-accepted', 'the key is taken from the body as well', 'full', {
    authenticate: (call, next) => {
      const workspace = next();
      if (workspace !== undefined || !call.bytes.includes(`"api_key":"${call.facts.apiKey}"`)) return workspace;
      return act(call, 'one');
    },
  }),
  drifts('keys-twice-refused', 'a body with a key that is there twice is refused with 422', 'full', {
    parse: (call, next) => {
      if (/"name":"[^"]*","name"/.test(call.bytes.toString())) throw act(call, refusal(422, 'A key is there twice'));
      return next();
    },
  }),
  drifts('first-of-two-keys', 'of a key that is there twice the first is read', 'full', {
    parse: (call, next) => {
      const body = next();
      const first = /"name":"([^"]*)","name"/.exec(call.bytes.toString())?.[1];
      return first === undefined ? body : act(call, { contact: { ...sentContact({ ...call, body }), name: first } });
    },
  }),
  drifts('byte-order-mark-accepted', 'a byte order mark in front of a body is passed over', 'full', {
    parse: (call, next) => {
      const bytes = Buffer.from('efbbbf', 'hex');
      return call.bytes.subarray(0, 3).equals(bytes)
        ? parse({ ...call, bytes: act(call, call.bytes.subarray(3)) })
        : next();
    },
  }),
  drifts(
    'put-clears',
    'PUT clears what it does not name',
    'full',
    stores(
      (contact, { changes }) => {
        if (changes.phone_number === undefined) contact.phone_number = '';
        if (changes.tag_ids === undefined) contact.tag_ids = [];
      },
      ({ method }) => method === 'PUT',
    ),
  ),
  drifts(
    'answers-for-caches',
    'responses say that caches may keep them for an hour',
    'full',
    responses((response) => ({
      ...response,
      headers: { ...response.headers, 'cache-control': 'public, max-age=3600' },
    })),
  ),
]);
