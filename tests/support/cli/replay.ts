/** `npm run replay -- CASE`: sends one case of the last report again and shows the exchanges and what differs. */
import './start.ts';
import { contractCommand } from '../config/options.ts';
import { commandOf, runAsProgram } from './program.ts';

/**
 * Runs the command. Writes no report unless `--report-dir` names a directory for one.
 * @returns the exit code of the verdict on that one case; 1 with a sentence when there is no such report or case
 */
export const run = commandOf(
  () =>
    contractCommand(
      'replay',
      'Sends one case of a report again, shows its exchanges, and what differs from the report.',
    )
      .argument('<case>', 'the slug of the case')
      .option('--report <file>', 'the report that recorded it (default: report.json in the report directory)'),
  async (command, io) => (await import('./tasks/replay.ts')).replayNamed(command.args[0] ?? '', command.opts(), io),
);

await runAsProgram(import.meta.url, run);
