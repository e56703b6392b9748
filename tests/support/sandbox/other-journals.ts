/** Journals that are open beside that of the configured contact: of another contact, or of another name of the host. */
import type { Settings } from '../config/types.ts';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../files/error-reason.ts';
import { sanitise } from '../text/sanitise.ts';
import { readJournal } from './journal.ts';
import { isLocked } from './lock.ts';
import { baseOf, filesOf, isSameContact, journalFiles, journalSuffix } from './paths.ts';

/** What is known of the configured contact: where it is, and which. */
type Configured = Pick<Settings, 'target' | 'contactId'>;

const namesIn = async (directory: string): Promise<readonly string[]> => {
  try {
    return await readdir(directory);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
};

/** What the names of journals and of their copies begin with. */
const basesOf = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name) => name.endsWith(journalSuffix)).map(baseOf)),
];

/** One open journal as a sentence that says what to do; null when it is none, or of a run that is under way. */
async function sentenceOf(base: string, configured: Configured | null, now: Date): Promise<string | null> {
  const files = journalFiles(base);
  if (await isLocked(files.lock, now)) return null;
  const read = await readJournal(files);
  if (read.kind === 'none') return null;
  if (read.kind === 'damaged')
    return `${read.message} It is not the one of the configured contact, and what it was for is not known. Look into it, then delete it and its copy.`;
  const { journal, note } = read;
  if (journal.settled === true) return null;
  const file = note === null ? files.journal : files.backup;
  const { contactId, baseUrl, startedAt } = journal;
  const which = `The journal ${file} is open, of the run that began at ${sanitise(startedAt)}`;
  const isThis =
    configured !== null &&
    isSameContact(journal, { baseUrl: configured.target.baseUrl, contactId: configured.contactId });
  return isThis
    ? `${which}: it is of this contact, by another name of the host (${sanitise(baseUrl)}). \`npm run restore -- --journal ${file}\` puts the contact back.`
    : `${which}: the contact ${sanitise(contactId)} at ${sanitise(baseUrl)} was not put back. Configure that contact, then \`npm run restore\`; if it may stay as it is, delete the file and its copy.`;
}

/**
 * The journals that runs have left open, but that of the configured contact and those of runs that are under way, as sentences.
 * @param configured null when no contact is configured: then all that are open
 * @throws the error of the file system when a file cannot be read
 */
export async function otherJournals(
  configured: Configured | null,
  directory: string,
  now: Date,
): Promise<readonly string[]> {
  const own = configured === null ? null : filesOf(directory, configured).journal;
  const bases = basesOf(await namesIn(directory)).map((name) => path.join(directory, name));
  const told: string[] = [];
  for (const base of bases.filter((each) => `${each}${journalSuffix}` !== own)) {
    const sentence = await sentenceOf(base, configured, now);
    if (sentence !== null) told.push(sentence);
  }
  return told;
}
