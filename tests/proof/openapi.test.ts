/** The OpenAPI document: up to date, and nothing in it that nobody documents. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import documented from '../../fixtures/documented/request.json' with { type: 'json' };
import frame from '../../schemas/openapi-frame.json' with { type: 'json' };
import { openapiText } from '../support/cli/tasks/openapi.ts';
import { openapiDocument } from '../support/openapi/openapi.ts';
import { openapiOf } from '../support/openapi/openapi.ts';
import { makeAjv, requestSchema, responseSchema } from '../support/schemas.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { projectRoot, readJson } from './helpers/data-files.ts';

const text = readFileSync(path.join(projectRoot, 'schemas/openapi.json'), 'utf8');
const components = openapiDocument['components'] as { readonly schemas: Readonly<Record<string, JsonObject>> };

/** Every value of a key, at any depth. */
function under(value: Json, key: string): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap((each: Json) => under(each, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, Json]) => [
    ...(name === key ? [each] : []),
    ...under(each, key),
  ]);
}

const at = (reference: string): Json | undefined =>
  reference
    .slice(2)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>((value, key) => (value as JsonObject | undefined)?.[key], openapiDocument);

describe('the OpenAPI document', () => {
  test('is what the command writes', async () => expect(text).toBe(await openapiText()));

  test('is one of OpenAPI 3.1 to a validator of others', async () => {
    const validator = new Validator();
    expect(await validator.validate(JSON.parse(text) as Record<string, unknown>)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const { info: _info, ...rest } = JSON.parse(text) as JsonObject;
    expect(await new Validator().validate(rest)).toMatchObject({ valid: false });
  });

  test('refers to nothing that it does not have', () => {
    const references = under(openapiDocument, '$ref').map(String);
    expect(references.length).toBeGreaterThan(5);
    expect(
      references.filter((reference) => !reference.startsWith('#/components/') || at(reference) === undefined),
    ).toEqual([]);
  });

  test('has no keyword that a component may not have', () =>
    expect(
      ['$id', '$schema', '$defs', 'nullable'].flatMap((key) => under(components.schemas as JsonObject, key)),
    ).toEqual([]));

  test('knows the documented status alone', () => {
    const [responses] = under(openapiDocument, 'responses') as readonly JsonObject[];
    expect(Object.keys(responses ?? {})).toEqual(['200']);
  });

  test.each([
    ['contact-update.request', 'ContactUpdateRequest'],
    ['contact-update.response', 'ContactUpdateResponse'],
  ])('judges as the schema does: %s', (file, component) => {
    const whole = JSON.parse(
      JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
    ) as JsonObject;
    const validate = makeAjv().compile({ ...(whole[component] as JsonObject), $defs: whole });
    const cases = readJson(`fixtures/schema-cases/${file}.json`) as unknown as readonly {
      readonly data: Json;
      readonly valid: boolean;
      readonly description: string;
    }[];
    expect(cases.length).toBeGreaterThan(5);
    expect(cases.filter(({ data, valid }) => validate(data) !== valid).map(({ description }) => description)).toEqual(
      [],
    );
  });

  test('grows with the schemas', () => {
    const properties = { extra: { type: 'integer' } };
    const grown = openapiOf({
      frame,
      requestSchema: { properties },
      responseSchema,
      documentedRequest: documented,
      documentedResponse: {},
    });
    expect(under(grown, 'extra')).toEqual([{ type: 'integer' }]);
  });

  test('cannot be made of two definitions under one name', () => {
    const other = { $defs: { identifier: { type: 'number' } } };
    const made = (): JsonObject =>
      openapiOf({ frame, requestSchema, responseSchema: other, documentedRequest: {}, documentedResponse: {} });
    expect(made).toThrow(/define identifier in two ways/);
  });
});
