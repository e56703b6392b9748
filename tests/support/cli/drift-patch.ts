/** `npm run drift:patch -- FINGERPRINT`: makes a drift documented, in the schema and in its cases. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 when schema and case were written, 1 with the reason on `stderr`; then nothing was. */
export const run = commandOf(
  () =>
    new Command('drift:patch')
      .description('Applies the schema patch of a drift and adds a case for it.')
      .argument('[fingerprint...]', 'the fingerprint of the drift')
      .option('--report <file>', 'the report that has it (default: report.json in the report directory)')
      .option('--report-dir <dir>', 'the report directory'),
  async (command, io) => (await import('./tasks/drift-patch.ts')).patch(command.args, command.opts(), io),
);

await runAsProgram(import.meta.url, run);
