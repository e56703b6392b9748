/** The page of one run. */
import { newsOf, type HistoryLine } from '../drift/index.ts';
import { causesIn } from '../causes/causes.ts';
import { runLine } from '../render/summary.ts';
import { plural, truncate } from '../text/lines.ts';
import type { Report } from '../report/types.ts';
import { causeCard } from './cause.ts';
import { clausesSection } from './clauses.ts';
import { coverageSection } from './coverage.ts';
import { documentOf } from './document.ts';
import { badge, code, el, type Child } from './element.ts';
import { gridSection } from './grid.ts';
import { timingsSection } from './timings.ts';
import { newsSection, verdictSection, verdictTitle } from './verdict.ts';
import { details, type Detail } from './labels.ts';

/** Bytes that a page may take. */
const mostBytes = 300_000;

/** What a reader is to know of what is on the page. */
const whoMayRead =
  'This page shows values of the contact as they were sent and received: whoever may read it may read them. The key is in none of it.';

function causesSection(report: Report, detail: Detail): Child {
  const causes = causesIn(report);
  if (causes.length === 0) return null;
  const rest = causes.slice(detail.cards);
  return el(
    'section',
    { id: 'causes', 'aria-labelledby': 'causes-title' },
    el('h2', { id: 'causes-title' }, plural(causes.length, 'cause')),
    ...causes.slice(0, detail.cards).map((cause, at) => causeCard(cause, report, detail, at === 0)),
    rest.length === 0
      ? null
      : el(
          'div',
          { class: 'card' },
          el('h3', {}, `${plural(rest.length, 'more cause')}, in full in report.json`),
          el(
            'ul',
            {},
            ...rest
              .slice(0, 200)
              .map(({ severity, fingerprint, summary }) =>
                el(
                  'li',
                  { id: `cause-${fingerprint}` },
                  badge(severity, severity),
                  ' ',
                  code(fingerprint),
                  ` ${truncate(summary, detail.text)}`,
                ),
              ),
          ),
        ),
  );
}

/** What a page ends with: who may read it, what was left out, and what it is about. */
export const footerOf = (line: string, detail: Detail): readonly Child[] => [
  el('p', {}, whoMayRead),
  detail === details[0]
    ? null
    : el('p', {}, 'Evidence was shortened to keep this page small; all of it is in report.json.'),
  el('p', {}, truncate(line, 1_000)),
];

function render(report: Report, history: readonly HistoryLine[], detail: Detail): string {
  const news = newsOf(report, history);
  const hasCauses = causesIn(report).length > 0;
  return documentOf({
    title: `${verdictTitle(report)} · neetoCRM contact update contract`,
    sections: [
      ['verdict', 'Verdict'],
      ...(news === null ? [] : [['news', 'News'] as const]),
      ...(hasCauses ? [['causes', 'Causes'] as const] : []),
      ['clauses', 'Clauses'],
      ['history', 'History'],
      ['coverage', 'Coverage'],
      ['timings', 'Timings'],
    ],
    main: [
      verdictSection(report, detail),
      newsSection(news),
      causesSection(report, detail),
      clausesSection(report, detail),
      gridSection(report, history),
      coverageSection(report),
      timingsSection(report, detail),
    ],
    footer: footerOf(runLine(report), detail),
  });
}

/** The first rendering that is small enough; the smallest where none is. */
export function smallEnough(make: (detail: Detail) => string): string {
  let text = '';
  for (const detail of details) {
    text = make(detail);
    if (Buffer.byteLength(text) < mostBytes) return text;
  }
  return text;
}

/**
 * The page of a run: one file, complete without its script, that loads nothing. Where it would grow over 300,000 bytes, evidence is
 * shortened, and says so.
 * @param history the lines of `history.jsonl`, oldest first
 */
export const renderPage = (report: Report, history: readonly HistoryLine[] = []): string =>
  smallEnough((detail) => render(report, history, detail));
