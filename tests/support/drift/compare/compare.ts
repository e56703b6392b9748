/**
 * A run against a baseline, and against what is documented. Two runs: a baseline is made of the one, and holds the other. Where responses
 * depart from the pinned shape and headers, and only some show it, they are looked at again before it is called drift.
 */
import type { Observed, Report, ReportDrift } from '../../report/types.ts';
import { compareResponses, compareHeaders } from './responses.ts';
import { includes } from '../../config/profiles.ts';
import { observe, type ObservedExchange } from '../../observe/index.ts';
import { shapeToPin } from './baseline.ts';
import type { Baseline } from './baseline-file.ts';
import { compareClauses } from './clauses.ts';
import { entryOf, exampleFrom } from './entry.ts';
import { oneCauseEach } from './group.ts';
import { gonePointers } from './keys.ts';
import type { Drift, ExampleOf } from './rules.ts';
import { compareNodes, compareShapes, shapeOfDocuments } from './shapes.ts';

/** What a departure is known by: the pointer that differs, or the header. */
const departureOf = ({ rule, pointer, direction }: Pick<Drift, 'rule' | 'pointer' | 'direction'>): string =>
  rule === 'header-gone' || rule === 'header-new' ? `header ${direction}` : pointer;

/**
 * What changed since a person accepted the baseline. Compared only where both looked: a case that did not run, a clause
 * that was not exercised, a newer suite's clauses and cases, and responses that could not be judged are no drift.
 * What comes and goes is none either.
 * Sightings say when it was first seen as if that were this run; `withHistory` knows better.
 * @param unsteady - departures from the pinned shape and headers that further looks did not show again
 */
export function compareBaseline(
  baseline: Baseline,
  report: Report,
  unsteady: ReadonlySet<string> = new Set(),
): ReportDrift[] {
  const reach = {
    narrower: report.partial || !includes(report.profile, baseline.profile),
    wider: !includes(baseline.profile, report.profile),
  };
  const drifts: readonly Drift[] = oneCauseEach([
    ...[
      ...compareShapes(baseline.shape, report.observed, reach),
      ...compareHeaders(baseline, report, reach.wider),
    ].filter((drift) => !unsteady.has(departureOf(drift))),
    ...compareResponses(baseline, report),
    ...compareClauses(baseline, report),
  ]);
  const { observed, startedAt: at } = report;
  const exampleOf = exampleFrom(report.findings);
  return drifts.map((drift) => entryOf(drift, { against: 'baseline', at, observed, exampleOf }));
}

interface DocumentedOptions {
  /** ISO date-time of the run. */
  readonly at?: string;
  /** Finds what to show; without it no example is shown. */
  readonly exampleOf?: ExampleOf;
}

/**
 * What responses show that the response schema does not promise: further keys (additive), null where a value is promised,
 * missing keys, other types, other formats. Never red by itself: the clauses judge what is documented.
 */
export function compareDocumented(
  observed: Observed,
  { at = '', exampleOf = () => null }: DocumentedOptions = {},
): ReportDrift[] {
  const reach = { narrower: true, wider: false };
  return compareShapes(shapeOfDocuments(), observed, reach, 'likeness').map((drift) =>
    entryOf(drift, { against: 'documented', at, observed, exampleOf }),
  );
}

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
export function departuresIn(baseline: Baseline, observation: ObservedExchange): ReadonlySet<string> {
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
