/** How the files of a report are rendered again, and several reports put on one page. */
import type { Report } from '../../report/types.ts';
import path from 'node:path';
import { SuiteFault } from '../../errors.ts';
import { reportDirFromEnvironment, wantsColour } from '../../config/index.ts';
import type { HistoryLine } from '../../drift/index.ts';
import { renderConsole } from '../../render/console.ts';
import { uncompared } from '../../render/summary.ts';
import { plural, truncate } from '../../text/lines.ts';
import { readHistory } from '../../run/baseline.ts';
import { renderingsWith } from '../../run/renderings.ts';
import { sanitise } from '../../text/sanitise.ts';
import { loadReport, reportFileOf, writeIn } from '../report-files.ts';
import { openPage } from '../opener.ts';
import type { CommandIo } from '../program.ts';

interface Options {
  readonly report?: string;
  readonly reportDir?: string;
  readonly history?: string;
  readonly open?: boolean;
}

const notRenderable = (file: string, cause: unknown): SuiteFault =>
  new SuiteFault(`${file} is not a report that can be rendered. Run \`npm run contract\` to write a new one.`, {
    cause,
  });

/** Renders the files of a report again, all before any is written. Returns the exit code. */
export async function render(options: Options, io: CommandIo): Promise<number> {
  const directory = options.reportDir === undefined ? null : path.resolve(io.cwd, options.reportDir);
  const file = reportFileOf(options, io.cwd);
  const report = await loadReport(options, io.cwd);
  const target = directory ?? path.dirname(file);
  const history =
    options.history === undefined
      ? path.join(path.dirname(file), 'history.jsonl')
      : path.resolve(io.cwd, options.history);
  const { terminal, files } = await renderAll(report, await readHistory(history), file, io);
  await writeIn(
    target,
    files.map(([name, text]) => [path.join(target, name), text] as const),
  );
  io.stdout.write(terminal);
  io.stdout.write(`\nwritten: ${files.map(([name]) => path.join(target, name)).join(', ')}\n`);
  const note = uncompared(report);
  if (note !== null) io.stdout.write(`${note}\n`);
  if (options.open === true) await openPage(path.join(target, 'index.html'), io);
  return 0;
}

/** Everything is rendered before anything is written. */
async function renderAll(report: Report, history: readonly HistoryLine[], file: string, { stdout }: CommandIo) {
  const columns = Math.min(stdout.columns ?? 100, 120);
  try {
    const files: (readonly [string, string])[] = [];
    for (const [name, make] of renderingsWith(history)) files.push([name, await make(report)]);
    return { files, terminal: renderConsole(report, { columns, color: wantsColour(stdout.isTTY === true) }) };
  } catch (cause) {
    throw notRenderable(file, cause);
  }
}

/** A report is named by its folder, or by itself. */
const fileOf = (place: string, cwd: string): string => {
  const named = path.resolve(cwd, place);
  return named.endsWith('.json') ? named : path.join(named, 'report.json');
};

/**
 * Puts several reports on one page.
 * @returns the exit code that counts of theirs: 1 before 2 before 3 before 0
 */
export async function merge(places: readonly string[], { reportDir, open }: Options, io: CommandIo): Promise<number> {
  const files = [...new Set(places.map((place) => fileOf(place, io.cwd)))];
  const reports: Report[] = [];
  for (const file of files) reports.push(await loadReport({ report: file }, io.cwd));
  const target = reportDir === undefined ? reportDirFromEnvironment(io.cwd) : path.resolve(io.cwd, reportDir);
  const page = path.join(target, 'index.html');
  const { deciding, renderMerged } = await import('../../page/index.ts');
  let text: string;
  try {
    text = renderMerged(reports);
  } catch (cause) {
    throw notRenderable(files.join(', '), cause);
  }
  await writeIn(target, [[page, text]]);
  const columns = Math.min(io.stdout.columns ?? 100, 120);
  for (const {
    verdict,
    exitCode,
    target: { name },
    startedAt,
    reasons,
  } of reports)
    io.stdout.write(
      `${truncate([`${verdict.toUpperCase()} (exit ${String(exitCode)})`, sanitise(name), startedAt.slice(0, 16), ...reasons.slice(0, 1).map((reason) => sanitise(reason))].join(' · '), columns)}\n`,
    );
  const { verdict, exitCode } = deciding(reports);
  io.stdout.write(`${verdict.toUpperCase()} (exit ${String(exitCode)}) · ${plural(reports.length, 'report')}\n`);
  io.stdout.write(`written: ${page}\n`);
  if (open === true) await openPage(page, io);
  return exitCode;
}
