/** `npm run restore`: gives the sandbox contact back what it held before a run that was interrupted. */
import './start.ts';
import { contractCommand } from '../config/options.ts';
import { commandOf, runAsProgram } from './program.ts';

/**
 * Runs the command.
 * @returns 0 when the contact was put back and read again, or when there is nothing to put back; 1 with the reason when not, and when
 *   the journal of another contact or of another name of the host is open
 */
export const run = commandOf(
  () =>
    contractCommand('restore', 'Puts the contact back: from the journal of an interrupted run, else to its home state.')
      .option('--journal <file>', 'the journal to put back (default: the one of the configured contact)')
      .option('--force', 'write over what somebody else has changed since the run was interrupted'),
  async (command, io) => (await import('./tasks/restore.ts')).restoreContact(command.opts(), io),
);

await runAsProgram(import.meta.url, run);
