/* eslint-disable max-lines -- One schema per supported keyword, side by side. */
import { describe, expect, test } from 'vitest';
import {
  assertPayload,
  atomicityPayloads,
  invalidPayloads,
  nullPayloads,
  randomPayload,
  validPayloads,
} from '../support/payloads/index.ts';
import { keywordPoints } from '../support/values/tree.ts';
import { plainValue } from '../support/values/plain.ts';
import { UnsupportedKeywordError } from '../support/values/errors.ts';
import { validatorOf } from '../support/values/breaches.ts';
import { coverage } from '../support/report/coverage.ts';
import type { JsonObject } from '../support/text/json.ts';
import { envelope, idsAbout, optionsFor } from './helpers/payload-options.ts';
import { leftOut, untried } from './helpers/payloads-left-out.ts';

const text = { type: 'string' } as const;
const uuid = '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$';

/** A schema that this project does not use, and ids that have to appear without another edit. */
const changes: readonly {
  readonly change: string;
  readonly schema: JsonObject;
  readonly valid: readonly string[];
  readonly invalid: readonly string[];
}[] = [
  {
    change: 'an added attribute',
    schema: envelope({ name: text, nickname: text }),
    valid: ['nickname-alone', 'empty-nickname', 'awkward-nickname-emoji-joined'],
    invalid: ['wrong-type-nickname-number', 'wrong-type-nickname-object', 'null-nickname'],
  },
  {
    change: 'an enum',
    schema: envelope({ name: text, status: { type: 'string', enum: ['lead', 'customer'] } }),
    valid: ['status-alone', 'status-choice-1', 'status-choice-2'],
    invalid: ['breaks-enum-status', 'breaks-enum-status-other-letter-case', 'wrong-type-status-integer'],
  },
  {
    change: 'a nullable enum and a const',
    schema: envelope({ level: { type: ['integer', 'null'], enum: [1, 2, null] }, kind: { const: 'person' } }),
    valid: ['level-choice-1', 'null-level', 'kind-alone'],
    invalid: ['breaks-enum-level', 'wrong-type-level-string', 'breaks-const-kind'],
  },
  {
    change: 'lengths',
    schema: envelope({ name: { type: 'string', minLength: 2, maxLength: 255 } }),
    valid: [
      'boundary-name-minlength-2',
      'boundary-name-minlength-3',
      'boundary-name-maxlength-255',
      'boundary-name-maxlength-254',
    ],
    invalid: ['breaks-minlength-name', 'breaks-maxlength-name'],
  },
  {
    change: 'lengths of two hinted attributes',
    schema: envelope({
      email: { type: 'string', maxLength: 60, minLength: 6 },
      phone_number: { type: 'string', maxLength: 12 },
    }),
    valid: ['boundary-email-maxlength-60', 'boundary-phone-number-maxlength-12'],
    invalid: ['breaks-maxlength-email', 'breaks-maxlength-phone-number', 'breaks-minlength-email'],
  },
  {
    change: 'a pattern',
    schema: envelope({ code: { type: 'string', pattern: '^[A-Z]{3}-\\d{2,4}$', maxLength: 7 } }),
    valid: ['code-alone', 'code-pattern-1', 'boundary-code-maxlength-7'],
    invalid: ['breaks-pattern-code', 'breaks-pattern-code-shorter', 'breaks-pattern-code-space-before'],
  },
  {
    change: 'a required attribute',
    schema: envelope({ name: text, email: text }, { required: ['name'] }),
    valid: ['email-alone', 'all-attributes'],
    invalid: ['missing-contact-name', 'wrong-type-name-array', 'unknown-attribute-contact'],
  },
  {
    change: 'a nullable attribute',
    schema: envelope({ name: text, title: { type: ['string', 'null'] } }),
    valid: ['null-title', 'title-alone', 'empty-title'],
    invalid: ['wrong-type-title-number'],
  },
  {
    change: 'a nested object',
    schema: envelope({
      address: {
        type: 'object',
        properties: { street: text, city: { type: 'string', maxLength: 40 }, geo: { $ref: '#/$defs/geo' } },
        required: ['city'],
        additionalProperties: false,
      },
    }),
    valid: ['address-smallest', 'boundary-address-city-maxlength-40', 'boundary-address-geo-lat-minimum-minus-90'],
    invalid: [
      'missing-address-city',
      'wrong-type-address-city-integer',
      'breaks-maximum-address-geo-lat',
      'unknown-attribute-address-geo',
    ],
  },
  {
    change: 'numbers',
    schema: envelope({
      score: { type: 'integer', minimum: 0, maximum: 100, multipleOf: 5 },
      rate: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      vip: { type: 'boolean' },
      age: { type: 'integer', minimum: 18 },
    }),
    valid: ['boundary-score-minimum-0', 'boundary-score-maximum-95', 'boundary-rate-exclusiveminimum-0-5', 'vip-false'],
    invalid: [
      'breaks-minimum-score',
      'breaks-maximum-score',
      'breaks-multipleof-score',
      'breaks-exclusiveminimum-rate',
      'breaks-exclusivemaximum-rate',
      'wrong-type-age-number',
      'wrong-type-vip-string',
    ],
  },
  {
    change: 'formats',
    schema: envelope({
      mail: { type: 'string', format: 'email' },
      born: { type: 'string', format: 'date' },
      seen: { type: 'string', format: 'date-time' },
      site: { type: 'string', format: 'uri' },
    }),
    valid: ['mail-alone', 'born-format-1', 'seen-format-2', 'site-format-1'],
    invalid: ['breaks-format-mail-no-at', 'breaks-format-born-no-such-day', 'breaks-format-seen-date-only'],
  },
  {
    change: 'lists with bounds',
    schema: envelope({
      tag_ids: { type: 'array', items: { type: 'string', pattern: uuid }, minItems: 1, maxItems: 3, uniqueItems: true },
      words: { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 2 },
    }),
    valid: ['boundary-tag-ids-minitems-1', 'boundary-tag-ids-maxitems-3', 'empty-words', 'boundary-words-maxitems-2'],
    invalid: [
      'breaks-minitems-tag-ids',
      'breaks-uniqueitems-tag-ids',
      'breaks-maxitems-words',
      'breaks-minlength-words-item',
      'wrong-type-words-item-number-second',
    ],
  },
  {
    change: 'a least number of attributes',
    schema: envelope({ name: text, email: text, title: text }, { minProperties: 2 }),
    valid: ['name-alone', 'boundary-contact-smallest', 'boundary-contact-one-more-property'],
    invalid: ['breaks-minproperties-contact', 'wrong-type-title-integer'],
  },
  {
    change: 'a body without an envelope',
    schema: { type: 'object', properties: { name: text, age: { type: 'integer' } }, additionalProperties: false },
    valid: ['name-alone', 'age-alone', 'all-attributes'],
    invalid: ['wrong-type-age-string', 'unknown-attribute-body', 'wrong-type-body-array'],
  },
];

const foreign = changes.map(({ schema, ...row }) => ({
  ...row,
  options: optionsFor({
    ...schema,
    $defs: {
      geo: {
        type: 'object',
        properties: { lat: { type: 'number', minimum: -90, maximum: 90 } },
        additionalProperties: false,
      },
    },
  }),
}));

describe('payloads follow the schema', () => {
  test.each(foreign)('$change yields its valid payloads', ({ options, valid }) => {
    const ids = validPayloads(options).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...valid]));
  });

  test.each(foreign)('$change yields its invalid payloads', ({ options, invalid }) => {
    const ids = invalidPayloads(options).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...invalid]));
  });

  test.each(foreign)('$change: ajv confirms every payload', ({ options }) => {
    const stream = Array.from({ length: 200 }, (_, index) => randomPayload(options, index + 1));
    const all = [
      ...validPayloads(options),
      ...invalidPayloads(options),
      ...atomicityPayloads(options),
      ...nullPayloads(options),
      ...stream,
    ];
    const validate = validatorOf(options.schema);
    expect(() => all.forEach((payload) => assertPayload(validate, payload))).not.toThrow();
    expect(all.length).toBeGreaterThan(210);
  });

  test.each(foreign)('$change: each keyword is tried or explained', ({ options }) => {
    const sent = [...validPayloads(options), ...invalidPayloads(options)].map((payload) => ({ payload, status: 200 }));
    const open = untried(coverage(keywordPoints(options.schema), sent));
    const explained = leftOut(options).map(({ pointer, keyword }) => `${keyword ?? ''} ${pointer}`);
    expect(
      open.map(({ pointer, keyword }) => `${keyword} ${pointer}`).filter((row) => !explained.includes(row)),
    ).toEqual([]);
  });

  test('the same schema without the change yields none of its payloads', () => {
    expect(idsAbout(optionsFor(envelope({ name: text })), 'nickname')).toEqual([]);
    expect(idsAbout(optionsFor(envelope({ name: text })), 'maxlength')).toEqual([]);
  });

  test('a required attribute is in every body that has attributes', () => {
    const options = optionsFor(envelope({ name: text, email: text }, { required: ['name'] }));
    const bodies = validPayloads(options).map(({ attributes }) => attributes);
    expect(bodies.filter((attributes) => !attributes.includes('name'))).toEqual([]);
  });

  test('a plain value of an unknown attribute keeps its schema', () => {
    const schema = envelope({ code: { type: 'string', pattern: '^[A-Z]{3}$' }, size: { type: 'integer', minimum: 7 } });
    const options = optionsFor(schema);
    expect(plainValue(options, 'code', 'a')).toMatch(/^[A-Z]{3}$/);
    expect(plainValue(options, 'size', 'a')).toBeGreaterThanOrEqual(7);
  });

  test.each([
    ['an attribute named like one', { partner_id: text }, '/contact/partner_id'],
    ['one with the pattern of a UUID', { partner: { type: 'string', pattern: uuid } }, '/contact/partner'],
    ['one with the format uuid', { partner: { type: 'string', format: 'uuid' } }, '/contact/partner'],
    ['a list of identifiers', { partner_ids: { type: 'array', items: text } }, '/contact/partner_ids'],
  ] as const)('%s is left out without identifiers', (_, properties, pointer) => {
    const options = optionsFor(envelope({ name: text, ...properties }));
    expect(validPayloads(options).filter(({ attributes }) => attributes.some((key) => key !== 'name'))).toEqual([]);
    const why = leftOut(options).filter((one) => one.pointer === pointer && one.keyword === null);
    expect(why.map(({ reason }) => reason)).toEqual([
      `No identifier is configured for ${pointer.slice('/contact/'.length)}.`,
    ]);
  });

  test('a wrong type is tried on an attribute that valid payloads leave out', () => {
    const options = optionsFor(envelope({ partner_id: text }));
    expect(invalidPayloads(options).map(({ id }) => id)).toContain('wrong-type-partner-id-number');
  });
});

describe('what is not supported is an error', () => {
  test.each([
    ['oneOf', { type: 'string', oneOf: [{ maxLength: 3 }] }, 'oneOf', '/contact/x'],
    ['anyOf', { type: 'string', anyOf: [{ maxLength: 3 }] }, 'anyOf', '/contact/x'],
    ['allOf', { type: 'string', allOf: [{ maxLength: 3 }] }, 'allOf', '/contact/x'],
    ['not', { type: 'string', not: { const: 'a' } }, 'not', '/contact/x'],
    ['if', { type: 'string', if: { const: 'a' } }, 'if', '/contact/x'],
    ['patternProperties', { type: 'object', patternProperties: {} }, 'patternProperties', '/contact/x'],
    ['dependentRequired', { type: 'object', dependentRequired: {} }, 'dependentRequired', '/contact/x'],
    ['prefixItems', { type: 'array', prefixItems: [], items: text }, 'prefixItems', '/contact/x'],
    ['contains', { type: 'array', items: text, contains: text }, 'contains', '/contact/x'],
    ['maxProperties', { type: 'object', maxProperties: 1 }, 'maxProperties', '/contact/x'],
    ['a keyword of a vendor', { type: 'string', 'x-length': 3 }, 'x-length', '/contact/x'],
    ['a keyword inside items', { type: 'array', items: { type: 'string', not: {} } }, 'not', '/contact/x/*'],
    [
      'additionalProperties with a schema',
      { type: 'object', additionalProperties: text },
      'additionalProperties',
      '/contact/x',
    ],
    ['an unknown format', { type: 'string', format: 'ipv4' }, 'format "ipv4"', '/contact/x'],
    ['a schema without a type', { maxLength: 3 }, 'no type', '/contact/x'],
    ['an array without items', { type: 'array' }, 'an array without items', '/contact/x'],
    ['a reference elsewhere', { $ref: 'other.json' }, '$ref "other.json"', '/contact/x'],
    ['a circular reference', { $ref: '#/$defs/loop' }, 'a circular $ref', '/contact/x'],
    [
      'a keyword beside and behind a reference',
      { $ref: '#/$defs/short', maxLength: 3 },
      'maxLength both',
      '/contact/x',
    ],
    ['another type beside a reference', { $ref: '#/$defs/word', type: 'integer' }, 'type both', '/contact/x'],
    ['a required property without a schema', { type: 'object', required: ['y'] }, 'required y', '/contact/x'],
  ] as const)('%s is refused by name and place', (_, x, keyword, pointer) => {
    const schema = {
      ...envelope({ x }),
      $defs: { loop: { $ref: '#/$defs/loop' }, word: text, short: { ...text, maxLength: 3 } },
    };
    const refused = (): unknown => validPayloads(optionsFor(schema));
    expect(refused).toThrow(UnsupportedKeywordError);
    expect(refused).toThrow(keyword);
    expect(refused).toThrow(pointer);
  });

  test('a schema that refers to itself through a property is refused', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } };
    const schema = { ...envelope({ x: { $ref: '#/$defs/tree' } }), $defs: { tree } };
    expect(() => validPayloads(optionsFor(schema))).toThrow(UnsupportedKeywordError);
  });

  test('a pattern that nothing can be made from is refused with its place', () => {
    const schema = envelope({ x: { type: 'string', pattern: '^(?=a)b' } });
    expect(() => validPayloads(optionsFor(schema))).toThrow(/pattern .* at \/contact\/x/);
  });
});
