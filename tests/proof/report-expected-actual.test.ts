import type { Json } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { comparePair, differs } from '../support/render/expected-actual.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import { widthOf } from '../support/text/lines.ts';

describe('expected beside actual', () => {
  test.each([
    ['another normal form', 'é', 'e\u0301', '"\\u00e9"', '"e\\u0301"'],
    ['another space', 'a b', 'a\u00a0b', '"a b"', '"a\\u00a0b"'],
    ['a zero-width joiner', 'ab', 'a\u200db', '"ab"', '"a\\u200db"'],
    ['a lost variation selector', '☎\ufe0f', '☎', '"\\u260e\\ufe0f"', '"\\u260e"'],
    ['a line break', 'a b', 'a\nb', '"a b"', '"a\\nb"'],
  ])('%s is told apart by its escapes', (_name, expected, actual, one, other) => {
    expect(comparePair(expected, actual)).toEqual([one, other]);
  });

  test('long texts are shown where they part', () => {
    const [expected, actual] = comparePair(`${'x'.repeat(400)}A`, `${'x'.repeat(400)}B`, 60);
    expect([expected, actual]).toEqual([
      expect.stringMatching(/^…x+A" \(401 characters\)$/),
      expect.stringMatching(/^…x+B" \(401 characters\)$/),
    ]);
    expect(Math.max(expected.length, actual.length)).toBeLessThanOrEqual(60);
  });

  test.each([
    ['emoji', '👍'.repeat(300), `${'👍'.repeat(299)}👎`],
    ['a text cut short', 'é'.repeat(70_000), 'é'.repeat(65_536)],
    ['escapes', '\u200b'.repeat(300), `${'\u200b'.repeat(299)}\u200c`],
  ])('long texts of %s keep the place where they part', (_name, expected, actual) => {
    const lines = comparePair(expected, actual, 88);
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(88);
    expect(lines[0].replace(/ \(.*$/, '')).not.toBe(lines[1].replace(/ \(.*$/, ''));
    expect(lines.filter(isUnsafe)).toEqual([]);
  });

  test('long lists are shown from the first item that differs', () => {
    const list = Array.from({ length: 12 }, (_, at) => `item number ${at}`);
    expect(comparePair(list, list.slice(0, 10), 60)).toEqual([
      '[10 the same, "item number 10", "item number 11"] (12 items)',
      '[10 the same] (10 items)',
    ]);
  });

  test('long lists part at another value, and not at another order of keys', () => {
    const list = Array.from({ length: 12 }, (_, at) => ({ id: `item number ${at}`, at }));
    const turned = list.map(({ id, at }) => ({ at, id }));
    expect(differs(list, [...turned.slice(0, 11), { at: 12, id: 'item number 11' }], 60)).toMatch(/^at item 12: /);
  });

  test.each<[string, Json, Json, string | null]>([
    ['two short texts', 'Ada', 'ada', null],
    ['two equal texts', 'x'.repeat(500), 'x'.repeat(500), null],
    ['a text and none', 'x'.repeat(500), null, null],
    ['two short lists', ['a'], ['b'], null],
    ['a long list and an empty one', [], ['x'.repeat(500)], null],
    ['letters of two alphabets', 'Аda', 'Ada', 'at character 1: expected "А" (U+0410), came "A" (U+0041)'],
    ['a text cut short', 'x'.repeat(300), 'x'.repeat(255), 'at character 256: expected "x" (U+0078), came the end'],
    ['two emoji', 'x👍', 'x👎', 'at character 2: expected "👍" (U+1F44D), came "👎" (U+1F44E)'],
    ['a control', 'a', 'a\u001b', 'at character 2: expected the end, came "\\u001b" (U+001B)'],
    [
      'a long list cut short',
      Array.from({ length: 99 }, (_, at) => at),
      Array.from({ length: 98 }, (_, at) => at),
      'at item 99: expected 98, came the end',
    ],
  ])('where %s part is said when it cannot be seen', (_name, expected, actual, words) => {
    expect(differs(expected, actual, 88)).toBe(words);
  });
});
