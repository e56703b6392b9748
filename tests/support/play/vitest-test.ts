/** A case as a test of vitest's own: red when a MUST is broken, with the finding as its message. */
import { clauseOf } from '../catalogue.ts';
import type { Finding } from '../report/types.ts';
import type { CaseReport } from './plan.ts';

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** A finding in four lines: clause, pointer, expected, actual. */
const inLines = ({ clause, outcome, pointer, message, expected, actual }: Finding): string =>
  [
    `${clauseOf(clause).level} ${clause} (${outcome}): ${message}`,
    `  pointer: ${pointer === '' ? '(the whole)' : pointer}`,
    `  expected: ${shown(expected)}`,
    `  actual: ${shown(actual)}`,
  ].join('\n');

/**
 * Nothing when every MUST held that the case judged.
 * @throws Error that shows the findings of each that did not, of what could not be judged, and why the target is down
 */
export function assertHeld({ findings, down, title }: Pick<CaseReport, 'findings' | 'down' | 'title'>): void {
  const broken = findings.filter(
    ({ clause, outcome }) =>
      outcome === 'error' || (clauseOf(clause).level === 'MUST' && (outcome === 'fail' || outcome === 'inconclusive')),
  );
  const lines = [...(down === null ? [] : [`The target could not be judged: ${down}`]), ...broken.map(inLines)];
  if (lines.length > 0) throw new Error(`${title}\n${lines.join('\n')}`);
}
