/** Where the time of a run went: the cases in the order in which they were played, and the slowest of them. */
import type { VNode } from 'preact';
import { nameOf } from '../render/summary.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Report } from '../report/types.ts';
import { code, el, fold, type Child } from './element.ts';
import { duration, letters, signs, type Detail } from './labels.ts';

type Case = Report['cases'][number];

const wide = 1_000;

/** A strip of the whole run; cases too short to be seen are drawn together with the one before them. */
function strip(cases: readonly Case[], total: number): VNode {
  const drawn: { readonly x: number; width: number; readonly outcome: Case['outcome'] }[] = [];
  let at = 0;
  for (const { ms, outcome } of cases) {
    const width = (ms / total) * wide;
    const last = drawn.at(-1);
    if (last !== undefined && (last.outcome === outcome || (width < 0.5 && outcome === 'pass'))) last.width += width;
    else drawn.push({ x: at, width, outcome });
    at += width;
  }
  return el(
    'svg',
    {
      class: 'bar tall',
      viewBox: `0 0 ${String(wide)} 24`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': `${plural(cases.length, 'case')} in ${duration(total)}, in the order in which they were played`,
    },
    ...drawn.map(({ x, width, outcome }) =>
      el('rect', { class: letters[outcome], x: x.toFixed(1), width: Math.max(0.8, width).toFixed(1), height: 24 }),
    ),
  );
}

function caseTable(cases: readonly Case[], longest: number, caption: string): VNode {
  return el(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el(
      'table',
      { class: 'list' },
      el('caption', {}, caption),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['case', 'outcome', 'requests', 'time', 'share of the slowest'].map((head) =>
            el('th', { scope: 'col' }, head),
          ),
        ),
      ),
      el(
        'tbody',
        {},
        ...cases.map(({ id, title, outcome, requests, ms }) =>
          el(
            'tr',
            {},
            el(
              'th',
              { scope: 'row' },
              code(truncate(id, 100)),
              title === '' ? null : el('span', { class: 'title' }, truncate(title, 140)),
            ),
            el('td', {}, `${signs[outcome]} ${nameOf(outcome)}`),
            el('td', { class: 'number' }, String(requests)),
            el('td', { class: 'number' }, duration(ms)),
            el(
              'td',
              {},
              el(
                'svg',
                { class: 'bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
                el('rect', {
                  class: letters[outcome],
                  width: Math.max(0.5, (ms / longest) * 100).toFixed(1),
                  height: 8,
                }),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Groups with their share of cases, requests and time. */
function groupTable(cases: readonly Case[]): VNode {
  const groups = [...new Set(cases.map(({ group }) => group))].map((group) => {
    const own = cases.filter((each) => each.group === group);
    const sum = (of: 'requests' | 'ms'): number => own.reduce((total, each) => total + each[of], 0);
    return { group, cases: own.length, requests: sum('requests'), ms: sum('ms') };
  });
  return el(
    'table',
    { class: 'list narrow' },
    el('caption', {}, 'By group of cases'),
    el(
      'thead',
      {},
      el('tr', {}, ...['group', 'cases', 'requests', 'time'].map((head) => el('th', { scope: 'col' }, head))),
    ),
    el(
      'tbody',
      {},
      ...groups.map((each) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, truncate(each.group, 80)),
          el('td', { class: 'number' }, String(each.cases)),
          el('td', { class: 'number' }, String(each.requests)),
          el('td', { class: 'number' }, duration(each.ms)),
        ),
      ),
    ),
  );
}

const slowest = 12;

export function timingsSection({ cases, durationMs }: Report, detail: Detail): VNode {
  const total = Math.max(
    1,
    cases.reduce((sum, { ms }) => sum + ms, 0),
  );
  const ranked = [...cases].sort((a, b) => b.ms - a.ms);
  const longest = Math.max(1, ranked[0]?.ms ?? 1);
  const rest = ranked.slice(slowest, detail.timings);
  const left = Math.max(0, ranked.length - Math.max(slowest, detail.timings));
  const parts: readonly Child[] =
    cases.length === 0
      ? [el('p', {}, 'No case was played.')]
      : [
          el(
            'p',
            {},
            `${plural(cases.length, 'case')} took ${duration(total)} of the ${duration(durationMs)} of the run; the rest went to start, snapshot and restore.`,
          ),
          strip(cases, total),
          caseTable(ranked.slice(0, slowest), longest, 'The slowest cases'),
          groupTable(cases),
          rest.length === 0
            ? null
            : fold(
                [`${plural(rest.length, 'more case')}, slowest first`],
                {},
                caseTable(
                  rest.map((each) => ({ ...each, title: '' })),
                  longest,
                  'All other cases',
                ),
              ),
          left === 0
            ? null
            : el('p', {}, `${plural(left, 'case')} left out to keep this page small; report.json has all.`),
        ];
  return el(
    'section',
    { id: 'timings', 'aria-labelledby': 'timings-title' },
    el('h2', { id: 'timings-title' }, 'Timings'),
    ...parts,
  );
}
