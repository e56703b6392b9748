import { valueAt, type Json } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { excerpt, placeInRequest, windowAround } from '../support/report/excerpt.ts';
import { isUnsafe, sanitise, sanitiseBlock } from '../support/text/sanitise.ts';
import { compact, truncate, widthOf, wrap } from '../support/text/lines.ts';
import { whereOf } from '../support/render/finding-lines.ts';
import { hostileTexts } from './helpers/rendered-reports.ts';

const size = { maxLines: 8, columns: 80 };
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('sanitise', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred', '\\u001b[31mred'],
    ['a window title', '\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
    ['a C1 control', '\u009b2J', '\\u009b2J'],
    ['a direction override', 'a\u202eb', 'a\\u202eb'],
    ['a zero-width space', 'a\u200bb', 'a\\u200bb'],
    ['a byte order mark', '\ufeffa', '\\ufeffa'],
    ['a lone surrogate', 'a\ud83d', 'a\\ud83d'],
    ['a tag character', 'a\u{e0041}', 'a\\u{e0041}'],
    ['a line break', 'a\nb', 'a\\u000ab'],
  ])('%s becomes a visible escape', (_name, text, shown) => {
    expect(sanitise(text)).toBe(shown);
    expect(isUnsafe(text)).toBe(true);
    expect(isUnsafe(shown)).toBe(false);
  });

  test.each(['plain', 'Grüße', '漢字', '👩‍👩‍👧', 'e\u0301', 'שלום'])('the harmless text %s stays as it is', (text) => {
    expect(sanitise(text)).toBe(text);
  });

  test('a block keeps its lines and nothing else that is invisible', () =>
    expect(sanitiseBlock('a\r\nb\tc\u001b')).toBe('a\nb  c\\u001b'));
});

describe('widths', () => {
  test('ideographs and emoji take two columns, combining marks none', () =>
    expect([widthOf('abc'), widthOf('漢字'), widthOf('👍'), widthOf('e\u0301')]).toEqual([3, 4, 2, 1]));

  test.each(hostileTexts)('a hostile text is cut to its columns (%#)', (text) => {
    expect(widthOf(truncate(sanitise(text), 30))).toBeLessThanOrEqual(30);
  });

  test('a cut never leaves half a character behind', () => expect(truncate('👍👍👍👍', 5)).toBe('👍👍…'));

  test('a paragraph wraps at words and says when it was cut', () => {
    expect(wrap('one two three four five', 9)).toEqual(['one two', 'three', 'four five']);
    expect(wrap('one two three four five', 9, 2)).toEqual(['one two', 'three …']);
  });
});

describe('values', () => {
  test.each<[Json, string]>([
    [null, 'null'],
    ['a\u001b', '"a\\u001b"'],
    [{ a: [1, true] }, '{ "a": [1, true] }'],
    [{}, '{}'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ])('%j is written on one line', (value, text) => expect(compact(value)).toBe(text));

  test('a value of 10,000 levels is written without a crash', () =>
    expect(compact(JSON.parse(nested(10_000)) as Json)).toContain('…'));

  test('a pointer reads own keys only', () => {
    const value = JSON.parse('{"a/b":{"~":[1]},"__proto__":{"x":1}}') as Json;
    expect([valueAt(value, '/a~1b/~0/0'), valueAt(value, '/constructor'), valueAt(value, '/__proto__/x')]).toEqual([
      1,
      undefined,
      1,
    ]);
  });
});

test.each([
  ['name-comes-back', '/contact/name\u001b', '/contact/name\\u001b'],
  ['answer-media-type-json', '', 'the header Content-Type of the response'],
  ['update-answers-200', '', 'the status of the response'],
  ['unknown-or-malformed-id-answers-404', '', 'the status of the response'],
  ['missing-key-refused', '', 'the status of the response'],
  ['answers-in-time', '', 'the whole response'],
])('%s at %j is found in words', (clause, pointer, words) => expect(whereOf({ clause, pointer })).toBe(words));

test.each([
  [201, 'the status of the response'],
  [422, '/contact/name'],
])('a plain update with the status %i is found where it is to be seen', (actual, words) => {
  expect(whereOf({ clause: 'update-answers-200', pointer: '/contact/name', actual })).toBe(words);
});

describe('excerpt', () => {
  const contact = {
    id: 1,
    name: 'Ada',
    email: 'ada@example.com',
    tags: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    note: 'x'.repeat(90),
  };

  test('a body that fits is shown in whole lines', () =>
    expect(excerpt(JSON.stringify({ contact }), '/contact/name', { maxLines: 20, columns: 60 })).toEqual([
      '{',
      '  "contact": {',
      '    "id": 1,',
      '    "name": "Ada",',
      '    "email": "ada@example.com",',
      '    "tags": [{ "id": "a" }, { "id": "b" }, { "id": "c" }],',
      expect.stringMatching(/^ {4}"note": "x+…$/),
      '  }',
      '}',
    ]));

  test('the lines around the place stay, and those left out are counted', () =>
    expect(excerpt(JSON.stringify({ contact }), '/contact/email', { maxLines: 4, columns: 80 })).toEqual([
      '    "name": "Ada",',
      '    "email": "ada@example.com",',
      '    "tags": [{ "id": "a" }, { "id": "b" }, { "id": "c" }],',
      '⋮ 3 lines before, 3 lines after',
    ]));

  test('an item of a list that is too long is shown with its neighbours', () => {
    const tags = ['a', 'b', 'c', 'd'].map((id) => ({ id: id.repeat(30) }));
    const lines = excerpt(JSON.stringify({ contact: { tags } }), '/contact/tags/2/id', { maxLines: 2, columns: 60 });
    expect(lines).toEqual([`      { "id": "${'c'.repeat(30)}" },`, '⋮ 5 lines before, 4 lines after']);
  });

  test('a missing key shows the container in which it is missing', () => {
    const lines = excerpt(JSON.stringify({ contact }), '/contact/phone_number', { maxLines: 20, columns: 80 });
    expect(lines.map((line) => line.trim())).toEqual(
      expect.arrayContaining(['"name": "Ada",', '"email": "ada@example.com",']),
    );
  });

  test.each([
    ['/contact/name', '/contact/name'],
    ['/contact/tags/0/id', '/contact/tag_ids'],
    ['/contact/owner/id', ''],
    ['', ''],
  ])('the pointer %j into a response is %j in its request', (pointer, place) => {
    expect(placeInRequest('{"contact":{"name":"Ada","tag_ids":[]}}', pointer)).toBe(place);
  });

  test('a short body is shown whole on one line', () =>
    expect(excerpt('{"error":"no"}', '/error', size)).toEqual(['{ "error": "no" }']));

  test.each([
    ['an empty body', '', ['(no body)']],
    ['white space', ' \n', ['(only white space)']],
    ['a page of HTML', '<html>\n<b>502</b>', ['<html>', '<b>502</b>']],
    ['JSON that was cut short', '{"contact":{"na', ['{"contact":{"na']],
  ])('%s is shown as it is', (_name, body, lines) => expect(excerpt(body, '/contact/name', size)).toEqual(lines));

  test.each([...hostileTexts, nested(10_000), `{"__proto__":${nested(600)}}`])(
    'a hostile body stays in its frame (%#)',
    (text) => {
      const lines = excerpt(text, '/__proto__/0/0', size);
      expect(lines.length).toBeLessThanOrEqual(size.maxLines);
      expect(lines.filter((line) => isUnsafe(line) || widthOf(line) > size.columns)).toEqual([]);
    },
  );

  test('a window lies around the key and says what it left out', () => {
    const body = `{"pad":"${'x'.repeat(40_000)}","contact":{"name":"Ada"},"tail":"${'y'.repeat(40_000)}"}`;
    const kept = windowAround(body, '/contact/name', 1_000);
    expect(kept).toContain('"name":"Ada"');
    expect(kept).toMatch(/^\[… \d+ characters left out\].*\[… \d+ characters left out\]$/);
    expect(windowAround('short', '/x', 1_000)).toBe('short');
    expect(windowAround('x'.repeat(90), '/y', 30)).toBe(`${'x'.repeat(30)}[… 60 characters left out]`);
  });
});
