/** One cause on one card: what changed, why it is believed, how to see it again, and the ways out. */
import type { Report, ReportCause, ReportClause, ReportDrift, ReportFinding } from '../report/types.ts';
import { driftOf, findingOf } from '../causes/causes.ts';
import { againLines } from './request-command.ts';
import { exchangeLines, type Field } from './card-exchange.ts';
import { pairLines } from './expected-actual.ts';
import type { Paint } from '../text/paint.ts';
import { replayOf } from '../report/curl.ts';
import { sanitise } from '../text/sanitise.ts';
import { nameOf } from './summary.ts';
import { compact, plural, some, truncate, wrap } from '../text/lines.ts';
import { whereOf } from './finding-lines.ts';

interface CardOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly paint: Paint;
  /** Lines at most; the excerpts of request and response give way first. */
  readonly lines?: number;
  /** What is said of a client instead, whose requests nobody can replay or tolerate. */
  readonly client?: ClientWords;
}

/** Words on the card of a mistake of a client. */
interface ClientWords {
  readonly where: string;
  readonly seenIn: string;
  /** Further lines with their labels, below the place. */
  readonly more: readonly (readonly [label: string, text: string])[];
  /** Where the whole command line is, when it does not fit. */
  readonly whole: string;
}

/** What a card shows of a report. */
type Shown = Pick<Report, 'findings' | 'drift' | 'clauses' | 'seed'>;

const labelWidth = 12;
/** Lines that request and response keep whatever the rest of the card takes. */
const fewest = 5;

/** The lines of a card. What a reader pastes is whole; everything else fits the columns. */
export function causeCard(
  cause: ReportCause,
  report: Shown,
  { columns, paint, lines = 26, client }: CardOptions,
): readonly string[] {
  const room = Math.max(20, columns - labelWidth - 1);
  const wide = Math.max(20, columns - 2);
  const field = (label: string, texts: readonly string[]): readonly string[] =>
    texts.map((text, at) => `  ${paint.dim((at === 0 ? label : '').padEnd(labelWidth - 2))} ${text}`.trimEnd());
  const finding = findingOf(cause, report);
  const drift = driftOf(cause, report);
  const first =
    finding === null
      ? drift[0]
      : drift.find(
          ({ rule, clause, pointer }) => rule !== 'clause-broken' && (clause === finding.clause || pointer !== ''),
        );
  const clause = report.clauses.find(({ id }) => id === (finding?.clause ?? cause.clauses[0] ?? first?.clause));

  const top = [
    title(cause, finding, first, clause, columns, paint),
    ...field('what', wrap(sanitise(cause.summary), room, 2)),
    ...field('promise', finding === null ? [] : wrap(sanitise(clause?.statement ?? ''), room, 2)),
    ...field(
      'where',
      finding === null ? [] : [truncate(client === undefined ? whereOf(finding) : sanitise(client.where), room)],
    ),
    ...(client?.more ?? []).flatMap(([label, text]) => field(label, wrap(sanitise(text), room, 3))),
    ...sides(cause, finding, first, clause, room, field),
    ...field('seen in', wrap(client === undefined ? seenIn(cause, finding, first) : sanitise(client.seenIn), room, 2)),
    ...field(
      'also',
      cause.alsoSeenAs.length === 0 ? [] : wrap(`seen as ${sanitise(some(cause.alsoSeenAs, 5))}`, room, 2),
    ),
  ];
  const slug = finding?.case ?? first?.example?.case ?? cause.cases[0];
  const replay = finding?.replay ?? first?.example?.replay ?? (slug === undefined ? null : replayOf(slug, report.seed));
  const bottom =
    client !== undefined
      ? []
      : [
          ...field('replay', replay === null ? [] : [sanitise(replay)]),
          ...field('SDK', impactOf(first, room)),
          ...ways(cause, drift, field),
        ];
  const shown = finding === null ? exampleOf(first, cause) : finding;
  const pointer = finding?.pointer ?? first?.pointer ?? '';
  const again =
    shown?.request == null
      ? []
      : againLines(
          { ...shown, pointer, case: slug ?? '', id: finding?.id ?? '' },
          {
            columns: wide,
            rows: Math.max(4, lines - top.length - bottom.length - fewest - 1),
            ...(client === undefined ? {} : { whole: client.whole }),
          },
        );
  const left = Math.max(fewest, lines - top.length - bottom.length - again.length);
  return [
    ...top,
    ...exchangeLines(shown, pointer, { room, left, brief: client !== undefined }, field),
    ...again.map(({ text, flush }) => (flush ? text : `  ${text}`)),
    ...bottom,
  ];
}

/** What a promise says is not said again as what a client relies on. */
const impactOf = (drift: ReportDrift | undefined, room: number): readonly string[] =>
  drift === undefined || drift.rule === 'clause-broken' || drift.rule === 'recorded-changed'
    ? []
    : wrap(sanitise(drift.sdkImpact), room, 2);

/** An example of a drift counts only where its case showed the drift. */
function exampleOf(drift: ReportDrift | undefined, { cases }: ReportCause): ReportDrift['example'] {
  const example = drift?.example ?? null;
  return example !== null && (cases.length === 0 || cases.includes(example.case)) ? example : null;
}

function title(
  { fingerprint, clauses, severity }: ReportCause,
  finding: ReportFinding | null,
  drift: ReportDrift | undefined,
  clause: ReportClause | undefined,
  columns: number,
  paint: Paint,
): string {
  const mark = severity === 'red' ? paint.red : paint.yellow;
  const kind =
    finding === null ? ['CHANGED', drift?.classification ?? ''] : [kindOf(finding, severity), clause?.level ?? ''];
  const about = finding?.clause ?? drift?.clause ?? drift?.rule ?? clauses[0] ?? '';
  const more = finding !== null && clauses.length > 1 ? ` and ${plural(clauses.length - 1, 'more clause')}` : '';
  const parts = [...kind, `${sanitise(about)}${more}`, ...(finding?.flaky === true ? ['flaky'] : [])];
  const text = truncate(parts.filter((part) => part !== '').join('  '), columns - fingerprint.length - 5);
  return mark(paint.bold(`▌ ${text}  ${sanitise(fingerprint)}`));
}

/** A promise that is not red by itself is so against a baseline in which it held. */
const kindOf = ({ outcome }: ReportFinding, severity: ReportCause['severity']): string =>
  outcome === 'warn' && severity === 'red' ? 'CHANGED' : nameOf(outcome).toUpperCase();

function sides(
  { summary }: ReportCause,
  finding: ReportFinding | null,
  drift: ReportDrift | undefined,
  clause: ReportClause | undefined,
  room: number,
  field: Field,
): readonly string[] {
  const text = (side: ReportDrift['was']): string => (typeof side === 'string' ? sanitise(side) : compact(side, room));
  const isTold =
    drift !== undefined && drift.rule !== 'clause-broken' && !(finding !== null && drift.rule === 'recorded-changed');
  const isNew =
    isTold && !['→', 'became'].some((word) => summary.includes(`${text(drift.was)} ${word} ${text(drift.is)}`));
  const was = isNew
    ? [...field('was', wrap(text(drift.was), room, 1)), ...field('is', wrap(text(drift.is), room, 1))]
    : [];
  if (finding === null) return was;
  // Of a part of a response nothing was expected that the promise does not say.
  const isOpen = finding.expected === null && finding.pointer === '';
  const pair = isOpen
    ? [['actual', compact(finding.actual, room)] as const].filter(() => finding.actual !== null)
    : pairLines(finding.expected, finding.actual, room);
  const isLeak = clause?.group === 'leaks';
  return [...was, ...(isLeak ? [] : pair.flatMap(([label, line]) => field(label, [line])))];
}

function seenIn(cause: ReportCause, finding: ReportFinding | null, drift: ReportDrift | undefined): string {
  const cases = cause.cases.map(sanitise);
  const since = finding?.firstSeen ?? drift?.sightings.firstSeen ?? '';
  const often =
    cases.length === 0 && drift !== undefined
      ? [`${drift.sightings.seen} of ${drift.sightings.of} responses`]
      : [`${plural(cases.length, 'case')}: ${some(cases, 3)}`];
  const lastGood = drift?.sightings.lastGood ?? null;
  return [
    ...often,
    ...(since === '' ? [] : [`since ${sanitise(since.slice(0, 16))}`]),
    ...(lastGood === null ? [] : [`last good ${sanitise(lastGood.slice(0, 16))}`]),
    ...(finding?.flaky === true ? ['flaky: not in each further attempt, so it is not red'] : []),
    ...(finding?.confirmation == null
      ? []
      : [`confirmed by a further attempt (${finding.confirmation.response?.status ?? 'no response'})`]),
  ].join(' · ');
}

/** What is intended changes the schemas or the baseline; what is tolerated is accepted for a while. */
function ways({ fingerprint }: ReportCause, drift: readonly ReportDrift[], field: Field): readonly string[] {
  const patch = drift.find(({ schemaPatch }) => schemaPatch.length > 0);
  const isPinned = drift.some(({ against }) => against === 'baseline');
  return [
    ...field(
      'intended',
      patch !== undefined
        ? [`npm run drift:patch -- ${sanitise(patch.fingerprint)}`]
        : isPinned
          ? ['npm run baseline:accept']
          : [],
    ),
    ...field('tolerated', [`npm run drift:accept -- ${sanitise(fingerprint)} --because "…" --until YYYY-MM-DD`]),
  ];
}
