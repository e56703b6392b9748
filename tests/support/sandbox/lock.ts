/** Holding the configured contact: no other run of this machine writes to it meanwhile. */
import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import { hasCode, whyOf } from '../files/error-reason.ts';
import { writeNew } from '../files/write.ts';
import { isAlive, thisProcess, type ProcessIdentity } from './process-identity.ts';
import { SuiteFault } from '../errors.ts';
import { makeDirectory } from '../files/directory.ts';
import { removeLeftovers } from '../files/remove.ts';
import { filesOf, journalMode, type SandboxFiles } from './paths.ts';
import type { SandboxOptions } from './types.ts';

interface LockContent extends ProcessIdentity {
  readonly token: string;
  readonly lockedAt: string;
  /** ISO date-time by which the run has ended for certain. */
  readonly until: string;
}

type Acquired =
  | { readonly kind: 'held'; release(): Promise<void> }
  | { readonly kind: 'locked'; readonly message: string };

const graceMinutes = 30;
/** A lock that cannot be read may be one that is being written; not for longer than this. */
const writingMs = 10_000;
const tries = 5;
const lockMode = 0o600;

function parse(text: string | null): LockContent | null {
  try {
    const value = JSON.parse(text ?? '') as LockContent | null;
    return typeof value?.pid === 'number' && Number.isInteger(value.pid) && value.pid > 0 ? value : null;
  } catch {
    return null;
  }
}

const textOf = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

/** Makes the file with its content, or not at all: true when it was made, false when it was there. */
async function create(file: string, text: string, token: string): Promise<boolean> {
  const draft = `${file}.${token}`;
  try {
    await writeNew(draft, text, lockMode);
    // A link appears with all its content: a process that is killed here never leaves an empty lock behind.
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    if (!hasCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  // For file systems without links.
  return writeNew(file, text, lockMode);
}

/** Why a lock stands, or null when whoever made it is gone. */
async function standing(file: string, text: string | null, now: Date): Promise<string | null> {
  const lock = parse(text);
  if (lock === null) {
    const made = await stat(file).catch(() => null);
    const young = made !== null && Math.abs(now.getTime() - made.mtimeMs) < writingMs;
    return young ? `Another run is about to lock this contact (${file}). Try again in a moment.` : null;
  }
  const who = `process ${String(lock.pid)}, started ${lock.startedAt}`;
  if (lock.host === os.hostname())
    return isAlive(lock) ? `Another run is using this contact: ${who}. Wait until it has ended, or end it.` : null;
  // Whether a process of another machine lives cannot be seen from here, only that its time is over.
  return Date.parse(lock.until) > now.getTime()
    ? `Another run is using this contact: ${who}, on the machine ${lock.host}. Wait until it has ended. If it was killed, delete ${file}; the lock lapses at ${lock.until}.`
    : null;
}

/** True while whoever made a lock may still be at work. */
export const isLocked = async (file: string, now: Date): Promise<boolean> => {
  const text = await textOf(file);
  return text !== null && (await standing(file, text, now)) !== null;
};

/** Takes a dead lock away. What was moved is looked at again: another process may have been quicker. */
async function clear(file: string, dead: string | null, token: string): Promise<void> {
  const aside = `${file}.${token}.dead`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  if ((await textOf(aside)) !== dead) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes a lock, also that of a process that is no longer there.
 * @param file the lock
 * @param minutes how long the run may take
 * @throws Error of the file system, when the lock cannot be written
 */
async function acquireLock(
  file: string,
  { now, minutes }: { readonly now: Date; readonly minutes: number },
): Promise<Acquired> {
  const token = randomUUID();
  const until = new Date(now.getTime() + (minutes + graceMinutes) * 60_000).toISOString();
  const content: LockContent = { ...thisProcess(now), token, lockedAt: now.toISOString(), until };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (await create(file, text, token)) {
      return {
        kind: 'held',
        async release() {
          if ((await textOf(file)) === text) await rm(file, { force: true });
        },
      };
    }
    const found = await textOf(file);
    const reason = await standing(file, found, now);
    if (reason !== null) return { kind: 'locked', message: reason };
    await clear(file, found, token);
  }
  return { kind: 'locked', message: `Other runs keep taking the lock ${file}. Try again when they have ended.` };
}

export interface HeldContact {
  readonly files: SandboxFiles;
  release(): Promise<void>;
}

/**
 * Takes the lock of the configured contact.
 * @throws SuiteFault when the directory cannot be written to
 */
export async function holdContact({
  settings,
  directory,
  now,
}: Pick<SandboxOptions, 'settings' | 'directory' | 'now'>): Promise<HeldContact | { readonly message: string }> {
  const files = filesOf(directory, settings);
  try {
    await makeDirectory(directory, journalMode);
    const lock = await acquireLock(files.lock, { now: now(), minutes: settings.maxMinutes });
    if (lock.kind === 'locked') return { message: lock.message };
    // The lock is held, so nobody else writes a journal; but another process may be about to ask for the lock.
    try {
      for (const file of [files.journal, files.backup]) await removeLeftovers(file, 0, Date.now());
      await removeLeftovers(files.lock, 5_000, Date.now());
    } catch (error) {
      await lock.release();
      throw error;
    }
    return { files, release: () => lock.release() };
  } catch (cause) {
    throw new SuiteFault(
      `The journal directory ${directory} cannot be written to, so nothing was sent: ${whyOf(cause)}. Journal and lock of the contact belong there: make it writable.`,
      { cause },
    );
  }
}
