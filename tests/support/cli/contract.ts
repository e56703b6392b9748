/** `npm run contract`: judges a target against the contract. The exit code is the verdict. */
import './start.ts';
import { contractCommand, type Flags } from '../config/options.ts';
import { InputError } from '../errors.ts';
import { surviveFileLimit } from '../files/write-all.ts';
import { commandOf, runAsProgram } from './program.ts';

export const run = commandOf(
  () => contractCommand('contract', 'Judges the contact update endpoint of a target against its contract.'),
  async (command, io, given) => {
    // Whatever meets the limit, the contact is put back.
    const release = surviveFileLimit();
    try {
      const flags = command.opts<Flags>();
      const { problemText, settingsWith } = await import('./settings.ts');
      const { loaded } = settingsWith(flags, io);
      if (!loaded.ok) throw new InputError(problemText(loaded.problems));
      for (const note of loaded.notes) io.stderr.write(`note: ${note}\n`);
      const { judgeWith } = await import('./tasks/contract.ts');
      return await judgeWith(loaded.settings, { ...io, commands: given.stdout }, flags);
    } finally {
      release();
    }
  },
);

await runAsProgram(import.meta.url, run);
