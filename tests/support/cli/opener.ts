/** Shows a file with what the platform opens such files with. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { CommandIo } from './program.ts';

/** The program that opens a page, with its arguments. */
export function openerFor(platform: NodeJS.Platform, file: string): readonly [string, readonly string[]] {
  if (platform === 'darwin') return ['open', [file]];
  // Not through cmd, which would read signs of its own in a name.
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', pathToFileURL(file).href]];
  return ['xdg-open', [file]];
}

/** True when the program could be started. It outlives this process. */
const started = (program: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('spawn', () => {
      child.unref();
      resolve(true);
    });
  });

/** Opens a page on a terminal; elsewhere, and where nothing opens it, says where it is. */
export async function openPage(file: string, io: CommandIo, start: typeof started = started): Promise<void> {
  const isOpened = io.stdout.isTTY === true && (await start(...openerFor(process.platform, file)));
  io.stdout.write(`${isOpened ? 'opened' : 'the page'}: ${pathToFileURL(file).href}\n`);
}
