/** Where the modules of this process come from, and what earlier starts found out about them. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, own, type Json, type JsonObject } from '../text/json.ts';

interface Launched {
  readonly root: string;
  /** The folder of the modules: that of the sources, or of their copy without types. */
  readonly directory: string;
  /** The file of what was found out, and a text that changes when a source, a data file or an installed package does. */
  readonly found: Found | null;
  /** Whether a checkout was asked to keep what it keeps where it is called. */
  readonly isHere: boolean;
}

interface Found {
  readonly stamp: string;
  readonly file: string;
}

const launched = (globalThis as Record<symbol, Launched | undefined>)[Symbol.for('contract.sources')];

/** Whether this is the package, whose modules have no types. The copy of a checkout says that it is its source. */
const isPackage = import.meta.url.endsWith('.js');

const ofPackage = path.resolve(import.meta.dirname, '../../..');

/**
 * The folder whose modules Node.js can import by itself, below which they lie as the sources lie below theirs; null where something else
 * loads them: the runner of the proof, or tsx.
 */
export const nativeModules: string | null = launched?.directory ?? (isPackage ? ofPackage : null);

/**
 * Where journals, baselines, accepted drift and home states are: in a checkout beside the suite; of the package in the folder in which it is
 * called, as it belongs to whoever removes or replaces it. So it is of a checkout that another repository calls (`--here`).
 * @param checkout the folder of the project
 */
export const keptIn = (checkout: string): string => (isPackage || launched?.isHere === true ? process.cwd() : checkout);

/** The file from which a source can be imported. */
export function moduleOf(source: string): string {
  if (isPackage) return source.replace(/\.ts$/, '.js');
  if (launched === undefined || launched.directory === launched.root) return source;
  const place = path.join(launched.directory, path.relative(launched.root, source));
  return place.replace(/\.ts$/, '.js');
}

/** What stands in the file of what was found out about this stamp. */
function knownIn({ stamp, file }: Found): JsonObject {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Json;
    return isObject(kept) && kept['stamp'] === stamp && isObject(kept['known']) ? kept['known'] : {};
  } catch {
    return {};
  }
}

function keep(found: Found, what: string, value: Json): void {
  try {
    const part = `${found.file}.${String(process.pid)}`;
    writeFileSync(part, JSON.stringify({ stamp: found.stamp, known: { ...knownIn(found), [what]: value } }));
    renameSync(part, found.file);
  } catch {
    // The next start works it out again.
  }
}

/**
 * Works something out once for the same sources, data files and packages, which alone decide it; in each start where nothing can be kept.
 * @param what - its name among the others
 * @param workOut - gives what JSON can hold
 * @param found - where it is kept; that of this start unless said
 */
export function workedOutOnce<Value>(
  what: string,
  workOut: () => Value,
  found: Found | null = launched?.found ?? null,
): Value {
  const known = found === null ? undefined : own(knownIn(found), what);
  if (known !== undefined) return known as Value;
  const value = workOut();
  if (found !== null) keep(found, what, value as Json);
  return value;
}

/**
 * Looks whether something is well, once for the same sources, data files and packages: what is well stays so until one of them changes.
 * What is not is looked at in each start.
 * @param what - its name among the others
 * @param look - gives what is wrong with it; nothing when all is well
 * @param found - where it is kept; that of this start unless said
 */
export function lookedAtOnce(
  what: string,
  look: () => readonly string[],
  found: Found | null = launched?.found ?? null,
): readonly string[] {
  if (found !== null && own(knownIn(found), what) === true) return [];
  const wrong = look();
  if (wrong.length === 0 && found !== null) keep(found, what, true);
  return wrong;
}
