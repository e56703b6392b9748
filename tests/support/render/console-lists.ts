/** The lists at the end of what a run prints: each line of a list is short, and the whole is in the report. */
import type { Report, ReportDrift } from '../report/types.ts';
import { clauseOf, isClauseId } from '../catalogue.ts';
import { causesIn } from '../causes/causes.ts';
import type { Paint } from '../text/paint.ts';
import { rankDrift } from './rank.ts';
import { sanitise } from '../text/sanitise.ts';
import { acceptedEntries, notExercised, sandboxLines, untilOf } from './summary.ts';
import { plural, some, truncate, wrap } from '../text/lines.ts';
import { untestableBecause } from '../report/fold.ts';

/** True for a clause that another run, or another configuration, could exercise. */
const isTestable = (id: string): boolean => !isClauseId(id) || untestableBecause(clauseOf(id)) === null;

/** What was not exercised, by reasons that somebody could do something about; beside a cause only by name. */
export function notExercisedLines(report: Report, columns: number, verbose: boolean, paint: Paint): readonly string[] {
  const reasons = notExercised(report);
  const mendable = reasons.filter(({ clauses }) => clauses.some(isTestable));
  const shown = verbose ? reasons : mendable.slice(0, causesIn(report).length > 0 ? 0 : 2);
  const rest = reasons.filter((each) => !shown.includes(each)).flatMap(({ clauses }) => clauses);
  const label = (text: string): string => text.replace(/^not exercised/, paint.bold('not exercised'));
  return [
    ...shown.flatMap(({ reason, clauses }) => {
      const text = `not exercised: ${reason.replace(/[.:]$/, '')}: ${some(clauses, 12)}`;
      const lines = verbose ? wrap(text, columns, 4) : [truncate(text, columns)];
      return lines.map((line, at) => (at === 0 ? label(line) : `  ${line}`));
    }),
    ...(rest.length > 0
      ? [
          label(
            truncate(
              `not exercised: ${shown.length > 0 ? plural(rest.length, 'more clause') : plural(rest.length, 'clause')}: ${some(rest, 2)}`,
              columns,
            ),
          ),
        ]
      : []),
  ];
}

/** The sentence of a drift, about all of these places; about none in particular without them. */
const said = ({ message, pointer }: ReportDrift, pointers: readonly string[]): string =>
  pointer === '' ? message : message.replaceAll(pointer, some(pointers, 6));

/** New keys, told once; what the baseline has is known. What else only the documents say otherwise is told with them. */
export function additiveLines(report: Report, columns: number, verbose: boolean, paint: Paint): readonly string[] {
  const told = new Set(causesIn(report).flatMap(({ drift }) => drift));
  const others = rankDrift(report.drift).filter(
    ({ red, accepted, fingerprint, against }) =>
      !red && accepted === null && !told.has(fingerprint) && (against === 'baseline' || report.baseline == null),
  );
  const bySentence = new Map<string, ReportDrift[]>();
  for (const drift of others) {
    const key = `${drift.classification} ${said(drift, [])}`;
    bySentence.set(key, [...(bySentence.get(key) ?? []), drift]);
  }
  const list = [...bySentence.values()];
  const shown = verbose ? list : list.slice(0, 2);
  const left = list.length - shown.length;
  return [
    ...shown.flatMap((same) => {
      const [drift] = same;
      if (drift === undefined) return [];
      const text = sanitise(said(drift, [...new Set(same.map(({ pointer }) => pointer))]));
      return [`${paint.bold(drift.classification)}: ${truncate(text, columns - drift.classification.length - 2)}`];
    }),
    ...(left > 0 ? [`${paint.bold('additive')}: ${plural(left, 'more change')} in report.json`] : []),
  ];
}

/** Accepted deviations in one place, so that none is forgotten when its screen is far above. */
export function acceptedLines(report: Report, columns: number, paint: Paint): readonly string[] {
  const lines = acceptedEntries(report).map(({ name, pointer, accepted }) =>
    truncate(`  ${sanitise(name)} ${sanitise(pointer)}  ${untilOf(accepted)}: ${sanitise(accepted.because)}`, columns),
  );
  return lines.length === 0 ? [] : [paint.bold('accepted'), ...lines];
}

/** A contact that was put back needs one line; one that was not, all that is known. */
export function sandboxSection(report: Report, columns: number): readonly string[] {
  const [first = '', ...rest] = sandboxLines(report);
  const detail = report.sandbox.restored === true ? [] : rest;
  const said = report.sandbox.restored === true && rest.length > 0 && !/^The contact holds what/.test(rest[0] ?? '');
  return [
    `sandbox: ${first}`,
    ...(said ? rest.flatMap((line) => wrap(line, columns - 2)).map((line) => `  ${line}`) : []),
    ...detail.map((line) => `  ${line}`),
  ];
}
