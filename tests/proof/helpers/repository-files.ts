/** The texts of this repository as a checkout has them: without what is installed, generated or private. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextFile } from './repository-rules.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

// What .gitignore names, and git itself.
const ignored =
  /^(?:\.git|node_modules|dist|reports|\.journal|\.stryker-tmp|coverage|\.env|\.env\.local)$|\.tsbuildinfo$|\.log$/;
const binary = /\.(?:png|jpe?g|gif|ico|gz|zip|woff2?)$/;

/** Every text file under the root or one folder of it, in the order of its path. */
export function repositoryFiles(under = ''): readonly TextFile[] {
  return readdirSync(path.join(root, under), { withFileTypes: true })
    .filter((entry) => !ignored.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.posix.join(under, entry.name);
      if (entry.isDirectory()) return repositoryFiles(file);
      return entry.isFile() && !binary.test(file) ? [{ file, text: readFileSync(path.join(root, file), 'utf8') }] : [];
    });
}
