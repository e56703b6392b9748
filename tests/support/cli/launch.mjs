#!/usr/bin/env -S node --
/**
 * Starts a command: `node tests/support/cli/launch.mjs contract --profile smoke`. It is JavaScript, as it has to run before anything
 * else can. Node.js 22.18 and later take the types away by themselves; for others the sources are kept without them, see `stripped.mjs`. In
 * the package they have none: see `../ci/pack.mjs`. With `--here` before the command, a checkout keeps journals, baselines, accepted drift and home
 * states in the folder in which it is called, as the package does: for the action, which is called by other repositories.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19) || major === 21 || (major === 22 && minor < 13) || major === 23) {
  process.stderr.write(`The suite needs Node.js 20.19, 22.13, 24 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const isHere = process.argv[2] === '--here';
const started = process.argv.splice(1, isHere ? 3 : 2);
const name = started.at(isHere ? 2 : 1) ?? '';
const isCompiled = existsSync(path.join(root, 'tests/support/cli/start.js'));
const commands = JSON.parse(readFileSync(new URL('commands.json', import.meta.url), 'utf8'));

const isFile = name.endsWith('.ts');
/** What a command of these names runs; the others run the file of their name. */
const files = { mock: 'tests/mock/main.ts' };

/** The file of a command: `baseline:accept` is `baseline-accept.ts` beside this one; what stands elsewhere is named by its path. */
function fileOf(command) {
  if (isFile && !isCompiled) return path.resolve(root, command);
  const known = Object.keys(commands).find((each) => each === command || each.replaceAll(':', '-') === command);
  return known === undefined
    ? null
    : path.join(root, files[known] ?? `tests/support/cli/${known.replaceAll(':', '-')}.ts`);
}

const listed = () => {
  const width = Math.max(...Object.keys(commands).map((each) => each.length));
  const lines = Object.entries(commands).map(([each, says]) => `  ${each.padEnd(width)}  ${says}`);
  return `${lines.join('\n')}\n\nWhat a command takes: COMMAND --help\n`;
};

const file = fileOf(name);
if (file === null) {
  const isHelp = name === '--help' || name === '-h' || name === 'help';
  if (isHelp) process.stdout.write(listed());
  else process.stderr.write(`${name === '' ? 'Name a command.' : `There is no command "${name}".`}\n\n${listed()}`);
  process.exit(isHelp ? 0 : 1);
}

/** What this start is made of: the sources, their copy without types, or the package. */
async function sources() {
  if (isCompiled) return { root, directory: root, found: null };
  const { prepareSources } = await import('./stripped.mjs');
  // Node.js takes no types away below node_modules, where an installed checkout is.
  const takesTypes = Boolean(process.features.typescript) && !root.includes(`${path.sep}node_modules${path.sep}`);
  return { root, ...prepareSources(root, file, takesTypes) };
}

const { directory, found } = await sources();
globalThis[Symbol.for('contract.sources')] = { root, directory, found, launcher: started, isHere };
const isAsIs = directory === root && !isCompiled;
/** Where the module of a source is. */
const moduleOf = (source) =>
  isAsIs ? source : path.join(directory, path.relative(root, source)).replace(/\.ts$/, '.js');
process.argv.splice(1, 0, isCompiled ? moduleOf(file) : file);

const load = (source) => import(pathToFileURL(moduleOf(source)).href);
await load(path.join(root, 'tests/support/cli/start.ts'));
// A command is made from the data files; what is named by its path brings its own.
if (!isFile) await load(path.join(root, 'tests/support/cli/whole-files.ts'));
await load(file);
