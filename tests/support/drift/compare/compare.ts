/** A run against a baseline, and against what is documented. Two runs: a baseline is made of the one, and holds the other. */
import type { Observed, Report, ReportDrift } from '../../report/types.ts';
import { compareResponses, compareHeaders } from './responses.ts';
import { includes } from '../../config/profiles.ts';
import type { Baseline } from './baseline-file.ts';
import { compareClauses } from './clauses.ts';
import { departureOf } from './departures.ts';
import type { Drift, ExampleOf } from './drift.ts';
import { entryOf, exampleFrom } from './entry.ts';
import { oneCauseEach } from './group.ts';
import { compareShapes, shapeOfDocuments } from './shapes.ts';

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
