/** The page of several reports, from data. */
import type { Report } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { renderMerged } from '../support/page/index.ts';
import { nights, textOf } from './helpers/page-text.ts';
import { sampleReport, violatedReport } from './helpers/rendered-reports.ts';

describe('several reports on one page', () => {
  const target = (name: string, report: Report): Report => ({ ...report, target: { ...report.target, name } });

  test('have a column each, and the verdict that counts before the others', () => {
    const html = renderMerged([
      target('one', sampleReport()),
      target('two', violatedReport()),
      target('three', sampleReport({ verdict: 'inconclusive', exitCode: 3 })),
    ]);
    expect(textOf(html)).toMatch(
      /violated: 3 reports.*one.*conformant \(exit 0\).*two.*violated \(exit 2\).*three.*inconclusive \(exit 3\)/s,
    );
    const [, row = ''] = /<tr id="clause-name-comes-back"[^>]*>(.*?)<\/tr>/s.exec(html) ?? [];
    expect([...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => textOf(cell))).toEqual([
      '✓ pass',
      '✗ fail',
      '✓ pass',
    ]);
  });

  test('of one target are told apart by when they ran', () => {
    const html = renderMerged(nights(2, () => sampleReport()));
    expect(textOf(html)).toMatch(/mock 2026-01-01 02:00.*mock 2026-01-02 02:00/s);
  });

  test('show a cause once, with the targets that have it', () => {
    const html = renderMerged([
      target('one', violatedReport()),
      target('two', violatedReport()),
      target('three', sampleReport()),
    ]);
    expect(html.match(/<article/g)).toHaveLength(1);
    expect(textOf(html)).toMatch(/2 of 3 targets: one, two/);
  });
});
