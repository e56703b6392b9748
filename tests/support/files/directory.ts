/** Directories: making them, flushing them, and finding out beforehand whether they take files. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fill, theDisk, type Disk } from './write-all.ts';
import { hasCode, whyOf } from './error-reason.ts';

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

const notDirectory = (file: string): Error => Object.assign(new Error(`${file} is no directory`), { code: 'ENOTDIR' });

async function isDirectory(file: string): Promise<boolean> {
  try {
    if ((await stat(file)).isDirectory()) return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
  throw notDirectory(file);
}

/**
 * Makes a directory and those above it, each in one attempt. The recursive `mkdir` of Node never returns where a file system answers
 * ENOENT for a directory whose parent is there, as below /proc.
 * @param mode permissions of what is made
 * @throws Error of the file system
 */
export async function makeDirectory(directory: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  for (let each = path.resolve(directory); !(await isDirectory(each)); each = path.dirname(each)) {
    if (path.dirname(each) === each) break;
    missing.unshift(each);
  }
  for (const each of missing)
    await mkdir(each, mode).catch(async (error: unknown) => {
      // Another process may have been quicker.
      if (!hasCode(error, 'EEXIST') || !(await isDirectory(each))) throw error;
    });
  const [first] = missing;
  if (first !== undefined) await flushDirectory(path.dirname(first));
}

/** As much as one block of most disks. */
const probeText = 'Written by the contract suite to see whether this directory takes files.\n'
  .repeat(57)
  .slice(0, 4096);

/**
 * Tries whether a directory takes files: makes it, writes a small file, reads it back and removes it.
 * @returns why it does not, as a clause; null when it does
 */
export async function whyNoFiles(directory: string, mode?: number, disk: Disk = theDisk): Promise<string | null> {
  const probe = path.join(directory, `.probe-${randomUUID()}`);
  try {
    await makeDirectory(directory, mode);
    const handle = await disk.open(probe, 'wx+', 0o600);
    try {
      await fill(handle, Buffer.from(probeText));
    } finally {
      await handle.close();
    }
    await rm(probe);
    return null;
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    return whyOf(error);
  }
}

/**
 * Tries whether a file could be written, without touching it: its directory takes files, and nothing but a file has its name.
 * @returns why it could not, as a clause; null when it could
 */
export async function whyNoFile(file: string): Promise<string | null> {
  const there = await stat(file).catch(() => null);
  // A device such as /dev/null takes what is written to it, and its directory need not.
  if (there?.isCharacterDevice() === true) return null;
  if (there?.isDirectory() === true) return 'a directory has its name (EISDIR)';
  if (there !== null && !there.isFile()) return 'what has its name is no file';
  return whyNoFiles(path.dirname(file));
}
