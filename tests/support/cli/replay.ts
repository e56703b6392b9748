/** `npm run replay -- CASE`: sends one case of the last report again and shows the exchanges and what differs. */
import './start.ts';
import { contractCommand, parseArguments } from '../config/options.ts';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, type CommandIo } from './program.ts';

const command = () =>
  contractCommand('replay', 'Sends one case of a report again, shows its exchanges, and what differs from the report.')
    .argument('<case>', 'the slug of the case')
    .option('--report <file>', 'the report that recorded it (default: report.json in the report directory)');

/**
 * Runs the command. Writes no report unless `--report-dir` names a directory for one.
 * @returns the exit code of the verdict on that one case; 1 with a sentence when there is no such report or case
 */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const parsed = parseArguments(command(), argv);
  if (!parsed.ok) {
    (parsed.exitCode === 0 ? io.stdout : io.stderr).write(`${parsed.message}\n`);
    return parsed.exitCode;
  }
  return (await import('./tasks/replay.ts')).replayNamed(parsed, io);
}

await runAsProgram(import.meta.url, run);
