/** `npm run explain -- CLAUSE`: what a clause promises, what that rests on, and what to do when it is broken. Sends nothing. */
import './start.ts';
import { Command } from 'commander';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, runCommand, type CommandIo } from './program.ts';

/** Returns 0 when every clause that was named was explained, or all were listed as none was named; 1 with the reason on `stderr` when not. */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const command = new Command('explain')
    .description('Says what a clause promises, why, how it is judged, and what to do when it is broken.')
    .argument('[clause...]', 'the ids of clauses; without one all are listed');
  return runCommand(command, argv, io, async () =>
    (await import('./tasks/explain.ts')).explainClauses(command.args, io),
  );
}

await runAsProgram(import.meta.url, run);
