/** `npm run doctor`: says whether a run can be begun, and what to mend. Sends one or two requests, neither of which writes. */
import './start.ts';
import { contractCommand, type Flags } from '../config/options.ts';
import { InputError } from '../errors.ts';
import { commandOf, runAsProgram } from './program.ts';

/**
 * Runs the command.
 * @returns 0 when a run can be begun; 1 when the configuration has problems or the journal of another contact is open; 3 when the target is out of reach, refuses the
 *   key or does not show the contact
 */
export const run = commandOf(
  () => contractCommand('doctor', 'Checks configuration, key, contact and what the target offers. Writes nothing.'),
  async (command, io) => {
    const flags = command.opts<Flags>();
    const { settingsWith, problemText, tellSources } = await import('./settings.ts');
    const { loaded, variables: set } = settingsWith(flags, io);
    if (!loaded.ok) {
      tellSources(set, (line) => io.stdout.write(`${line}\n`), flags.envFile);
      throw new InputError(problemText(loaded.problems));
    }
    const { diagnose } = await import('./tasks/doctor.ts');
    return diagnose(loaded.settings, loaded.notes, io, flags.envFile);
  },
);

await runAsProgram(import.meta.url, run);
