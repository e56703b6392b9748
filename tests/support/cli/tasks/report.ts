/** How the files of a report are rendered again. */
import type { Report } from '../../report/types.ts';
import path from 'node:path';
import { SuiteFault } from '../../errors.ts';
import { reportDirFromEnvironment, wantsColour } from '../../config/index.ts';
import { renderConsole } from '../../report/console.ts';
import { renderJunit } from '../../report/junit.ts';
import { renderMarkdown } from '../../report/markdown.ts';
import { readText } from '../../files/read.ts';
import { readReport } from '../../report/read.ts';
import { uncompared } from '../../report/summary.ts';
import { writeIn } from '../drift-files.ts';
import type { CommandIo } from '../program.ts';

interface Options {
  readonly report?: string;
  readonly reportDir?: string;
}

export async function render(options: Options, io: CommandIo): Promise<number> {
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
  const columns = Math.min(stdout.columns ?? 100, 120);
  try {
    return {
      junit: renderJunit(report),
      markdown: renderMarkdown(report),
      terminal: renderConsole(report, {
        columns,
        color: wantsColour(stdout.isTTY === true),
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
