/** `npm run drift:accept`: tolerates a cause, a clause, a drift or a finding on one target until a day. */
import './start.ts';
import { Command } from 'commander';
import { commandOf, runAsProgram } from './program.ts';

/** Returns 0 when the entry was written, 1 with everything that is wrong, one sentence per line, on `stderr`. */
export const run = commandOf(
  () =>
    new Command('drift:accept')
      .description('Accepts a known deviation of a target for a while.')
      .argument('[what...]', 'the fingerprint of a cause, a clause, the fingerprint of a drift, or the id of a finding')
      .option('--because <text>', 'why it is tolerated')
      .option('--until <date>', 'the last day on which it is, YYYY-MM-DD, at most a year ahead')
      .option('--link <url>', 'where it is being dealt with')
      .option('--target <name>', 'the target (default: that of the report)')
      .option('--report <file>', 'the report to look it up in (default: report.json in the report directory)')
      .option('--report-dir <dir>', 'the report directory'),
  async (command, io) => (await import('./tasks/drift-accept.ts')).accept(command.args, command.opts(), io),
);

await runAsProgram(import.meta.url, run);
