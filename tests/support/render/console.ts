/** The text that a run ends with in a terminal. */
import type { Outcome, Report } from '../report/types.ts';
import { causeCard } from './card.ts';
import { causesIn } from '../causes/causes.ts';
import type { Paint } from '../text/paint.ts';
import { paintOf } from '../text/paint.ts';
import { acceptedLines, additiveLines, notExercisedLines, sandboxSection } from './console-lists.ts';
import { screensOf } from './rank.ts';
import { neutralLines } from '../text/commands.ts';
import { sanitise } from '../text/sanitise.ts';
import { columnsOf, countsLine, groupCounts, headline, nameOf, runLine } from './summary.ts';
import { plural, some, truncate, wrap } from '../text/lines.ts';

interface ConsoleOptions {
  /** Columns of the terminal; 100 suits a log. */
  readonly columns: number;
  readonly color: boolean;
  /** Causes that get a card of their own; the others get a line. */
  readonly maxCards?: number;
  /** Everything in full: each reason, each clause that was not exercised, each key that is new. */
  readonly verbose?: boolean;
}

/** Lines of a run with one cause: the command prints two of its own, and three more where there is no baseline. */
const screenLines = ({ baseline }: Report): number => (baseline == null ? 40 : 43);

/** Items of a list before it is cut, without `verbose`. */
const fewItems = 3;

/**
 * The whole text: verdict and why, a card for each cause (red, then warnings), what could not be judged, counts by clause group,
 * what was not exercised and why, accepted deviations, the sandbox, and the verdict again. Ends with a line feed. Whatever
 * came from the target is made visible, never obeyed.
 */
export function renderConsole(report: Report, options: ConsoleOptions): string {
  const paint = paintOf(options.color);
  const columns = Math.max(40, options.columns);
  const tint = verdictPaint(report, paint);
  const verbose = options.verbose === true;
  const verdict = wrap(headline(report), columns).map((line) => tint(paint.bold(line)));
  const top = [...verdict, paint.dim(truncate(runLine(report), columns)), ...reasonLines(report, columns, verbose)];
  const after: readonly (readonly string[])[] = [
    ...unjudged(report, columns, verbose, paint),
    groupTable(report, verbose || (report.verdict === 'conformant' && causesIn(report).length === 0), paint),
    [
      ...notExercisedLines(report, columns, verbose, paint),
      ...additiveLines(report, columns, verbose, paint),
      ...acceptedLines(report, columns, paint),
      ...report.acceptedProblems.flatMap((problem) => wrap(`accepted drift: ${sanitise(problem)}`, columns)),
      ...sandboxSection(report, columns),
      tint(paint.bold(lastLine(report, columns))),
    ],
  ];
  // Each section is followed by an empty line.
  const room =
    screenLines(report) - [top, ...after].reduce((sum, lines) => sum + (lines.length > 0 ? lines.length + 1 : 0), 0);
  const sections: readonly (readonly string[])[] = isOutOfReach(report)
    ? [outOfReach(report, columns, tint, paint)]
    : [top, ...cards(report, { ...options, columns }, room, paint), ...after];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${neutralLines(text)}\n`;
}

const verdictPaint = (report: Report, paint: Paint): ((text: string) => string) =>
  report.verdict === 'conformant' ? paint.green : report.verdict === 'inconclusive' ? paint.yellow : paint.red;

/** A target of which nothing could be judged: the reason is all there is to say. */
const isOutOfReach = (report: Report): boolean =>
  report.verdict === 'inconclusive' &&
  report.reasons.length > 0 &&
  causesIn(report).length === 0 &&
  report.clauses.every(({ outcome }) => outcome === 'inconclusive' || outcome === 'not-exercised');

/** The reason, and what the run was. */
function outOfReach(report: Report, columns: number, tint: (text: string) => string, paint: Paint): readonly string[] {
  const [reason = ''] = report.reasons;
  const lines = wrap(`${report.verdict.toUpperCase()} (exit ${report.exitCode}) · ${sanitise(reason)}`, columns);
  return [
    ...lines.map((line) => tint(paint.bold(line))),
    paint.dim(truncate(runLine(report), columns)),
    ...sandboxSection(report, columns).slice(0, report.sandbox.restored === null ? 1 : undefined),
  ];
}

function lastLine(report: Report, columns: number): string {
  const causes = causesIn(report);
  const told = causes.length === 0 ? countsLine(report) : plural(causes.length, 'cause');
  return truncate(`${report.verdict.toUpperCase()} (exit ${report.exitCode}) · ${told}`, columns);
}

/** The first reason is in the headline. */
function reasonLines(report: Report, columns: number, verbose: boolean): readonly string[] {
  const [, ...rest] = report.reasons;
  // A card says more than a reason does, and the headline how many there are.
  const hasCard = causesIn(report).length > 0;
  const shown = verbose ? rest : rest.slice(0, hasCard ? 1 : fewItems - 1);
  const left = hasCard ? 0 : rest.length - shown.length;
  return [
    ...shown.flatMap((reason) =>
      wrap(sanitise(reason), columns - 4, verbose ? undefined : 1).map(
        (line, at) => `${at === 0 ? '  - ' : '    '}${line}`,
      ),
    ),
    ...(left > 0 ? [`  - and ${plural(left, 'more reason')} in report.json`] : []),
  ];
}

/** The counts by clause group; where not all are wanted, the groups in which nothing is wrong share a row, and beside what failed those in which nothing did. */
function groupTable(report: Report, all: boolean, paint: Paint): readonly string[] {
  const names = columnsOf(report);
  const every = groupCounts(report);
  const isRed = every.some(({ counts }) => counts.fail + counts.error > 0);
  const isFine = ({ counts }: (typeof every)[number]): boolean =>
    names.every(
      (name) =>
        name === 'pass' ||
        name === 'not-exercised' ||
        (isRed && name !== 'fail' && name !== 'error') ||
        counts[name] === 0,
    );
  const fine = every.filter(isFine);
  const sumOf = (name: Outcome): number => fine.reduce((sum, { counts }) => sum + counts[name], 0);
  const groups =
    all || fine.length < 3
      ? every
      : [
          ...every.filter((group) => !isFine(group)),
          {
            group: fine.length === every.length ? 'all groups' : `${fine.length} others`,
            counts: Object.fromEntries(names.map((name) => [name, sumOf(name)])) as Record<Outcome, number>,
          },
        ];
  const first = Math.max(5, ...groups.map(({ group }) => group.length));
  const tint = (outcome: Outcome, text: string): string =>
    text.trim() === '0' ? paint.dim(text) : outcome === 'fail' || outcome === 'error' ? paint.red(text) : text;
  const widths = names.map((name) => nameOf(name).length);
  return [
    paint.dim(`${'group'.padEnd(first)}  ${names.map((name) => nameOf(name)).join('  ')}`),
    ...groups.map(
      ({ group, counts }) =>
        `${sanitise(group).padEnd(first)}  ${names.map((name, at) => tint(name, String(counts[name]).padStart(widths[at] ?? 0))).join('  ')}`,
    ),
  ];
}

function cards(report: Report, options: ConsoleOptions, room: number, paint: Paint): readonly (readonly string[])[] {
  const causes = causesIn(report);
  const most = options.maxCards ?? 10;
  const rest = causes.slice(most);
  // One cause has more room than each of several.
  const lines = causes.length > 1 ? 20 : Math.max(18, room);
  return [
    ...causes.slice(0, most).map((cause) => causeCard(cause, report, { columns: options.columns, paint, lines })),
    ...(rest.length === 0
      ? []
      : [
          [
            paint.bold(`${plural(rest.length, 'more cause')}, in full in report.json`),
            ...rest.map(({ severity, fingerprint, summary }) =>
              truncate(`  ${severity}  ${sanitise(fingerprint)}  ${sanitise(summary)}`, options.columns),
            ),
          ],
        ]),
  ];
}

/** What could not be judged, one entry for each reason. */
function unjudged(report: Report, columns: number, verbose: boolean, paint: Paint): readonly (readonly string[])[] {
  const entries = screensOf(report).filter(({ finding }) => finding.outcome === 'inconclusive');
  if (entries.length === 0) return [];
  // Beside a cause, what is open is only named.
  if (!verbose && causesIn(report).length > 0) {
    const clauses = [...new Set(entries.flatMap(({ finding, alsoFor }) => [finding.clause, ...alsoFor]))].map(sanitise);
    return [[paint.yellow(paint.bold(truncate(`▌ INCONCLUSIVE  ${some(clauses, 2)}`, columns)))]];
  }
  const shown = verbose ? entries : entries.slice(0, fewItems);
  const left = entries.length - shown.length;
  const lines = shown.flatMap(({ finding, alsoFor }) => [
    paint.yellow(
      paint.bold(truncate(`▌ INCONCLUSIVE  ${some([finding.clause, ...alsoFor].map(sanitise), 3)}`, columns)),
    ),
    ...wrap(sanitise(finding.message), columns - 2, 2).map((line) => `  ${line}`),
  ]);
  return [[...lines, ...(left > 0 ? [`  and ${left} more in report.json`] : [])]];
}
