/** Faithful servers that differ in what they refuse, and with which words. */
import { json, page, Refusal, refusal, text } from '../responses.ts';
import { act, refuses, sentContact } from '../kit.ts';
import { addressedId, find, parse, validate } from '../stages.ts';
import type { Call, Faithful } from '../types.ts';
import { attributes } from '../validate.ts';

/** The message of a refusal of the good server. */
const message = (body: unknown): string => {
  const { error, errors } = body as { error?: string; errors?: readonly string[] };
  return error ?? errors?.[0] ?? 'Refused';
};

const texts = ['name', 'email', 'phone_number'] as const;
const textOf = (call: Call): readonly string[] =>
  texts.map((attribute) => sentContact(call)?.[attribute]).filter((value) => typeof value === 'string');

const refuseIf = (wrong: (contact: Record<string, unknown>, call: Call) => boolean): Faithful['variant'] => ({
  validate: (call, next) => {
    const contact = sentContact(call);
    if (contact !== undefined && wrong(contact, call)) throw act(call, refusal(422, ['The contact is invalid']));
    return next();
  },
});

export const inRefusals: readonly Faithful[] = [
  {
    id: 'other-statuses',
    sentence:
      'answers malformed JSON and missing parameters with 422, invalid values with 400, foreign contacts with 403',
    variant: {
      find: (call, next) => {
        if (addressedId(call)?.toLowerCase() === call.facts.foreignContactId)
          throw act(call, refusal(403, 'Not yours'));
        return next();
      },
      respond: (call, response) => {
        if (response.status === 400) return act(call, { ...response, status: 422 });
        return response.status === 422 ? act(call, { ...response, status: 400 }) : response;
      },
    },
  },
  {
    id: 'errors-as-list',
    sentence: 'answers every refusal with errors, a list',
    variant: refuses((response) => ({
      ...response,
      body: { errors: [message(response.body), 'Nothing was changed'] },
    })),
  },
  {
    id: 'errors-with-fields',
    sentence: 'adds field_errors, notice and a code to its refusals',
    variant: refuses((response) => ({
      ...response,
      body: {
        error: message(response.body),
        field_errors: [{ field: 'contact', message: message(response.body) }],
        notice: 'Please check what you sent',
        code: 'refused',
      },
    })),
  },
  {
    id: 'reads-unknown',
    sentence: 'does not know GET: 404',
    variant: { route: (call, next) => (call.method === 'GET' ? act(call, 'none') : next()) },
  },
  {
    id: 'reads-not-allowed',
    sentence: 'does not allow GET and PUT: 405',
    variant: {
      route: (call, next) => {
        if (call.method !== 'GET' && call.method !== 'PUT') return next();
        throw act(call, new Refusal(json(405, { error: 'Method not allowed' }, { allow: 'PATCH' })));
      },
    },
  },
  {
    id: 'html-for-unknown-routes',
    sentence: 'answers routes that it does not have with an HTML page and 404',
    variant: {
      respond: (call, response) =>
        call.action === 'none' && response.status === 404 ? act(call, text(404, page('Page not found'))) : response,
    },
  },
  {
    id: 'unknown-attributes-refused',
    sentence: 'refuses attributes that it does not know with 422',
    variant: refuseIf((contact) =>
      Object.keys(contact).some((key) => !(attributes as readonly string[]).includes(key)),
    ),
  },
  {
    id: 'duplicate-tags-refused',
    sentence: 'refuses a tag id that is sent twice',
    variant: refuseIf(({ tag_ids: ids }) => Array.isArray(ids) && new Set(ids).size < ids.length),
  },
  {
    id: 'strict-types',
    sentence: 'refuses numbers and booleans where a text is documented, and malformed identifiers',
    variant: refuseIf((contact) =>
      [...texts, 'company_id', 'owner_id'].some(
        (key) =>
          Object.hasOwn(contact, key) &&
          ((contact[key] !== null && typeof contact[key] !== 'string') ||
            (key.endsWith('_id') && typeof contact[key] === 'string' && !/^[0-9a-f-]{36}$/i.test(contact[key]))),
      ),
    ),
  },
  {
    id: 'null-refused',
    sentence: 'refuses null for every attribute',
    variant: refuseIf((contact) => Object.values(contact).includes(null)),
  },
  {
    id: 'null-ignored',
    sentence: 'treats null as not sent',
    variant: {
      parse: (call, next) => {
        const body = next();
        const contact = sentContact({ ...call, body });
        if (contact === undefined || !Object.values(contact).includes(null)) return body;
        const rest = Object.entries(contact).filter(([, value]) => value !== null);
        return act(call, { contact: { unknown: true, ...Object.fromEntries(rest) } });
      },
    },
  },
  {
    id: 'strict-text',
    sentence: 'refuses control and format characters, emoji, white space around and more than 255 characters',
    variant: refuseIf((_contact, call) =>
      textOf(call).some(
        (one) => one.length > 255 || one.trim() !== one || /\p{C}|\p{Extended_Pictographic}/u.test(one),
      ),
    ),
  },
  {
    id: 'tolerant-bodies',
    sentence: 'takes unwrapped bodies and any content type, and answers empty updates with the unchanged contact',
    variant: {
      parse: (call) => {
        if (call.bytes.length === 0) return act(call, { contact: { unknown: true } });
        const body = parse({ ...call, headers: { 'content-type': 'application/json' } });
        if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
        const inner = 'contact' in body ? body.contact : body;
        if (inner !== null && typeof inner !== 'object') return body;
        return act(call, { contact: { unknown: true, ...inner } });
      },
    },
  },
  {
    id: 'exact-ids',
    sentence: 'takes an identifier only in the spelling that it shows, without a suffix or a trailing slash',
    variant: {
      find: (call) => {
        const contact = find(call);
        return contact !== undefined && call.path === `/contacts/${contact.id}` ? act(call, contact) : undefined;
      },
    },
  },
  {
    id: 'unknown-records-404',
    sentence: 'answers an unknown company, owner or field with 404',
    variant: {
      validate: (call) => {
        try {
          return validate(call);
        } catch (error) {
          if (!(error instanceof Refusal) || !/Company|Owner|Field/.test(message(error.response.body))) throw error;
          throw act(call, refusal(404, message(error.response.body)));
        }
      },
    },
  },
];
