/** Every clause by group, with statement, source and evidence. */
import type { VNode } from 'preact';
import { clauseOf, isClauseId, type Clause } from '../catalogue.ts';
import { causesIn } from '../causes/causes.ts';
import { groupCounts, nameOf, columnsOf, untilOf } from '../render/summary.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Outcome, Report, ReportClause, ReportFinding } from '../report/types.ts';
import { whereOf } from '../render/finding-lines.ts';
import { code, el, mark, type Child } from './element.ts';
import { anchor, signs, type Detail } from './labels.ts';

const grades: Readonly<Record<Clause['grade'], string>> = {
  documented: 'documented by the vendor',
  standard: 'a standard, or what follows from one',
  platform: "documented for other products of the vendor's platform",
  assumed: 'a custom that the suite assumes',
};

const isRed = (outcome: Outcome): boolean => outcome === 'fail' || outcome === 'error';

/** The cases that judged a clause: those first that did not pass. */
function casesOf({ cases, judged }: ReportClause, most: number): Child {
  const entries = Object.entries(cases);
  if (entries.length === 0) return null;
  const odd = entries.filter(([, outcome]) => outcome !== 'pass');
  const shown = [...odd, ...entries.filter(([, outcome]) => outcome === 'pass')].slice(0, most);
  const rest = entries.length - shown.length;
  return el(
    'p',
    {},
    `Judged ${plural(judged, 'time')} in ${plural(entries.length, 'case')}: `,
    ...shown.flatMap(([name, outcome], at): readonly Child[] => [
      at === 0 ? '' : ', ',
      code(truncate(name, 120)),
      outcome === 'pass' ? '' : ` (${nameOf(outcome)})`,
    ]),
    rest > 0 ? ` and ${String(rest)} more` : '',
  );
}

function findingLine(finding: ReportFinding, report: Report, detail: Detail): VNode {
  const cause = causesIn(report).find(({ findings }) => findings.includes(finding.id));
  return el(
    'li',
    {},
    truncate(finding.message, detail.text),
    ' At ',
    code(truncate(whereOf(finding), 200)),
    `, ${plural(finding.count, 'time')}.`,
    finding.accepted === null
      ? ''
      : ` Accepted ${untilOf(finding.accepted)}: ${truncate(finding.accepted.because, detail.text)}.`,
    cause === undefined
      ? ''
      : [' ', el('a', { href: `#${anchor('cause', cause.fingerprint)}` }, 'Cause ', code(cause.fingerprint)), '.'],
  );
}

function clauseBlock(clause: ReportClause, report: Report, detail: Detail): VNode {
  const findings = report.findings.filter((each) => each.clause === clause.id && each.outcome !== 'not-exercised');
  const quote = isClauseId(clause.id) ? clauseOf(clause.id).source.quote : undefined;
  // What a link leads to stands inside: a browser opens what is folded around it.
  return el(
    'details',
    { class: `clause is-${clause.outcome}`, open: isRed(clause.outcome), 'data-outcome': clause.outcome },
    el(
      'summary',
      {},
      mark(signs[clause.outcome]),
      el('span', { class: 'word' }, nameOf(clause.outcome)),
      el('span', { class: 'level' }, clause.level),
      code(truncate(clause.id, 120)),
      el('span', { class: 'statement' }, truncate(clause.statement, 400)),
    ),
    el(
      'div',
      { id: anchor('clause', clause.id), class: 'inside' },
      el(
        'p',
        {},
        `Source: ${truncate(clause.source, 300)} (${grades[clause.grade]})`,
        quote === undefined ? null : [' ', el('q', {}, quote)],
      ),
      clause.reason === undefined ? null : el('p', {}, truncate(clause.reason, detail.text)),
      casesOf(clause, detail.cases),
      findings.length === 0
        ? null
        : el('ul', {}, ...findings.slice(0, 10).map((finding) => findingLine(finding, report, detail))),
      findings.length > 10 ? el('p', {}, `and ${String(findings.length - 10)} more in report.json`) : null,
    ),
  );
}

/** The section: a filter that the script brings to life, and a group after the other. */
export function clausesSection(report: Report, detail: Detail): VNode {
  const outcomes = columnsOf(report);
  return el(
    'section',
    { id: 'clauses', 'aria-labelledby': 'clauses-title' },
    el('h2', { id: 'clauses-title' }, 'Clauses'),
    el(
      'form',
      { class: 'filter', hidden: true, role: 'search', 'aria-label': 'Filter the clauses' },
      el('label', {}, 'Filter ', el('input', { type: 'search', id: 'filter', autocomplete: 'off' })),
      el(
        'fieldset',
        {},
        el('legend', {}, 'Outcomes'),
        ...outcomes.map((outcome) =>
          el(
            'label',
            { class: `chip is-${outcome}` },
            el('input', { type: 'checkbox', name: 'outcome', value: outcome, checked: true }),
            ` ${nameOf(outcome)}`,
          ),
        ),
      ),
      el('button', { type: 'button', 'data-fold': 'open' }, 'Open all'),
      el('button', { type: 'button', 'data-fold': 'close' }, 'Close all'),
      el('output', { id: 'filter-count', for: 'filter' }, ''),
    ),
    ...groupCounts(report).map(({ group, counts }) => {
      const told = outcomes.filter((outcome) => counts[outcome] > 0);
      return el(
        'section',
        { class: 'group' },
        el(
          'h3',
          {},
          truncate(group, 100),
          ' ',
          el('small', {}, told.map((outcome) => `${String(counts[outcome])} ${nameOf(outcome)}`).join(', ')),
        ),
        ...report.clauses
          .filter((clause) => clause.group === group)
          .map((clause) => clauseBlock(clause, report, detail)),
      );
    }),
  );
}
