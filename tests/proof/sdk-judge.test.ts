/** What is found in one request of a client: every part of a request, and every kind of mistake in it. */
import { describe, expect, test } from 'vitest';
import { sdkClauses } from '../support/catalogue.ts';
import { endpoint } from '../support/endpoint/index.ts';
import { nearestName } from '../support/judge/nearest.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { bearer, mistakes, other } from './helpers/sdk-mistakes.ts';
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
  ])('has no finding: %s', (_what, sent) => expect(foundIn(sent)).toEqual([]));

  test.each(endpoint.attributes.map(({ name }) => name))('may send %s alone', (name) => {
    expect(foundIn({ attributes: { [name]: goodValues[name] ?? null } })).toEqual([]);
  });
});

describe('a wrong request', () => {
  test.each(mistakes)('is told by its mistake: %s', (_what, sent, expected) => expect(foundIn(sent)).toEqual(expected));

  test('a request that could not be read is one', () =>
    expect(foundIn({ method: '', target: '' })).toEqual(['request-whole']));
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
  ])('%s is told with its place', (_what, sent, expected) => expect(foundIn(sent)).toEqual(expected));

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
  ])('of %j is %j', (given, name) => expect(nearestName(given, names)?.name ?? null).toBe(name));

  test('the longest shared beginning goes before the smallest distance', () =>
    expect(nearestName('tagging', ['tag_ids', 'gagging'])?.name).toBe('tag_ids'));
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
