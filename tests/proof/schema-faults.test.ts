/** Schemas with one more attribute: it is sent, or it is a fault of the schemas with a sentence that says what to do. Never silence. */
import type { Settings } from '../support/config/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import attributesFile from '../../schemas/contact-update.attributes.json' with { type: 'json' };
import smokeFloor from '../../fixtures/smoke-floor.json' with { type: 'json' };
import { describeOrNot } from '../support/endpoint/index.ts';
import { payloadsById } from '../support/payloads/index.ts';
import { shapeOptionsOf } from '../support/payloads/options.ts';
import { configuredFaults } from '../support/payloads/index.ts';
import { plainValue } from '../support/values/plain.ts';
import { validatorOf } from '../support/values/breaches.ts';
import { faultsIn, schemaFaults, type Sources } from '../support/run/faults.ts';
import { errorSchema, requestSchema, responseSchema } from '../support/schemas.ts';
import { $defs, refused, sent } from './helpers/attribute-schemas.ts';
import { envelope } from './helpers/payload-options.ts';
import { sandboxSettings } from './helpers/sandbox.ts';

const text = { type: 'string' } as const;
const data: JsonObject = attributesFile;
const rows = data['attributes'] as JsonObject;

/** Schemas of a contact that has a name and, under another, what is looked at. */
function sourcesWith(
  properties: JsonObject,
  {
    response = properties,
    attributes = { ...data, attributes: { name: rows['name'] as Json } },
    floor = smokeFloor,
  }: Partial<Sources> = {},
): Sources {
  const request = { ...envelope({ name: text, ...properties }), $defs };
  const shown = { ...envelope({ name: text, ...response }), $defs };
  const endpoint = describeOrNot(request, shown, attributes, {});
  return { request, response: shown, error: errorSchema, attributes, floor, endpoint };
}
/** What is said of an attribute that a response shows without a word about its form. */
const faultsOf = (schema: Json, name: string): readonly string[] =>
  faultsIn(sourcesWith({ [name]: schema }, { response: { [name]: {} } }));

describe('one more attribute', () => {
  test.each(sent.map(([what, schema, name = 'extra']) => ({ what, schema, name })))(
    'is sent where it is $what',
    ({ schema, name }) => {
      const sources = sourcesWith({ [name]: schema });
      expect(faultsIn(sources)).toEqual([]);
      const options = shapeOptionsOf(sources.endpoint);
      const valid = payloadsById(options, 'valid');
      expect(valid.get(`${name.replaceAll('_', '-')}-alone`)?.attributes).toEqual([name]);
      const validate = validatorOf(sources.request);
      const values = Array.from({ length: 12 }, (_, seed) => plainValue({ ...options, seed }, name, 'any'));
      expect(values.filter((value) => validate({ contact: { [name]: value } }) !== true)).toEqual([]);
    },
  );

  test('is sent where it is the tenth that names records', () => {
    const teams = Array.from({ length: 10 }, (_, index) => `team_${String(index + 1)}_id`);
    const sources = sourcesWith(Object.fromEntries(teams.map((name) => [name, { $ref: '#/$defs/identifier' }])));
    const { identifiers } = shapeOptionsOf(sources.endpoint);
    const form = /^([0-9a-f])\1{7}-\1{4}-\1{4}-\1{4}-\1{12}$/;
    expect(teams.filter((name) => !form.test(String(identifiers[name]?.[0])))).toEqual([]);
    expect(faultsIn(sources)).toEqual([]);
  });

  test.each(refused.map(([what, schema, fault, name = 'extra']) => ({ what, schema, fault, name })))(
    'is one fault where it has $what',
    ({ schema, fault, name }) => expect(faultsOf(schema, name)).toEqual([expect.stringMatching(fault)]),
  );

  test.each([
    [
      'a format of its own',
      { type: 'string', format: 'phone' },
      /response\.schema\.json cannot be used: unknown format "phone"/,
    ],
    [
      'a keyword that nobody knows',
      { type: 'string', 'x-order': 1 },
      /response\.schema\.json cannot be used: .*x-order/,
    ],
    [
      'a pattern that is none',
      { type: 'string', pattern: '^[a-z' },
      /response\.schema\.json cannot be used: Invalid regular/,
    ],
    ['a type that is none', { type: 'text' }, /response\.schema\.json is no JSON Schema: \/properties\/contact/],
  ] as const)('is a fault where the response has %s', (_what, schema, fault) => {
    expect(faultsIn(sourcesWith({ extra: text }, { response: { extra: schema } }))).toEqual([
      expect.stringMatching(fault),
    ]);
  });
});

describe('an object around the attributes', () => {
  /** What is said of two texts in an object that asks for more. */
  function faultsAround(more: JsonObject, root: JsonObject = {}): readonly string[] {
    const sources = sourcesWith({ extra: text });
    const request = { ...envelope({ name: text, extra: text }, more), $defs, ...root };
    const endpoint = describeOrNot(request, sources.response, sources.attributes, {});
    return faultsIn({ ...sources, request, endpoint });
  }

  test.each<readonly [string, JsonObject, JsonObject, string]>([
    ['a required attribute', { required: ['name'] }, {}, 'required at /contact'],
    ['two attributes at least', { minProperties: 2 }, {}, 'minProperties at /contact'],
    ['two keys in the body, of which it names one', {}, { minProperties: 2 }, 'minProperties at the root'],
    ['one set of values', { const: { name: 'a', extra: 'b' } }, {}, 'const at /contact'],
    ['a few sets of values', { enum: [{ name: 'a', extra: 'b' }] }, {}, 'enum at /contact'],
  ])('is a fault where it wants %s', (_what, more, root, keyword) => {
    expect(faultsAround(more, root)).toEqual([
      expect.stringMatching(
        new RegExp(`^The request schema forbids .* single attribute \\(${keyword}\\), .* Take that out`),
      ),
    ]);
  });

  test('is a fault where it ties one attribute to another', () =>
    expect(faultsAround({ dependentRequired: { extra: ['name'] } })).toEqual([
      expect.stringMatching(/uses dependentRequired at \/contact, .* Rewrite it/),
    ]));

  test.each<readonly [string, JsonObject]>([
    ['asks for nothing', {}],
    ['wants one attribute at least', { minProperties: 1 }],
    ['requires nothing', { required: [] }],
  ])('is none where it %s', (_what, more) => expect(faultsAround(more)).toEqual([]));
});

describe('a data file that cannot be used', () => {
  const name = rows['name'] as JsonObject;
  const faultsWith = (attributes: JsonObject): readonly string[] =>
    faultsIn(sourcesWith({ extra: text }, { attributes: { ...data, ...attributes } }));

  test.each<readonly [string, JsonObject, RegExp]>([
    [
      'a kind that is none',
      { attributes: { name: { ...name, kind: 'words' } } },
      /cannot be used: \/attributes\/name\/kind must be/,
    ],
    [
      'a key that is none',
      { attributes: { name: { ...name, shownat: '/x' } } },
      /\/attributes\/name .*\(shownat\)\. What may stand/,
    ],
    [
      'a clause that is none',
      { attributes: { name: { ...name, clause: 'no-such' } } },
      /the clause no-such, .* Add it there/,
    ],
    ['no general clauses', { general: {} }, /cannot be used: \/general must have/],
    ['no rows', { attributes: null }, /cannot be used: \/attributes must be object/],
    [
      'a variable that nothing reads',
      {
        attributes: {
          name,
          extra: { kind: 'reference', clause: 'company-comes-back', variables: ['NEETOCRM_TEAM_ID'] },
        },
      },
      /No run can send the attribute extra: .*NEETOCRM_TEAM_ID, .* Name one of them there/,
    ],
  ])('is a fault: %s', (_what, attributes, fault) => {
    expect(faultsWith(attributes)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('a floor of smoke that cannot be used', () => {
  const faultsWith = (floor: JsonObject): readonly string[] => faultsIn(sourcesWith({ extra: text }, { floor }));

  test.each<readonly [string, JsonObject, RegExp]>([
    [
      'a clause that is none',
      { clauses: ['update-answers-200', 'no-such-clause'] },
      /^fixtures\/smoke-floor\.json names the clause no-such-clause, .* Name another/,
    ],
    ['a clause that is no text', { clauses: [7] }, /names the clause 7, /],
    ['no clause', { clauses: [] }, /names no clause .* Say so under "clauses"/],
    ['nothing', {}, /names no clause/],
  ])('is a fault where it names %s', (_what, floor, fault) => {
    expect(faultsWith(floor)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('a configuration that the request schema does not allow', () => {
  const settings = sandboxSettings('http://127.0.0.1:1/api/external/v1');

  test.each<readonly [string, Partial<Settings>, RegExp]>([
    ['a company', { companyId: 'acme' }, /^NEETOCRM_COMPANY_ID holds "acme", .* at \/contact\/company_id\. Set it/],
    [
      'a tag',
      { tagIds: [...settings.tagIds, 'lead'] },
      /^NEETOCRM_TAG_IDS holds "lead", .* at \/contact\/tag_ids\/\*\./,
    ],
  ])('is a fault that names the variable of %s', (_what, change, fault) => {
    expect(configuredFaults({ ...settings, ...change })).toEqual([expect.stringMatching(fault)]);
  });

  test('is none of the documented kind', () => expect(configuredFaults(settings)).toEqual([]));
});

describe('schemas that make no sense', () => {
  const withRequest = (request: JsonObject): readonly string[] =>
    faultsIn({
      request,
      response: responseSchema,
      error: errorSchema,
      attributes: data,
      floor: smokeFloor,
      endpoint: describeOrNot(request, responseSchema, data, {}),
    });

  test.each<readonly [string, JsonObject, RegExp]>([
    [
      'two envelopes',
      { ...envelope({ name: text }), properties: { a: { type: 'object' }, b: { type: 'object' } }, required: [] },
      /one object under one key/,
    ],
    ['a definition that is gone', { ...requestSchema, $defs: {} }, /\$ref "#\/\$defs\/identifier"/],
    [
      'no identifiers',
      { ...requestSchema, ...envelope({ name: text }), $defs: {} },
      /has a row for email, which the request schema does not name/,
    ],
  ])('are a fault: %s', (_what, request, fault) => expect(withRequest(request)[0]).toMatch(fault));

  test('are not the documented ones', () => expect(schemaFaults()).toEqual([]));
});
