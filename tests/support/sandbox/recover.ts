/** Putting back what an earlier run left: from its journal, else to the home state that is declared. */
import type { Settings } from '../config/types.ts';
import { claimIn, pick } from '../endpoint/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import { otherRun } from './claim.ts';
import { createContactClient, type ContactClient } from '../restore/contact-client.ts';
import { homeFieldOf } from '../restore/field.ts';
import { readHome } from './home.ts';
import { closeJournal } from './close.ts';
import { readJournal, type Journal } from './journal.ts';
import { isSameContact, type SandboxFiles } from './paths.ts';
import { loggedBy, readEntries, type LogEntry } from './log.ts';
import { putBack, type Theirs } from '../restore/put-back.ts';
import type { Wanted } from '../restore/work.ts';
import { writtenByOthers } from './value-origin.ts';
import { takeSnapshot } from '../restore/snapshot.ts';
import type { Restored } from '../restore/types.ts';
import type { SandboxOptions } from './types.ts';

/** A state without the records that the target was found to take no longer. */
const without = (state: ContactState, gone: Journal['gone'] = {}): ContactState =>
  Object.fromEntries(
    Object.entries(state).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((id) => typeof id !== 'string' || gone[name]?.includes(id) !== true) : value,
    ]),
  );

/**
 * What a journal says to put back. A value of the field from which the key was redacted is replaced by the configured one. Of a journal
 * that is settled only what was left alone is open.
 * @param isForced - whether what was left alone is put back too
 */
export function wantedBy(
  { how, state, blind, field, left = {}, settled, gone }: Journal,
  settings: Settings,
  isForced = false,
): Wanted {
  const wanted = settled === true ? left : isForced ? { ...state, ...left } : state;
  return {
    how,
    state: without(wanted, gone),
    blind,
    field: settled === true ? null : field?.homeValue.includes('[redacted]') === true ? homeFieldOf(settings) : field,
    ...(gone === undefined ? {} : { gone }),
  };
}

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
  gone: {},
});

/** The marks that a run has sent, by its log: its own. */
const marksIn = (entries: readonly LogEntry[] | null, now: Date): readonly string[] =>
  (entries ?? []).flatMap((entry) =>
    entry.type === 'sending' ? (claimIn((entry.sent ?? {}) as ContactState, now)?.mark ?? []) : [],
  );

/**
 * Gives the contact the home state that is declared for the target; null when none is.
 * @param log - of the run that left a journal which cannot be read: its mark is no other run
 */
export async function goHome(
  { settings, client, sleep, now, homeDirectory }: SandboxOptions,
  log: string | null = null,
): Promise<{ readonly file: string; readonly restored: Restored } | null> {
  const home = await readHome(homeDirectory, settings.target.name);
  if (home === null) return null;
  const contact = createContactClient(settings, client, sleep, 'restore');
  const taken = await takeSnapshot(contact, true, () => Promise.resolve());
  if (!taken.ok) return { file: home.file, restored: failed(taken.reason) };
  const own = log === null ? [] : marksIn(await readEntries(log), now());
  const other = otherRun(taken.snapshot.state, own, now());
  if (other !== null) return { file: home.file, restored: failed(other) };
  const { how, state, blind } = taken.snapshot;
  // What cannot be read is never written: nobody could say whether it arrived.
  const wanted = { how, state: pick(home.state, Object.keys(state)), blind, field: homeFieldOf(settings) };
  return { file: home.file, restored: await putBack(contact, wanted, { looksFirst: true }) };
}

/** The other run, as a sentence, that has claimed a contact since the run of a journal; null when none has. */
export async function whoHolds(contact: ContactClient, { how, claim }: Journal, now: Date): Promise<string | null> {
  const state = await contact.read(how);
  return state === null ? null : otherRun(state, claim === undefined ? [] : [claim], now);
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
export async function theirsBy(log: string, { state, settled, left = {} }: Journal): Promise<Theirs | null> {
  // What was left alone once is left alone.
  if (settled === true) return () => Object.keys(left);
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
    const homed = await goHome(options, files.log);
    if (homed === null)
      return failed(
        `${read.message} What the contact held is not known. Look at the contact, put it right by hand, and delete the file and its copy.`,
      );
    return closeJournal(homed.restored, files, null, {
      note: `${read.message} The home state ${homed.file} was used.`,
    });
  }
  const { journal, note } = read;
  if (!belongsTo(journal, settings))
    return failed(
      `The journal ${files.journal} belongs to the contact ${journal.contactId} at ${journal.baseUrl}, not to the configured one. Move it away.`,
    );
  const contact = await recoveringClient(options, files.log);
  const other = await whoHolds(contact, journal, now());
  if (other !== null) return failed(other);
  const theirs = force ? null : await theirsBy(files.log, journal);
  const restored = await putBack(contact, wantedBy(journal, settings, force), { looksFirst: true, theirs });
  return closeJournal(restored, files, journal, { note, isForced: force });
}

/** Puts back what an earlier run left before a new one, and says what is left alone: the journal of the new run keeps that too. */
export async function recoverForRun(
  options: SandboxOptions,
  files: SandboxFiles,
): Promise<{ readonly recovered: Restored | null; readonly left: ContactState }> {
  const before = await readJournal(files);
  const isSettled = before.kind === 'found' && before.journal.settled === true;
  const recovered = isSettled ? null : await recover(options, files);
  const after = isSettled ? before : await readJournal(files);
  return {
    recovered,
    left: after.kind === 'found' && after.journal.settled === true ? (after.journal.left ?? {}) : {},
  };
}
