/** The text that a run ends with in a terminal. */
import type { Outcome, Report, ReportDrift } from './types.ts';
import type { Paint } from './paint.ts';
import { paintOf } from './paint.ts';
import { rankDrift, screensOf } from './rank.ts';
import { neutralLines } from '../text/commands.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { findingScreen } from './screen.ts';
import { columnsOf, groupCounts, headline, nameOf, notExercised, runLine, sandboxLines, untilOf } from './summary.ts';
import { plural, some, truncate, wrap } from './text.ts';

export interface ConsoleOptions {
  /** Columns of the terminal; 100 suits a log. */
  readonly columns: number;
  readonly color: boolean;
  /** The screen of one drift entry; without it an entry is two lines. */
  readonly explainDrift?: (drift: ReportDrift) => string;
  /** Findings that get a screen of their own; the others get a line. */
  readonly maxScreens?: number;
}

/**
 * The whole text: headline, counts by clause group, what was not exercised and why, a screen for each finding (red,
 * warnings, notes), drift, accepted deviations, the sandbox, and the headline again. Ends with a line feed. Whatever came
 * from the target is made visible, never obeyed.
 */
export function renderConsole(report: Report, options: ConsoleOptions): string {
  const paint = paintOf(options.color);
  const columns = Math.max(40, options.columns);
  const verdict = verdictPaint(report, paint)(paint.bold(headline(report)));
  const sections: readonly (readonly string[])[] = [
    [verdict, paint.dim(truncate(runLine(report), columns)), ...reasonLines(report)],
    groupTable(report, paint),
    notExercisedLines(report, columns, paint),
    ...findingSections(report, { ...options, columns }, paint),
    ...driftSections(report, { ...options, columns }, paint),
    acceptedLines(report, columns, paint),
    report.acceptedProblems.flatMap((problem) => wrap(`accepted drift: ${sanitise(problem)}`, columns)),
    sandboxLines(report).map((line, at) => (at === 0 ? `sandbox: ${line}` : `  ${line}`)),
    [verdict],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${neutralLines(text)}\n`;
}

const verdictPaint = (report: Report, paint: Paint): ((text: string) => string) =>
  report.verdict === 'conformant' ? paint.green : report.verdict === 'inconclusive' ? paint.yellow : paint.red;

const reasonLines = (report: Report): readonly string[] =>
  report.reasons.length < 2 ? [] : report.reasons.map((reason) => `  - ${sanitise(reason)}`);

function groupTable(report: Report, paint: Paint): readonly string[] {
  const names = columnsOf(report);
  const groups = groupCounts(report);
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

function notExercisedLines(report: Report, columns: number, paint: Paint): readonly string[] {
  const reasons = notExercised(report);
  if (reasons.length === 0) return [];
  return [
    paint.bold('not exercised'),
    ...reasons.flatMap(({ reason, clauses }) =>
      wrap(`${reason.replace(/[.:]$/, '')}: ${some(clauses, 12)}`, columns - 4, 4).map((line, at) =>
        at === 0 ? `  ${line}` : `    ${line}`,
      ),
    ),
  ];
}

function findingSections(report: Report, options: ConsoleOptions, paint: Paint): readonly (readonly string[])[] {
  const clauses = new Map(report.clauses.map((clause) => [clause.id, clause]));
  const ranked = screensOf(report);
  const most = options.maxScreens ?? 25;
  const rest = ranked.slice(most);
  return [
    ...ranked
      .slice(0, most)
      .map((each) => findingScreen(each, clauses.get(each.finding.clause), { columns: options.columns, paint })),
    ...(rest.length === 0
      ? []
      : [
          [
            paint.bold(`${plural(rest.length, 'more finding')}, in full in report.json`),
            ...rest.map(({ finding }) =>
              truncate(
                `  ${finding.severity}  ${sanitise(finding.clause)}  ${sanitise(finding.pointer)}  ${sanitise(finding.message)}`,
                options.columns,
              ),
            ),
          ],
        ]),
  ];
}

const driftLine = (drift: ReportDrift): string =>
  `${drift.classification}  ${sanitise(drift.pointer) || '(the whole answer)'}  ${sanitise(drift.message)}  [${sanitise(drift.fingerprint)}]`;

function driftSections(report: Report, options: ConsoleOptions, paint: Paint): readonly (readonly string[])[] {
  const ranked = rankDrift(report.drift);
  const additive = ranked.filter((drift) => drift.classification === 'additive' && !drift.red);
  const explained = ranked.filter((drift) => !additive.includes(drift));
  const { explainDrift } = options;
  return [
    ...explained.map((drift) => [
      (drift.red ? paint.red : paint.yellow)(
        paint.bold(`▌ DRIFT  ${drift.classification}${drift.red ? '' : '  not red'}`),
      ),
      ...(explainDrift === undefined
        ? wrap(driftLine(drift), options.columns, 4)
        : sanitiseBlock(explainDrift(drift)).trimEnd().split('\n')),
    ]),
    additive.length === 0
      ? []
      : [
          paint.bold(`additive (${additive.length}): new in the answers, breaks no reader`),
          ...additive.slice(0, 10).map((drift) => truncate(`  ${driftLine(drift)}`, options.columns)),
          ...(additive.length > 10 ? [`  … and ${additive.length - 10} more`] : []),
        ],
  ];
}

/** Accepted deviations in one place, so that none is forgotten when its screen is far above. */
function acceptedLines(report: Report, columns: number, paint: Paint): readonly string[] {
  const entries = [
    ...report.findings.map(({ clause, pointer, accepted }) => ({ name: clause, pointer, accepted })),
    ...report.drift.map(({ fingerprint, pointer, accepted }) => ({ name: fingerprint, pointer, accepted })),
  ];
  const lines = entries.flatMap(({ name, pointer, accepted }) =>
    accepted === null
      ? []
      : [
          truncate(
            `  ${sanitise(name)} ${sanitise(pointer)}  ${untilOf(accepted)}: ${sanitise(accepted.because)}`,
            columns,
          ),
        ],
  );
  return lines.length === 0 ? [] : [paint.bold('accepted'), ...lines];
}
