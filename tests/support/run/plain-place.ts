/** A way to a folder by which every tool finds what is in it. */
import { mkdtempSync, rmdirSync, symlinkSync, unlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Vite takes what follows # or ? for no part of a path, and vitest takes brackets and stars for patterns. */
const isPlain = (directory: string): boolean => /^[\w./:\\ @+!,=~%-]*$/.test(directory);

interface PlainFolder {
  /** The folder, or a link to it with a plain name. */
  readonly directory: string;
  readonly isLink: boolean;
  /** Takes the link away. Never throws. */
  readonly leave: () => void;
}

/**
 * Finds a plain way to a folder: checkouts of CI servers and of Windows have brackets, blanks and number signs in their names.
 * @param directory - absolute
 * @returns the folder itself where its name is plain, or where no link can be made
 */
export function plainPlace(directory: string): PlainFolder {
  const itself: PlainFolder = { directory, isLink: false, leave: () => undefined };
  if (isPlain(directory)) return itself;
  try {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'contract-'));
    const link = path.join(folder, 'checkout');
    // A junction needs no privilege on Windows; elsewhere the kind does not matter.
    symlinkSync(directory, link, 'junction');
    const leave = (): void => {
      try {
        unlinkSync(link);
        rmdirSync(folder);
      } catch {
        // What is left is an empty folder among the temporary ones.
      }
    };
    return { directory: link, isLink: true, leave };
  } catch {
    return itself;
  }
}
