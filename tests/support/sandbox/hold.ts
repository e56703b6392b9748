/** Holding the configured contact: no other run of this machine writes to it meanwhile. */
import { SuiteFault } from '../errors.ts';
import { makeDirectory } from '../files/directory.ts';
import { whyOf } from '../files/error-reason.ts';
import { removeLeftovers } from './durable-files.ts';
import { acquireLock } from './lock.ts';
import { filesOf, journalMode, type SandboxFiles } from './paths.ts';
import type { SandboxOptions } from './types.ts';

export interface Held {
  readonly files: SandboxFiles;
  release(): Promise<void>;
}

/**
 * Takes the lock of the configured contact.
 * @throws SuiteFault when the directory cannot be written to
 */
export async function hold({
  settings,
  directory,
  now,
}: Pick<SandboxOptions, 'settings' | 'directory' | 'now'>): Promise<Held | { readonly message: string }> {
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
