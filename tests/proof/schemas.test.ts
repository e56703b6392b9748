import type { Json, JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import errorCases from '../../fixtures/schema-cases/error.json' with { type: 'json' };
import requestCases from '../../fixtures/schema-cases/contact-update.request.json' with { type: 'json' };
import responseCases from '../../fixtures/schema-cases/contact-update.response.json' with { type: 'json' };
import documentedResponse from '../../fixtures/documented/response.json' with { type: 'json' };
import { documentedRequest } from '../support/fixtures.ts';
import {
  compile,
  errorSchema,
  makeAjv,
  requestSchema,
  schemas,
  validateRequest,
  validateResponse,
  violations,
} from '../support/schemas.ts';
import { keywordsOf, undescribedProperties } from './helpers/schema-walk.ts';

interface Case {
  readonly description: string;
  readonly data: Json;
  readonly valid: boolean;
}

const tables = [
  { name: 'contact-update.request', validate: validateRequest, cases: requestCases as readonly Case[] },
  { name: 'contact-update.response', validate: validateResponse, cases: responseCases as readonly Case[] },
  { name: 'error', validate: compile(errorSchema), cases: errorCases as readonly Case[] },
] as const;

describe.each(tables)('$name', ({ validate, cases }) => {
  test.each(cases.filter(({ valid }) => valid))('accepts $description', ({ data }) => {
    expect(violations(validate, data)).toEqual([]);
  });

  test.each(cases.filter(({ valid }) => !valid))('refuses $description', ({ data }) => {
    expect(violations(validate, data)).not.toEqual([]);
  });
});

test.each(tables)('$name has enough cases of either kind', ({ cases }) => {
  expect(cases.filter(({ valid }) => valid).length).toBeGreaterThanOrEqual(12);
  expect(cases.filter(({ valid }) => !valid).length).toBeGreaterThanOrEqual(15);
});

test.each(tables)('no two cases of $name are the same', ({ cases }) => {
  expect(new Set(cases.map(({ data }) => JSON.stringify(data))).size).toBe(cases.length);
  expect(new Set(cases.map(({ description }) => description)).size).toBe(cases.length);
});

// ajv stops at the first strictness problem, so each schema is compiled on its own.
test.each(Object.entries(schemas))('%s compiles under the strict mode of ajv', (_name, schema) => {
  expect(compile(schema)).toBeTypeOf('function');
});

test.each(Object.entries(schemas))('%s is valid under JSON Schema 2020-12', (_name, schema) => {
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(makeAjv().validateSchema(schema)).toBe(true);
});

test.each(Object.entries(schemas))('%s describes every property', (_name, schema) => {
  expect(undescribedProperties(schema)).toEqual([]);
});

test('a keyword that ajv does not know does not compile', () => {
  const mistyped: JsonObject = { type: 'string', maxLenght: 5 };
  expect(() => compile(mistyped)).toThrow(/maxLenght/);
});

test('the request schema uses only what payloads are generated from', () => {
  const known = '$schema $id $ref $defs title description examples type properties required'.split(' ');
  const supported = new Set([...known, 'additionalProperties', 'items', 'pattern']);
  expect(keywordsOf(requestSchema).filter((keyword) => !supported.has(keyword))).toEqual([]);
});

test('the documented request is valid under the request schema', () =>
  expect(violations(validateRequest, documentedRequest)).toEqual([]));

test('the documented response is valid under the response schema', () =>
  expect(violations(validateResponse, documentedResponse)).toEqual([]));

test('the examples of the request schema are the documented values', () => {
  const example = compile({ ...requestSchema, $id: 'copy', examples: [documentedRequest] });
  const contact = (requestSchema['properties'] as { contact: { properties: Record<string, { examples: Json[] }> } })
    .contact;
  const shown = Object.entries(contact.properties).map(([name, { examples }]) => [name, examples[0]]);
  expect(example(documentedRequest)).toBe(true);
  expect({ contact: Object.fromEntries(shown) as JsonObject }).toEqual(documentedRequest);
});

test('a violation names the pointer and the keyword', () => {
  const [violation] = violations(validateRequest, {
    contact: { tag_ids: ['3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4', 5] },
  });
  expect(violation).toMatchObject({ pointer: '/contact/tag_ids/1', keyword: 'type' });
});

test('every violation is reported, not the first alone', () => {
  const found = violations(validateRequest, { contact: { name: 5, email: null, owner_id: 'x' } });
  expect(found.map(({ pointer }) => pointer).toSorted()).toEqual([
    '/contact/email',
    '/contact/name',
    '/contact/owner_id',
  ]);
});

test.each(['__proto__', 'constructor', 'toString'])('the inherited key %s does not pass for one of its own', (key) => {
  const body = JSON.parse(`{"contact":{${JSON.stringify(key)}:"x"}}`) as Json;
  expect(violations(validateRequest, body)).toMatchObject([
    { keyword: 'additionalProperties', params: { additionalProperty: key } },
  ]);
});
