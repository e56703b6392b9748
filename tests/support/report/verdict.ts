/** The verdict of a run: from clauses and drift, never from the colour of the runner. */
import { plural, some } from '../text/lines.ts';
import type { Report, ReportCause, ReportClause, ReportDrift, ReportFinding } from './types.ts';

export interface VerdictInput {
  /** What a change is named by when nothing but the baseline shows it. */
  readonly causes?: readonly ReportCause[];
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  readonly acceptedProblems: readonly string[];
  /** Faults of the suite: what the runner, a case, the restore or the writer said. */
  readonly faults: readonly string[];
  /** Why the target could not be judged, when it could not. */
  readonly down: string | null;
  /** Why the run ended before all of its cases, when it did. */
  readonly ended: string | null;
  readonly requireAll: boolean;
  /** The restore failed, and the target broke a promise in it: what the restore says. */
  readonly storesOtherwise: string | null;
  /** Why the run says less than it was asked for, as sentences: cases that were asked for by name and judged nothing. */
  readonly idle: readonly string[];
  /** Where somebody else was seen to write to the contact; empty when nobody was. */
  readonly interference?: readonly string[];
  /** What is worth saying and decides nothing: cases for which the budget did not suffice. */
  readonly remarks?: readonly string[];
}

type Verdict = Pick<Report, 'verdict' | 'exitCode' | 'reasons'>;

const names = (clauses: readonly Pick<ReportClause, 'id'>[]): string =>
  some(
    clauses.map(({ id }) => id),
    5,
  );

/** What is red by the baseline alone, cause by cause; what a broken clause names already is not said again. */
function changed(
  causes: readonly ReportCause[],
  broken: readonly Pick<ReportClause, 'id'>[],
  drifted: readonly ReportDrift[],
): readonly string[] {
  const isBroken = new Set(broken.map(({ id }) => id));
  const own = causes.filter(
    ({ severity, clauses, drift }) => severity === 'red' && drift.length > 0 && !clauses.some((id) => isBroken.has(id)),
  );
  const told = own.slice(0, 5).map(({ summary }) => summary);
  if (told.length > 0)
    return [`changed: ${told.join('; ')}${own.length > 5 ? ` and ${String(own.length - 5)} more` : ''}`];
  if (drifted.length === 0 || causes.length > 0) return [];
  return [`changed: ${plural(drifted.length, 'thing')} that the baseline pins or the documents state`];
}

/** Why the run is red because of the target. */
function violations(input: VerdictInput): readonly string[] {
  const broken = input.clauses.filter(({ outcome, level }) => outcome === 'fail' && level !== 'MAY');
  const drifted = input.drift.filter(({ red, accepted }) => red && accepted === null);
  return [
    ...(broken.length > 0 ? [`broken: ${names(broken)}`] : []),
    ...changed(input.causes ?? [], broken, drifted),
    ...(input.storesOtherwise === null
      ? []
      : [
          `the contact could not be put back because the target refuses an update, or stores something other than what it is sent: ${input.storesOtherwise}`,
        ]),
    ...input.acceptedProblems,
  ];
}

/** The first line of a message: what follows is for the finding itself. */
const headline = (message: string): string => message.split('\n')[0] ?? message;

/** Why nothing can be said. What was accepted or held elsewhere does not make up for a case that could not be judged. */
function doubts(input: VerdictInput): readonly string[] {
  const { interference = [] } = input;
  const doubtful = new Set(
    input.findings.filter(({ outcome }) => outcome === 'inconclusive').map(({ clause }) => clause),
  );
  const open = input.clauses.filter(
    ({ id, outcome, level }) =>
      level === 'MUST' && (outcome === 'inconclusive' || (outcome !== 'fail' && doubtful.has(id))),
  );
  const wanted = input.requireAll
    ? input.clauses.filter(
        ({ outcome, level, untestable }) => outcome === 'not-exercised' && level === 'MUST' && untestable !== true,
      )
    : [];
  const judged = input.clauses.reduce((sum, clause) => sum + clause.judged, 0);
  const reasons = [
    ...(input.down === null ? [] : [input.down]),
    ...(input.ended === null ? [] : [input.ended]),
    ...(open.length > 0 ? [`could not be judged: ${names(open)}`] : []),
    ...(wanted.length > 0 ? [`not exercised: ${names(wanted)}`] : []),
    ...(interference.length > 0 ? [`somebody else writes to this contact (${interference.join(', ')})`] : []),
    ...input.idle,
  ];
  return judged === 0 && reasons.length === 0 ? ['nothing was judged'] : reasons;
}

/**
 * Faults of the suite come first, then broken promises, then doubts.
 * @returns verdict, exit code and the reasons, the deciding ones first
 */
export function verdictOf(input: VerdictInput): Verdict {
  const errors = [
    ...input.faults,
    ...input.findings.filter(({ outcome }) => outcome === 'error').map(({ message }) => message),
  ].map(headline);
  const red = violations(input);
  const open = doubts(input);
  const reasons = [...errors, ...red, ...open, ...(input.remarks ?? [])];
  if (errors.length > 0) return { verdict: 'error', exitCode: 1, reasons };
  if (red.length > 0) return { verdict: 'violated', exitCode: 2, reasons };
  if (open.length > 0) return { verdict: 'inconclusive', exitCode: 3, reasons };
  return { verdict: 'conformant', exitCode: 0, reasons };
}
