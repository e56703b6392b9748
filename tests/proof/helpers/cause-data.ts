/** Findings and drifts from which causes are made. */
import type { ReportCause, ReportDrift, ReportFinding } from '../../support/report/types.ts';
import type { Json } from '../../support/text/json.ts';
import { causesOf } from '../../support/causes/causes.ts';
import { sampleDrift, sampleFinding } from './rendered-reports.ts';

let number = 0;

/** A finding of a clause; its values are those of some seed. */
export const found = (clause: string, pointer: string, change: Partial<ReportFinding> = {}): ReportFinding =>
  sampleFinding({ id: `f${(number += 1)}`, clause, pointer, message: `${clause} is broken.`, ...change });

/** One drift of a rule. */
export const drifted = (
  rule: string,
  pointer: string,
  was: Json,
  is: Json,
  change: Partial<ReportDrift> = {},
): ReportDrift =>
  sampleDrift({ fingerprint: `d${(number += 1)}`, rule, pointer, was, is, cases: ['name-alone'], ...change });

/** The causes of these findings and drifts. */
export const causes = (
  findings: readonly ReportFinding[],
  drift: readonly ReportDrift[] = [],
): readonly ReportCause[] => causesOf({ findings, drift });

/** A status in the place of another. */
export const status = (clause: string, expected: Json, actual: number, cases: readonly string[]): ReportFinding =>
  found(clause, '', { expected, actual, cases, response: null });

/** A promise that the baseline pins, and that is broken. */
export const held = (clause: string, pointer: string): ReportDrift =>
  drifted('clause-broken', pointer, 'held', 'A sentence with a value.', { clause });
