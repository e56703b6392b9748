/** Collects the cases of `tests/contract/` without running them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { moduleOf } from '../files/sources.ts';
import { declaredCases, type Case } from './cases.ts';

/** Where the cases are. */
const contractDirectory = fileURLToPath(new URL('../../contract/', import.meta.url));

export interface CaseFile {
  readonly file: string;
  readonly cases: readonly Case[];
}

let loaded: Promise<readonly CaseFile[]> | null = null;

async function load(): Promise<readonly CaseFile[]> {
  const files = readdirSync(contractDirectory)
    .filter((name) => /\.test\.[jt]s$/.test(name))
    .sort();
  const found: CaseFile[] = [];
  for (const name of files) {
    const file = path.join(contractDirectory, name);
    const before = declaredCases().length;
    await import(pathToFileURL(moduleOf(file)).href);
    found.push({ file, cases: declaredCases().slice(before) });
  }
  return found;
}

/** Every case with its file, in the order in which they run: by file name, then as declared. Loaded once. */
export const loadCases = (): Promise<readonly CaseFile[]> => (loaded ??= load());
