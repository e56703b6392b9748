/** A finding in lines of text: where it is, and how what came differs from what was promised. */
import type { ReportFinding } from '../report/types.ts';
import { plural, some } from '../text/lines.ts';
import { sanitise } from '../text/sanitise.ts';
import { comparePair, differs } from './expected-actual.ts';
import { untilOf } from './summary.ts';

/** What has no JSON Pointer: a header of the response, by the clauses that are about one. */
const headers: Readonly<Record<string, string>> = {
  'answer-media-type-json': 'Content-Type',
  'answer-charset-utf8': 'Content-Type',
};

const aboutStatus = /^never-5xx$|-(refused|redirected)$|-answers-\d{3}/;

/** The pointer, made safe to print; where that is empty, or a success of another status says nothing of an attribute, which part of the response. */
export function whereOf({
  clause,
  pointer,
  actual = null,
}: Pick<ReportFinding, 'clause' | 'pointer'> & Partial<Pick<ReportFinding, 'actual'>>): string {
  if (aboutStatus.test(clause) && typeof actual === 'number' && actual < 400) return 'the status of the response';
  if (pointer !== '') return sanitise(pointer);
  const header = Object.hasOwn(headers, clause) ? headers[clause] : undefined;
  if (header !== undefined) return `the header ${header} of the response`;
  return aboutStatus.test(clause) ? 'the status of the response' : 'the whole response';
}

/** The message and the facts of a finding, each on a line of its own, for files that programs read. */
export function findingLines(finding: ReportFinding): readonly string[] {
  const { message, expected, actual, cases, count, flaky, accepted } = finding;
  const [left, right] = comparePair(expected, actual, 400);
  const where = differs(expected, actual, 400);
  return [
    message,
    `where: ${whereOf(finding)}`,
    `expected: ${left}`,
    `actual: ${right}`,
    ...(where === null ? [] : [`differs: ${where}`]),
    `cases: ${some(cases, 10)} (${plural(count, 'occurrence')}${flaky ? ', flaky' : ''})`,
    ...(accepted === null ? [] : [`accepted ${untilOf(accepted)}: ${accepted.because}`]),
  ];
}
