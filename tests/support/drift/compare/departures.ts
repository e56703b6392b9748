/**
 * Where responses depart from the pinned shape and headers: what would make a run red, and which responses show it. A departure that only
 * some responses show is looked at again before it is called drift.
 */
import { includes } from '../../config/profiles.ts';
import type { Observed, Report } from '../../report/types.ts';
import { observe, type Observation } from '../observe/index.ts';
import { compareHeaders } from './responses.ts';
import type { Baseline } from './baseline-file.ts';
import { shapeToPin } from './baseline.ts';
import type { Drift } from './drift.ts';
import { entryOf } from './entry.ts';
import { gonePointers } from './keys.ts';
import { compareNodes, compareShapes } from './shapes.ts';

/** What a departure is known by: the pointer that differs, or the header. */
export const departureOf = ({ rule, pointer, direction }: Pick<Drift, 'rule' | 'pointer' | 'direction'>): string =>
  rule === 'header-gone' || rule === 'header-new' ? `header ${direction}` : pointer;

/** Responses that show by themselves that all of them are so. */
const enough = 5;

/** A departure that makes a run red, unless it comes and goes. */
interface Departure {
  readonly key: string;
  /** Every response shows it that could, and they are not few. */
  readonly everywhere: boolean;
}

/**
 * The departures of a run from its baseline that would make it red.
 * @param observed - what its responses have in common
 */
export function departuresOf(baseline: Baseline, observed: Observed, profile: Report['profile']): readonly Departure[] {
  const wider = !includes(baseline.profile, profile);
  const drifts = [
    ...compareShapes(baseline.shape, observed, { narrower: true, wider }),
    ...compareHeaders(baseline, { observed }, wider),
  ];
  const context = { against: 'baseline', at: '', observed, exampleOf: () => null } as const;
  return drifts
    .filter((drift) => entryOf(drift, context).red)
    .map((drift) => ({ key: departureOf(drift), everywhere: drift.of >= enough && drift.seen >= drift.of }));
}

/** The departures that one response shows, red or not; none of a response to anything but an accepted update. */
export function departuresIn(baseline: Baseline, observation: Observation): ReadonlySet<string> {
  if (!observation.accepted) return new Set();
  const observed = observe([observation]);
  const shapes = {
    was: new Map(Object.entries(baseline.shape)),
    is: new Map(Object.entries(shapeToPin(observed))),
    observed: observed.shape,
    reach: { narrower: true, wider: false },
  };
  return new Set([
    ...gonePointers(shapes),
    ...[...compareNodes(shapes), ...compareHeaders(baseline, { observed }, false)].map(departureOf),
  ]);
}
