/** What is new since the last run, from data. */
import type { Report } from '../support/report/types.ts';
import { expect, test } from 'vitest';
import { historyLine, newsOf, parseHistory, type HistoryLine } from '../support/drift/index.ts';
import { renderMarkdown } from '../support/render/markdown.ts';
import { sampleClause, sampleFinding, sampleReport, violatedReport } from './helpers/rendered-reports.ts';

const at = (day: number, report: Report): Report => ({
  ...report,
  startedAt: `2026-02-${String(day).padStart(2, '0')}T02:00:00.000Z`,
});
const lineOf = (day: number, report: Report): HistoryLine => historyLine(at(day, report));
const green = sampleReport();
const red = violatedReport();
/** The same clause is broken in another way. */
const otherwise = violatedReport({
  id: 'e1e1e1e1',
  pointer: '/contact/email',
  message: 'The address is gone.',
  clause: 'update-answers-200',
});
const counts = (report: Report, lines: readonly HistoryLine[]): readonly number[] | null => {
  const news = newsOf(report, lines);
  return news === null ? null : [news.fresh.length, news.still.length, news.gone.length, news.unseen.length];
};

test.each([
  ['nothing was there before', at(2, red), [], null],
  ['the first red night after a green one', at(2, red), [lineOf(1, green)], [1, 0, 0, 0]],
  ['the second red night', at(3, red), [lineOf(1, green), lineOf(2, red)], [0, 1, 0, 0]],
  ['a cause that took the place of another', at(3, otherwise), [lineOf(2, red)], [1, 0, 1, 0]],
  ['a green night after a red one', at(3, green), [lineOf(2, red)], [0, 0, 1, 0]],
  ['a part of the cases after a red night', at(3, { ...green, partial: true }), [lineOf(2, red)], [0, 0, 0, 1]],
  [
    'a night that did not exercise the clause',
    at(3, { ...green, clauses: [sampleClause({ outcome: 'not-exercised' })] }),
    [lineOf(2, red)],
    [0, 0, 0, 1],
  ],
  [
    'a night that could not judge',
    at(3, { ...green, verdict: 'inconclusive', exitCode: 3 }),
    [lineOf(2, red)],
    [0, 0, 0, 1],
  ],
  [
    'a night without a verdict in between',
    at(4, red),
    [lineOf(2, red), lineOf(3, { ...green, verdict: 'inconclusive', exitCode: 3 })],
    [0, 1, 0, 0],
  ],
  ['another target', at(2, red), [lineOf(1, { ...red, target: { ...red.target, name: 'another' } })], null],
  ['the line of the run itself', at(2, red), [lineOf(2, red)], null],
] as const)('%s is told from what was before it', (_name, report, lines, expected) => {
  expect(counts(report, lines)).toEqual(expected);
});

test('a line of an earlier version still says what was there', () => {
  const { causes: _causes, open: _open, ...old } = lineOf(1, red);
  expect(counts(at(2, red), [old])).toEqual([0, 1, 0, 0]);
  expect(counts(at(2, green), [old])).toEqual([0, 0, 0, 0]);
});

test('a cause that is still there has the date on which it was first seen', () => {
  const report = at(20, violatedReport({ firstSeen: '2026-02-03T02:00:00.000Z' }));
  expect(newsOf(report, [lineOf(19, red)])?.still[0]?.firstSeen).toBe('2026-02-03T02:00:00.000Z');
});

test('a line keeps what could not be judged, and a summary of each cause', () => {
  const report = {
    ...red,
    clauses: [...red.clauses, sampleClause({ id: 'tags-come-back', outcome: 'inconclusive' })],
    findings: [sampleFinding({ message: 'x'.repeat(5_000) })],
  };
  const [line] = parseHistory(JSON.stringify(historyLine(report)));
  expect(line?.open).toEqual({ 'tags-come-back': 'inconclusive' });
  expect(line?.causes).toMatchObject([{ severity: 'red', clauses: ['name-comes-back'] }]);
  expect(JSON.stringify(line).length).toBeLessThan(1_000);
});

test.each(['{}', '[1]', '"x"', '[{"fingerprint":1}]', 'null'])(
  'a line whose causes are %s is passed over',
  (causes) => {
    const text = JSON.stringify({ ...lineOf(1, red), causes: 0 }).replace('"causes":0', `"causes":${causes}`);
    expect(parseHistory(`${text}\n${JSON.stringify(lineOf(2, red))}`)).toHaveLength(1);
  },
);

test('the summary tells what is new before the causes', () => {
  const text = renderMarkdown(at(2, red), { news: newsOf(at(2, red), [lineOf(1, green)]) });
  expect(text).toMatch(
    /^# ❌ violated.*## Since the last run \(2026\\?-02\\?-01 02:00 UTC\)\n\n1 new, 0 still there, 0 gone.*\*\*New\*\*.*## Causes/s,
  );
});
