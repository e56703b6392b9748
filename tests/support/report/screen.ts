/** One finding on one screen. */
import type { ReportClause, ReportFinding, ReportResponse } from './types.ts';
import { againLines } from './again.ts';
import { excerpt, requestExcerpt } from './excerpt.ts';
import { comparePair, differs } from './pair.ts';
import { whereOf } from './where.ts';
import type { RankedFinding } from './rank.ts';
import type { Paint } from './paint.ts';
import { sanitise } from '../text/sanitise.ts';
import { nameOf, untilOf } from './summary.ts';
import { plural, rowsOf, some, truncate, wrap } from './text.ts';

export interface ScreenOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly paint: Paint;
  /** Rows at most, wrapped lines counted as the rows they take. */
  readonly rows?: number;
}

const labelWidth = 10;

/** Rows that request and answer keep whatever the command line takes. */
const excerptRows = 6;

/**
 * The lines of one finding: clause and statement, pointer, expected and actual, request and answer around the pointer,
 * how to see it again. At most `rows` rows (24); the excerpts give way first, then the body on the command line.
 */
export function findingScreen(
  { finding, alsoFor }: RankedFinding,
  clause: ReportClause | undefined,
  { columns, paint, rows = 24 }: ScreenOptions,
): readonly string[] {
  const room = Math.max(20, columns - labelWidth - 2);
  const field = (label: string, lines: readonly string[]): readonly string[] =>
    lines.map((line, at) => `  ${paint.dim((at === 0 ? label : '').padEnd(labelWidth - 1))} ${line}`);

  const top = [
    title(finding, clause, columns, paint),
    ...field('promise', wrap(sanitise(clause?.statement ?? ''), room, 2)),
    ...field('where', [truncate(whereOf(finding), room)]),
    ...field('cases', [truncate(casesOf(finding), room)]),
    ...field('what', wrap(sanitise(finding.message), room, 2)),
    ...pairOf(finding, room, field),
    ...(alsoFor.length === 0
      ? []
      : field('also for', wrap(`${plural(alsoFor.length, 'clause')}: ${some(alsoFor, 8)}`, room, 2))),
    ...field('seen', wrap(seenOf(finding), room, 2)),
  ];
  const replay = field('replay', finding.replay === null ? [] : [sanitise(finding.replay)]);
  const rowsIn = (lines: readonly string[]): number =>
    lines.reduce((sum, line) => sum + rowsOf(paint.strip(line), columns), 0);
  // The request is what proves the finding: it gets all the rows but the few that its excerpt and the answer need.
  const spare = Math.max(5, rows - rowsIn([...top, ...replay]) - excerptRows);
  const bottom = [...field('again', againLines(finding, { columns: room, rows: spare })), ...replay];

  const left = Math.max(4, rows - rowsIn([...top, ...bottom]) - 2);
  const request = requestLines(finding, room, Math.min(4, Math.floor(left / 3)));
  const answer = answerLines(
    finding.response,
    finding.pointer,
    room,
    Math.max(1, left - Math.max(0, request.length - 1)),
  );
  return [...top, ...field('request', request), ...field('answer', answer), ...bottom];
}

function title(finding: ReportFinding, clause: ReportClause | undefined, columns: number, paint: Paint): string {
  const mark = { red: paint.red, warning: paint.yellow, note: paint.dim }[finding.severity];
  const parts = [nameOf(finding.outcome).toUpperCase(), clause?.level ?? '', sanitise(finding.clause)].filter(
    (part) => part !== '',
  );
  const count = finding.count > 1 ? `  ${finding.count} times` : '';
  const text = truncate(`${parts.join('  ')}${count}${finding.flaky ? '  flaky' : ''}`, columns - 4);
  return mark(paint.bold(`▌ ${text}`));
}

const casesOf = (finding: ReportFinding): string => {
  const all = finding.cases.length === 0 ? [finding.case] : finding.cases;
  return `${some(all.map(sanitise), 4)}${all.length > 1 ? ` (${plural(all.length, 'case')}, ${plural(finding.count, 'occurrence')})` : ''}`;
};

function pairOf(
  finding: ReportFinding,
  room: number,
  field: (label: string, lines: readonly string[]) => readonly string[],
): readonly string[] {
  if (finding.expected === null && finding.actual === null) return [];
  const [expected, actual] = comparePair(finding.expected, finding.actual, room);
  const where = differs(finding.expected, finding.actual, room);
  return [
    ...field('expected', [expected]),
    ...field('actual', [actual]),
    ...(where === null ? [] : field('differs', [truncate(where, room)])),
  ];
}

function seenOf(finding: ReportFinding): string {
  const parts = [
    `first ${sanitise(finding.firstSeen)}`,
    ...(finding.flaky ? ['flaky: it did not show in each further attempt, so it is not red'] : []),
    ...(finding.confirmation === null
      ? []
      : [
          `further attempt answered ${finding.confirmation.response === null ? 'nothing' : finding.confirmation.response.status}`,
        ]),
    ...(finding.accepted === null
      ? []
      : [`accepted ${untilOf(finding.accepted)}: ${sanitise(finding.accepted.because)}`]),
    ...(finding.accepted?.link === undefined ? [] : [sanitise(finding.accepted.link)]),
  ];
  return parts.join(' · ');
}

function requestLines({ request, pointer }: ReportFinding, room: number, maxLines: number): readonly string[] {
  if (request === null) return [];
  const line = truncate(`${sanitise(request.method)} ${sanitise(request.url)}`, room);
  if (request.body === null) return [`${line} (no body)`];
  return [line, ...requestExcerpt(request, pointer, { maxLines: Math.max(1, maxLines), columns: room })];
}

function answerLines(
  response: ReportResponse | null,
  pointer: string,
  room: number,
  maxLines: number,
): readonly string[] {
  if (response === null) return ['none'];
  const type = response.headers['content-type'];
  const line = [
    `${response.status}`,
    ...(type === undefined ? [] : [sanitise(type)]),
    `${Math.round(response.ms)} ms`,
  ].join(' · ');
  return [
    truncate(line, room),
    ...excerpt(response.body, pointer, { maxLines: Math.max(1, maxLines - 1), columns: room }),
  ];
}
