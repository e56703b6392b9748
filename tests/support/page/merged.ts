/** The page of several runs: a column each, of targets or of nights. */
import type { VNode } from 'preact';
import { causesIn } from '../causes/causes.ts';
import { countsLine, runLine } from '../render/summary.ts';
import { plural, some, truncate } from '../text/lines.ts';
import type { Report, ReportCause } from '../report/types.ts';
import { clausesByColumn, type Column } from './merged-clauses.ts';
import { causeCard } from './cause.ts';
import { documentOf } from './document.ts';
import { code, el, mark, unseen, type Child } from './element.ts';
import { footerOf, smallEnough } from './page.ts';
import { weaknesses } from './verdict.ts';
import { minuteOf, verdictSentences, verdictSigns, type Detail } from './labels.ts';

/** Of several verdicts the one that counts: a failed run before a broken promise, that before a doubt. */
const precedence: readonly Report['exitCode'][] = [1, 2, 3, 0];

/** The report whose verdict is that of all. @throws TypeError when there is none */
export function deciding(reports: readonly Report[]): Report {
  for (const exit of precedence) {
    const found = reports.find(({ exitCode }) => exitCode === exit);
    if (found !== undefined) return found;
  }
  throw new TypeError('There is no report.');
}

/** Columns by target; runs of the same target also by when they started. */
function columnsOf(reports: readonly Report[]): readonly Column[] {
  const count = (name: string): number => reports.filter(({ target }) => target.name === name).length;
  return reports.map((report) => {
    const { name } = report.target;
    return { name: count(name) === 1 ? name : `${name} ${minuteOf(report.startedAt)}`, report };
  });
}

function verdictTable(columns: readonly Column[]): VNode {
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Verdicts' },
    el(
      'table',
      { class: 'list' },
      el('caption', {}, 'The verdict about each'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['target', 'verdict', 'clauses', 'profile, seed', 'started', 'why'].map((head) =>
            el('th', { scope: 'col' }, head),
          ),
        ),
      ),
      el(
        'tbody',
        {},
        ...columns.map(({ name, report }) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, el('b', {}, truncate(name, 100))),
            el(
              'td',
              { class: `tone is-${report.verdict}` },
              mark(`${verdictSigns[report.verdict]} `),
              `${report.verdict} (exit ${String(report.exitCode)})`,
            ),
            el('td', {}, countsLine(report)),
            el('td', {}, `${report.profile}${report.partial ? ' (partial)' : ''}, `, code(String(report.seed))),
            el('td', {}, `${minuteOf(report.startedAt)} UTC`),
            el('td', {}, truncate(report.reasons[0] ?? '', 300)),
          ),
        ),
      ),
    ),
  );
}

interface Shared {
  readonly cause: ReportCause;
  readonly columns: readonly Column[];
}

/** Causes by fingerprint: what several targets have in common comes first, then what is red. */
function sharedCauses(columns: readonly Column[]): readonly Shared[] {
  const found = new Map<string, { cause: ReportCause; columns: Column[] }>();
  for (const column of columns)
    for (const cause of causesIn(column.report)) {
      const known = found.get(cause.fingerprint);
      if (known === undefined) found.set(cause.fingerprint, { cause, columns: [column] });
      else known.columns.push(column);
    }
  return [...found.values()].sort(
    (a, b) =>
      Number(b.cause.severity === 'red') - Number(a.cause.severity === 'red') || b.columns.length - a.columns.length,
  );
}

function causesSection(columns: readonly Column[], detail: Detail): Child {
  const causes = sharedCauses(columns);
  if (causes.length === 0) return null;
  return el(
    'section',
    { id: 'causes', 'aria-labelledby': 'causes-title' },
    el('h2', { id: 'causes-title' }, plural(causes.length, 'cause')),
    ...causes.slice(0, detail.cards).flatMap(({ cause, columns: own }, at) => {
      const [first] = own;
      if (first === undefined) return [];
      return [
        el(
          'p',
          { class: 'note' },
          `${String(own.length)} of ${plural(columns.length, 'target')}: `,
          el(
            'b',
            {},
            some(
              own.map(({ name }) => truncate(name, 80)),
              8,
            ),
          ),
        ),
        causeCard(cause, first.report, detail, at === 0),
      ];
    }),
    causes.length > detail.cards
      ? el('p', {}, `and ${plural(causes.length - detail.cards, 'more cause')} in the reports`)
      : null,
  );
}

function render(columns: readonly Column[], detail: Detail): string {
  const verdict = deciding(columns.map(({ report }) => report));
  const hasCauses = columns.some(({ report }) => causesIn(report).length > 0);
  const lists = columns
    .map(({ name, report }) => ({ name, weak: weaknesses(report, detail) }))
    .filter(({ weak }) => weak.length > 0);
  return documentOf({
    title: `${verdict.verdict}: ${plural(columns.length, 'report')} · neetoCRM contact update contract`,
    sections: [['verdict', 'Verdict'], ...(hasCauses ? [['causes', 'Causes'] as const] : []), ['clauses', 'Clauses']],
    main: [
      el(
        'section',
        { id: 'verdict', class: `verdict is-${verdict.verdict}`, 'aria-labelledby': 'verdict-title' },
        el(
          'h1',
          { id: 'verdict-title' },
          el('span', { class: 'sign', 'aria-hidden': 'true' }, verdictSigns[verdict.verdict]),
          el('span', { class: 'said' }, verdict.verdict),
          el('span', { class: 'of' }, unseen(': '), plural(columns.length, 'report')),
          el('span', { class: 'exit' }, `exit ${String(verdict.exitCode)}`),
        ),
        el(
          'p',
          { class: 'lead' },
          verdictSentences[verdict.verdict],
          ' A failed run counts before a broken promise, and that before a doubt.',
        ),
        verdictTable(columns),
        lists.length === 0
          ? null
          : el(
              'div',
              { class: 'weak' },
              el('h2', {}, 'What weakens it'),
              ...lists.map(({ name, weak }) => [
                el('h3', {}, truncate(name, 100)),
                el('ul', {}, ...weak.map((each) => el('li', {}, each))),
              ]),
            ),
      ),
      causesSection(columns, detail),
      clausesByColumn(columns),
    ],
    footer: footerOf(columns.map(({ report }) => runLine(report)).join(' — '), detail),
  });
}

/**
 * The page of several reports. It takes less than 300,000 bytes, as that of one does.
 * @throws TypeError when there is no report
 */
export const renderMerged = (reports: readonly Report[]): string =>
  smallEnough((detail) => render(columnsOf(reports), detail));
