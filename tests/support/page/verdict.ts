/** The head of the page: verdict, target, seed, what is new, and what weakens the verdict. */
import type { VNode } from 'preact';
import type { News, NewsItem } from '../report/cause-type.ts';
import { causesIn } from '../causes/causes.ts';
import { columnsOf, nameOf, notExercised, requestsText, sandboxLines, uncompared, untilOf } from '../render/summary.ts';
import { plural, some, truncate } from '../text/lines.ts';
import type { Outcome, Report } from '../report/types.ts';
import { code, copyable, el, fold, mark, prose, unseen, type Child } from './element.ts';
import { anchor, dayOf, duration, letters, minuteOf, verdictSentences, verdictSigns, type Detail } from './labels.ts';

const countOf = (report: Report, outcome: Outcome): number =>
  report.clauses.filter((clause) => clause.outcome === outcome).length;

const mostReasons = 30;

/** The verdict as the title of the page and its first heading. */
export function verdictTitle({ verdict, target }: Report): string {
  return `${verdict}: ${truncate(target.name, 100)}`;
}

/** One bar of all clauses, in the colours of their outcomes, and the same as a list of counts. */
function countsBar(report: Report): VNode {
  const outcomes = columnsOf(report);
  const total = Math.max(1, report.clauses.length);
  const width = (outcome: Outcome): number => (countOf(report, outcome) / total) * 1_000;
  const from = (at: number): number => outcomes.slice(0, at).reduce((sum, outcome) => sum + width(outcome), 0);
  return el(
    'div',
    { class: 'counts' },
    el(
      'svg',
      { class: 'bar', viewBox: '0 0 1000 12', preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
      ...outcomes.map((outcome, at) =>
        el('rect', { class: letters[outcome], x: from(at).toFixed(1), width: width(outcome).toFixed(1), height: 12 }),
      ),
    ),
    el(
      'ul',
      { class: 'legend' },
      ...outcomes.map((outcome) => {
        const count = countOf(report, outcome);
        return el(
          'li',
          { class: count === 0 ? 'zero' : '' },
          el('i', { class: `dot ${letters[outcome]}`, 'aria-hidden': 'true' }),
          el('b', {}, String(count)),
          ` ${nameOf(outcome)}`,
        );
      }),
    ),
  );
}

/** How many clauses were not exercised; each with its reason behind a click. */
function unexercised(report: Report, detail: Detail): readonly Child[] {
  const count = countOf(report, 'not-exercised');
  if (count === 0) return [];
  const reasons = notExercised(report);
  return [
    fold(
      [`${plural(count, 'clause')} not exercised, for ${plural(reasons.length, 'reason')}`],
      {},
      el(
        'ul',
        {},
        ...reasons.map(({ reason, clauses }) =>
          el(
            'li',
            {},
            prose(truncate(reason, detail.text)),
            ' ',
            el('small', {}, truncate(some(clauses, 6), detail.text)),
          ),
        ),
      ),
    ),
  ];
}

/** Of what the verdict says less than it seems to. */
export function weaknesses(report: Report, detail: Detail): readonly Child[] {
  const note = uncompared(report);
  const flaky = report.findings.filter((finding) => finding.flaky).length;
  const accepted = [...report.findings, ...report.drift].flatMap((each) =>
    each.accepted === null ? [] : [each.accepted],
  );
  const { retried, throttled } = report.requests;
  return [
    ...(report.target.kind === 'mock' ? ['The mock of this suite was judged, not a workspace.'] : []),
    ...(report.partial ? ['Only a part of the profile was played, or the run ended early.'] : []),
    ...(report.profile === 'smoke'
      ? ['The profile smoke looks at what matters most, with 25 requests at most; full judges every MUST.']
      : []),
    ...(note === null ? [] : [prose(note)]),
    ...(flaky === 0 ? [] : [`${plural(flaky, 'finding')} came and went: a warning, not red.`]),
    ...[...new Set(accepted.map((each) => `Accepted ${untilOf(each)}: ${truncate(each.because, detail.text)}`))],
    ...report.acceptedProblems.map((each) => truncate(each, detail.text)),
    ...unexercised(report, detail),
    ...(retried + throttled === 0
      ? []
      : [
          `${plural(retried, 'request')} sent again after a gateway error or a broken connection, ${String(throttled)} throttled.`,
        ]),
  ];
}

function newsList(title: string, kind: string, items: readonly NewsItem[], linked: boolean): Child {
  if (items.length === 0) return null;
  return el(
    'div',
    { class: `news is-${kind}` },
    el('h3', {}, `${title} (${String(items.length)})`),
    el(
      'ul',
      {},
      ...items
        .slice(0, 20)
        .map(({ fingerprint, severity, summary, firstSeen }) =>
          el(
            'li',
            {},
            severity === 'warning' ? 'warning: ' : '',
            linked
              ? el('a', { href: `#${anchor('cause', fingerprint)}` }, truncate(summary, 200))
              : truncate(summary, 200),
            firstSeen === null || kind === 'new' ? '' : `, since ${dayOf(firstSeen)}`,
          ),
        ),
      items.length > 20 ? el('li', {}, `and ${String(items.length - 20)} more`) : null,
    ),
  );
}

/** What is new since the last run that came to a verdict; nothing where there is none. */
export function newsSection(news: News | null): Child {
  if (news === null) return null;
  const { fresh, still, gone, unseen: notSeen } = news;
  const quiet = fresh.length + still.length + gone.length + notSeen.length === 0;
  return el(
    'section',
    { id: 'news', 'aria-labelledby': 'news-title' },
    el('h2', { id: 'news-title' }, `Since the last run (${minuteOf(news.since)} UTC)`),
    quiet ? el('p', {}, 'Nothing changed: no cause then, none now.') : null,
    el(
      'div',
      { class: 'columns' },
      newsList('New', 'new', fresh, true),
      newsList('Still there', 'still', still, true),
      newsList('Gone', 'gone', gone, false),
      newsList('Not looked at this time', 'unseen', notSeen, false),
    ),
  );
}

const fact = (name: string, ...value: readonly Child[]): VNode =>
  el('div', {}, el('dt', {}, name), el('dd', {}, ...value));

function runFacts(report: Report): VNode {
  const { baseline } = report;
  return el(
    'dl',
    { class: 'facts run' },
    fact(
      'Target',
      el('b', {}, truncate(report.target.name, 100)),
      ` (${report.target.kind}) `,
      code(truncate(report.target.baseUrl, 200)),
    ),
    fact('Profile', `${report.profile}${report.partial ? ' (partial)' : ''}`),
    fact('Seed', code(String(report.seed))),
    fact('Started', el('time', { datetime: report.startedAt }, `${minuteOf(report.startedAt)} UTC`)),
    fact('Took', duration(report.durationMs)),
    fact('Requests', requestsText(report)),
    fact(
      'Baseline',
      baseline == null
        ? 'none'
        : `accepted ${truncate(baseline.accepted, 20)} (${baseline.profile}, suite ${truncate(baseline.suite, 20)})`,
    ),
    fact('Suite', truncate(report.suite.version, 40)),
  );
}

/** The first section. */
export function verdictSection(report: Report, detail: Detail): VNode {
  const reasons = report.reasons.slice(0, mostReasons);
  const weak = weaknesses(report, detail);
  const [sandbox = '', ...more] = sandboxLines(report);
  const causes = causesIn(report);
  return el(
    'section',
    { id: 'verdict', class: `verdict is-${report.verdict}`, 'aria-labelledby': 'verdict-title' },
    el(
      'h1',
      { id: 'verdict-title' },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, verdictSigns[report.verdict]),
      el('span', { class: 'said' }, report.verdict),
      el('span', { class: 'of' }, unseen(': '), truncate(report.target.name, 100)),
      el('span', { class: 'exit' }, `exit ${String(report.exitCode)}`),
    ),
    el(
      'p',
      { class: 'lead' },
      verdictSentences[report.verdict],
      causes.length === 0 ? '' : [' ', el('a', { href: '#causes' }, `${plural(causes.length, 'cause')} below`), '.'],
    ),
    report.sandbox.restored === false
      ? el('p', { class: 'alarm', role: 'note' }, mark('⨯ '), 'The sandbox contact was not put back.')
      : null,
    countsBar(report),
    runFacts(report),
    reasons.length === 0
      ? null
      : el(
          'div',
          { class: 'reasons' },
          el('h2', {}, 'Why'),
          el('ul', {}, ...reasons.map((reason) => el('li', {}, prose(truncate(reason, detail.text))))),
          report.reasons.length > mostReasons
            ? el('p', {}, `and ${plural(report.reasons.length - mostReasons, 'more reason')} in report.json`)
            : null,
        ),
    weak.length === 0
      ? null
      : el(
          'div',
          { class: 'weak' },
          el('h2', {}, 'What weakens it'),
          el('ul', {}, ...weak.map((each) => el('li', {}, each))),
        ),
    fold(
      ['Run it again, and what became of the contact'],
      { open: report.sandbox.restored === false },
      copyable(
        'The same run',
        `npm run contract -- --target ${report.target.kind} --profile ${report.profile} --seed ${String(report.seed)}`,
      ),
      el('p', {}, el('b', {}, 'Contact: '), truncate(sandbox, detail.text)),
      more.length === 0 ? null : el('pre', {}, more.map((line) => truncate(line, 1_000)).join('\n')),
    ),
  );
}
