/** Writing files: whole, verified and flushed, or not at all. */
import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { SuiteFault } from '../errors.ts';
import { flushDirectory } from './directory.ts';
import { fill, theDisk, type Disk } from './write-all.ts';
import { hasCode, whyOf } from './error-reason.ts';

interface Writing {
  /** What to do when it fails, as sentences. */
  readonly advice: string;
  /** Permissions; those of the file that is replaced, or the usual ones, unless said. */
  readonly mode?: number;
  readonly disk?: Disk;
}

/** Gives a file the permissions and, where that is allowed, the owner of the one that it is going to replace. */
async function takeAfter(handle: FileHandle, file: string, mode: number | undefined): Promise<void> {
  const before = await stat(file).catch(() => null);
  const wanted = mode ?? before?.mode;
  // Where the file system knows neither, the content is what counts.
  if (before !== null) await handle.chown(before.uid, before.gid).catch(() => undefined);
  if (wanted !== undefined) await handle.chmod(wanted & 0o7777).catch(() => undefined);
}

/** The fault that a file could not be written is, with what is there in its place. */
async function failed(file: string, cause: unknown, advice: string): Promise<SuiteFault> {
  const there = await stat(file).catch(() => null);
  const kept = there?.isFile() === true ? ' What it held before is still there.' : '';
  return new SuiteFault(`${file} could not be written: ${whyOf(cause)}.${kept} ${advice}`, { cause });
}

/**
 * Writes a file whole or not at all, and returns when file and directory are on the disk. It is written under another name, read back
 * and compared, and only then given its own: what was there before stays until then.
 * @throws SuiteFault with a sentence that names the file, why it could not be written and what to do
 */
export async function writeWhole(file: string, text: string, { advice, mode, disk = theDisk }: Writing): Promise<void> {
  // A link stays a link: what it leads to is replaced.
  const place = await realpath(file).catch(() => file);
  const draft = `${place}.${randomUUID().slice(0, 8)}`;
  try {
    const handle = await disk.open(draft, 'wx+', mode ?? 0o666);
    try {
      await takeAfter(handle, place, mode);
      await fill(handle, Buffer.from(text));
    } finally {
      await handle.close();
    }
    await rename(draft, place);
    await flushDirectory(path.dirname(place));
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw await failed(file, cause, advice);
  }
}

/**
 * Makes a file that must not be there yet.
 * @returns false when it was there
 * @throws Error of the file system, or ShortWrite; then there is no file
 */
export async function writeNew(file: string, text: string, mode: number, disk: Disk = theDisk): Promise<boolean> {
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR;
  let handle: FileHandle;
  try {
    handle = await disk.open(file, flags, mode);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  try {
    await fill(handle, Buffer.from(text));
    await handle.close();
    return true;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The last byte of a file; null of an empty one. */
async function lastByte(handle: FileHandle, size: number): Promise<number | null> {
  if (size === 0) return null;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] ?? null;
}

/** Takes away the part of a line that was added; what another process has added behind it stays. */
async function takeBack(handle: FileHandle, before: Stats, length: number): Promise<void> {
  const { size } = await handle.stat();
  if (before.isFile() && size - before.size <= length) await handle.truncate(before.size);
}

/**
 * Adds a line to a file, whole or not at all. A line before it that was cut short, as by a killed process, is ended first.
 * @param line without its line feed
 * @throws Error of the file system, or ShortWrite; then the file is as it was
 */
export async function appendLine(file: string, line: string, disk: Disk = theDisk): Promise<void> {
  const handle = await disk.open(file, 'a+');
  try {
    const before = await handle.stat();
    const last = before.isFile() ? await lastByte(handle, before.size) : null;
    const bytes = Buffer.from(`${last === null || last === 0x0a ? '' : '\n'}${line}\n`);
    try {
      await fill(handle, bytes);
    } catch (error) {
      await takeBack(handle, before, bytes.length);
      throw error;
    }
  } finally {
    await handle.close();
  }
}
