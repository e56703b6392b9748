/**
 * Starts a command: `node tests/support/cli/launch.mjs contract --profile smoke`. It is JavaScript, as it has to run before anything
 * else can. Node.js 22.18 and later take the types away by themselves; for others the sources are kept without them, see `stripped.mjs`.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 13) || major === 23) {
  process.stderr.write(`The suite needs Node.js 20.19, 22.13, 24 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const [launcher = '', name = ''] = process.argv.slice(1);

const isFile = name.endsWith('.ts');

/** The file of a command: `baseline:accept` is `baseline-accept.ts` beside this one; what stands elsewhere is named by its path. */
function fileOf(command) {
  if (isFile) return path.resolve(root, command);
  const named = path.join(root, 'tests/support/cli', `${command.replaceAll(':', '-')}.ts`);
  return /^[a-z][a-z:-]*$/.test(command) && existsSync(named) ? named : null;
}

const file = fileOf(name);
if (file === null) {
  process.stderr.write(`There is no command "${name}". package.json lists the commands under "scripts".\n`);
  process.exit(1);
}

// Node.js takes no types away below node_modules, where an installed suite is.
const takesTypes = Boolean(process.features.typescript) && !root.includes(`${path.sep}node_modules${path.sep}`);
const { prepareSources } = await import('./stripped.mjs');
const { directory, found } = prepareSources(root, file, takesTypes);
globalThis[Symbol.for('contract.sources')] = { root, directory, found, launcher: [launcher, name] };
process.argv.splice(1, 2, file);

const load = (source) =>
  import(
    pathToFileURL(takesTypes ? source : path.join(directory, path.relative(root, source)).replace(/\.ts$/, '.js')).href
  );
await load(path.join(root, 'tests/support/cli/start.ts'));
// A command is made from the data files; what is named by its path brings its own.
if (!isFile) await load(path.join(root, 'tests/support/cli/whole-files.ts'));
await load(file);
