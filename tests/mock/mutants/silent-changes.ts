/** Changes that break no promise: only a comparison with what the server did before shows them. */
import { json, Refusal, refusal } from '../responses.ts';
import { act, responses, refuses, sentContact, shows, showsKey, stores, takes } from '../kit.ts';
import { addressedId, find, parse, validate } from '../stages.ts';
import type { Call, Shown, Variant } from '../types.ts';
import { attributes } from '../validate.ts';
import { drifts, group } from './define.ts';

const refuseIf = (status: number, wrong: (contact: Record<string, unknown>) => boolean): Variant => ({
  validate: (call, next) => {
    const contact = sentContact(call);
    if (contact !== undefined && wrong(contact)) throw act(call, refusal(status, ['The contact is invalid']));
    return next();
  },
});
const exactId = (same: (sent: string, id: string) => boolean): Variant => ({
  find: (call, next) => {
    const contact = next();
    return contact !== undefined && !same(addressedId(call) ?? '', contact.id) ? act(call, undefined) : contact;
  },
});
const scalar = ['name', 'email', 'phone_number', 'company_id', 'owner_id'] as const;
const moves = (call: Call): boolean => scalar.some((key) => call.contact[key] !== call.before[key]);
const texts = ['name', 'email', 'phone_number'];

export const silentChanges = group('silent-changes', [
  drifts('put-refused', 'PUT is no longer routed: 404', 'full', {
    route: (call, next) => (call.method === 'PUT' ? act(call, 'none') : next()),
  }),
  drifts('put-not-allowed', 'PUT is answered with 405', 'full', {
    route: (call, next) => {
      if (call.method === 'PUT') throw act(call, new Refusal(json(405, { error: 'Method not allowed' })));
      return next();
    },
  }),
  drifts('post-accepted', 'POST reaches the same action as PATCH', 'full', {
    route: (call, next) => (call.method === 'POST' && next() === 'none' ? act(call, 'update') : next()),
  }),
  drifts(
    'capital-ids-refused',
    'an id in capitals is no longer found',
    'full',
    exactId((sent) => sent === sent.toLowerCase()),
  ),
  drifts(
    'ids-without-hyphens-refused',
    'an id without hyphens is no longer found',
    'full',
    exactId((sent) => sent.includes('-')),
  ),
  drifts(
    'unknown-attributes-now-refused',
    'attributes that are not known are refused with 422',
    'full',
    refuseIf(422, (contact) => Object.keys(contact).some((key) => !(attributes as readonly string[]).includes(key))),
  ),
  drifts(
    'numbers-refused',
    'numbers and booleans are no longer cast to text',
    'full',
    refuseIf(422, (contact) => texts.some((key) => ['number', 'boolean'].includes(typeof contact[key]))),
  ),
  drifts(
    'null-phone-refused',
    'null for a phone number no longer clears it',
    'full',
    refuseIf(422, (contact) => contact['phone_number'] === null),
  ),
  drifts(
    'null-tags-clear',
    'null for the tags now clears them',
    'full',
    takes((changes, call) => (sentContact(call)?.['tag_ids'] === null ? { ...changes, tag_ids: [] } : changes)),
  ),
  drifts('unknown-tags-skipped', 'unknown tag ids are skipped where they were refused', 'full', {
    validate: (call, next) => {
      try {
        return next();
      } catch (error) {
        const contact = sentContact(call);
        if (!Array.isArray(contact?.['tag_ids']) || !(error instanceof Refusal) || error.response.status !== 404)
          throw error;
        const known = contact['tag_ids'].filter((id) => call.world.tags.has(String(id)));
        return act(call, validate({ ...call, body: { contact: { ...contact, tag_ids: known } } }));
      }
    },
  }),
  drifts(
    'tag-sent-twice-refused',
    'a tag id that is sent twice is refused',
    'full',
    refuseIf(422, ({ tag_ids: ids }) => Array.isArray(ids) && new Set(ids).size < ids.length),
  ),
  drifts(
    'long-names-refused',
    'names of more than 255 characters are refused',
    'full',
    refuseIf(422, ({ name }) => typeof name === 'string' && name.length > 255),
  ),
  drifts(
    'malformed-company-refused',
    'a malformed company_id is refused where it cleared the company',
    'full',
    refuseIf(422, ({ company_id: id }) => typeof id === 'string' && id !== '' && !/^[0-9a-f-]{36}$/i.test(id)),
  ),
  drifts('unwrapped-accepted', 'attributes without the key contact are taken', 'full', {
    parse: (call, next) => {
      const body = next();
      if (typeof body !== 'object' || body === null || Array.isArray(body) || 'contact' in body || !('name' in body))
        return body;
      return act(call, { contact: body });
    },
  }),
  drifts('empty-update-accepted', 'an empty contact is answered with the unchanged one', 'full', {
    parse: (call, next) => {
      const body = next();
      const contact = sentContact({ ...call, body });
      return contact !== undefined && Object.keys(contact).length === 0 && !Array.isArray(contact)
        ? act(call, { contact: { nothing: true } })
        : body;
    },
  }),
  drifts('content-type-ignored', 'a body is taken for JSON whatever its content type', 'full', {
    parse: (call, next) => {
      try {
        return next();
      } catch (error) {
        if (!(error instanceof Refusal) || error.response.status !== 415) throw error;
        return act(call, parse({ ...call, headers: { 'content-type': 'application/json' } }));
      }
    },
  }),
  drifts('key-taken-in-any-case', 'the key is taken in any letter case', 'full', {
    authenticate: (call, next) =>
      next() ??
      (call.headers['x-api-key']?.toLowerCase() === call.facts.apiKey.toLowerCase() ? act(call, 'one') : undefined),
  }),
  drifts('bearer-token-accepted', 'the key is taken as a bearer token as well', 'full', {
    authenticate: (call, next) =>
      next() ?? (call.headers['authorization'] === `Bearer ${call.facts.apiKey}` ? act(call, 'one') : undefined),
  }),
  drifts(
    'unchanged-update-moves-updated-at',
    'an update that changes nothing moves updated_at',
    'full',
    stores((contact, call) => {
      if (contact.updated_at === call.before.updated_at) contact.updated_at = call.world.now();
    }),
  ),
  drifts(
    'tags-leave-updated-at',
    'an update of tags alone leaves updated_at',
    'full',
    stores((contact, call) => {
      if (!moves(call)) contact.updated_at = call.before.updated_at;
    }),
  ),
  drifts('foreign-contact-403', 'a foreign contact is answered with 403 where it was 404', 'full', {
    find: (call, next) => {
      if (addressedId(call) === call.facts.foreignContactId) throw act(call, refusal(403, 'This contact is not yours'));
      return next();
    },
  }),
  drifts(
    'malformed-json-422',
    'a body that is not JSON is answered with 422 where it was 400',
    'full',
    refuses(
      (response) => ({ ...response, status: 422 }),
      (response) => (response.body as { error?: string }).error === 'The body is not JSON',
    ),
  ),
  drifts(
    'errors-for-error',
    'error becomes errors',
    'full',
    refuses((response) => {
      const { error } = response.body as { error?: string };
      return error === undefined ? response : json(response.status, { errors: [error] });
    }),
  ),
  drifts(
    'tags-become-ids',
    'tags are shown as identifiers where they were objects',
    'full',
    showsKey('tags', (tags) => (tags as Shown[]).map(({ id }) => id)),
  ),
  drifts(
    'owner-name-gone',
    'the owner is shown without a name',
    'full',
    showsKey('owner', (owner) => (owner === null ? null : { id: (owner as Shown)['id'] })),
  ),
  drifts(
    'key-added',
    'the contact gets a key more',
    'full',
    shows((shown) => ({ ...shown, organization_id: '3d0c7a52-18fb-4e69-b7a4-905c2e6df183' })),
  ),
  drifts(
    'header-added',
    'the response gets a header more',
    'full',
    responses((response) => ({ ...response, headers: { ...response.headers, 'x-api-version': '1.1' } })),
  ),
  drifts(
    'braces-refused',
    'an id in braces is no longer found',
    'full',
    exactId((sent) => !sent.startsWith('{')),
  ),
  drifts('suffix-refused', 'an id with the suffix .json is no longer found', 'full', {
    find: (call) => (call.path.endsWith('.json') ? act(call, undefined) : find(call)),
  }),
]);
