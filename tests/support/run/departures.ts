/** What a run says of responses that departed from the baseline, and not steadily. Pure. */
import type { Settings } from '../config/types.ts';
import { departuresOf, type Baseline } from '../drift/index.ts';
import type { CaseReport, UnsteadyDeparture } from '../play/plan.ts';
import type { Observed, Report } from '../report/types.ts';
import { some } from '../text/lines.ts';

/** A run that is over, and why it ended before its last case; null when it did not. */
interface Ended {
  readonly reports: readonly Pick<CaseReport, 'departures'>[];
  readonly ended: string | null;
  readonly settings: Pick<Settings, 'profile'>;
}

/** Which departures from the pinned shape are not steady. Of a run that ended before its last looks, those that only some responses showed are open. */
export function departuresIn(
  { reports, ended, settings }: Ended,
  baseline: Baseline | null,
  observed: Observed,
): readonly UnsteadyDeparture[] {
  const settled = reports.find(({ departures }) => departures !== undefined)?.departures;
  if (settled !== undefined) return settled;
  if (baseline === null || ended === null) return [];
  return departuresOf(baseline, observed, settings.profile)
    .filter(({ everywhere }) => !everywhere)
    .map(({ key }) => ({ key, state: 'open' }));
}

/** Departures from the baseline that are not steady, as sentences. */
export function namedOf(
  departures: readonly UnsteadyDeparture[],
  state: UnsteadyDeparture['state'],
  sentence: string,
): readonly string[] {
  const names = departures.filter((each) => each.state === state).map(({ key }) => key);
  return names.length === 0 ? [] : [`${sentence}: ${some(names, 5)}`];
}

/** Which baseline a run was compared with; null: with none. */
export const pinnedBy = (baseline: Baseline | null): NonNullable<Report['baseline']> | null =>
  baseline === null ? null : { suite: baseline.suite.version, profile: baseline.profile, accepted: baseline.accepted };
