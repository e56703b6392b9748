/** Clauses by runs: what became of each in the last thirty runs of a target. */
import type { VNode } from 'preact';
import { historyLine, type HistoryLine } from '../drift/index.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Outcome, Report } from '../report/types.ts';
import { el, fold, unseen, type Child } from './element.ts';
import { clauseTable } from './table.ts';
import { anchor, letters, meanings, minuteOf, signs, verdictSigns } from './labels.ts';

const mostRuns = 30;

/** The last runs of the target up to that of the report, oldest first; its own is there also where the history lacks it. */
function runsOf(report: Report, history: readonly HistoryLine[]): readonly HistoryLine[] {
  const earlier = history.filter(({ target, at }) => target === report.target.name && at < report.startedAt);
  return [...earlier, historyLine(report)].slice(-mostRuns);
}

/** What a run had to say about a clause; null where it did not judge it, or is older than what a line keeps. */
const outcomeIn = ({ clauses, open }: HistoryLine, id: string): Outcome | null => {
  const outcome = Object.hasOwn(clauses, id)
    ? clauses[id]
    : open !== undefined && Object.hasOwn(open, id)
      ? open[id]
      : undefined;
  return outcome !== undefined && Object.hasOwn(signs, outcome) ? outcome : null;
};

const cell = (outcome: Outcome | null): VNode =>
  outcome === null ? el('td', {}) : el('td', { class: letters[outcome] }, signs[outcome]);

function table(ids: readonly string[], runs: readonly HistoryLine[], caption: string): VNode {
  return clauseTable(
    caption,
    'grid',
    runs.map((run) => {
      const verdict = Object.hasOwn(verdictSigns, run.verdict) ? run.verdict : 'error';
      return el(
        'th',
        { scope: 'col', class: `is-${verdict}`, title: `${minuteOf(run.at)} UTC, ${run.profile}, ${verdict}` },
        el('span', { 'aria-hidden': 'true' }, verdictSigns[verdict]),
        el(
          'time',
          { datetime: run.at },
          unseen(run.at.slice(0, 5)),
          run.at.slice(5, 7),
          el('wbr'),
          `-${run.at.slice(8, 10)}`,
        ),
        unseen(` ${verdict}`),
      );
    }),
    ids.map((id) =>
      el(
        'tr',
        { 'data-clause': truncate(id, 80) },
        el('th', { scope: 'row' }, el('a', { href: `#${anchor('clause', id)}` }, truncate(id, 80))),
        ...runs.map((run) => cell(outcomeIn(run, id))),
      ),
    ),
  );
}

const shownSigns: readonly Outcome[] = ['pass', 'fail', 'warn', 'accepted', 'inconclusive', 'error'];

export const signsLegend = (outcomes: readonly Outcome[] = shownSigns): VNode =>
  el(
    'p',
    { class: 'legend' },
    ...outcomes.map((outcome) =>
      el(
        'span',
        {},
        el('i', { class: `cell ${letters[outcome]}`, 'aria-hidden': 'true' }, signs[outcome]),
        unseen(signs[outcome]),
        ` ${meanings[outcome]}`,
      ),
    ),
    el('span', {}, 'empty: not judged'),
  );

/** Clauses that were not the same in each run come first; those that were kept in each are folded away. */
export function gridSection(report: Report, history: readonly HistoryLine[]): VNode {
  const runs = runsOf(report, history);
  const known = report.clauses.map(({ id }) => id);
  const judged = known.filter((id) => runs.some((run) => outcomeIn(run, id) !== null));
  const outcomesOf = (id: string): readonly (Outcome | null)[] => runs.map((run) => outcomeIn(run, id));
  const isMoving = (id: string): boolean =>
    outcomesOf(id).some((outcome) => outcome !== null && outcome !== 'pass' && outcome !== 'inconclusive');
  const moving = judged.filter(isMoving);
  const open = judged.filter((id) => !isMoving(id) && outcomesOf(id).includes('inconclusive'));
  const steady = judged.filter((id) => outcomesOf(id).every((outcome) => outcome === null || outcome === 'pass'));
  const last = plural(runs.length, 'run');
  const never = known.length - judged.length;
  const folded = (ids: readonly string[], what: string): Child =>
    ids.length === 0
      ? null
      : fold(
          [`${plural(ids.length, 'clause')} ${what}`],
          {},
          table(ids, runs, `${plural(ids.length, 'clause')} ${what} in the last ${last}, oldest first`),
        );
  const parts: readonly Child[] = [
    moving.length === 0
      ? el('p', {}, `No clause was broken in the last ${last}, and none warned.`)
      : table(moving, runs, `${plural(moving.length, 'clause')} not always kept in the last ${last}, oldest first`),
    folded(open, 'kept or not judged'),
    folded(steady, 'kept wherever judged'),
    never === 0 ? null : el('p', {}, `${plural(never, 'clause')} judged in none of them.`),
  ];
  return el(
    'section',
    { id: 'history', 'aria-labelledby': 'history-title' },
    el('h2', { id: 'history-title' }, `The last ${last}`),
    runs.length === 1
      ? el('p', {}, 'This is the first run of the history; the next ones stand beside it.')
      : signsLegend(),
    ...(runs.length === 1 ? [] : parts),
  );
}
