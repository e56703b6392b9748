/** Where a finding is, in the words of a reader. */
import type { ReportFinding } from '../report/types.ts';
import { sanitise } from '../text/sanitise.ts';

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
