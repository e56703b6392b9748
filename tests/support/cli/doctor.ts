/** `npm run doctor`: says whether a run can be begun, and what to mend. Sends one or two requests, neither of which writes. */
import './start.ts';
import { contractCommand, parseArguments } from '../config/options.ts';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, type CommandIo } from './program.ts';

/**
 * Runs the command.
 * @returns 0 when a run can be begun; 1 when the configuration has problems or the journal of another contact is open; 3 when the target is out of reach, refuses the
 *   key or does not show the contact
 */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = neutralIo(given);
  const parsed = parseArguments(
    contractCommand('doctor', 'Checks configuration, key, contact and what the target offers. Writes nothing.'),
    argv,
  );
  if (!parsed.ok) {
    (parsed.exitCode === 0 ? io.stdout : io.stderr).write(`${parsed.message}\n`);
    return parsed.exitCode;
  }
  try {
    const { settingsWith, problemText, tellSources } = await import('./settings.ts');
    const { loaded, variables: set } = settingsWith(parsed.flags, io);
    if (!loaded.ok) {
      tellSources(set, (line) => io.stdout.write(`${line}\n`), parsed.flags.envFile);
      io.stderr.write(`${problemText(loaded.problems)}\n`);
      return 1;
    }
    const { diagnose } = await import('./tasks/doctor.ts');
    return await diagnose(loaded.settings, loaded.notes, io, parsed.flags.envFile);
  } catch (error) {
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

await runAsProgram(import.meta.url, run);
