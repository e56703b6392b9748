/** `npm run contract`: judges a target against the contract. The exit code is the verdict. */
import './start.ts';
import { contractCommand, parseArguments } from '../config/options.ts';
import { SuiteFault } from '../errors.ts';
import { surviveFileLimit } from '../files/write-all.ts';
import { neutralIo } from './neutral-io.ts';
import { runAsProgram, type CommandIo } from './program.ts';

/** Runs the command; returns the exit code. */
export async function run(argv: readonly string[], given: CommandIo): Promise<number> {
  const io = { ...neutralIo(given), commands: given.stdout };
  // Whatever meets the limit, the contact is put back.
  const release = surviveFileLimit();
  try {
    const parsed = parseArguments(
      contractCommand('contract', 'Judges the contact update endpoint of a target against its contract.'),
      argv,
    );
    if (!parsed.ok) {
      (parsed.exitCode === 0 ? io.stdout : io.stderr).write(`${parsed.message}\n`);
      return parsed.exitCode;
    }
    const { problemText, settingsWith } = await import('./settings.ts');
    const { loaded } = settingsWith(parsed.flags, io);
    if (!loaded.ok) {
      io.stderr.write(`${problemText(loaded.problems)}\n`);
      return 1;
    }
    const { settings, notes } = loaded;
    for (const note of notes) io.stderr.write(`note: ${note}\n`);
    const { judgeWith } = await import('./tasks/contract.ts');
    const { verbose = false, list = false, har = false } = parsed.flags;
    return await judgeWith(settings, io, { verbose, list, har });
  } catch (error) {
    const text = error instanceof SuiteFault ? error.message : error instanceof Error ? error.stack : String(error);
    io.stderr.write(`${text ?? String(error)}\n`);
    return 1;
  } finally {
    release();
  }
}

await runAsProgram(import.meta.url, run);
