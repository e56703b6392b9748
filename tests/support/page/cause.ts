/** A cause on a card: what changed, the difference at its place, why it is believed, how to see it again, and the ways out. */
import type { VNode } from 'preact';
import { driftOf, findingOf } from '../causes/causes.ts';
import { isClauseId, clauseOf } from '../catalogue.ts';
import { replayOf } from '../report/curl.ts';
import { nameOf } from '../render/summary.ts';
import { plural, some, truncate } from '../text/lines.ts';
import type { Report, ReportCause, ReportClause, ReportDrift, ReportFinding } from '../report/types.ts';
import { whereOf } from '../render/finding-lines.ts';
import { badge, code, copyable, el, fold, type Child } from './element.ts';
import { exchangeOf } from './exchange.ts';
import { sidesOf, type SideLine, type Sides } from './expected-actual.ts';
import { anchor, minuteOf, type Detail } from './labels.ts';

const clauseLink = (id: string): VNode => el('a', { href: `#${anchor('clause', id)}` }, code(truncate(id, 120)));

const lineOf = (line: SideLine): VNode =>
  el('span', { class: 'line' }, ...line.map(({ text, isOther }) => (isOther ? el('mark', {}, text) : text)), '\n');

/** Two columns with the differing parts marked. */
function sidesTable({ left, right, notes }: Sides, where: string, heads: readonly [string, string]): VNode {
  const side = (title: string, kind: string, lines: readonly SideLine[]): VNode =>
    el(
      'div',
      { class: `side ${kind}` },
      el('h4', {}, title),
      lines.length === 0
        ? el('p', { class: 'none' }, 'nothing that the promise names')
        : el('pre', {}, ...lines.map(lineOf)),
    );
  return el(
    'div',
    { class: 'difference' },
    el('p', { class: 'where' }, 'at ', code(where)),
    el('div', { class: 'columns' }, side(heads[0], 'was', left), side(heads[1], 'is', right)),
    ...notes.map((note) => el('p', { class: 'note' }, truncate(note, 600))),
  );
}

/** What a drift changed from and to: its words as they are, anything else as a value. */
const driftSides = (drift: ReportDrift): Sides | null => {
  const words = [drift.was, drift.is].every((each) => typeof each === 'string');
  if (!words) return sidesOf(drift.was, drift.is);
  const line = (text: unknown): readonly SideLine[] => [[{ text: truncate(String(text), 300), isOther: true }]];
  return { left: line(drift.was), right: line(drift.is), notes: [] };
};

const kindOf = (cause: ReportCause, finding: ReportFinding | null, drift: ReportDrift | undefined): string =>
  finding === null
    ? drift?.against === 'documented'
      ? 'differs from the documents'
      : 'differs from the baseline'
    : finding.outcome === 'warn' && cause.severity === 'red'
      ? 'changed'
      : finding.outcome === 'fail'
        ? 'broken'
        : nameOf(finding.outcome);

function facts(
  cause: ReportCause,
  finding: ReportFinding | null,
  drift: ReportDrift | undefined,
  detail: Detail,
): VNode {
  const since = finding?.firstSeen ?? drift?.sightings.firstSeen ?? '';
  const lastGood = drift?.sightings.lastGood ?? null;
  const rows: readonly (readonly [string, Child])[] = [
    [
      'seen in',
      cause.cases.length === 0 && drift !== undefined
        ? `${String(drift.sightings.seen)} of ${plural(drift.sightings.of, 'response')}`
        : [
            `${plural(cause.cases.length, 'case')}: `,
            some(
              cause.cases.map((each) => truncate(each, 120)),
              detail.cases,
            ),
          ],
    ],
    ...(since === '' ? [] : [['first seen', el('time', { datetime: since }, `${minuteOf(since)} UTC`)] as const]),
    ...(lastGood === null
      ? []
      : [['last good', el('time', { datetime: lastGood }, `${minuteOf(lastGood)} UTC`)] as const]),
    ...(finding?.flaky === true
      ? [['flaky', 'It did not show in each further attempt, so it is not red.'] as const]
      : []),
    ...(finding?.confirmation == null
      ? []
      : [
          [
            'confirmed',
            `by further attempts; one was answered with ${
              finding.confirmation.response === null
                ? 'no whole response'
                : String(finding.confirmation.response.status)
            }`,
          ] as const,
        ]),
    ...(drift === undefined || drift.sdkImpact === ''
      ? []
      : [['for an SDK', truncate(drift.sdkImpact, detail.text)] as const]),
  ];
  return el(
    'dl',
    { class: 'facts' },
    ...rows.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))),
  );
}

function commands(
  cause: ReportCause,
  report: Report,
  finding: ReportFinding | null,
  drift: readonly ReportDrift[],
  detail: Detail,
): readonly Child[] {
  const example = finding ?? drift.find((each) => each.example !== null)?.example ?? null;
  const slug = finding?.case ?? example?.case ?? cause.cases[0];
  const replay = example?.replay ?? (slug === undefined ? null : replayOf(slug, report.seed));
  const curl = example?.curl ?? null;
  const patch = drift.find(({ schemaPatch }) => schemaPatch.length > 0);
  const isPinned = drift.some(({ against }) => against === 'baseline');
  return [
    replay === null ? null : copyable('Send the case again', truncate(replay, 1_000)),
    curl === null
      ? null
      : curl.length <= detail.command
        ? copyable('Send the request by hand', curl)
        : finding === null
          ? null
          : copyable(
              `Get the request by hand (${String(curl.length)} characters)`,
              `jq -r '.findings[] | select(.id == "${finding.id}") | .curl' report.json`,
            ),
    patch === undefined
      ? isPinned
        ? copyable('Intended: take it into the baseline', 'npm run baseline:accept')
        : null
      : copyable('Intended: change the schema', `npm run drift:patch -- ${truncate(patch.fingerprint, 80)}`),
    copyable(
      'Tolerated for a while: accept it',
      `npm run drift:accept -- ${cause.fingerprint} --because "…" --until YYYY-MM-DD`,
    ),
  ];
}

const bare = (text: string): string => text.replace(/[.:\s]+$/, '');

/** The difference itself; none of a leak, whose value is nobody's affair. */
function differences(
  finding: ReportFinding | null,
  first: ReportDrift | undefined,
  clause: ReportClause | undefined,
): readonly Child[] {
  const told = first === undefined ? null : driftSides(first);
  const changed =
    first === undefined || told === null || (finding !== null && first.rule === 'recorded-changed')
      ? []
      : [sidesTable(told, first.pointer === '' ? 'the whole response' : truncate(first.pointer, 300), ['Was', 'Is'])];
  if (finding === null) return changed;
  if (clause?.group === 'leaks') return [];
  const sides = sidesOf(finding.expected, finding.actual);
  if (sides === null) return [el('p', { class: 'where' }, 'at ', code(truncate(whereOf(finding), 300))), ...changed];
  return [sidesTable(sides, truncate(whereOf(finding), 300), ['Expected', 'Actual'])];
}

/** The card of a cause. `open` shows the exchange without a click. */
export function causeCard(cause: ReportCause, report: Report, detail: Detail, open: boolean): VNode {
  const finding = findingOf(cause, report);
  const drift = driftOf(cause, report);
  const first = drift.find(({ rule }) => finding === null || rule !== 'clause-broken');
  const clause = report.clauses.find(({ id }) => id === (finding?.clause ?? cause.clauses[0] ?? first?.clause));
  const shown = finding ?? drift.find(({ example }) => example !== null)?.example ?? null;
  const pointer = finding?.pointer ?? first?.pointer ?? '';
  const breaks = clause !== undefined && isClauseId(clause.id) ? clauseOf(clause.id).breaks : '';
  const id = anchor('cause', cause.fingerprint);
  return el(
    'article',
    { class: `card is-${cause.severity}`, id, 'aria-labelledby': `${id}-title` },
    el(
      'p',
      { class: 'kind' },
      badge(cause.severity, cause.severity === 'red' ? 'red' : 'warning'),
      ' ',
      kindOf(cause, finding, drift[0]),
      clause === undefined ? null : [' ', badge('level', clause.level), ' ', clauseLink(clause.id)],
      el('a', { class: 'permalink', href: `#${id}` }, code(cause.fingerprint)),
    ),
    el('h3', { id: `${id}-title` }, truncate(cause.summary, 300)),
    clause === undefined ? null : el('p', { class: 'promise' }, truncate(clause.statement, 300)),
    finding === null || bare(finding.message) === bare(cause.summary)
      ? null
      : el('p', {}, truncate(finding.message, detail.text)),
    ...differences(finding, first, clause),
    breaks === '' ? null : el('p', { class: 'breaks' }, el('b', {}, 'What breaks: '), breaks),
    facts(cause, finding, first ?? drift[0], detail),
    cause.alsoSeenAs.length === 0
      ? null
      : fold(
          [`Also seen as ${plural(cause.alsoSeenAs.length, 'effect')}`],
          {},
          el('ul', {}, ...cause.alsoSeenAs.slice(0, 12).map((each) => el('li', {}, truncate(each, detail.text)))),
          cause.alsoSeenAs.length > 12
            ? el('p', {}, `and ${String(cause.alsoSeenAs.length - 12)} more in report.json`)
            : null,
        ),
    shown?.request == null
      ? null
      : fold(
          ['Request and response'],
          { open },
          exchangeOf({ request: shown.request, response: shown.response }, pointer, detail),
        ),
    fold(['See it again, and the ways out'], { open }, ...commands(cause, report, finding, drift, detail)),
  );
}
