/** What weakens a verdict or is worth saying of a run, as sentences. Pure. */
import type { Settings } from '../config/types.ts';
import type { Finding } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { leftToNightly } from '../cases/rows.ts';
import type { Unsteady } from '../cases/settled.ts';
import { pointerOf } from '../endpoint/index.ts';
import type { CaseReport } from '../play/plan.ts';
import { plural, some } from '../text/lines.ts';

/** The case that ends every run: what it judges by itself says nothing about the cases that were asked for. */
const lastCase = 'final-read';

/** Cases that were asked for by name and judged nothing, as sentences; without any, that nothing at all was judged. */
export function idleOf(
  reports: readonly CaseReport[],
  early: readonly Finding[],
  asked: readonly string[],
): readonly string[] {
  const findings = [...early, ...reports.flatMap((report) => report.findings)].filter(
    ({ outcome }) => outcome !== 'not-exercised',
  );
  const judged = new Set([
    ...findings.map((finding) => finding.case),
    ...reports.flatMap(({ passes }) => Object.keys(passes)),
  ]);
  if (asked.length === 0) return [...judged].every((id) => id === lastCase) ? ['nothing was judged'] : [];
  return asked
    .filter((id) => !judged.has(id))
    .map(
      (id) =>
        `the case ${id} judged nothing: ${reports.find((report) => report.id === id)?.notExercised[0]?.reason ?? 'it did not come to its turn.'}`,
    );
}

/** Cases that budget or time did not suffice for, whatever else judged their clauses, as a sentence; none when it did. */
export function cutOf(reports: readonly CaseReport[]): readonly string[] {
  const cut = reports.filter((report) => report.cut !== undefined);
  const ids = cut.map(({ id }) => id);
  const named = ids.length > 5 ? `${ids.slice(0, 5).join(', ')} and ${String(ids.length - 5)} more` : ids.join(', ');
  return ids.length === 0 ? [] : [`not played to the end: ${named}. ${String(cut[0]?.cut)}`];
}

/** Clauses that a cut kept a run from judging, as a sentence that names each of them; none when it reached its floor. */
export const missedIn = (missed: readonly string[]): readonly string[] =>
  missed.length === 0 ? [] : [`cut short of its floor, not judged: ${missed.join(', ')}`];

/** Responses that are not what the baseline pins and were not seen again, as sentences. */
export function unsteadyOf(
  reports: readonly CaseReport[],
  state: Unsteady['state'],
  sentence: string,
): readonly string[] {
  const all = reports.flatMap(({ settlement }) => settlement?.unsteady ?? []).filter((each) => each.state === state);
  const names = [...new Set(all.map(({ case: id, label }) => `${id} (${label})`))];
  return names.length === 0 ? [] : [`${sentence}: ${some(names, 5)}`];
}

/** What a whole run of the profile full does not send because of new attributes, as a sentence; none when it sends all. */
export function leftOf({ profile, cases }: Settings): readonly string[] {
  const left = profile === 'full' && cases.length === 0 ? leftToNightly() : [];
  return left.length === 0
    ? []
    : [
        `left to the profile nightly: ${plural(left.length, 'generated payload')} for which new attributes leave no room: ${some(left, 5)} (npm run doctor lists all)`,
      ];
}

/** Where somebody else was seen to write to the contact. */
export const interferenceIn = (reports: readonly CaseReport[]): readonly string[] => [
  ...new Set([
    ...reports
      .flatMap(({ findings }) => findings.filter((each) => each.interference === true))
      .map(({ pointer }) => pointer),
    ...reports.flatMap(({ settlement }) => settlement?.theirs ?? []).map(pointerOf),
  ]),
];

/**
 * What was seen broken, could make the run red, and could not be confirmed, of what is no MUST, as a sentence: the verdict says by itself
 * what is open of a MUST.
 */
export function unconfirmedIn(reports: readonly CaseReport[]): readonly string[] {
  const open = reports.flatMap(({ findings }) => findings).filter(({ unconfirmed }) => unconfirmed === true);
  const ids = new Set(open.map(({ clause }) => clause).filter((clause) => clauseOf(clause).level !== 'MUST'));
  return ids.size === 0 ? [] : [`seen broken, and could not be confirmed: ${some([...ids], 5)}`];
}
