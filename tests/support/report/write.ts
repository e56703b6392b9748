/** Writes the report files. Whatever cannot be rendered does not keep the report itself from being written. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Report } from '../types.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

/** What went wrong, as sentences; empty when every file was written. */
export type Written = readonly string[];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Writes `report.json`, `junit.xml` and `summary.md`, each whole or not at all. */
export async function writeReport(report: Report, directory: string): Promise<Written> {
  const problems: string[] = [];
  const renderers: readonly (readonly [string, (report: Report) => string])[] = [
    ['report.json', (whole) => `${JSON.stringify(whole, null, 2)}\n`],
    ['junit.xml', renderJunit],
    ['summary.md', (whole) => renderMarkdown(whole)],
  ];
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    return [`The report directory ${directory} cannot be made: ${messageOf(error)}. Name another with --report-dir.`];
  }
  for (const [name, render] of renderers) {
    try {
      await writeFileAtomic(path.join(directory, name), render(report));
    } catch (error) {
      problems.push(`${name} could not be written: ${messageOf(error)}.`);
    }
  }
  return problems;
}
