/** `npm run drift -- A.json B.json`: what the second run does that the first did not. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 without a difference or with additive ones only, 2 with any other, 1 when a file cannot be compared. */
export const run = commandOf(
  () =>
    new Command('drift')
      .description('Compares two reports, or a baseline and a report.')
      .argument('[files...]', 'the earlier and the later one')
      .option('--json', 'print the differences as JSON'),
  async (command, io) =>
    (await import('./tasks/drift.ts')).compare(command.args, command.opts<{ json?: boolean }>().json === true, io),
);

await runAsProgram(import.meta.url, run);
