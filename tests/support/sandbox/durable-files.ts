/** Files that are still there after the plug was pulled. */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** True for an error of the file system with that code. */
export const hasCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

/** Flushes a directory, so that a file made or removed in it stays so. Some systems cannot: then it is left to them. */
export async function flushDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'EPERM', 'EISDIR', 'ENOTSUP', 'EBADF', 'EACCES')) throw error;
  } finally {
    await handle.close();
  }
}

/** Makes a directory that only its owner can look into: journals hold what a contact holds. */
export async function makeDirectory(directory: string): Promise<void> {
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  if (made !== undefined) await flushDirectory(path.dirname(made));
}

/** Writes a file whole or not at all, and returns when file and directory are on the disk. */
export async function writeDurably(file: string, text: string): Promise<void> {
  await writeFileAtomic(file, text, { mode: 0o600, fsync: true });
  await flushDirectory(path.dirname(file));
}

/** Removes files, in that order; a missing one is fine. */
export async function removeDurably(...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await rm(file, { force: true });
    await flushDirectory(path.dirname(file));
  }
}

/** Removes what killed processes left of files that they were writing: names that begin with that of the file and a dot. */
export async function removeLeftovers(file: string, olderThanMs: number, now: number): Promise<void> {
  const directory = path.dirname(file);
  const names = await readdir(directory);
  for (const name of names.filter((each) => each.startsWith(`${path.basename(file)}.`))) {
    const left = path.join(directory, name);
    const made = await stat(left).catch(() => null);
    if (made !== null && now - made.mtimeMs >= olderThanMs) await rm(left, { force: true });
  }
}
