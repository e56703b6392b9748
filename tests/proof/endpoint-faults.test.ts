/** What the two schemas and the data file ask for and no run could do: each is told in one sentence. */
import type { JsonObject } from '../support/text/json.ts';
import { describe as group, expect, test } from 'vitest';
import attributesFile from '../../schemas/contact-update.attributes.json' with { type: 'json' };
import { describe, endpoint } from '../support/endpoint/index.ts';
import type { AttributesFile } from '../support/endpoint/types.ts';

const file = attributesFile as unknown as AttributesFile;
const text = { type: 'string' };
const identifier = { type: 'string', pattern: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' };
const wrapped = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties: { contact: { type: 'object', properties } },
});

/** The endpoint with these attributes besides a name. */
function withAttributes(request: JsonObject, response: JsonObject = request) {
  const rows = { name: file.attributes['name'] ?? { kind: 'text', clause: 'name-comes-back' } } as const;
  const [sent, shown] = [request, response].map((properties) => wrapped({ name: text, ...properties }));
  return describe(sent ?? {}, shown ?? {}, { ...file, attributes: rows });
}

group('a fault of the schemas', () => {
  const address = { type: 'object', properties: { country_id: identifier }, required: ['country_id'] };
  test.each([
    ['an attribute that no response shows', withAttributes({ nickname: text }, {}), /attribute nickname: the response/],
    ['a record that nothing configures', withAttributes({ address }), /No run can write address\/country_id/],
  ])('is said of %s', (_what, described, message) => {
    expect(described.faults).toEqual([expect.stringMatching(message)]);
  });

  test('is a row for an attribute that the request schema does not name', () => {
    const { faults } = describe(endpoint.requestSchema, endpoint.responseSchema, {
      ...file,
      attributes: { ...file.attributes, nickname: { kind: 'text', clause: 'name-comes-back' } },
    });
    expect(faults).toEqual([expect.stringContaining('a row for nickname')]);
  });

  test('is an attribute to be reset for which no variable is named', () => {
    const { faults } = describe(endpoint.requestSchema, endpoint.responseSchema, {
      ...file,
      attributes: {
        ...file.attributes,
        field_values_attributes: { kind: 'opaque', shownAt: null, clause: 'field-values-accepted' },
      },
    });
    expect(faults).toContainEqual(expect.stringContaining('names no variable to reset it from'));
  });

  const list = { type: 'array', items: { type: 'object', properties: { field_id: text, value: text } } };
  const hidden = { kind: 'opaque', shownAt: null, clause: 'field-values-accepted' } as const;
  const fields = { ...hidden, reset: { field_id: 'NEETOCRM_FIELD_ID', value: 'NEETOCRM_FIELD_VALUE' } };
  const secret = { ...hidden, reset: { value: 'NEETOCRM_FIELD_VALUE' } };
  test.each([
    ['a hidden text, which a list would reset', { secret: text }, { secret }, [/put back the attribute secret: it is/]],
    [
      'a hidden list with a key that is not reset',
      { secret: list },
      { secret },
      [/put back the attribute secret: it is/],
    ],
    [
      'a second hidden attribute',
      { a: list, b: list },
      { a: fields, b: fields },
      [/put back the attribute b: a is reset/],
    ],
    ['no hidden list whose keys are all reset', { a: list }, { a: fields }, []],
  ])('of putting back is said of %s', (_what, properties, attributes, messages) => {
    const { faults } = describe(wrapped(properties), wrapped({}), { ...file, attributes });
    expect(faults).toEqual(messages.map((message) => expect.stringMatching(message) as string));
  });

  const company = { kind: 'reference', clause: 'company-comes-back' } as const;
  const asTexts = { type: 'array', items: text };
  test.each<readonly [string, JsonObject, AttributesFile['attributes'], RegExp]>([
    [
      'a variable that nothing reads',
      { a: text },
      { a: { ...company, variables: ['NEETOCRM_COMPANY_IDS'] } },
      /send the attribute a: .* the variable NEETOCRM_COMPANY_IDS, .*NEETOCRM_COMPANY_ID, .* Name one of them/,
    ],
    [
      'a variable to reset from that nothing reads',
      { a: list },
      { a: { ...hidden, reset: { field_id: 'NEETOCRM_FIELD_ID', value: 'NEETOCRM_FIELD_TEXT' } } },
      /send the attribute a: .* the variable NEETOCRM_FIELD_TEXT/,
    ],
    ['a record that no variable names', { a: text }, { a: company }, /send the attribute a: .*"variables"\.$/],
    [
      'a text that is none',
      { a: { type: 'integer' } },
      { a: { kind: 'text', clause: 'name-comes-back' } },
      /judge the attribute a: .* kind text, .* Change one of the two/,
    ],
    [
      'an identifier that is a list',
      { a: asTexts },
      { a: { ...company, variables: ['NEETOCRM_COMPANY_ID'] } },
      /judge the attribute a: .* kind reference/,
    ],
    [
      'a set that is a text',
      { a: text },
      { a: { kind: 'set', clause: 'tags-come-back', variables: ['NEETOCRM_TAG_IDS'] } },
      /judge the attribute a: .* kind set, which is a list of texts/,
    ],
    [
      'a place that no response has',
      { a: text },
      { a: { ...company, variables: ['NEETOCRM_COMPANY_ID'], shownAt: '/b/id' } },
      /judge the attribute a: .* shown at \/b\/id, and the response schema has no b/,
    ],
    [
      'a hidden attribute that is shown',
      { a: list },
      { a: { ...hidden, shownAt: '/a', reset: fields.reset } },
      /judge the attribute a: .* kind opaque, .* shown at \/contact\/a/,
    ],
    [
      'a reset from variables that are kept for something else',
      { a: list },
      { a: { ...hidden, reset: { field_id: 'NEETOCRM_FIELD_ID', value: 'NEETOCRM_OWNER_ID' } } },
      /put back the attribute a: .*NEETOCRM_FIELD_ID and NEETOCRM_FIELD_VALUE/,
    ],
  ])('is no attribute of a run: %s', (_what, properties, attributes, message) => {
    const { faults } = describe(wrapped(properties), wrapped(properties), { ...file, attributes });
    expect(faults).toEqual([expect.stringMatching(message)]);
  });

  test('waits for what it is reset from, whether its row says so or not', () => {
    const { attributes } = describe(wrapped({ a: list }), wrapped({}), { ...file, attributes: { a: fields } });
    expect(attributes[0]?.variables).toEqual(['NEETOCRM_FIELD_ID', 'NEETOCRM_FIELD_VALUE']);
  });

  test('is not in the documented schemas', () => expect(endpoint.faults).toEqual([]));
});
