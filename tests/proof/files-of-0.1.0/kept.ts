/** The files that version 0.1.0 wrote, as the present code reads them. */
import type { Report } from '../../support/report/types.ts';
import type { Json } from '../../support/text/json.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAccepted, parseHistory, type Baseline } from '../../support/drift/index.ts';
import { readReport } from '../../support/report/read.ts';

/** The path of a kept file. */
export const keptFile = (name: string): string => path.join(import.meta.dirname, name);

/** The text of a kept file. */
export const keptText = (name: string): string => readFileSync(keptFile(name), 'utf8');

/** The value of a kept JSON file. */
export const keptJson = (name: string): Json => JSON.parse(keptText(name)) as Json;

/**
 * A kept report, through the reader of the commands.
 * @throws Error when the present code does not take it for a report
 */
export function keptReport(name: string): Report {
  const read = readReport(keptText(name), name);
  if (!read.ok) throw new Error(read.message);
  return read.report;
}

/** Named as 0.1.0 named it: the host, and a hash of base URL and contact. */
export const journalName = '127.0.0.1-4077-64e924b05b44.json';
export const baseline = keptJson('baseline.json') as unknown as Baseline;
export const history = parseHistory(keptText('history.jsonl'));
export const accepted = parseAccepted(keptText('accepted-drift.json'));

/** The name of the target in all files but the baseline and the report of the conformant run. */
export const target = 'stand-in';

/** What the shorter baseline does not hold. Smoke judges, sends and sees all of it. */
export const leftOut = {
  clauses: ['email-comes-back', 'tags-empty-array-clears'],
  cases: ['tags-empty-array', 'email-alone'],
  pointers: ['/contact/company', '/contact/tags/*/name'],
};

const isAt = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

/** The baseline as a suite with fewer clauses and cases would have written it, which saw less of the responses. */
export const shorterBaseline: Baseline = {
  ...baseline,
  held: baseline.held.filter((id) => !leftOut.clauses.includes(id)),
  answers: Object.fromEntries(Object.entries(baseline.answers).filter(([id]) => !leftOut.cases.includes(id))),
  shape: Object.fromEntries(
    Object.entries(baseline.shape).filter(([pointer]) => !leftOut.pointers.some((place) => isAt(pointer, place))),
  ),
};
