import type { Json } from '../support/text/json.ts';
import { expect, test } from 'vitest';
import { changeOf, sideOf } from '../support/causes/kinds.ts';
import { shownPlace } from '../support/causes/members.ts';

test.each<[Json, Json, string]>([
  ['abc', null, 'lost'],
  ['abc', 'ab', 'cut'],
  ['Ab', 'AB', 'letter case'],
  ['abc', 'xyz', 'changed'],
  [['a', 'b'], ['a'], 'items missing'],
  [['a'], ['a', 'b'], 'items added'],
  ['1', 1, 'number'],
])('%j that comes as %j is %s', (expected, actual, coarse) => expect(changeOf(expected, actual).coarse).toBe(coarse));

test('a side of a deviation is a status, a word or a type, never a value', () => {
  const sides: readonly Json[] = [
    201,
    82_314,
    'absent',
    'text/html; charset=utf-8',
    'Eve Holt 7',
    'match pattern "x"',
    ['a'],
  ];
  expect(sides.map(sideOf)).toEqual([
    '201',
    'integer',
    'absent',
    'text/html',
    'string',
    'the documented form',
    'array',
  ]);
});

test.each([
  ['/contact/tags/3/id', '/contact/tags/*/id'],
  ['/contact/tag_ids/0', '/contact/tags/*'],
  ['', ''],
])('the place %j is %j of the response', (pointer, place) => expect(shownPlace(pointer)).toBe(place));
