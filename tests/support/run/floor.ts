/** The floor of a run: what it has to judge, and whether a budget or a time limit kept it from that. Pure. */
import type { ClauseId } from '../catalogue.ts';
import type { Settings } from '../config/types.ts';
import type { Json } from '../text/json.ts';
import type { ReportClause } from '../report/types.ts';
import smokeFile from '../../../fixtures/smoke-floor.json' with { type: 'json' };
import { clauses, isClauseId } from '../catalogue.ts';
import type { Case } from '../cases/cases.ts';
import { includes } from '../config/profiles.ts';
import { isVariableSet, listAt } from '../endpoint/index.ts';
import { untestableBecause } from '../report/fold.ts';
import type { CaseReport } from '../play/plan.ts';

/** A case as the floor sees it. */
type Judging = Pick<Case, 'id' | 'judges' | 'profile'>;

export interface Floor {
  /** The clauses that the run has to judge; those of cases that were asked for are found in the cases, and those asked for by name are here. */
  readonly clauses: readonly ClauseId[];
  /** The cases that the floor stands on. */
  readonly cases: readonly Judging[];
  /** Whether the cases were asked for by name: then each of them has to be played to its end. */
  readonly asked: boolean;
}

/** The floor of a run that was asked for nothing, or could not begin. */
export const noFloor: Floor = { clauses: [], cases: [], asked: false };

const ofSmoke: ReadonlySet<Json> = new Set(listAt(smokeFile, 'clauses'));

/**
 * What a run has to judge. Of smoke: the MUST clauses that it judges on the mock, as the data file lists them. Of a larger profile: every
 * MUST clause that some run can test. What needs a variable that is not set belongs to no floor. The profile full has every MUST clause, so
 * no floor stands on what only a larger one adds.
 * @param cases those that the run plays
 */
export function floorOf(
  cases: readonly Judging[],
  settings: Pick<Settings, 'profile' | 'cases' | 'clauses'> & Parameters<typeof isVariableSet>[1],
): Floor {
  if (settings.cases.length > 0)
    return {
      clauses: settings.clauses.filter(isClauseId),
      cases: cases.filter(({ id }) => settings.cases.includes(id)),
      asked: true,
    };
  return {
    clauses: clauses
      .filter((clause) => clause.level === 'MUST' && untestableBecause(clause) === null)
      .filter(({ id }) => settings.profile !== 'smoke' || ofSmoke.has(id))
      .filter(({ needs = [] }) => needs.every((variable) => isVariableSet(variable, settings)))
      .map(({ id }) => id),
    cases: cases.filter(({ profile }) => includes('full', profile)),
    asked: false,
  };
}

/**
 * The clauses of the floor that were not judged because cases were cut short, or, in a run that was ended, did not come to their turn. What the target does not
 * show, or the configuration does not name, is no cut: the cases that judge it have been played.
 * @param judged the clauses of the report
 * @param isEnded whether the run was stopped before all of its cases
 */
export function missedOf(
  floor: Floor,
  reports: readonly Pick<CaseReport, 'id' | 'cut' | 'stopped'>[],
  judged: readonly Pick<ReportClause, 'id' | 'outcome'>[],
  isEnded: boolean,
): readonly string[] {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const cut = floor.cases.filter(({ id }) => {
    const report = byId.get(id);
    return report === undefined ? isEnded : report.cut !== undefined || report.stopped === 'aborted';
  });
  const open = new Set(judged.filter(({ outcome }) => outcome === 'not-exercised').map(({ id }) => id));
  if (floor.asked)
    return [...new Set([...cut.flatMap(({ judges }) => judges), ...floor.clauses.filter((id) => open.has(id))])];
  return floor.clauses.filter((id) => {
    const judging = floor.cases.filter(({ judges }) => judges.includes(id));
    return open.has(id) && cut.some((each) => judging.length === 0 || judging.includes(each));
  });
}
