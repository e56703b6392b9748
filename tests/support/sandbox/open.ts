/** Opens the sandbox: lock, what an earlier run left, snapshot, journal. */
import { pick } from '../endpoint/index.ts';
import type { Settings } from '../types.ts';
import { makeDirectory, removeLeftovers } from './durable.ts';
import { homeFieldOf } from './field.ts';
import { readHome } from './home.ts';
import { dropJournal, readJournal, writeJournal, type Journal } from './journal.ts';
import { acquireLock } from './lock.ts';
import { filesOf, type SandboxFiles } from './names.ts';
import { putBack, type Wanted } from './restore.ts';
import { takeSnapshot } from './snapshot.ts';
import { createTalk } from './talk.ts';
import type { Opening, Restored, RestoreOptions, SandboxOptions, Snapshot } from './types.ts';

export interface Held {
  readonly files: SandboxFiles;
  release(): Promise<void>;
}

/**
 * Takes the lock of the configured contact.
 * @throws Error when the directory cannot be written to
 */
export async function hold({
  settings,
  directory,
  now,
}: Pick<SandboxOptions, 'settings' | 'directory' | 'now'>): Promise<Held | { readonly message: string }> {
  const files = filesOf(directory, settings);
  try {
    await makeDirectory(directory);
    const lock = await acquireLock(files.lock, { now: now(), minutes: settings.maxMinutes });
    if (lock.kind === 'locked') return { message: lock.message };
    // The lock is held, so nobody else writes a journal; but another process may be about to ask for the lock.
    for (const file of [files.journal, files.backup]) await removeLeftovers(file, 0, Date.now());
    await removeLeftovers(files.lock, 5_000, Date.now());
    return { files, release: () => lock.release() };
  } catch (cause) {
    throw new Error(
      `${directory} cannot be written to, so nothing was sent. Journal and lock of the contact belong there: make it writable.`,
      { cause },
    );
  }
}

/** What a journal says to put back. A value of the field from which the key was redacted is replaced by the configured one. */
export const wantedBy = ({ how, state, blind, field }: Journal, settings: Settings): Wanted => ({
  how,
  state,
  blind,
  field: field?.homeValue.includes('[redacted]') === true ? homeFieldOf(settings) : field,
});

/** True when a journal is about the configured contact. */
export const belongsTo = (journal: Journal, settings: Settings): boolean =>
  journal.contactId.toLowerCase() === settings.contactId.toLowerCase() &&
  new URL(journal.baseUrl).href.replace(/\/+$/, '') === new URL(settings.target.baseUrl).href.replace(/\/+$/, '');

const failed = (message: string): Restored => ({
  ok: false,
  cause: 'not-reachable',
  attributes: {},
  message,
  requests: 0,
  asGoodAsItGets: false,
  byHand: null,
});

/** Gives the contact the home state that is declared for the target; null when none is. */
export async function goHome({
  settings,
  client,
  sleep,
  homeDirectory,
}: SandboxOptions): Promise<{ readonly file: string; readonly restored: Restored } | null> {
  const home = await readHome(homeDirectory, settings.target.name);
  if (home === null) return null;
  const talk = createTalk(settings, client, sleep, 'restore');
  const taken = await takeSnapshot(talk, true, () => Promise.resolve());
  if (!taken.ok) return { file: home.file, restored: failed(taken.reason) };
  const { how, state, blind } = taken.snapshot;
  // What cannot be read is never written: nobody could say whether it arrived.
  const wanted = { how, state: pick(home.state, Object.keys(state)), blind, field: homeFieldOf(settings) };
  return { file: home.file, restored: await putBack(talk, wanted, { lookFirst: true }) };
}

/** Puts back what an earlier run left; null when it left nothing. */
export async function recover(options: SandboxOptions, files: SandboxFiles): Promise<Restored | null> {
  const { settings, client, sleep } = options;
  const read = await readJournal(files);
  if (read.kind === 'none') return null;
  const talk = createTalk(settings, client, sleep, 'restore');
  if (read.kind === 'damaged') {
    const homed = await goHome(options);
    if (homed === null)
      return failed(
        `${read.message} What the contact held is not known. Look at the contact, put it right by hand, and delete the file.`,
      );
    return finish(homed.restored, files, `${read.message} The home state ${homed.file} was used.`);
  }
  if (!belongsTo(read.journal, settings))
    return failed(
      `The journal ${files.journal} belongs to the contact ${read.journal.contactId} at ${read.journal.baseUrl}, not to the configured one. Move it away.`,
    );
  return finish(await putBack(talk, wantedBy(read.journal, settings), { lookFirst: true }), files, read.note);
}

async function finish(restored: Restored, files: SandboxFiles, note: string | null): Promise<Restored> {
  // A journal that nobody can fulfil would stop every later run; what it says is in the message.
  const done = restored.ok || restored.asGoodAsItGets;
  if (done) await dropJournal(files);
  const kept = done
    ? ''
    : ` The journal is kept: ${files.journal}. Once the contact is as it should be, \`npm run restore\` removes it; to let the contact stay as it is, delete the file.`;
  return { ...restored, message: `${note === null ? '' : `${note} `}${restored.message}${kept}` };
}

/**
 * Opens the sandbox of a run: takes the lock, puts back what an earlier run left, reads the contact and has the journal on
 * disk before it returns. For the embedded mock, which ends with its process, there is neither lock nor journal.
 * @throws Error when lock or journal cannot be written; then nothing was changed
 */
export async function openSandbox(options: SandboxOptions): Promise<Opening> {
  if (options.settings.target.kind === 'mock') return begin(options, null, null);
  const held = await hold(options);
  if ('message' in held) return { kind: 'locked', message: held.message };
  let kept = false;
  try {
    const recovered = await recover(options, held.files);
    if (recovered?.ok === false) return { kind: 'not-restored', recovered };
    const opening = await begin(options, held, recovered);
    kept = opening.kind === 'open';
    return opening;
  } finally {
    if (!kept) await held.release();
  }
}

async function begin(options: SandboxOptions, held: Held | null, recovered: Restored | null): Promise<Opening> {
  const { settings, client, now, sleep } = options;
  const talk = createTalk(settings, client, sleep, 'snapshot');
  const write = async (snapshot: Snapshot): Promise<void> => {
    if (held !== null) await writeJournal(held.files, settings, snapshot, now());
  };
  const taken = await takeSnapshot(talk, settings.profile !== 'smoke', write);
  if (!taken.ok) return { kind: 'unreadable', reason: taken.reason, exchanges: talk.exchanges };
  const { snapshot, disturbed } = taken;

  const restore = async ({ client: by = client, written = true, fieldWritten }: RestoreOptions): Promise<Restored> => {
    try {
      if (!disturbed && !written) {
        if (held !== null) await dropJournal(held.files);
        return {
          ok: true,
          cause: 'not-needed',
          attributes: {},
          message: 'Nothing was written, so nothing had to be put back.',
          requests: 0,
          asGoodAsItGets: false,
          byHand: null,
        };
      }
      const restored = await putBack(
        createTalk(settings, by, sleep, 'restore'),
        { ...snapshot, field: fieldWritten === false ? null : homeFieldOf(settings) },
        { strictField: fieldWritten === true },
      );
      return held === null ? restored : await finish(restored, held.files, null);
    } finally {
      await held?.release();
    }
  };
  let result: Promise<Restored> | null = null;
  return {
    kind: 'open',
    snapshot,
    recovered,
    exchanges: talk.exchanges,
    restore: (how = {}) => (result ??= restore(how)),
    abandon: async () => held?.release(),
  };
}
