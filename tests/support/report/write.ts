/** Writes the report files. Whatever cannot be rendered does not keep the report itself from being written. */
import type { Report } from './types.ts';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

export interface Written {
  /** What went wrong, as sentences; empty when every file was written. */
  readonly problems: readonly string[];
  /** The report as it was written: a file that could not be written makes its verdict an error. */
  readonly report: Report;
}

/** A report whose run has failed after all. */
export const withProblems = (report: Report, problems: readonly string[]): Report =>
  problems.length === 0
    ? report
    : { ...report, verdict: 'error', exitCode: 1, reasons: [...problems, ...report.reasons] };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type Renderer = readonly [string, (report: Report) => string];

const renderings: readonly Renderer[] = [
  ['junit.xml', renderJunit],
  ['summary.md', (report) => renderMarkdown(report)],
];

/**
 * Writes `junit.xml`, `summary.md` and, last, `report.json`, each whole or not at all.
 * @param faults problems that are known already
 * @param renderers what is rendered besides `report.json`
 */
export async function writeReport(
  report: Report,
  directory: string,
  faults: readonly string[] = [],
  renderers: readonly Renderer[] = renderings,
): Promise<Written> {
  const problems: string[] = [...faults];
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    problems.push(
      `The report directory ${directory} cannot be made: ${messageOf(error)}. Name another with --report-dir.`,
    );
    return { problems, report: withProblems(report, problems) };
  }
  const json: Renderer = ['report.json', (whole) => `${JSON.stringify(whole, null, 2)}\n`];
  for (const [name, render] of [...renderers, json]) {
    try {
      await writeFileAtomic(path.join(directory, name), render(withProblems(report, problems)));
    } catch (error) {
      problems.push(`${name} could not be written: ${messageOf(error)}. Name another directory with --report-dir.`);
    }
  }
  return { problems, report: withProblems(report, problems) };
}
