/** `npm run report`: renders junit.xml, summary.md and the console text again from a report that was written before. */
import { isProgram } from './start.ts';
import { neutralIo } from './neutral-io.ts';
import type { Report } from '../report/types.ts';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { SuiteFault } from '../errors.ts';
import { reportDirFromEnvironment, wantsColour } from '../config/index.ts';
import { explain } from '../drift/index.ts';
import { renderConsole } from '../report/console.ts';
import { renderJunit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { readText } from '../files/read.ts';
import { readReport } from '../report/read.ts';
import { uncompared } from '../report/summary.ts';
import { writeIn } from './drift-files.ts';

export interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

export interface CommandIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly now: Date;
}

/**
 * Runs the command. Returns 0 when everything was written, 1 with one sentence on `stderr` when there is no report, it
 * cannot be read, or an option is unknown. The exit code says nothing about the verdict of the report.
 */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('report')
    .description('Renders the report files again from report.json.')
    .option('--report <file>', 'the report to read (default: report.json in the report directory)')
    .option('--report-dir <dir>', 'where to write (default: where the report is)')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) });
  try {
    command.parse(argv, { from: 'user' });
    return await render(command.opts(), io);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

interface Options {
  readonly report?: string;
  readonly reportDir?: string;
}

async function render(options: Options, io: CommandIo): Promise<number> {
  const directory = options.reportDir === undefined ? null : path.resolve(io.cwd, options.reportDir);
  const file =
    options.report === undefined
      ? path.join(directory ?? reportDirFromEnvironment(io.cwd), 'report.json')
      : path.resolve(io.cwd, options.report);
  const text = await readText(file).catch((error: unknown) => {
    if (error instanceof SuiteFault) throw error;
    throw new SuiteFault(
      `${file} cannot be read (${codeOf(error)}). Run \`npm run contract\` first, or name one with --report.`,
    );
  });
  const read = readReport(text, file);
  if (!read.ok) throw new SuiteFault(read.message);
  const target = directory ?? path.dirname(file);
  const { junit, markdown, terminal } = renderAll(read.report, file, io);
  await writeIn(target, [
    [path.join(target, 'junit.xml'), junit],
    [path.join(target, 'summary.md'), markdown],
  ]);
  io.stdout.write(terminal);
  io.stdout.write(`\nwritten: ${path.join(target, 'junit.xml')}, ${path.join(target, 'summary.md')}\n`);
  const note = uncompared(read.report);
  if (note !== null) io.stdout.write(`${note}\n`);
  return 0;
}

/** Everything is rendered before anything is written. */
function renderAll(report: Report, file: string, { stdout }: CommandIo) {
  const columns = stdout.columns ?? 100;
  try {
    return {
      junit: renderJunit(report),
      markdown: renderMarkdown(report),
      terminal: renderConsole(report, {
        columns,
        color: wantsColour(stdout.isTTY === true),
        explainDrift: (drift) => explain(drift, { columns }),
      }),
    };
  } catch (cause) {
    throw new SuiteFault(`${file} is not a report that can be rendered. Run \`npm run contract\` to write a new one.`, {
      cause,
    });
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

if (isProgram(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    now: new Date(),
  });
}
