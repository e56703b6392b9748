/** What one case did when it was played again, beside what a report recorded of it. Pure. */
import type { Exchange } from '../client/exchange.ts';
import type { Finding, Outcome, Report, ReportFinding } from '../report/types.ts';
import { curlOf, keyFormOf } from '../report/curl.ts';
import { excerpt, requestExcerpt } from '../report/excerpt.ts';
import { neutralLines } from '../text/commands.ts';
import { withoutIndexes } from '../text/json.ts';
import { sanitise } from '../text/sanitise.ts';

/** What a case handed over. */
interface ReplayedCase {
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly notExercised: readonly { readonly reason: string }[];
  readonly exchanges?: readonly Exchange[];
}

/** One thing that is not as it was recorded. `was` and `is` are words; null: it was not there. */
interface Discrepancy {
  readonly what: string;
  readonly was: string | null;
  readonly is: string | null;
}

const outcomesOf = (report: Report, slug: string): ReadonlyMap<string, Outcome> =>
  new Map(
    report.clauses.flatMap(({ id, cases }) => (Object.hasOwn(cases, slug) ? [[id, cases[slug] as Outcome]] : [])),
  );

const responsesOf = (report: Report, slug: string): ReadonlyMap<string, string> => {
  const responses = report.observed.cases.find((observed) => observed.case === slug)?.answers ?? [];
  const seen = new Map<string, number>();
  return new Map(
    responses.map(({ label, method, status, mediaType }) => {
      const nth = (seen.get(label) ?? 0) + 1;
      seen.set(label, nth);
      const name = `response to ${method}${label === '' ? '' : ` (${label})`}${nth > 1 ? `, time ${nth}` : ''}`;
      return [name, `${status} ${mediaType ?? 'without a media type'}`];
    }),
  );
};

const findingsOf = (report: Report, slug: string): ReadonlyMap<string, string> =>
  new Map(
    report.findings
      .filter(({ cases }) => cases.includes(slug))
      .map(({ clause, pointer, outcome }: ReportFinding) => [
        `finding of ${clause}${pointer === '' ? '' : ` at ${withoutIndexes(pointer)}`}`,
        outcome,
      ]),
  );

const differing = (
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
  name: (key: string) => string,
): readonly Discrepancy[] =>
  [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .map((key) => ({ what: name(key), was: was.get(key) ?? null, is: is.get(key) ?? null }));

/**
 * Compares what a case did now with what a report recorded of it: status and media type of each response, outcome of each
 * clause, and findings.
 * @returns null when the report has no record of the case
 */
export function compareReplay(recorded: Report, replayed: Report, slug: string): readonly Discrepancy[] | null {
  if (!recorded.cases.some(({ id }) => id === slug)) return null;
  const same = (key: string): string => key;
  return [
    ...differing(responsesOf(recorded, slug), responsesOf(replayed, slug), same),
    ...differing(outcomesOf(recorded, slug), outcomesOf(replayed, slug), (id) => `outcome of ${id}`),
    ...differing(findingsOf(recorded, slug), findingsOf(replayed, slug), same),
  ];
}

const valueText = (finding: Finding): string =>
  finding.expected === undefined && finding.actual === undefined
    ? ''
    : ` (expected ${JSON.stringify(finding.expected ?? null)}, actual ${JSON.stringify(finding.actual ?? null)})`;

const indent = (lines: readonly string[], by: string): readonly string[] => lines.map((line) => by + line);

function exchangeLines(exchange: Exchange, findings: readonly Finding[], columns: number): readonly string[] {
  const { request, response, failure, purpose, attempts } = exchange;
  const mine = findings.filter(
    (finding) => finding.exchange?.id === exchange.id || finding.confirmation?.id === exchange.id,
  );
  const pointer = mine[0]?.pointer ?? '';
  const options = { maxLines: 14, columns: columns - 4 };
  const retries = attempts > 1 ? `, attempt ${attempts}` : '';
  const status =
    response === null
      ? `no response: ${failure?.message ?? 'unknown'}`
      : `${response.status} ${response.headers['content-type'] ?? 'without a media type'}`;
  const curl = purpose === 'case' ? curlOf(exchange, keyFormOf(exchange)) : null;
  return [
    `#${exchange.id} ${purpose}: ${sanitise(`${request.method} ${request.url}`)}`,
    ...(request.body === null ? [] : indent(requestExcerpt(request, '', options), '  > ')),
    `  < ${sanitise(status)} (${exchange.ms.toFixed(0)} ms${retries})`,
    ...(response === null ? [] : indent(excerpt(response.text, pointer, options), '  < ')),
    ...mine.map(
      (finding) =>
        `  ${finding.outcome.toUpperCase()} ${finding.clause}${finding.pointer === '' ? '' : ` at ${sanitise(finding.pointer)}`}: ${sanitise(finding.message)}${sanitise(valueText(finding))}`,
    ),
    ...(curl === null ? [] : [`  ${curl}`]),
    '',
  ];
}

interface ReplayView {
  readonly slug: string;
  /** What the case handed over; null when it did not come to its turn. */
  readonly result: ReplayedCase | null;
  readonly recorded: Report;
  readonly replayed: Report;
  readonly columns: number;
}

const differenceLines = (differences: readonly Discrepancy[] | null): readonly string[] => {
  if (differences === null) return ['The report has no record of this case, so there is nothing to compare with.'];
  if (differences.length === 0) return ['Nothing differs from what the report recorded.'];
  return [
    'differs from what the report recorded:',
    ...differences.map(
      ({ what, was, is }) => `  ${sanitise(what)}: was ${sanitise(was ?? 'absent')}, is ${sanitise(is ?? 'absent')}`,
    ),
  ];
};

const names = (report: Report): string => `target ${sanitise(report.target.name)}, seed ${report.seed}`;

/** The text of `npm run replay`: every exchange of the case with what is wrong in it, then what differs from the report. */
export function renderReplay({ slug, result, recorded, replayed, columns }: ReplayView): string {
  const shown = (result?.exchanges ?? []).filter((exchange) => exchange.case === slug);
  const findings = result?.findings ?? [];
  const held = replayed.clauses.filter(({ cases }) => cases[slug] === 'pass').map(({ id }) => id);
  const unseen = findings.filter(({ exchange }) => exchange === null || !shown.some(({ id }) => id === exchange.id));
  const skipped = [...new Set((result?.notExercised ?? []).map(({ reason }) => reason))];
  return neutralLines(
    `${[
      `${sanitise(slug)}: ${sanitise(result?.title ?? 'did not come to its turn')}`,
      `recorded: ${names(recorded)} (${sanitise(recorded.startedAt)})`,
      `replayed: ${names(replayed)}`,
      '',
      ...shown.flatMap((exchange) => exchangeLines(exchange, findings, columns)),
      ...unseen.map(
        ({ outcome, clause, message }) =>
          `${outcome.toUpperCase()} ${clause}: ${sanitise(message.split('\n')[0] ?? '')}`,
      ),
      ...skipped.map((reason) => `not exercised: ${sanitise(reason)}`),
      ...(held.length > 0 ? [`held: ${held.join(', ')}`] : []),
      ...differenceLines(compareReplay(recorded, replayed, slug)),
      `sandbox: ${sanitise(replayed.sandbox.message)}`,
      ...replayed.reasons.map((reason) => `because: ${sanitise(reason)}`),
      `${replayed.verdict.toUpperCase()} (exit ${replayed.exitCode})`,
    ].join('\n')}\n`,
  );
}
