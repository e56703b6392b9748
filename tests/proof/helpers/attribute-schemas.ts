/** Schemas of one more attribute, with the keywords that people use. */
import type { Json, JsonObject } from '../../support/text/json.ts';

const text = { type: 'string' } as const;

/** What they refer to. */
export const $defs: JsonObject = {
  identifier: { type: 'string', pattern: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' },
  word: { type: 'string', maxLength: 12 },
  loop: { $ref: '#/$defs/loop' },
};

/** An attribute by what its schema has, and its name where that says something. */
export type Row = readonly [what: string, schema: JsonObject, name?: string];

/** Schemas that are sent. */
export const sent: readonly Row[] = [
  ['a text', text],
  ['a text or null', { type: ['string', 'null'] }],
  ['a text or a number', { type: ['string', 'integer'] }],
  ['a list or a text', { type: ['array', 'string'], items: text }],
  ['null', { type: 'null' }],
  ['a truth value', { type: 'boolean' }],
  ['an enum', { type: 'string', enum: ['lead', 'customer'] }],
  ['an enum of several types', { enum: ['a', 1, null] }],
  ['a const', { const: 'person' }],
  ...['email', 'uri', 'date', 'date-time', 'uuid'].map((format): Row => [
    `the format ${format}`,
    { type: 'string', format },
  ]),
  ['a pattern', { type: 'string', pattern: '^[A-Z]{3}-\\d{2}$' }],
  ['a pattern of letters of any script', { type: 'string', pattern: '^\\p{L}+$' }],
  ['a pattern and a long text', { type: 'string', pattern: '^[a-z]+$', minLength: 30 }],
  ['a pattern and one length', { type: 'string', pattern: '^[a-z]+$', minLength: 8, maxLength: 8 }],
  ['a pattern and a short text', { type: 'string', pattern: '^[A-Z]{2}[a-z]*$', maxLength: 3 }],
  ...[0, 1, 10_000].flatMap((length): readonly Row[] => [
    [`at least ${String(length)} characters`, { type: 'string', minLength: length }],
    [`at most ${String(length)} characters`, { type: 'string', maxLength: length }],
  ]),
  ['a minimum', { type: 'integer', minimum: 18 }],
  ['a range of one number', { type: 'integer', minimum: 7, maximum: 7 }],
  ['a range without its ends', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }],
  ['a range that holds no half', { type: 'number', minimum: 0.05, maximum: 0.07 }],
  ['a narrow range without its ends', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.01 }],
  ['multiples of 0.01', { type: 'number', multipleOf: 0.01 }],
  ['multiples of 0.01 up to a hundred', { type: 'number', multipleOf: 0.01, minimum: 0, maximum: 99.99 }],
  ['multiples of 0.1 around nothing', { type: 'number', multipleOf: 0.1, minimum: -1, maximum: 1 }],
  ['multiples of 5', { type: 'integer', multipleOf: 5 }],
  ['whole multiples of a half', { type: 'integer', multipleOf: 0.5 }],
  ['a list', { type: 'array', items: text, minItems: 1, maxItems: 3 }],
  ['a list of nothing', { type: 'array', items: text, maxItems: 0 }],
  ['every truth value once', { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 2 }],
  ['every choice once', { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 }],
  [
    'every number once',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 3 }, uniqueItems: true, minItems: 3 },
  ],
  ['an object', { type: 'object', properties: { a: text, b: text }, required: ['a'], additionalProperties: false }],
  [
    'an object within another',
    {
      type: 'object',
      properties: { a: { type: 'object', properties: { b: text }, required: ['b'] } },
      required: ['a'],
    },
  ],
  ['an object of any keys', { type: 'object' }],
  ['a reference', { $ref: '#/$defs/word' }],
  ['a reference and a bound beside it', { $ref: '#/$defs/word', type: 'string', minLength: 2 }],
  ['annotations', { type: 'string', default: 'x', readOnly: true, deprecated: true, examples: ['a'] }],
  ['an identifier', { $ref: '#/$defs/identifier' }],
  ['an identifier of eight characters', { type: 'string', maxLength: 8 }, 'manager_id'],
  ['an identifier of another form', { type: 'string', pattern: '^usr_[a-z0-9]{10}$' }, 'manager_id'],
  ['a number that names a record', { type: 'integer', minimum: 1000, multipleOf: 10 }, 'manager_id'],
  [
    'a list of identifiers of another form',
    { type: 'array', items: { type: 'string', pattern: '^[a-z]{4}$' } },
    'team_ids',
  ],
];

/** Schemas of which no value can be made, and what is said of each. */
export const refused: readonly (readonly [what: string, schema: Json, fault: RegExp, name?: string])[] = [
  ['oneOf', { oneOf: [text] }, /uses oneOf at \/contact\/extra, .* Rewrite it/],
  ['anyOf', { anyOf: [text, { type: 'null' }] }, /uses anyOf at \/contact\/extra/],
  ['allOf', { allOf: [text] }, /uses allOf at \/contact\/extra/],
  ['not', { type: 'string', not: { const: 'a' } }, /uses not at \/contact\/extra/],
  ['contains', { type: 'array', items: text, contains: text }, /uses contains at \/contact\/extra/],
  ['nullable', { type: 'string', nullable: true }, /uses nullable at \/contact\/extra/],
  ['a keyword of a vendor', { type: 'string', 'x-order': 1 }, /uses x-order at \/contact\/extra/],
  [
    'an unknown format',
    { type: 'string', format: 'phone' },
    /uses format "phone" at \/contact\/extra, .* Use one of: email/,
  ],
  [
    'a lookahead',
    { type: 'string', pattern: '^(?=.*\\d).+$' },
    /uses pattern .* at \/contact\/extra, .* Write it without/,
  ],
  [
    'a pattern that is none',
    { type: 'string', pattern: '^[a-z' },
    /uses pattern "\^\[a-z" at \/contact\/extra, .* mend it\.$/,
  ],
  ['an escape that Unicode forbids', { type: 'string', pattern: '^\\@$' }, /uses pattern .* with the flag u/],
  ['no type', { maxLength: 3 }, /uses no type at \/contact\/extra/],
  ['a schema that allows all', true, /uses the boolean schema true at \/contact\/extra/],
  [
    'a type that is none',
    { type: 'text' },
    /request\.schema\.json is no JSON Schema: \/properties\/contact\/properties\/extra\/type/,
  ],
  [
    'a bound that is no number',
    { type: 'string', maxLength: '5' },
    /extra\/maxLength must be integer\. Mend it there\.$/,
  ],
  ['a step of nothing', { type: 'number', multipleOf: 0 }, /extra\/multipleOf must be > 0/],
  ['a reference to nothing', { $ref: '#/$defs/nowhere' }, /uses \$ref "#\/\$defs\/nowhere" at \/contact\/extra/],
  ['a reference in a circle', { $ref: '#/$defs/loop' }, /uses a circular \$ref to loop at \/contact\/extra/],
  ['a list of anything', { type: 'array' }, /uses an array without items at \/contact\/extra/],
  [
    'lengths that contradict',
    { type: 'string', minLength: 5, maxLength: 2 },
    /No plain value can be made for \/contact\/extra\./,
  ],
  [
    'a pattern that is too long',
    { type: 'string', pattern: '^[a-z]{5}$', maxLength: 3 },
    /No plain value .*\/contact\/extra/,
  ],
  [
    'bounds that contradict',
    { type: 'integer', minimum: 5, maximum: 2 },
    /No plain value can be made for \/contact\/extra\./,
  ],
  [
    'more different items than there are',
    { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 3 },
    /No plain value can be made for \/contact\/extra\./,
  ],
  [
    'a name that every object has',
    text,
    /attribute constructor apart .* Take it out of the request schema/,
    'constructor',
  ],
  [
    'an identifier that cannot be',
    { type: 'string', minLength: 5, maxLength: 2 },
    /No run can send \/contact\/manager_id: no identifier was found .* widen them/,
    'manager_id',
  ],
];
