/** The text that a run of the stand-in ends with in a terminal. */
import { causeCard } from '../render/card.ts';
import { paintOf, type Paint } from '../text/paint.ts';
import { plural, some, truncate, wrap } from '../text/lines.ts';
import type { ReportCause, ReportClause, ReportFinding } from '../report/types.ts';
import { neutralLines } from '../text/commands.ts';
import { sanitise } from '../text/sanitise.ts';
import type { SdkCause } from './causes.ts';
import type { SdkReport } from './report.ts';
import { endedWith, type Ended } from './verdict.ts';

interface SdkConsoleOptions {
  /** Columns of the terminal; 100 suits a log. */
  readonly columns: number;
  readonly color: boolean;
  /** Every cause on a card, and everything that was never met. */
  readonly verbose?: boolean;
}

const mostCards = 10;

/** A cause in the shape in which cards are made of the findings of a target. */
function asFinding(cause: SdkCause, report: SdkReport): ReportFinding {
  const { clause, pointer, message, expected, actual, request, response, curl, severity } = cause;
  return {
    id: cause.fingerprint,
    clause,
    outcome: severity === 'red' ? 'fail' : 'warn',
    severity,
    pointer,
    message,
    expected,
    actual,
    case: '',
    cases: cause.tests,
    count: cause.count,
    seed: 0,
    request,
    response:
      response?.status == null
        ? null
        : { status: response.status, headers: response.headers, body: response.body, ms: response.ms },
    curl,
    replay: null,
    firstSeen: report.startedAt,
    flaky: false,
    confirmation: null,
    accepted: null,
  };
}

const clausesOf = (report: SdkReport): readonly ReportClause[] =>
  report.clauses.map((clause) => ({ ...clause, group: 'sdk', cases: {} }));

/** What a cause comes to in one line. */
const summaryOf = ({ message, subjects }: SdkCause): string =>
  subjects.length === 0 ? message : `${message} The same mistake: ${some(subjects, 8)}.`;

function seenIn({ count, requests, tests }: SdkCause): string {
  const numbers = some(requests.map(String), 5);
  const named = tests.length === 0 ? '' : ` · ${plural(tests.length, 'test')}: ${some(tests, 3)}`;
  return `${plural(count, 'request')}: no. ${numbers}${named}`;
}

function card(cause: SdkCause, report: SdkReport, columns: number, paint: Paint, lines: number): readonly string[] {
  const finding = asFinding(cause, report);
  const asCause: ReportCause = {
    fingerprint: cause.fingerprint,
    summary: summaryOf(cause),
    severity: cause.severity === 'red' ? 'red' : 'warning',
    clauses: [cause.clause, ...cause.also],
    findings: [finding.id],
    drift: [],
    alsoSeenAs: cause.also,
    cases: [],
  };
  const party: readonly (readonly [string, string])[] =
    cause.party === 'SDK' ? [['party', 'SDK']] : [['party', 'the stand-in, which cannot know better']];
  return causeCard(
    asCause,
    { findings: [finding], drift: [], clauses: clausesOf(report), seed: 0 },
    {
      columns,
      paint,
      lines,
      client: {
        where: cause.where,
        seenIn: seenIn(cause),
        more: party,
        whole: `jq -r '.causes[] | select(.fingerprint == "${cause.fingerprint}") | .curl' sdk-report.json`,
      },
    },
  );
}

const tintOf = ({ verdict }: SdkReport, paint: Paint): ((text: string) => string) =>
  verdict === 'conformant' ? paint.green : verdict === 'inconclusive' ? paint.yellow : paint.red;

/** How the command ended, from the report. */
const endOf = ({ command }: SdkReport): string => {
  if (command === null) return 'no command';
  return command.code === undefined ? 'the command was not started' : endedWith(command as Ended);
};

const requestsIn = ({ requests: { arrived } }: SdkReport): string =>
  arrived === 0 ? 'no request' : plural(arrived, 'request');

const headOf = ({ verdict, exitCode }: SdkReport): string => `${verdict.toUpperCase()} (exit ${exitCode})`;

function headline(report: SdkReport): string {
  const { requests, reasons, scenario } = report;
  const [reason, ...others] = reasons;
  return [
    headOf(report),
    `${plural(requests.updates, 'update')}, ${plural(requests.reads, 'read')}, ${requests.outside} outside`,
    ...(report.strict ? ['strict'] : []),
    ...(scenario === null ? [] : [`scenario ${scenario.name}`]),
    ...(reason === undefined
      ? []
      : [sanitise(reason) + (others.length > 0 ? ` (and ${plural(others.length, 'more reason')})` : '')]),
  ].join(' · ');
}

function cards(report: SdkReport, options: SdkConsoleOptions, paint: Paint): readonly (readonly string[])[] {
  const telling = report.causes.filter(({ severity }) => severity !== 'note');
  const most = options.verbose === true ? telling.length : mostCards;
  const lines = telling.length > 1 ? 18 : 26;
  const rest = telling.slice(most);
  return [
    ...telling.slice(0, most).map((cause) => card(cause, report, options.columns, paint, lines)),
    rest.length === 0
      ? []
      : [
          paint.bold(`${plural(rest.length, 'more cause')}, in full in sdk-report.json`),
          ...rest.map((cause) =>
            truncate(`  ${cause.severity}  ${cause.fingerprint}  ${sanitise(summaryOf(cause))}`, options.columns),
          ),
        ],
  ];
}

/** What is told and never red: reads, and further notes. */
const notes = ({ causes }: SdkReport, columns: number): readonly string[] =>
  causes
    .filter(({ severity }) => severity === 'note')
    .flatMap((cause) => wrap(`told: ${sanitise(cause.message)} (${plural(cause.count, 'request')})`, columns));

function neverMet({ neverMet: groups }: SdkReport, columns: number, paint: Paint): readonly string[] {
  if (groups.length === 0) return [];
  const width = Math.max(...groups.map(({ group }) => group.length));
  const scenarios = [...new Set(groups.flatMap((each) => each.scenarios))];
  return [
    paint.bold('What the SDK never met'),
    ...groups.flatMap(({ group, names }) =>
      wrap(names.join(', '), Math.max(20, columns - width - 4)).map(
        (line, at) => `  ${(at === 0 ? group : '').padEnd(width)}  ${line}`,
      ),
    ),
    ...(scenarios.length === 0
      ? []
      : wrap(`--scenario ${scenarios.join(' | ')} plays it.`, columns - 2).map((line) => `  ${line}`)),
  ];
}

const testLines = ({ tests }: SdkReport, columns: number): readonly string[] =>
  tests
    .filter(({ broken }) => broken > 0)
    .slice(0, 10)
    .map(({ name, requests, broken }) =>
      truncate(`test ${sanitise(name)}: ${broken} of ${plural(requests, 'request')} broke a promise`, columns),
    );

function counts({ clauses }: SdkReport): string {
  const count = (outcome: string): number => clauses.filter((each) => each.outcome === outcome).length;
  return `clauses: ${count('pass')} pass, ${count('fail')} fail, ${count('warn')} warn, ${count('inconclusive')} inconclusive, ${count('not-exercised')} not exercised`;
}

/**
 * The whole text: verdict and why, a card for each cause, what was only told, what the SDK never met, and the verdict again with the number of
 * requests and the end of the command. Ends with a line feed.
 */
export function renderSdk(report: SdkReport, options: SdkConsoleOptions): string {
  const paint = paintOf(options.color);
  const columns = Math.max(40, options.columns);
  const tint = tintOf(report, paint);
  const [, ...reasons] = report.reasons;
  const isQuiet = report.requests.arrived === 0;
  const run = `${report.suite.name} ${report.suite.version} · ${(report.durationMs / 1000).toFixed(1)} s · ${report.startedAt}`;
  const last = `${headOf(report)} · ${requestsIn(report)} · ${endOf(report)}`;
  const sections: readonly (readonly string[])[] = [
    [
      ...wrap(headline(report), columns).map((line) => tint(paint.bold(line))),
      paint.dim(truncate(run, columns)),
      ...reasons
        .slice(0, options.verbose === true ? undefined : 3)
        .flatMap((reason) =>
          wrap(sanitise(reason), columns - 4, 2).map((line, at) => `${at === 0 ? '  - ' : '    '}${line}`),
        ),
    ],
    ...cards(report, { ...options, columns }, paint),
    notes(report, columns),
    testLines(report, columns),
    isQuiet ? [] : neverMet(report, columns, paint),
    [...(isQuiet ? [] : [counts(report)]), tint(paint.bold(truncate(last, columns)))],
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${neutralLines(text)}\n`;
}
