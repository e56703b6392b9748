/** A report file, read back. */
import type { Report } from './types.ts';

type ReadReport = { readonly ok: true; readonly report: Report } | { readonly ok: false; readonly message: string };

const lists = ['reasons', 'clauses', 'findings', 'drift', 'acceptedProblems', 'coverage', 'cases'] as const;
const objects = ['suite', 'target', 'requests', 'sandbox', 'observed'] as const;

/**
 * The report that a text holds, or one sentence that says why it holds none and what to do. `file` is the name to use in
 * that sentence. It looks at the outline only: the whole is checked where the report is written.
 */
export function readReport(text: string, file: string): ReadReport {
  const again = 'Run `npm run contract` to write a new one.';
  const fail = (what: string): ReadReport => ({ ok: false, message: `${file} ${what} ${again}` });
  if (text.trim() === '') return fail('is empty.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('is not whole JSON; it may have been cut short.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('is JSON, but not a report.');
  const report = value as Readonly<Record<string, unknown>>;
  if (report['schemaVersion'] !== 1) {
    const given = report['schemaVersion'];
    const version = given === undefined ? 'missing' : JSON.stringify(given).slice(0, 40);
    return fail(`has the schema version ${version}; this version of the suite reads version 1.`);
  }
  const missing = [
    ...lists.filter((name) => !Array.isArray(report[name])),
    ...objects.filter((name) => typeof report[name] !== 'object' || report[name] === null),
  ];
  return missing.length > 0
    ? fail(`lacks ${missing.join(', ')}, so it is not a whole report.`)
    : { ok: true, report: value as Report };
}
