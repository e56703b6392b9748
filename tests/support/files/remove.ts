/** Removing files so that they stay removed, also after the plug was pulled. */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { flushDirectory } from './directory.ts';

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
