/** What of the request schema and of the tables was tried. */
import type { VNode } from 'preact';
import type { CoverageRow } from '../report/coverage.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Report } from '../report/types.ts';
import { code, el, fold, type Child } from './element.ts';

type Side = CoverageRow['valid'];

const sideCell = ({ sent, statuses }: Side): VNode =>
  el(
    'td',
    { class: sent === 0 ? 'untried' : 'tried' },
    sent === 0
      ? 'not tried'
      : `${String(sent)}: ${Object.entries(statuses)
          .map(([status, count]) => `${status} × ${String(count)}`)
          .join(', ')}`,
  );

const mostRows = 300;

function keywordTable(rows: readonly CoverageRow[]): Child {
  if (rows.length === 0) return el('p', {}, 'No body was sent that the request schema speaks about.');
  const both = rows.filter(({ valid, invalid }) => valid.sent > 0 && invalid.sent > 0).length;
  return [
    el(
      'p',
      {},
      `${String(both)} of ${plural(rows.length, 'place')} of the request schema met a valid and an invalid value. `,
      el('progress', { max: rows.length, value: both, 'aria-label': 'places tried on both sides' }),
    ),
    el(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Each keyword at its place' },
      el(
        'table',
        { class: 'list' },
        el('caption', {}, 'Each keyword at its place: how many bodies kept and broke it, and how they were answered'),
        el(
          'thead',
          {},
          el('tr', {}, ...['place', 'keyword', 'valid', 'invalid'].map((head) => el('th', { scope: 'col' }, head))),
        ),
        el(
          'tbody',
          {},
          ...rows
            .slice(0, mostRows)
            .map((row) =>
              el(
                'tr',
                {},
                el('th', { scope: 'row' }, code(row.pointer === '' ? '(the body)' : truncate(row.pointer, 200))),
                el('td', {}, truncate(row.keyword, 60)),
                sideCell(row.valid),
                sideCell(row.invalid),
              ),
            ),
        ),
      ),
    ),
  ];
}

function rowsTable(rows: NonNullable<Report['rows']>): Child {
  if (rows.length === 0) return null;
  const sum = (of: 'rows' | 'played'): number => rows.reduce((total, row) => total + row[of], 0);
  return fold(
    [`${String(sum('played'))} of ${plural(sum('rows'), 'row')} of the tables of fixtures/ were played`],
    {},
    el(
      'table',
      { class: 'list narrow' },
      el(
        'thead',
        {},
        el('tr', {}, ...['table', 'rows', 'played', 'share'].map((head) => el('th', { scope: 'col' }, head))),
      ),
      el(
        'tbody',
        {},
        ...rows.map((row) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, code(truncate(row.table, 100))),
            el('td', { class: 'number' }, String(row.rows)),
            el('td', { class: 'number' }, String(row.played)),
            el(
              'td',
              {},
              el('progress', {
                max: Math.max(1, row.rows),
                value: row.played,
                'aria-label': `rows of ${truncate(row.table, 100)}`,
              }),
            ),
          ),
        ),
      ),
    ),
  );
}

export const coverageSection = (report: Report): VNode =>
  el(
    'section',
    { id: 'coverage', 'aria-labelledby': 'coverage-title' },
    el('h2', { id: 'coverage-title' }, 'Coverage of the request schema'),
    keywordTable(report.coverage),
    rowsTable(report.rows ?? []),
  );
