/** `npm run report`: renders junit.xml, summary.md and the console text again from a report that was written before. */
import './start.ts';
import { Command } from 'commander';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, runCommand, type CommandIo } from './program.ts';

/**
 * Runs the command. Returns 0 when everything was written, 1 with one sentence on `stderr` when there is no report, it
 * cannot be read, or an option is unknown. The exit code says nothing about the verdict of the report.
 */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('report')
    .description('Renders the report files again from report.json.')
    .option('--report <file>', 'the report to read (default: report.json in the report directory)')
    .option('--report-dir <dir>', 'where to write (default: where the report is)');
  return runCommand(command, argv, io, async () => (await import('./tasks/report.ts')).render(command.opts(), io));
}

await runAsProgram(import.meta.url, run);
