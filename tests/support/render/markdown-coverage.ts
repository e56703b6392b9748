/** What of the request schema was tried, in short. */
import type { CoverageRow } from '../report/coverage.ts';
import { code, details, prose, table } from './markdown-text.ts';
import { plural } from '../text/lines.ts';
import type { Report } from '../report/types.ts';

const statuses = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');

const bothSides = (row: CoverageRow): boolean => row.valid.sent > 0 && row.invalid.sent > 0;

/** Blocks: how many places were tried with valid and invalid values, which were not, and the whole table behind a click. */
export function coverageSection(rows: readonly CoverageRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const oneSided = rows.filter((row) => !bothSides(row));
  const sentence = `${rows.length - oneSided.length} of ${plural(rows.length, 'keyword place')} of the request schema met a valid and an invalid value.`;
  const missing = oneSided
    .slice(0, 50)
    .map((row) => [
      code(row.pointer),
      prose(row.keyword),
      row.valid.sent === 0 && row.invalid.sent === 0 ? 'both' : row.valid.sent === 0 ? 'valid' : 'invalid',
    ]);
  const more = oneSided.length > 50 ? `\n\nand ${oneSided.length - 50} more` : '';
  return [
    sentence,
    ...(missing.length === 0
      ? []
      : [
          details(
            `not tried on both sides (${oneSided.length})`,
            table(['place', 'keyword', 'not tried'], missing) + more,
          ),
        ]),
    details(
      'what was answered',
      table(
        ['place', 'keyword', 'valid', 'invalid'],
        rows
          .slice(0, 200)
          .map((row) => [
            code(row.pointer),
            prose(row.keyword),
            prose(statuses(row.valid.statuses)),
            prose(statuses(row.invalid.statuses)),
          ]),
      ),
    ),
  ];
}

/** One block: how many rows of each table of `fixtures/` were played; none for a report that does not say. */
export function rowsBlocks(rows: NonNullable<Report['rows']>): readonly string[] {
  if (rows.length === 0) return [];
  const sum = (of: 'rows' | 'played'): number => rows.reduce((total, row) => total + row[of], 0);
  return [
    details(
      `${String(sum('played'))} of ${plural(sum('rows'), 'row')} of the tables were played`,
      table(
        ['table', 'rows', 'played'],
        rows.map((row) => [code(row.table), String(row.rows), String(row.played)]),
      ),
    ),
  ];
}
