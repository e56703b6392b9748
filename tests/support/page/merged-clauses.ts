/** Clauses by targets, or by nights: a column for each report. */
import type { VNode } from 'preact';
import { nameOf } from '../render/summary.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Outcome, Report, ReportClause } from '../report/types.ts';
import { code, el, fold, mark, unseen, type Child } from './element.ts';
import { signsLegend } from './grid.ts';
import { clauseTable } from './table.ts';
import { anchor, letters, signs, verdictSigns } from './labels.ts';

/** A report with the name of its column. */
export interface Column {
  readonly name: string;
  readonly report: Report;
}

const cell = (outcome: Outcome | undefined): VNode =>
  outcome === undefined
    ? el('td', {}, unseen('not in this report'))
    : el('td', { class: letters[outcome] }, mark(`${signs[outcome]} `), nameOf(outcome));

function matrix(clauses: readonly ReportClause[], columns: readonly Column[], caption: string): VNode {
  const outcomeIn = ({ report }: Column, id: string): Outcome | undefined =>
    report.clauses.find((clause) => clause.id === id)?.outcome;
  return clauseTable(
    caption,
    'grid merged',
    columns.map(({ name, report }) =>
      el(
        'th',
        { scope: 'col', class: `is-${report.verdict}` },
        el('span', { 'aria-hidden': 'true' }, verdictSigns[report.verdict]),
        truncate(name, 60),
      ),
    ),
    clauses.map(({ id, level, statement }) =>
      el(
        'tr',
        { id: anchor('clause', id), 'data-clause': truncate(id, 80) },
        el(
          'th',
          { scope: 'row' },
          code(truncate(id, 120)),
          ' ',
          el('small', {}, level),
          el('span', { class: 'statement' }, truncate(statement, 200)),
        ),
        ...columns.map((column) => cell(outcomeIn(column, id))),
      ),
    ),
  );
}

/** The section: what was not kept somewhere first, then what differs, then what is the same. */
export function clausesByColumn(columns: readonly Column[]): VNode {
  const byId = new Map(columns.flatMap(({ report }) => report.clauses.map((clause) => [clause.id, clause] as const)));
  const clauses = [...byId.values()];
  const outcomes = (id: string): ReadonlySet<Outcome | undefined> =>
    new Set(columns.map(({ report }) => report.clauses.find((clause) => clause.id === id)?.outcome));
  const isQuiet = (outcome: Outcome | undefined): boolean => outcome === 'pass' || outcome === 'not-exercised';
  const isDoubt = (outcome: Outcome | undefined): boolean => isQuiet(outcome) || outcome === 'inconclusive';
  const isOpen = ({ id }: ReportClause): boolean => [...outcomes(id)].every(isDoubt);
  const notQuiet = clauses.filter(({ id }) => [...outcomes(id)].some((outcome) => !isQuiet(outcome)));
  // What is broken somewhere stands before what could only not be judged.
  const odd = [...notQuiet.filter((clause) => !isOpen(clause)), ...notQuiet.filter(isOpen)];
  const differing = clauses.filter((clause) => !odd.includes(clause) && outcomes(clause.id).size > 1);
  const same = clauses.filter((clause) => !odd.includes(clause) && !differing.includes(clause));
  const folded = (list: readonly ReportClause[], what: string): Child =>
    list.length === 0
      ? null
      : fold(
          [`${plural(list.length, 'clause')} ${what}`],
          {},
          matrix(list, columns, `${plural(list.length, 'clause')} ${what}`),
        );
  return el(
    'section',
    { id: 'clauses', 'aria-labelledby': 'clauses-title' },
    el('h2', { id: 'clauses-title' }, 'Clauses by target'),
    signsLegend(['pass', 'fail', 'warn', 'accepted', 'inconclusive', 'not-exercised', 'error']),
    odd.length === 0
      ? el('p', {}, 'No clause was broken anywhere.')
      : matrix(odd, columns, `${plural(odd.length, 'clause')} not kept everywhere`),
    folded(differing, 'kept here and not exercised there'),
    folded(same, 'the same everywhere'),
  );
}
