/** Any run against what is documented, against a baseline, or against another run. */
import type { JsonObject, Observed, Report, ReportDrift } from '../types.ts';
import { makeBaseline } from './baseline.ts';
import { compareAnswers, compareHeaders } from './compare-answers.ts';
import { compareClauses, width } from './compare-clauses.ts';
import { compareShapes, shapeOfDocuments } from './compare-shape.ts';
import { documentedSchema, documentedView } from './documented.ts';
import { exampleFrom, toDrift } from './entry.ts';
import { oneCauseEach } from './group.ts';
import type { Baseline, CompareOptions, Difference } from './types.ts';

/**
 * What changed since a person accepted the baseline. Compared only where both looked: a case that did not run, a clause
 * that was not exercised, a newer suite's clauses and cases, and answers that could not be judged are no drift.
 * Sightings say when it was first seen as if that were this run; `withHistory` knows better.
 */
export function compareBaseline(baseline: Baseline, report: Report, options: CompareOptions = {}): ReportDrift[] {
  const step = width[report.profile] - width[baseline.profile];
  const reach = { narrower: report.partial || step < 0, wider: step > 0 };
  const differences: readonly Difference[] = oneCauseEach([
    ...compareShapes(baseline.shape, report.observed, reach),
    ...compareHeaders(baseline, report, reach.wider),
    ...compareAnswers(baseline, report),
    ...compareClauses(baseline, report),
  ]);
  const exampleOf = options.exampleOf ?? exampleFrom(report.findings);
  return differences.map((difference) =>
    toDrift(difference, { against: 'baseline', at: report.startedAt, observed: report.observed, exampleOf }),
  );
}

export interface DocumentedOptions extends CompareOptions {
  /** ISO date-time of the run. */
  readonly at?: string;
}

/**
 * What answers show that the response schema does not promise: further keys (additive), null where a value is promised,
 * missing keys, other types, other formats. Never red by itself: the clauses judge what is documented.
 */
export function compareDocumented(
  observed: Observed,
  responseSchema: JsonObject = documentedSchema,
  options: DocumentedOptions = {},
): ReportDrift[] {
  const view = documentedView(responseSchema);
  const reach = { narrower: true, wider: false, names: 'likeness', view } as const;
  const differences = compareShapes(shapeOfDocuments(view), observed, reach);
  const exampleOf = options.exampleOf ?? (() => null);
  return differences.map((difference) =>
    toDrift(difference, { against: 'documented', at: options.at ?? '', observed, exampleOf, schema: responseSchema }),
  );
}

/** What `b` does that `a` did not: yesterday and today, sandbox and mock, staging and production. */
export const compareReports = (a: Report, b: Report, options: CompareOptions = {}): ReportDrift[] =>
  compareBaseline(makeBaseline(a, new Date(0)), b, options);
