/** What a test makes, and what is taken away when it is over. */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { getCurrentTest } from 'vitest/suite';

/** Does something when the test is over, or, outside of one, when its file is. */
export const afterwards = (undo: () => unknown): void => {
  const wait = async (): Promise<void> => {
    await undo();
  };
  if (getCurrentTest() === undefined) afterAll(wait);
  else onTestFinished(wait);
};

/** A new folder, which is taken away afterwards. */
export function temporaryFolder(name: string): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), `${name}-`)));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a command prints that runs in a folder, and what it has printed. */
export function ioIn(cwd: string, now = new Date(0)) {
  const said = { out: '', err: '' };
  const stdout = { write: (text: string) => (said.out += text), columns: 100 };
  const stderr = { write: (text: string) => (said.err += text) };
  return { said, io: { stdout, stderr, cwd, now } };
}
