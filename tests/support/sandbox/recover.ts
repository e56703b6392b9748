/** Putting back what an earlier run left: from its journal, else to the home state that is declared. */
import type { Settings } from '../config/types.ts';
import path from 'node:path';
import { pick, readingRequest } from '../endpoint/index.ts';
import { otherRun } from './claim.ts';
import { createContactClient, shownBy, type ContactClient } from './contact-client.ts';
import { homeFieldOf } from './field.ts';
import { readHome } from './home.ts';
import { dropJournal, readJournal, type Journal } from './journal.ts';
import { isSameContact, type SandboxFiles } from './paths.ts';
import { loggedBy, readEntries } from './log.ts';
import { putBack, type Theirs, type Wanted } from './restore.ts';
import { writtenByOthers } from './whose.ts';
import { takeSnapshot } from './snapshot.ts';
import type { Restored, SandboxOptions } from './types.ts';

/** What a journal says to put back. A value of the field from which the key was redacted is replaced by the configured one. */
export const wantedBy = ({ how, state, blind, field }: Journal, settings: Settings): Wanted => ({
  how,
  state,
  blind,
  field: field?.homeValue.includes('[redacted]') === true ? homeFieldOf(settings) : field,
});

/** True when a journal is about the configured contact, however its host is spelled. */
export const belongsTo = (journal: Journal, settings: Settings): boolean =>
  isSameContact(journal, { baseUrl: settings.target.baseUrl, contactId: settings.contactId });

const failed = (message: string): Restored => ({
  ok: false,
  cause: 'not-reachable',
  attributes: {},
  message,
  requests: 0,
  asGoodAsItGets: false,
  byHand: null,
  elsewise: {},
  theirs: [],
});

/** Gives the contact the home state that is declared for the target; null when none is. */
export async function goHome({
  settings,
  client,
  sleep,
  now,
  homeDirectory,
}: SandboxOptions): Promise<{ readonly file: string; readonly restored: Restored } | null> {
  const home = await readHome(homeDirectory, settings.target.name);
  if (home === null) return null;
  const contact = createContactClient(settings, client, sleep, 'restore');
  const taken = await takeSnapshot(contact, true, () => Promise.resolve());
  if (!taken.ok) return { file: home.file, restored: failed(taken.reason) };
  const other = otherRun(taken.snapshot.state, undefined, now());
  if (other !== null) return { file: home.file, restored: failed(other) };
  const { how, state, blind } = taken.snapshot;
  // What cannot be read is never written: nobody could say whether it arrived.
  const wanted = { how, state: pick(home.state, Object.keys(state)), blind, field: homeFieldOf(settings) };
  return { file: home.file, restored: await putBack(contact, wanted, { looksFirst: true }) };
}

/** The other run, as a sentence, that has claimed a contact since the run of a journal; null when none has. */
export async function whoHolds(contact: ContactClient, { how, claim }: Journal, now: Date): Promise<string | null> {
  const request = readingRequest(how, contact.ids);
  const state = request === null ? null : shownBy(await contact.send(request), contact.ids.contactId);
  return state === null ? null : otherRun(state, claim, now);
}

/** A client that puts back what an earlier run left: what it sends is added to the log of that run, where there is one. */
export async function recoveringClient(
  { settings, client, sleep }: Pick<SandboxOptions, 'settings' | 'client' | 'sleep'>,
  log: string,
): Promise<ContactClient> {
  const file = (await readEntries(log)) === null ? null : log;
  const { apiKey, contactId } = settings;
  const logged = loggedBy(client, () => ({ file, apiKey, contactId, isShown: false, isLenient: true }));
  return createContactClient(settings, logged, sleep, 'restore');
}

/** What tells, by the log of the run, which attributes somebody else has written to since; null where it kept no log. */
export async function theirsBy(log: string, { state }: Pick<Journal, 'state'>): Promise<Theirs | null> {
  const entries = await readEntries(log);
  return entries === null ? null : (seen) => writtenByOthers(state, seen, entries);
}

/**
 * Puts back what an earlier run left; null when it left nothing.
 * @param force whether what somebody else has written since is written over too
 */
export async function recover(options: SandboxOptions, files: SandboxFiles, force = false): Promise<Restored | null> {
  const { settings, now } = options;
  const read = await readJournal(files);
  if (read.kind === 'none') return null;
  if (read.kind === 'damaged') {
    const homed = await goHome(options);
    if (homed === null)
      return failed(
        `${read.message} What the contact held is not known. Look at the contact, put it right by hand, and delete the file and its copy.`,
      );
    return closeJournal(homed.restored, files, `${read.message} The home state ${homed.file} was used.`);
  }
  if (!belongsTo(read.journal, settings))
    return failed(
      `The journal ${files.journal} belongs to the contact ${read.journal.contactId} at ${read.journal.baseUrl}, not to the configured one. Move it away.`,
    );
  const contact = await recoveringClient(options, files.log);
  const other = await whoHolds(contact, read.journal, now());
  if (other !== null) return failed(other);
  const theirs = force ? null : await theirsBy(files.log, read.journal);
  const restored = await putBack(contact, wantedBy(read.journal, settings), { looksFirst: true, theirs });
  return closeJournal(restored, files, read.note);
}

/** Drops the journal when nothing is left that it could help with; else the message says that it is kept. */
export async function closeJournal(restored: Restored, files: SandboxFiles, note: string | null): Promise<Restored> {
  // A journal that nobody can fulfil would stop every later run; what it says is in the message.
  const done = restored.ok || restored.asGoodAsItGets;
  if (done) await dropJournal(files);
  const kept = done
    ? ''
    : ` The journal is kept: ${files.journal}. Once the contact is as it should be, \`npm run restore\` removes it; to let the contact stay as it is, delete the file and its copy, ${path.basename(files.backup)}.`;
  return { ...restored, message: `${note === null ? '' : `${note} `}${restored.message}${kept}` };
}
