/** What a run says of journals that it does not put back. */
import type { Settings } from '../config/types.ts';
import { whyOf } from '../files/error-reason.ts';
import { root } from '../run/run.ts';
import { journalDirectory, otherJournals } from '../sandbox/index.ts';
import type { CommandIo } from './program.ts';

/** Tells of journals that are open beside that of the configured contact: this run puts none of them back. */
export async function tellJournals(settings: Settings, io: CommandIo): Promise<void> {
  if (settings.target.kind === 'mock') return;
  const others = await otherJournals(settings, journalDirectory(root), new Date()).catch((error: unknown) => [
    `Whether other journals are open is not known: ${whyOf(error)}.`,
  ]);
  for (const other of others) io.stderr.write(`note: ${other}\n`);
}
