/** What opening a contact and putting it back come to in a report. Pure. */
import type { CaseReport } from '../play/plan.ts';
import type { Opening } from '../sandbox/index.ts';
import type { Restored } from '../restore/types.ts';
import { pointerOf, stateKeys } from '../endpoint/index.ts';
import { restoreShare } from './select.ts';

/** What kept a contact from being opened, as faults of the run. */
export const openingFaults = (opening: Opening): readonly string[] =>
  opening.kind === 'locked'
    ? [opening.message]
    : opening.kind === 'not-restored'
      ? [`What an earlier run left could not be put back, so nothing else was sent. ${opening.recovered.message}`]
      : [];

/**
 * A restore that failed is our failure, as the contact is not as it was found, unless the target breaks a promise in it.
 * @param isBroken - whether it does
 */
export const restoreFaults = (restored: Restored | null, isBroken: boolean): readonly string[] =>
  restored !== null && !restored.ok && !isBroken ? [restored.message] : [];

/** What is worth saying of a contact that an earlier run left and that was put back: what somebody else has written since was left alone. */
export const recoveredOf = (recovered: Restored | null): readonly string[] =>
  recovered === null || recovered.theirs.length === 0
    ? []
    : [`an earlier run was interrupted, and what it left was put back before this one. ${recovered.message}`];

/**
 * Requests on top of the profile that no case sent: to put back what an earlier run left, to read the contact again where reads lag
 * behind, and to put the contact back when one update and a read of it do not do.
 */
export function onTopOf(opening: Opening, restored: Restored | null): number {
  if (opening.kind === 'not-restored') return opening.recovered.requests;
  if (opening.kind !== 'open') return 0;
  const extra = Math.max(0, (restored?.requests ?? 0) - restoreShare(opening.snapshot));
  return (opening.recovered?.requests ?? 0) + opening.repeated + extra;
}

/** Attributes that somebody else was seen to write to. */
export const theirsIn = (reports: readonly Pick<CaseReport, 'settlement' | 'findings'>[]): readonly string[] => {
  const pointers = new Set(
    reports
      .flatMap(({ findings }) => findings.filter((each) => each.interference === true))
      .map(({ pointer }) => pointer),
  );
  return [
    ...new Set([
      ...reports.flatMap(({ settlement }) => settlement?.theirs ?? []),
      ...stateKeys.filter((name) => pointers.has(pointerOf(name))),
    ]),
  ];
};

/** Attributes whose stored value the target does not take back, each with why. */
export const withheldIn = (reports: readonly Pick<CaseReport, 'withheld'>[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...reports.map(({ withheld }) => withheld ?? {})) as Record<string, string>;

/** How long reads lag behind updates, as far as some case has learned it. */
export const lagIn = (reports: readonly CaseReport[]): number | null => {
  const learned = reports.flatMap(({ lag }) => (lag === null ? [] : [lag]));
  return learned.length === 0 ? null : Math.max(...learned);
};
