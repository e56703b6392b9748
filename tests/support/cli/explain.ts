/** `npm run explain -- CLAUSE`: what a clause promises, what that rests on, and what to do when it is broken. Sends nothing. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 when every clause that was named was explained, or all were listed as none was named; 1 with the reason on `stderr` when not. */
export const run = commandOf(
  () =>
    new Command('explain')
      .description('Says what a clause promises, why, how it is judged, and what to do when it is broken.')
      .argument('[clause...]', 'the ids of clauses; without one all are listed'),
  async (command, io) => (await import('./tasks/explain.ts')).explainClauses(command.args, io),
);

await runAsProgram(import.meta.url, run);
