/** Where the modules of this process come from. */
import path from 'node:path';

interface Launched {
  readonly root: string;
  /** The folder of the modules: that of the sources, or of their copy without types. */
  readonly directory: string;
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
