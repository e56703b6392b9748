import type { JsonObject } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { documentedPage as page, errata, holds, mended, type DocumentedPage } from './helpers/errata.ts';

const sent = page.request['contact'] as JsonObject;
const answered = page.response['contact'] as JsonObject;
const request = (contact: JsonObject): DocumentedPage => ({ ...page, request: { contact } });
const response = (change: JsonObject): DocumentedPage => ({
  ...page,
  response: { contact: { ...answered, ...change } },
});

const ids = [
  '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4',
  '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518',
  'c4a1e8b7-2f60-4b3d-a917-58d0f6c2e39b',
  '0e95d7f3-b186-4c2a-8d54-a3f7126be09c',
  '95b30c6e-d742-4e8f-b0a9-1c6d84f7235a',
] as const;
const [contact, company, owner, tag, other] = ids;

/** The page with exactly one of its contradictions mended. */
const mends: readonly (readonly [string, DocumentedPage])[] = [
  [
    'example-answer-is-not-the-result-of-the-request',
    request({ name: 'Eve', email: 'eve@example.com', phone_number: '', tag_ids: [] }),
  ],
  [
    'prose-and-example-answer-name-different-attributes',
    { ...page, prose: { response: Object.keys(answered).map((attribute) => ({ attribute })) } },
  ],
  ['absence-has-three-forms', response({ phone_number: null, company: null })],
  [
    'sample-identifiers-are-not-real',
    {
      ...response({ id: contact }),
      request: { contact: { ...sent, company_id: company, owner_id: owner, tag_ids: [tag, other] } },
    },
  ],
  ['updated-when-it-was-created', response({ updated_at: '2025-03-16T08:00:00.000Z' })],
];

test.each(errata)('the page still has the contradiction $id', ({ check }) => expect(holds(check, page)).toBe(true));

test.each(mends)('mending %s trips that entry alone', (id, mendedPage) => {
  expect(mended(errata, mendedPage)).toEqual([id]);
});

test('every erratum is mended by one of the pages above', () =>
  expect(mends.map(([id]) => id)).toEqual(errata.map(({ id }) => id)));

describe('a condition on the page', () => {
  test.each([
    ['a part of the example that is mended is not enough', 0, response({ phone_number: '+1234567890' })],
    ['an attribute less in the prose is not enough', 1, { ...page, prose: { response: page.prose.response.slice(1) } }],
    ['an owner of nulls is still not an empty phone number', 2, response({ owner: { id: null } })],
    ['one identifier of version 4 is not enough', 3, response({ id: contact })],
  ] as const)('holds: %s', (_what, index, changed) => {
    expect(errata.filter((_, at) => at === index).map(({ check }) => holds(check, changed))).toEqual([true]);
  });

  test.each([
    ['a value that is not sent differs from nothing', { sentDiffers: ['request#/x', 'response#/contact/id'] }],
    ['no list is counted where none is sent', { sentCountDiffers: ['request#/x', 'response#/contact/tags'] }],
    ['two missing values are not equal', { equal: ['request#/x', 'response#/x'] }],
    ['a text is not empty', { emptyInDifferentWays: ['response#/contact/name', 'response#/contact/owner'] }],
    ['missing identifiers are of no wrong version', { someNotVersion4: ['request#/x'] }],
    ['different texts are not reused', { someReused: ['response#/contact/id', 'response#/contact/name'] }],
    ['an inherited key is no key', { sentDiffers: ['request#/contact/constructor', 'response#/contact/id'] }],
  ] as const)('does not hold: %s', (_what, condition) => expect(holds(condition, page)).toBe(false));

  test('reads the escapes of a JSON Pointer', () => {
    const odd = { ...page, request: { 'a/b': { 'c~d': 'x' } }, response: { e: 'x' } };
    expect(holds({ equal: ['request#/a~1b/c~0d', 'response#/e'] }, odd)).toBe(true);
  });

  test('refuses a reference to another document', () =>
    expect(() => holds({ equal: ['page#/a', 'request#/a'] }, page)).toThrow(/Begin it with request# or response#/));
});
