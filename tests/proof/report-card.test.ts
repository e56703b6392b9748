import type { Report, ReportFinding } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { causeCard } from '../support/render/card.ts';
import { causesOf } from '../support/causes/causes.ts';
import { renderConsole } from '../support/render/console.ts';
import { paintOf } from '../support/text/paint.ts';
import { pairLines } from '../support/render/expected-actual.ts';
import { widthOf } from '../support/text/lines.ts';
import { hostileTexts, violatedReport } from './helpers/rendered-reports.ts';

const render = (report: Report): string => renderConsole(report, { columns: 100, color: false });
const linesOf = (report: Report): readonly string[] => render(report).trimEnd().split('\n');
const place = (text: string, ...parts: readonly string[]): readonly number[] => parts.map((part) => text.indexOf(part));

const card = (change: Partial<ReportFinding> = {}): readonly string[] => {
  const report = violatedReport(change);
  return causesOf(report).flatMap((cause) => causeCard(cause, report, { columns: 100, paint: paintOf(false) }));
};

describe('a card', () => {
  test('a card shows promise, place, values, exchange and the ways out', () => {
    const text = card().join('\n');
    expect(text).toMatch(/FAIL {2}MUST {2}name-comes-back {2}[0-9a-f]{10}/);
    const parts = [
      'The name that was sent',
      '/contact/name',
      '"Ada Lovelace"',
      '"ada lovelace"',
      'PATCH https',
      '200 ·',
    ];
    const ways = ['curl', 'npm run replay', 'npm run drift:accept'];
    const at = place(text, ...parts, ...ways);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at).not.toContain(-1);
    expect(text).not.toContain('{ …');
  });

  test('300 cases of one cause are one card with a count', () => {
    const cases = Array.from({ length: 300 }, (_, at) => `case-${at}`);
    const text = render(violatedReport({ count: 300, cases }));
    expect(text).toContain('300 cases: case-0, case-1, case-2 and 297 more');
    expect(text.match(/▌/g)).toHaveLength(1);
  });

  test.each<[string, Partial<ReportFinding>]>([
    ['a plain one', {}],
    ['a long message', { message: 'word '.repeat(400) }],
    ['long values', { expected: 'a'.repeat(5_000), actual: 'b'.repeat(5_000) }],
    ['a long curl', { curl: `curl --include 'https://a/${'x'.repeat(9_000)}'` }],
    [
      'a large response',
      {
        response: { status: 200, headers: {}, ms: 1, body: JSON.stringify(Array.from({ length: 500 }, () => 'item')) },
        pointer: '',
      },
    ],
    [
      'everything at once',
      {
        message: 'w '.repeat(999),
        curl: `curl '${'c'.repeat(4_000)}'`,
        expected: 'a'.repeat(5_000),
        actual: `${'a'.repeat(4_000)}é`,
        flaky: true,
        cases: hostileTexts,
      },
    ],
  ])('the run of %s is at most 45 lines of 100 columns', (_name, change) => {
    const lines = linesOf(violatedReport(change));
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(lines.filter((line) => widthOf(line) > 100)).toEqual([]);
  });
});

describe('a pair', () => {
  const id = '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c';

  test('of lists is what is missing and what is unexpected', () => {
    expect(pairLines(['a', 'b'], ['b', 'c'])).toEqual([
      ['missing', '"a" (1 of 2)'],
      ['unexpected', '"c" (1 of 2)'],
    ]);
    expect(pairLines('object,null', 'an id')).toEqual([
      ['expected', 'an object or null'],
      ['actual', '"an id" (a string)'],
    ]);
    expect(pairLines(['a'], ['a', 'a'])).toEqual([['repeated', '"a" (1 expected, 2 came)']]);
    expect(pairLines([], ['a'])).toEqual([
      ['expected', 'none'],
      ['unexpected', '"a" (1 of 1)'],
    ]);
  });

  test('of identifiers that differ in one place is shown around it', () =>
    expect(pairLines([`${id}1`], [`${id}2`])).toEqual([
      ['missing', '…-1f7be29d46c1 (1 of 1)'],
      ['unexpected', '…-1f7be29d46c2 (1 of 1)'],
    ]));

  test('of types says them in words', () => {
    expect(pairLines('string', 7)).toEqual([
      ['expected', 'a string'],
      ['actual', '7 (a number)'],
    ]);
    expect(pairLines('string', null)).toEqual([
      ['expected', 'a string'],
      ['actual', 'null'],
    ]);
  });
});
