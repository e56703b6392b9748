/** Faithful servers that differ in which ways lead to a contact, and in what they read beside plain JSON. */
import { json, notFound, Refusal } from '../responses.ts';
import { act } from '../kit.ts';
import { addressedId, parse } from '../stages.ts';
import type { Call, Contact, Faithful } from '../types.ts';

const own = (call: Call): Contact | undefined => call.world.contacts.get(call.facts.contactId);
const isKnown = (call: Call): boolean => call.world.keys.has(call.headers['x-api-key'] ?? '');
const withHeader = (name: string, value: string): Faithful['variant'] => ({
  respond: (call, response) => act(call, { ...response, headers: { ...response.headers, [name]: value } }),
});

/** Other ways to write the 128 bits of an identifier. */
const notations = (id: string): readonly string[] => {
  const digits = id.replaceAll('-', '');
  return [
    `(${id})`,
    `urn:uuid:${id}`,
    `0x${digits}`,
    BigInt(`0x${digits}`).toString(),
    Buffer.from(digits, 'hex').toString('base64url'),
  ];
};

export const atDoors: readonly Faithful[] = [
  {
    id: 'put-known-to-key-holders',
    sentence: 'answers PUT without a valid key with 404, and carries it out with one',
    variant: {
      before: (call) => (call.method === 'PUT' && !isKnown(call) ? act(call, notFound().response) : undefined),
    },
  },
  {
    id: 'other-methods-not-allowed-first',
    sentence: 'answers every method but PATCH and GET with 405, before it asks for a key',
    variant: {
      before: (call) =>
        ['PATCH', 'GET'].includes(call.method)
          ? undefined
          : act(call, json(405, { error: 'Method not allowed' }, { allow: 'PATCH, GET' })),
    },
  },
  {
    id: 'session-cookie',
    sentence: 'sets a session cookie with every response, which opens nothing',
    variant: withHeader(
      'set-cookie',
      '_crm_session=b3BlbnMgbm90aGluZw%3D%3D; path=/; expires=Thu, 01 Jan 2037 00:00:00 GMT; HttpOnly',
    ),
  },
  {
    id: 'redirects-trailing-slash',
    sentence: 'redirects a path with a slash behind it to the one without',
    variant: {
      before: (call) =>
        call.path.length > 1 && call.path.endsWith('/')
          ? act(call, json(308, undefined, { location: `/api/external/v1${call.path.replace(/\/+$/, '')}` }))
          : undefined,
    },
  },
  {
    id: 'joins-slashes',
    sentence: 'redirects paths with two slashes in a row, or in other letter case, to the plain ones',
    variant: {
      before: (call) =>
        /\/{2,}|^\/C/.test(call.path)
          ? act(
              call,
              json(301, undefined, { location: `/api/external/v1${call.path.replace(/\/+/g, '/').toLowerCase()}` }),
            )
          : undefined,
    },
  },
  {
    id: 'answers-preflights',
    sentence: 'answers preflights of browsers with 204, whoever asks',
    variant: {
      before: (call) =>
        call.method === 'OPTIONS'
          ? act(call, {
              status: 204,
              headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'PATCH' },
            })
          : undefined,
    },
  },
  {
    id: 'redirects-to-login',
    sentence: 'redirects reads without a valid key to a page where one logs in',
    variant: {
      before: (call) =>
        ['GET', 'HEAD'].includes(call.method) && !isKnown(call)
          ? act(call, json(302, undefined, { location: '/login' }))
          : undefined,
    },
  },
  {
    id: 'head-and-overrides',
    sentence: 'answers HEAD like GET, and carries out the method that X-HTTP-Method-Override names, both with the key',
    variant: {
      route: (call, next) => {
        if (call.method === 'HEAD') return act(call, 'read');
        const override = call.headers['x-http-method-override']?.toUpperCase();
        if (call.method === 'POST' && (override === 'PATCH' || override === 'PUT')) return act(call, 'update');
        return next();
      },
    },
  },
  {
    id: 'ids-in-any-notation',
    sentence: 'takes an identifier as a number, in base64, in parentheses and as a URN',
    variant: {
      find: (call, next) => {
        const found = next();
        if (found !== undefined || !notations(call.facts.contactId).includes(addressedId(call) ?? '')) return found;
        return call.workspace === 'one' ? act(call, own(call)) : undefined;
      },
    },
  },
  {
    id: 'skips-byte-order-marks',
    sentence: 'skips a byte order mark before the body, and reads what follows',
    variant: {
      parse: (call) => {
        const text = call.bytes.toString('utf8');
        if (!text.startsWith('\ufeff') || text.startsWith('\ufeff\ufeff')) return parse(call);
        return act(call, parse({ ...call, bytes: call.bytes.subarray(3) }));
      },
    },
  },
  {
    id: 'refuses-keys-written-twice',
    sentence: 'refuses a body in which a key is written twice',
    variant: {
      parse: (call) => {
        const body = parse(call);
        const names = call.bytes.toString('utf8').match(/"(contact|name)"\s*:/g) ?? [];
        if (new Set(names).size === names.length) return body;
        throw act(call, new Refusal(json(400, { error: 'A key is written twice' })));
      },
    },
  },
];
