/** Files that commands read and write. */
import type { Report } from '../report/types.ts';
import path from 'node:path';
import { reportDirFromEnvironment } from '../config/index.ts';
import { readReport } from '../report/read.ts';
import { InputError, SuiteFault } from '../errors.ts';
import { readText as readTextOf } from '../files/read.ts';
import { makeDirectory } from '../files/directory.ts';
import { whyOf } from '../files/error-reason.ts';
import { writeWhole } from '../files/write.ts';
import { isArray, isObject, type Json, type JsonObject } from '../text/json.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

/** The text of a file. @throws InputError with `advice` when there is none */
export async function readText(file: string, advice: string): Promise<string> {
  return readTextOf(file).catch((error: unknown) => {
    if (error instanceof SuiteFault) throw error;
    throw new InputError(`${file} cannot be read (${codeOf(error)}). ${advice}`);
  });
}

export interface ReportPlace {
  readonly report?: string;
  readonly reportDir?: string;
}

/** Where the report is: `--report`, else `report.json` in `--report-dir`, else in the configured report directory. */
export function reportFileOf({ report, reportDir }: ReportPlace, cwd: string): string {
  if (report !== undefined) return path.resolve(cwd, report);
  return path.join(
    reportDir === undefined ? reportDirFromEnvironment(cwd) : path.resolve(cwd, reportDir),
    'report.json',
  );
}

/** Reads a report. @throws InputError when it is not there, cut short, or of another schema version */
export async function loadReport(place: ReportPlace, cwd: string): Promise<Report> {
  const file = reportFileOf(place, cwd);
  const text = await readText(file, 'Run `npm run contract` first, or name a report with --report.');
  const read = readReport(text, file);
  if (!read.ok) throw new InputError(read.message);
  return read.report;
}

/** A value in one line, as the tables of `fixtures/` have it. */
function inOneLine(value: Json): string {
  if (isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (!isObject(value) || Object.keys(value).length === 0) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${inOneLine(member)}`);
  return `{ ${members.join(', ')} }`;
}

/**
 * Writes a table as those of `fixtures/` are laid out, a row on each line, whole or not at all.
 * @throws SuiteFault when it cannot be written
 */
export const writeTable = (file: string, rows: readonly JsonObject[]): Promise<void> =>
  writeIn(path.dirname(file), [[file, `[\n${rows.map((row) => `  ${inOneLine(row)}`).join(',\n')}\n]\n`]]);

/**
 * Writes JSON as the formatter of this project does, whole or not at all; its directory is made. `compact` puts an object on one line
 * where it fits: for long tables.
 * @throws SuiteFault when it cannot be written
 */
export async function writeJson(file: string, value: unknown, layout: 'compact' | 'spread' = 'spread'): Promise<void> {
  const { format, resolveConfig } = await import('prettier');
  const config = await resolveConfig(file);
  const text = JSON.stringify(value, null, layout === 'spread' ? 2 : 0);
  const formatted = await format(text, { printWidth: 120, ...config, filepath: file, parser: 'json' });
  await writeIn(path.dirname(file), [[file, formatted]]);
}

/**
 * Writes files into a directory, which is made.
 * @throws SuiteFault when the directory cannot be made, or a file cannot be written
 */
export async function writeIn(directory: string, files: readonly (readonly [string, string])[]): Promise<void> {
  const advice = 'Make room, or its directory writable.';
  try {
    await makeDirectory(directory);
  } catch (cause) {
    throw new SuiteFault(`The directory ${directory} cannot be made: ${whyOf(cause)}. Nothing was written.`, { cause });
  }
  for (const [file, text] of files) await writeWhole(file, text, { advice });
}
