/** Putting a contact back on demand, without a run: what `npm run restore` does. */
import path from 'node:path';
import { isLocked, holdContact } from './lock.ts';
import { readJournal, readJournalFile } from './journal.ts';
import { baseOf, filesOf, homeFile, journalFiles, journalSuffix } from './paths.ts';
import { belongsTo, goHome, recover, recoveringClient, theirsBy, wantedBy, whoHolds } from './recover.ts';
import { closeJournal, leftAlone } from './close.ts';
import { putBack } from '../restore/put-back.ts';
import { removeDurably } from '../files/remove.ts';
import type { Restored } from '../restore/types.ts';
import type { SandboxOptions } from './types.ts';

export type OnDemand =
  | { readonly kind: 'restored'; readonly from: string; readonly restored: Restored }
  /** Neither a journal nor a home state. */
  | { readonly kind: 'nothing'; readonly looked: readonly string[] }
  /** Nothing was sent, and why. */
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): OnDemand => ({ kind: 'refused', message });

/** True for a journal that is kept by the suite, with its copy and its log. */
const isKept = (file: string, directory: string): boolean =>
  path.dirname(file) === path.resolve(directory) && file.endsWith(journalSuffix);

async function fromFile(options: SandboxOptions, file: string, force: boolean): Promise<OnDemand> {
  const { settings } = options;
  const read = await readJournalFile(file);
  if (read.kind === 'none') return refused(`There is no journal ${file}.`);
  if (read.kind === 'damaged') return refused(read.message);
  const { journal } = read;
  if (!belongsTo(journal, settings))
    return refused(
      `The journal ${file} belongs to the contact ${journal.contactId} at ${journal.baseUrl}, but ${settings.contactId} at ${settings.target.baseUrl} is configured. Configure that contact, or name another journal.`,
    );
  const { log, lock } = journalFiles(baseOf(file));
  if (lock !== filesOf(options.directory, settings).lock && (await isLocked(lock, options.now())))
    return refused(`The run that wrote the journal ${file} is running: ${lock} is held. Wait until it has ended.`);
  const contact = await recoveringClient(options, log);
  const other = await whoHolds(contact, journal, options.now());
  if (other !== null) return refused(other);
  const restored = await putBack(contact, wantedBy(journal, settings, force), {
    looksFirst: true,
    theirs: force ? null : await theirsBy(log, journal),
  });
  const from = { kind: 'restored', from: file } as const;
  if (isKept(file, options.directory))
    return {
      ...from,
      restored: await closeJournal(restored, journalFiles(baseOf(file)), journal, { isForced: force }),
    };
  // A file that a person keeps elsewhere is not written to.
  const { theirs } = restored;
  if (theirs.length > 0)
    return { ...from, restored: { ...restored, message: `${restored.message}${leftAlone(theirs, file)}` } };
  if (restored.ok || restored.asGoodAsItGets) await removeDurably(file);
  return { ...from, restored };
}

/**
 * Puts the configured contact back from its journal, from a journal that is named, or to its home state.
 * @param journal absolute path, or null to look for the one of the contact
 * @param force whether what somebody else has written since is written over too
 * @throws SuiteFault when the lock cannot be written or the home state cannot be used; the error of the file system when a file cannot be read
 */
export async function restoreOnDemand(
  options: SandboxOptions,
  journal: string | null,
  force = false,
): Promise<OnDemand> {
  const held = await holdContact(options);
  if ('message' in held) return refused(held.message);
  try {
    const { files } = held;
    if (journal !== null && journal !== files.journal) {
      return await fromFile(options, journal, force);
    }
    const restored = await recover(options, files, force);
    if (restored !== null) return { kind: 'restored', from: files.journal, restored };
    if (journal !== null) return refused(`There is no journal ${journal}.`);
    const home = await goHome(options);
    return home === null
      ? { kind: 'nothing', looked: [files.journal, homeFile(options.homeDirectory, options.settings.target.name)] }
      : { kind: 'restored', from: home.file, restored: home.restored };
  } finally {
    await held.release();
  }
}

/** Whether a run has left a journal of the configured contact, and when that run began; null when not. Sends nothing. */
export async function pendingJournal({
  settings,
  directory,
}: Pick<SandboxOptions, 'settings' | 'directory'>): Promise<string | null> {
  const files = filesOf(directory, settings);
  const read = await readJournal(files);
  if (read.kind === 'none' || (read.kind === 'found' && read.journal.settled === true)) return null;
  const file = read.kind === 'found' && read.note !== null ? `${files.backup} (the copy alone)` : files.journal;
  return read.kind === 'found' ? `${file}, of the run that began at ${read.journal.startedAt}` : read.message;
}
