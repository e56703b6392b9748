/** The end of putting back: the journal is dropped, or kept for what it can still help with, and the message says so. */
import path from 'node:path';
import type { ContactState } from '../endpoint/state.ts';
import { pick } from '../endpoint/index.ts';
import { removeDurably } from '../files/remove.ts';
import { dropJournal, rewriteJournal, type Journal } from './journal.ts';
import type { SandboxFiles } from './paths.ts';
import type { Restored } from '../restore/types.ts';

const forced = '`npm run restore -- --force` puts back what it held all the same';

/** That something was left alone, and how it is put back all the same. */
export const leftAlone = (names: readonly string[], file: string): string =>
  ` ${names.join(', ')} was left alone: ${forced}, and the journal is kept for that (${file}). To let the contact stay as it is, delete the file and its copy.`;

/** What a settled journal, or one that is open, has of what was left alone. */
function leftBy(journal: Journal, restored: Restored, isForced: boolean): ContactState {
  if (isForced) return pick({ ...journal.state, ...journal.left }, restored.theirs);
  const own = pick(journal.settled === true ? (journal.left ?? {}) : journal.state, restored.theirs);
  return journal.settled === true ? own : { ...journal.left, ...own };
}

/**
 * Drops the journal when nothing is left that it could help with. It is kept while the contact is not as it was, and, settled, while something
 * was left alone that somebody else has written.
 * @param journal - null where the home state was used in its place
 */
export async function closeJournal(
  restored: Restored,
  files: Pick<SandboxFiles, 'journal' | 'backup' | 'log'>,
  journal: Journal | null,
  { note = null, isForced = false }: { readonly note?: string | null; readonly isForced?: boolean } = {},
): Promise<Restored> {
  const withNote = (more: string): Restored => ({
    ...restored,
    message: `${note === null ? '' : `${note} `}${restored.message}${more}`,
  });
  // A journal that nobody can fulfil would stop every later run; what it says is in the message.
  if (!restored.ok && !restored.asGoodAsItGets) {
    if (journal !== null && Object.keys(restored.gone).length > 0)
      await rewriteJournal(files, { ...journal, gone: restored.gone });
    return withNote(
      ` The journal is kept: ${files.journal}. Once the contact is as it should be, \`npm run restore\` removes it; to let the contact stay as it is, delete the file and its copy, ${path.basename(files.backup)}.`,
    );
  }
  const left = journal === null ? {} : leftBy(journal, restored, isForced);
  const names = Object.keys(left);
  if (journal === null || names.length === 0) {
    await dropJournal(files);
    return withNote('');
  }
  await rewriteJournal(files, { ...journal, left, settled: true });
  // Whose a value is was told by the log; from now on the journal says what was left alone.
  await removeDurably(files.log);
  return withNote(leftAlone(names, files.journal));
}
