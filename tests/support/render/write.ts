/** Writes the report files. Whatever cannot be rendered does not keep the report itself from being written. */
import type { Report } from '../report/types.ts';
import path from 'node:path';
import { messageOf, SuiteFault } from '../errors.ts';
import { makeDirectory } from '../files/directory.ts';
import { whyOf } from '../files/error-reason.ts';
import { writeWhole } from '../files/write.ts';
import { neutralLines } from '../text/commands.ts';
import { asTyped } from '../text/typed-commands.ts';
import { renderCtrf } from './ctrf.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

interface WrittenReport {
  /** What went wrong, as sentences; empty when every file was written. */
  readonly problems: readonly string[];
  /** The report as it was written: a file that could not be written makes its verdict an error. */
  readonly report: Report;
}

/** A report whose run has failed after all. */
const withProblems = (report: Report, problems: readonly string[]): Report =>
  problems.length === 0
    ? report
    : { ...report, verdict: 'error', exitCode: 1, reasons: [...problems, ...report.reasons] };

/** The name of a file, and what it holds. */
export type Renderer = readonly [string, (report: Report) => string | Promise<string>];

/** What to do when a report file cannot be written. */
export const reportAdvice = 'Name another with --report-dir, or make room.';

/** The files that need the report alone. */
const renderings: readonly Renderer[] = [
  ['junit.xml', renderJunit],
  ['summary.md', (report) => renderMarkdown(report)],
  ['ctrf.json', renderCtrf],
];

/**
 * Writes the renderings and, last, `report.json`, each whole or not at all. When one of them cannot be written, the others are
 * written again, so that each says so.
 * @param faults problems that are known already
 * @param renderers what is rendered besides `report.json`
 */
export async function writeReport(
  report: Report,
  directory: string,
  faults: readonly string[] = [],
  renderers: readonly Renderer[] = renderings,
): Promise<WrittenReport> {
  const problems: string[] = [...faults];
  try {
    await makeDirectory(directory);
  } catch (error) {
    problems.push(`The report directory ${directory} cannot be made: ${whyOf(error)}. ${reportAdvice}`);
    return { problems, report: withProblems(report, problems) };
  }
  const json: Renderer = ['report.json', (whole) => `${neutralLines(JSON.stringify(whole, null, 2))}\n`];
  const failed = await writeEach([...renderers, json], directory, report, problems);
  const others = [...renderers, json].filter(([name]) => !failed.includes(name));
  if (failed.length > 0) await writeEach(others, directory, report, problems);
  return { problems, report: withProblems(report, problems) };
}

/** Writes files one after the other, and adds to the problems what went wrong. Gives the names of those that were not written. */
async function writeEach(
  renderers: readonly Renderer[],
  directory: string,
  report: Report,
  problems: string[],
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const [name, render] of renderers) {
    try {
      const text = await rendered(name, render, withProblems(report, problems));
      await writeWhole(path.join(directory, name), text, { advice: reportAdvice });
    } catch (error) {
      problems.push(messageOf(error));
      failed.push(name);
    }
  }
  return failed;
}

async function rendered(name: string, render: Renderer[1], report: Report): Promise<string> {
  try {
    const text = await render(report);
    return name === 'report.json' ? text : asTyped(text);
  } catch (cause) {
    throw new SuiteFault(`${name} could not be written: ${messageOf(cause)}`, { cause });
  }
}
