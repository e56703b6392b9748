/** Where the modules of this process come from, and what earlier starts found out about them. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface Launched {
  readonly root: string;
  /** The folder of the modules: that of the sources, or of their copy without types. */
  readonly directory: string;
  /** The file of what was found out, and a text that changes when a source, a data file or an installed package does. */
  readonly found: Found | null;
}

interface Found {
  readonly stamp: string;
  readonly file: string;
}

const launched = (globalThis as Record<symbol, Launched | undefined>)[Symbol.for('contract.sources')];

/**
 * The folder whose modules Node.js can import by itself, below which they lie as the sources lie below theirs; null where something else
 * loads them: the runner of the proof, or tsx.
 */
export const nativeModules: string | null = launched?.directory ?? null;

/** The file from which a source can be imported. */
export function moduleOf(source: string): string {
  if (launched === undefined || launched.directory === launched.root) return source;
  const place = path.join(launched.directory, path.relative(launched.root, source));
  return place.replace(/\.ts$/, '.js');
}

/** What stands in the file of what was found out about this stamp. */
function foundIn({ stamp, file }: Found): readonly string[] {
  try {
    const known = JSON.parse(readFileSync(file, 'utf8')) as { readonly stamp?: unknown; readonly well?: unknown };
    return known.stamp === stamp && Array.isArray(known.well) ? (known.well as readonly string[]) : [];
  } catch {
    return [];
  }
}

/**
 * Looks whether something is well, once for the same sources, data files and packages: what is well stays so until one of them changes.
 * What is not is looked at in each start, and so is all where nothing can be kept.
 * @param what - its name among the others
 * @param look - gives what is wrong with it; nothing when all is well
 * @param found - where it is kept; that of this start unless said
 */
export function lookedAtOnce(
  what: string,
  look: () => readonly string[],
  found: Found | null = launched?.found ?? null,
): readonly string[] {
  if (found !== null && foundIn(found).includes(what)) return [];
  const wrong = look();
  if (wrong.length > 0 || found === null) return wrong;
  try {
    const part = `${found.file}.${String(process.pid)}`;
    writeFileSync(part, JSON.stringify({ stamp: found.stamp, well: [...foundIn(found), what] }));
    renameSync(part, found.file);
  } catch {
    // The next start looks again.
  }
  return [];
}
