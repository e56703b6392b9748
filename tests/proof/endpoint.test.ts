/** The endpoint as a value: what the two schemas and the data file yield together. */
import type { Json, JsonObject } from '../support/text/json.ts';
import { describe as group, expect, test } from 'vitest';
import attributesFile from '../../schemas/contact-update.attributes.json' with { type: 'json' };
import { clauses } from '../support/catalogue.ts';
import { describe, endpoint, firstDifference, stateKeys } from '../support/endpoint/index.ts';
import { isReadable } from '../support/endpoint/index.ts';
import type { AttributesFile } from '../support/endpoint/types.ts';
import { shapeProblems } from '../support/oracles/shape.ts';

const file = attributesFile as unknown as AttributesFile;
const id = '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$';
const text = { type: 'string' };
const identifier = { type: 'string', pattern: id };

/** The endpoint with these attributes besides a name; `required` are those that a response has to show. */
function withAttributes(request: JsonObject, response: JsonObject = request, required: readonly string[] = []) {
  const wrapped = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
    type: 'object',
    properties: { contact: { type: 'object', properties: { name: text, ...properties }, ...more } },
  });
  const rows = { name: file.attributes['name'] ?? { kind: 'text', clause: 'name-comes-back' } } as const;
  return describe(wrapped(request), wrapped(response, { required }), { ...file, attributes: rows });
}

const novel = (request: JsonObject, response?: JsonObject, required?: readonly string[]) =>
  withAttributes(request, response, required).attributes.at(-1);

group('an attribute without a row', () => {
  test.each([
    ['is shown under its own name', { job_title: text }, { pointer: '/contact/job_title', shownAs: 'job_title' }],
    ['is a value of any type', { address: { type: 'object' } }, { kind: 'value', identifier: false }],
    ['names records by its name', { manager_id: text }, { identifier: true }],
    ['names records by its form', { manager: identifier }, { identifier: true }],
    ['names records by the form of its items', { teams: { type: 'array', items: identifier } }, { identifier: true }],
    ['has a label without underscores', { job_title: text }, { label: 'job title', documented: false }],
    ['needs no variable', { job_title: text }, { variables: [] }],
  ])('that the suite has never heard of %s', (_what, request, expected) => {
    expect(novel(request)).toMatchObject(expected);
  });

  test.each([
    ['MUST', ['job_title'], 'attributes-come-back'],
    ['SHOULD', [], 'optional-attributes-come-back'],
  ] as const)('comes back at level %s where %j is required', (level, required, clause) => {
    expect(novel({ job_title: text }, undefined, required)).toMatchObject({ clause });
    expect(clauses.find((each) => each.id === clause)).toMatchObject({ level });
  });
});

group('a documented attribute', () => {
  const names = (documented: JsonObject): readonly string[] =>
    describe(endpoint.requestSchema, endpoint.responseSchema, file, documented)
      .attributes.filter((each) => each.documented)
      .map(({ name }) => name);

  test.each([
    ['documented where the documented request shows it', { contact: { name: 'Eve', email: null } }, ['name', 'email']],
    ['not documented where the request shows no contact', { name: 'Eve' }, []],
    ['not documented where the contact is no object', { contact: [] }, []],
  ] as const)('counts as %s', (_what, documented, expected) => expect(names(documented)).toEqual(expected));

  test('is each of those that have a row today', () =>
    expect(endpoint.attributes.filter((each) => each.documented).map(({ name }) => name)).toEqual(
      Object.keys(file.attributes),
    ));
});

test('every variable that the data file names can be read', () => {
  const named = Object.values(file.attributes).flatMap(({ variables = [], reset = {} }) => [
    ...variables,
    ...Object.values(reset),
  ]);
  expect(named.filter((variable) => !isReadable(variable))).toEqual([]);
});

test('every clause that the data file names is in the catalogue', () => {
  const rows = Object.values(file.attributes).flatMap((row) => [row.clause, row.shape, row.unknown, row.malformed]);
  const more = Object.values(file.attributes).flatMap((row) => [row.replaces, row.clears, ...(row.tolerates ?? [])]);
  const named = [...rows, ...more, ...Object.values(file.general), ...Object.values(file.formats)];
  const known: ReadonlySet<string | undefined> = new Set([undefined, ...clauses.map((clause) => clause.id)]);
  expect(named.filter((clause) => !known.has(clause))).toEqual([]);
});

test('the documented attributes are shown in the order of the request schema', () =>
  expect(stateKeys).toEqual(['name', 'email', 'phone_number', 'company_id', 'owner_id', 'tag_ids']));

test.each<readonly [Json, Json, string | null]>([
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, null],
  [{ street: 'A', city: 'B' }, { street: 'a', city: 'B' }, '/street'],
  [{ street: 'A' }, { street: 'A', city: null }, '/city'],
  [{ a: { 'x/y': 1 } }, { a: { 'x/y': 2 } }, '/a/x~1y'],
  [['a', 'b'], ['b', 'a'], ''],
  ['A', 'a', ''],
  [{}, [], ''],
  [null, null, null],
])('%j and %j first differ at %j', (left, right, place) => expect(firstDifference(left, right)).toBe(place));

group('a value that is not of the documented shape', () => {
  const set = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { $ref: '#/$defs/identifier' }, name: text },
  };
  const none = { type: 'object', properties: { id: { type: 'null' }, name: { type: 'null' } } };
  const root: JsonObject = { $defs: { identifier } };
  const problems = (schema: JsonObject, value: Json) =>
    shapeProblems(schema, root, value, '').map(({ pointer, keyword, definition }) => [pointer, keyword, definition]);

  test.each<readonly [string, JsonObject, Json, readonly unknown[]]>([
    ['of another type', text, 7, ['', 'type', null]],
    ['without a required key', set, { id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890' }, ['/name', 'required', null]],
    ['not of the form of a definition', set, { id: 'x', name: 'y' }, ['/id', 'pattern', 'identifier']],
    ['in an item', { type: 'array', items: text }, ['a', 1], ['/1', 'type', null]],
    ['of no alternative', { oneOf: [text, set] }, 7, ['', 'type', null]],
    [
      'of an alternative that leaves its type to what stands around it',
      {
        type: 'object',
        oneOf: [
          { required: ['b'], properties: { b: text } },
          { required: ['a'], minProperties: 2 },
        ],
      },
      { a: 'x' },
      ['', 'minProperties', null],
    ],
    [
      'of the alternative of its type',
      { oneOf: [text, set] },
      { id: 'x', name: 'y' },
      ['/id', 'pattern', 'identifier'],
    ],
    ['nearer to the first alternative', { oneOf: [none, set] }, { id: 7, name: null }, ['/id', 'type', null]],
    [
      'as near to both, and so of the last',
      { oneOf: [none, set] },
      { id: null, name: 'y' },
      ['/id', 'type', 'identifier'],
    ],
  ])('is found where it is %s', (_what, schema, value, problem) => expect(problems(schema, value)).toEqual([problem]));

  test.each<readonly [string, JsonObject, Json]>([
    ['any of several', { anyOf: [{ $ref: '#/$defs/identifier' }, { type: 'null' }] }, null],
    [
      'a closed object',
      { ...set, additionalProperties: false },
      { id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890', name: 'y' },
    ],
  ])('is not found in %s that holds what it may', (_what, schema, value) => {
    expect(problems(schema, value)).toEqual([]);
  });

  test('is not found where an alternative takes it', () =>
    expect(problems({ oneOf: [none, set] }, { id: null, name: null })).toEqual([]));
});
