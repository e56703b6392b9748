/**
 * What GitHub shows beside a job. The lines of a runner are commands, and texts of a target are in them: each is made visible, put on one
 * line and escaped (actions/toolkit, packages/core/src/command.ts: escapeData and escapeProperty). Pure.
 */
import type { Report, ReportCause } from '../report/types.ts';
import { causesIn } from '../causes/causes.ts';
import type { News } from '../report/cause-type.ts';
import { headline } from './summary.ts';
import { plural, some, truncate } from '../text/lines.ts';
import { sanitise } from '../text/sanitise.ts';

/** A step shows ten annotations of each kind, and leaves out the others. */
const most = 10;
const longest = 1_000;

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

type Kind = 'error' | 'warning' | 'notice';

/** One command line; nothing in title or message ends it or begins another. */
export const annotation = (kind: Kind, title: string, message: string): string =>
  `::${kind} title=${escapeProperty(sanitise(truncate(title, 200)))}::${escapeData(sanitise(truncate(message, longest)))}`;

function ofCause(cause: ReportCause, isNew: boolean): string {
  const about = cause.clauses.length === 0 ? '' : ` Clauses: ${some(cause.clauses, 3)}.`;
  const title = `${isNew ? 'New: ' : ''}${cause.clauses[0] ?? 'changed'} (${cause.fingerprint})`;
  return annotation(
    cause.severity === 'red' ? 'error' : 'warning',
    title,
    `${cause.summary}.${about} Seen in ${plural(cause.cases.length, 'case')}.`,
  );
}

/**
 * The annotations of a run: one per cause, what is new first, and one about the verdict where no red cause says why it is not conformant.
 * @returns lines without a line feed; none for a conformant run that does not warn
 */
export function annotationsOf(report: Report, news: News | null): readonly string[] {
  const fresh = new Set(news?.fresh.map(({ fingerprint }) => fingerprint));
  const causes = causesIn(report);
  const ranked = [...causes].sort((a, b) => Number(fresh.has(b.fingerprint)) - Number(fresh.has(a.fingerprint)));
  const isTold = causes.some(({ severity }) => severity === 'red');
  const verdict =
    report.exitCode === 0 || (isTold && report.verdict === 'violated')
      ? []
      : [
          annotation(
            report.verdict === 'inconclusive' ? 'warning' : 'error',
            `Contract: ${report.verdict}`,
            headline(report),
          ),
        ];
  const restored =
    report.sandbox.restored === false
      ? [annotation('error', 'Contract: the sandbox contact was not put back', report.sandbox.message)]
      : [];
  const own = (severity: ReportCause['severity']): readonly string[] => {
    const list = ranked.filter((cause) => cause.severity === severity);
    const room =
      most - (severity === 'red' ? verdict.length + restored.length : verdict.length) - (list.length > most ? 1 : 0);
    const rest = list.length - room;
    return [
      ...list.slice(0, room).map((cause) => ofCause(cause, fresh.has(cause.fingerprint))),
      ...(rest > 0
        ? [
            annotation(
              severity === 'red' ? 'error' : 'warning',
              'Contract',
              `${plural(rest, 'more cause')} in the report.`,
            ),
          ]
        : []),
    ];
  };
  return [...restored, ...verdict, ...own('red'), ...own('warning')];
}
