/** The attributes that no client may write, as the table has them. */
import { describe, expect, test } from 'vitest';
import documentedResponse from '../../fixtures/documented/response.json' with { type: 'json' };
import { documentedRequest, unknownAttributes } from '../support/fixtures.ts';
import type { JsonObject } from '../support/text/json.ts';

const keysOf = (file: JsonObject): readonly string[] => Object.keys(file['contact'] as JsonObject);
const writable = keysOf(documentedRequest);
const answered = keysOf(documentedResponse);

describe('unknown attributes', () => {
  test('are none of the seven that can be written', () =>
    expect(unknownAttributes.filter(({ attribute }) => writable.includes(attribute))).toEqual([]));

  test('are read-only exactly where the response has them', () => {
    const readOnly = unknownAttributes.filter(({ clause }) => clause === 'read-only-attributes-not-written');
    expect(new Set(readOnly.map(({ attribute }) => attribute))).toEqual(
      new Set(answered.filter((key) => !writable.includes(key))),
    );
  });

  test.each(['__proto__', 'constructor'])('keep %s as a key of their own in a body', (attribute) => {
    const values = unknownAttributes.filter((row) => row.attribute === attribute).map(({ value }) => value);
    const body = Object.fromEntries(values.map((value) => [attribute, value]));
    expect(Object.hasOwn(body, attribute)).toBe(true);
  });
});
