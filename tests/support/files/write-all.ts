/** Writing all bytes and making sure of it: what every file of the suite is written by. */
import { open, type FileHandle } from 'node:fs/promises';
import { hasCode, ShortWrite } from './error-reason.ts';

/** Where files are opened; the proof puts a disk in its place that takes less than it is given. */
export interface Disk {
  readonly open: typeof open;
}

export const theDisk: Disk = { open };

/** Flushes a file. Devices cannot be flushed, and need not. */
async function flush(handle: FileHandle): Promise<void> {
  try {
    await handle.sync();
  } catch (error) {
    if (!hasCode(error, 'EINVAL', 'ENOTSUP', 'ENOSYS')) throw error;
  }
}

/** What stands in a file from a place on, up to so many bytes. */
async function readBack(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

const ignore = (): void => undefined;

/**
 * A limit on file sizes ends a process by a signal, unless somebody listens: then the write fails, which can be told.
 * @returns what ends the listening
 */
export function surviveFileLimit(): () => void {
  process.on('SIGXFSZ', ignore);
  return () => void process.off('SIGXFSZ', ignore);
}

/**
 * Writes bytes to the end of a file that is open for writing and reading, flushes it, and reads them back. A full disk may take a part
 * of them without an error, which is no success.
 * @throws ShortWrite when what is read back is something else, and the error of the file system
 */
export async function fill(handle: FileHandle, bytes: Buffer): Promise<void> {
  const release = surviveFileLimit();
  try {
    await fillAndLook(handle, bytes);
  } finally {
    release();
  }
}

async function fillAndLook(handle: FileHandle, bytes: Buffer): Promise<void> {
  const before = await handle.stat();
  const from = before.isFile() ? before.size : 0;
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done);
    if (bytesWritten === 0) throw new ShortWrite(`only ${done} of ${bytes.length} bytes were taken`);
    done += bytesWritten;
  }
  await flush(handle);
  if (!before.isFile()) return;
  const { size } = await handle.stat();
  const back = await readBack(handle, from, size - from);
  // Another process may have added to the same file.
  if (!back.includes(bytes))
    throw new ShortWrite(
      size - from < bytes.length
        ? `only ${size - from} of ${bytes.length} bytes were taken`
        : 'what was read back is not what was written',
    );
}
