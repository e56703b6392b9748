/** `npm run report`: renders the files of a report again, shows its page, or puts several reports on one. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

interface ReportOptions {
  readonly merge?: readonly string[];
  readonly report?: string;
  readonly reportDir?: string;
  readonly history?: string;
  readonly open?: boolean;
}

/**
 * Runs the command. Returns 0 when everything was written, 1 with one sentence on `stderr` when there is no report, it
 * cannot be read, or an option is unknown. The exit code says nothing about the verdict of the report; with `--merge` it is that of the
 * reports: 1 where one is, else 2, else 3, else 0.
 */
export const run = commandOf(
  () =>
    new Command('report')
      .description('Renders the report files again from report.json.')
      .option('--report <file>', 'the report to read (default: report.json in the report directory)')
      .option('--report-dir <dir>', 'where to write (default: where the report is)')
      .option('--history <file>', 'the history of the runs (default: history.jsonl beside the report)')
      .option(
        '--merge <dirs...>',
        'put the reports of these folders on one page, a column each; exits with their verdict',
      )
      .option('--open', 'show the page; without a terminal, say where it is'),
  async (command, io) => {
    const { merge, render } = await import('./tasks/report.ts');
    const { merge: places, ...options } = command.opts<ReportOptions>();
    return places === undefined ? render(options, io) : merge(places, options, io);
  },
);

await runAsProgram(import.meta.url, run);
