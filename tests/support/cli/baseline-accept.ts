/** `npm run baseline:accept`: makes a report the baseline of its target, after showing what differs from the present one. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 when the baseline was written, 1 with the reason on `stderr` when not. Asks nothing. */
export const run = commandOf(
  () =>
    new Command('baseline:accept')
      .description('Makes the last report the baseline of its target. Shows the difference first.')
      .option('--report <file>', 'the report to accept (default: report.json in the report directory)')
      .option('--report-dir <dir>', 'the report directory')
      .option('--baseline <file>', 'where to write (default: fixtures/baselines/<target>.json)')
      .allowExcessArguments(false),
  async (command, io) => (await import('./tasks/baseline-accept.ts')).accept(command.opts(), io),
);

await runAsProgram(import.meta.url, run);
