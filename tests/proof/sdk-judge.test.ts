/** What is found in one request of a client: every part of a request, and every kind of mistake in it. */
import { describe, expect, test } from 'vitest';
import { sdkClauses } from '../support/catalogue.ts';
import { endpoint } from '../support/endpoint/index.ts';
import { nearestName } from '../support/sdk/judge/nearest.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { foundIn, goodPath, json, judged, key, known, type Sent } from './helpers/sdk-requests.ts';

const goodValues: JsonObject = {
  name: 'Ada Quill',
  email: 'ada@example.com',
  phone_number: '+12025550143',
  company_id: known.companyId,
  owner_id: known.ownerId,
  tag_ids: known.tagIds,
  field_values_attributes: [{ field_id: known.fieldId, value: 'x' }],
};
const other = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
const bytes = (...list: readonly number[]): Uint8Array => Uint8Array.from(list);
const encoded = (text: string, ...before: readonly number[]): Uint8Array =>
  Buffer.concat([bytes(...before), Buffer.from(text)]);
const bearer = `Bearer ${known.apiKey}`;

describe('a right request', () => {
  test.each<[string, Sent]>([
    ['one attribute', {}],
    ['every attribute', { attributes: goodValues }],
    ['an empty list', { attributes: { tag_ids: [], field_values_attributes: [] } }],
    ['an empty text', { attributes: { phone_number: '' } }],
    [
      'identifiers in capitals',
      { target: goodPath.toUpperCase().replace('/API/EXTERNAL/V1/CONTACTS', '/api/external/v1/contacts') },
    ],
    [
      'header names in any case',
      {
        headers: [
          ['x-API-key', known.apiKey],
          ['CONTENT-TYPE', 'Application/JSON; charset=UTF-8'],
        ],
      },
    ],
    [
      'headers that nobody forbids',
      { headers: [key, json, ['Accept', '*/*'], ['User-Agent', 'an-sdk/1.0'], ['Content-Encoding', 'identity']] },
    ],
    ['a whole address', { target: `http://127.0.0.1:4010${goodPath}` }],
    ['text beyond ASCII', { attributes: { name: 'Zoë 木 🎉' } }],
  ])('has no finding: %s', (_what, sent) => {
    expect(foundIn(sent)).toEqual([]);
  });

  test.each(endpoint.attributes.map(({ name }) => name))('may send %s alone', (name) => {
    expect(foundIn({ attributes: { [name]: goodValues[name] ?? null } })).toEqual([]);
  });
});

/** Each mistake with what it is told as. */
const mistakes: readonly (readonly [string, Sent, readonly string[]])[] = [
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
  ['a key twice', { body: '{"contact":{"name":"A","name":"B"}}' }, ['body-keys-once /contact/name']],
  [
    'a key twice, further in',
    {
      body: `{"contact":{"field_values_attributes":[{"field_id":"${known.fieldId ?? ''}","value":"a","value":"b"}]}}`,
    },
    ['body-keys-once /contact/field_values_attributes/0/value'],
  ],
  ['no body', { body: '' }, ['update-not-empty']],
  ['a blank body', { body: ' \n' }, ['update-not-empty']],
  ['an empty object', { body: '{}' }, ['update-not-empty']],
  ['no attribute', { attributes: {} }, ['update-not-empty /contact']],
  ['no envelope', { body: '{"name":"Ada"}' }, ['envelope']],
  ['no envelope and a wrong name', { body: '{"name":"Ada","nmae":"x"}' }, ['envelope', 'attributes-documented /nmae']],
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

describe('a wrong request', () => {
  test.each(mistakes)('is told by its mistake: %s', (_what, sent, expected) => {
    expect(foundIn(sent)).toEqual(expected);
  });

  test('a request that could not be read is one', () => {
    expect(foundIn({ method: '', target: '' })).toEqual(['request-whole']);
  });
});

/** Values of the wrong type for each attribute. */
const wrongTypes: readonly Json[] = [null, 12, true, 'a text', [], {}];
const rightType = (name: string, value: Json): boolean => {
  const isList = endpoint.attributes.some(
    (each) => each.name === name && (each.kind === 'set' || each.kind === 'opaque'),
  );
  return isList ? Array.isArray(value) : typeof value === 'string';
};

describe('every attribute', () => {
  const rows = endpoint.attributes.flatMap(({ name }) =>
    wrongTypes.filter((value) => !rightType(name, value)).map((value): [string, Json] => [name, value]),
  );

  test.each(rows)('%s as %j is of the wrong type', (name, value) => {
    expect(foundIn({ attributes: { [name]: value } })).toEqual([`attribute-types /contact/${name}`]);
  });

  const camel = (name: string): string => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  const spellings = endpoint.attributes.flatMap(({ name }): [string, string][] =>
    [camel(name), name.toUpperCase(), name.replaceAll('_', '-'), name.replaceAll('_', '')]
      .filter((other) => other !== name)
      .map((other) => [other, name]),
  );

  test.each(spellings)('%s is told as %s', (written, name) => {
    const { findings } = judged({ attributes: { [written]: goodValues[name] ?? null } });
    expect(findings).toMatchObject([
      { clause: 'sdk-attributes-documented', expected: name, kind: 'spelling', subject: `${written} (${name})` },
    ]);
  });

  const swapped = endpoint.attributes.map(({ name }): [string, string] => [
    (name[1] ?? '') + (name[0] ?? '') + name.slice(2),
    name,
  ]);

  test.each(swapped)('%s, with two letters swapped, is near %s', (written, name) => {
    expect(
      nearestName(
        written,
        endpoint.attributes.map((each) => each.name),
      ),
    ).toEqual({ name, same: false });
  });
});

describe('further in', () => {
  const item = (value: JsonObject): Sent => ({
    attributes: { field_values_attributes: [{ field_id: known.fieldId, value: 'x' }, value] },
  });
  const place = '/contact/field_values_attributes/1';

  test.each<[string, Sent, readonly string[]]>([
    [
      'a tag of the wrong type',
      { attributes: { tag_ids: [known.tagIds[0] ?? '', 7] } },
      ['attribute-types /contact/tag_ids/1'],
    ],
    [
      'a tag as an object',
      { attributes: { tag_ids: [{ id: known.tagIds[0] ?? '' }] } },
      ['attribute-types /contact/tag_ids/0'],
    ],
    ['a malformed tag', { attributes: { tag_ids: ['vip'] } }, ['identifiers-known /contact/tag_ids/0']],
    ['an unknown tag', { attributes: { tag_ids: [other] } }, ['identifiers-known /contact/tag_ids/0 stand-in']],
    ['an unknown company', { attributes: { company_id: other } }, ['identifiers-known /contact/company_id stand-in']],
    ['an empty identifier', { attributes: { owner_id: '' } }, ['identifiers-known /contact/owner_id']],
    [
      'a part under another spelling',
      item({ fieldId: known.fieldId, value: 'x' }),
      [`attributes-documented ${place}/fieldId`],
    ],
    ['a part that is missing', item({ field_id: known.fieldId }), [`attributes-whole ${place}`]],
    [
      'a part too many',
      item({ field_id: known.fieldId, value: 'x', extra: 1 }),
      [`attributes-documented ${place}/extra`],
    ],
    ['a part of the wrong type', item({ field_id: known.fieldId, value: 5 }), [`attribute-types ${place}/value`]],
    ['a part that is null', item({ field_id: known.fieldId, value: null }), [`attribute-types ${place}/value`]],
    ['an unknown field', item({ field_id: 'shoe-size', value: 'x' }), [`identifiers-known ${place}/field_id stand-in`]],
    [
      'an item that is a text',
      { attributes: { field_values_attributes: ['x'] } },
      ['attribute-types /contact/field_values_attributes/0'],
    ],
  ])('%s is told with its place', (_what, sent, expected) => {
    expect(foundIn(sent)).toEqual(expected);
  });

  test('ten mistakes in one request are ten findings', () => {
    const found = foundIn({
      method: 'PUT',
      headers: [
        ['Authorization', bearer],
        ['Content-Type', 'text/json'],
      ],
      body: '{"contact":{"nmae":"x","phoneNumber":1,"tags":[],"name":null,"email":3,"tag_ids":[5],"field_values_attributes":[{"value":"x"}]},"x":1}',
    });
    expect(found.length).toBeGreaterThanOrEqual(10);
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('the nearest name', () => {
  const names = endpoint.attributes.map(({ name }) => name);

  test.each([
    ['tags', 'tag_ids'],
    ['tag', 'tag_ids'],
    ['nmae', 'name'],
    ['mail', 'email'],
    ['e-mail', 'email'],
    ['phone', 'phone_number'],
    ['company', 'company_id'],
    ['companyid', 'company_id'],
    ['owners', 'owner_id'],
    ['custom_field_values', null],
    ['field_values', 'field_values_attributes'],
    ['full_name', 'name'],
    ['zzz', null],
    ['', null],
    ['__proto__', null],
  ])('of %j is %j', (given, name) => {
    expect(nearestName(given, names)?.name ?? null).toBe(name);
  });

  test('the longest shared beginning goes before the smallest distance', () => {
    expect(nearestName('tagging', ['tag_ids', 'gagging'])?.name).toBe('tag_ids');
  });
});

test('every promise of a client is broken by a mistake', () => {
  const broken = new Set(mistakes.flatMap(([, sent]) => judged(sent).findings.map(({ clause }) => clause)));
  // Told further in the body alone.
  const inside = ['sdk-attributes-documented', 'sdk-attributes-whole', 'sdk-attribute-types'];
  expect(sdkClauses.map(({ id }) => id).filter((id) => !broken.has(id) && !inside.includes(id))).toEqual([]);
});

test('a client without a mistake is judged by every promise but reads', () => {
  const seen = new Set(judged({ attributes: goodValues }).judged);
  expect(sdkClauses.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(['sdk-reads']);
});
