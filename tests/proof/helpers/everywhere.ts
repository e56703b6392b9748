/** A report in which a text stands in every field that is not a word of ours. */
import type { Report } from '../../support/report/types.ts';
import type { Json } from '../../support/text/json.ts';

/** Keys whose values are words of ours, and decide what is rendered. */
const ours = new Set([
  'verdict',
  'outcome',
  'severity',
  'level',
  'classification',
  'kind',
  'method',
  'rule',
  'against',
  'startedAt',
  'firstSeen',
  'schemaVersion',
  'profile',
  'group',
  'id',
  'clause',
]);

/** The report with a text in the place of each of its own. */
export function everywhere(report: Report, text: string): Report {
  const change = (value: Json, key: string): Json => {
    if (typeof value === 'string') return ours.has(key) ? value : text;
    if (Array.isArray(value)) return (value as readonly Json[]).map((each) => change(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each, name)]));
  };
  return change(report as unknown as Json, '') as unknown as Report;
}
