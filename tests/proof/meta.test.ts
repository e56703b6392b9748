import type { Json, JsonObject } from '../support/text/json.ts';
import { expect, test } from 'vitest';
import { compile, makeAjv } from '../support/schemas.ts';
import { jsonFilesOf, metaNameOf, metaNames, metaProblems, metaSchema, readJson } from './helpers/data-files.ts';
import { requiredPathsOf, withoutPath } from './helpers/json-paths.ts';
import { sampleReport } from './helpers/sample-report.ts';

const dataFiles = [...jsonFilesOf('fixtures'), 'schemas/clauses.json']
  .map((path) => ({ path, schema: metaNameOf(path) }))
  .filter((row): row is { path: string; schema: string } => row.schema !== null);

const report = JSON.parse(JSON.stringify(sampleReport)) as JsonObject;

test.each(metaNames)('the schema of %s compiles under strict mode', (name) => {
  expect(makeAjv().validateSchema(metaSchema(name))).toBe(true);
  expect(compile(metaSchema(name))).toBeTypeOf('function');
});

test.each(dataFiles)('$path keeps to its schema', ({ path, schema }) => {
  expect(metaProblems(schema, readJson(path))).toEqual([]);
});

test('a data file that no schema checks is an error', () =>
  expect(() => metaNameOf('fixtures/elsewhere/new.json')).toThrow(/No schema checks fixtures\/elsewhere\/new\.json/));

test('a report with every key keeps to its schema', () => expect(metaProblems('report', report)).toEqual([]));

test.each(requiredPathsOf(report, ['reason', 'link', 'value']))('a report without %s is refused', (path) => {
  expect(metaProblems('report', withoutPath(report, path))).not.toEqual([]);
});

// Rows that are good apart from what a test puts into them or leaves out.
const entries = (entry: JsonObject): Json => ({
  entries: [{ target: 'mock', because: 'Known.', since: '2026-11-23', until: '2027-01-31', ...entry }],
});
const aClause = {
  group: 'tags',
  level: 'MUST',
  grade: 'documented',
  statement: 'Tags come back.',
  breaks: 'A client loses them.',
  source: { document: 'a page', place: 'a place' },
  since: '0.1.0',
};
const clause = (id: string, change: JsonObject): Json => ({
  $schema: 'x',
  clauses: { [id]: { ...aClause, ...change } },
});
const erratum = (check: Json): Json => ({ id: 'a', statement: 'A.', position: 'B.', check });
const answered = { id: 'a', description: 'a', statuses: [404] };
const identifier = (row: JsonObject): Json => ({ ...answered, kind: 'malformed', judgesError: true, ...row });
const credential = (row: JsonObject): Json => ({ ...answered, use: true, clause: 'wrong-key-refused', ...row });
const value = { id: 'a', description: 'a', class: 'may' };
const email = 'x.{{word}}+{{tag}}@eu.example.com';
const phone = { country: 'british', form: '0{{range}}###' };
const codePoints = { description: 'a', first: '0020', last: '10ffff' };
const formats = (change: JsonObject): Json =>
  ['email', 'uuid', 'date', 'date-time', 'uri'].map((format) => ({
    format,
    right: [],
    wrong: [{ id: 'a', text: 'x' }],
    ...(format === 'uri' ? change : {}),
  }));
const people = (row: { readonly email?: string; readonly phone?: JsonObject; readonly british?: string }): Json => ({
  languages: [{ id: 'pt-br', locale: 'pt_BR' }],
  emailAddresses: [{ id: 'a', form: row.email ?? email }],
  phoneNumbers: {
    ranges: { american: [202], british: [row.british ?? '20 7946 0'], australian: ['2 5550'] },
    plain: { american: '+1{{range}}55501##', british: '+44{{range}}###' },
    written: [{ id: 'a', ...phone, ...row.phone }],
  },
});

const good: readonly [string, Json][] = [
  ['accepted-drift', entries({ clause: 'tags' })],
  ['clauses', clause('tags', {})],
  ['errata', [erratum({ equal: ['request#/a', 'response#/a'] })]],
  ['identifiers', [identifier({ segment: 'a', encoding: 'raw' })]],
  ['credentials', [credential({ place: 'header', value: 'x' })]],
  ['values', [{ ...value, codeUnits: ['d83d'] }]],
  ['people', people({})],
  ['code-points', [codePoints]],
  ['formats', formats({})],
  ['home', { contact: { tag_ids: [] } }],
  ['schema-cases', [{ description: 'a', data: null, valid: true }]],
];

test.each(good)('%s accepts the row that the broken ones come from', (schema, data) => {
  expect(metaProblems(schema, data)).toEqual([]);
});

const broken: readonly [string, string, Json][] = [
  ['report', 'a key that it does not have', { ...report, extra: true }],
  ['report', 'another version', { ...report, schemaVersion: 2 }],
  ['report', 'a verdict and the exit code of another', { ...report, verdict: 'conformant' }],
  ['report', 'an unknown verdict', { ...report, verdict: 'fine' }],
  ['accepted-drift', 'neither clause nor fingerprint', entries({})],
  ['accepted-drift', 'both clause and fingerprint', entries({ clause: 'a', fingerprint: 'abcd' })],
  ['accepted-drift', 'a day that does not exist', entries({ clause: 'a', until: '2027-02-30' })],
  ['accepted-drift', 'no reason', entries({ clause: 'a', because: '' })],
  ['clauses', 'a slug with a capital letter', clause('Tags', {})],
  ['clauses', 'an unknown level', clause('tags', { level: 'SHALL' })],
  ['clauses', 'a statement without a full stop', clause('tags', { statement: 'Tags' })],
  ['clauses', 'a key that it does not have', clause('tags', { note: 'x' })],
  ['errata', 'a check of two kinds', [erratum({ equal: ['request#/a', 'response#/a'], any: [] })]],
  ['errata', 'a check of an unknown kind', [erratum({ looksOdd: true })]],
  ['errata', 'a reference to no document', [erratum({ equal: ['page#/a', 'request#/a'] })]],
  ['identifiers', 'a segment and a transformation', [identifier({ segment: 'a', encoding: 'raw', transform: 'urn' })]],
  ['identifiers', 'no segment', [identifier({ encoding: 'raw' })]],
  ['identifiers', 'an equivalent one without its transformation', [identifier({ kind: 'equivalent' })]],
  ['credentials', 'a whole valid key in the header', [credential({ place: 'header', transform: 'whole' })]],
  ['credentials', 'a value where none is sent', [credential({ place: 'none', value: 'x' })]],
  ['credentials', 'a parameter of no name', [credential({ place: 'url', transform: 'whole' })]],
  ['values', 'a text in two spellings', [{ ...value, text: 'a', repeat: { text: 'a', times: 2 } }]],
  ['values', 'no text', [value]],
  ['people', 'an address elsewhere than example.com', people({ email: '{{word}}+{{tag}}@example.com.net' })],
  ['people', 'an address without the tag of the contact', people({ email: '{{word}}@example.com' })],
  ['people', 'a word that nothing stands for', people({ email: '{{name}}+{{tag}}@example.com' })],
  ['people', 'a range that might ring', people({ british: '20 7123 0' })],
  ['people', 'a number longer than its range', people({ phone: { form: '0{{range}}####' } })],
  ['people', 'the form of another country', people({ phone: { country: 'american' } })],
  ['code-points', 'half of a surrogate pair', [{ ...codePoints, last: 'd800' }]],
  ['code-points', 'U+0000', [{ ...codePoints, first: '0000' }]],
  ['formats', 'a format that no plain text is made of', formats({ format: 'ipv4' })],
  ['formats', 'nothing that breaks a format', formats({ wrong: [] })],
  ['home', 'no attribute', { contact: {} }],
  ['schema-cases', 'a case that does not say whether it is valid', [{ description: 'a', data: 1 }]],
];

test.each(broken)('%s refuses %s', (schema, _what, data) => expect(metaProblems(schema, data)).not.toEqual([]));
