/**
 * Makes `dist/`, what the package holds beside its documents: the sources without their types, where they lie in a checkout, the data files,
 * and the declarations of what can be imported. Run by `npm pack` and `npm publish` (`prepack`); a checkout never needs it.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const dist = path.join(root, 'dist');
/** Sources that run, and data that they read. */
const folders = ['schemas', 'fixtures', 'tests/contract', 'tests/mock', 'tests/support'];
/** What only a checkout has a use for. */
const left = /^tests\/support\/(ci\/|cli\/stripped\.mjs$)/;
/** What belongs to a workspace of ours. */
const ours = /^fixtures\/(home\/|accepted-drift\.json|baselines\/(?!mock\.json))/;

const { transformSync } = createRequire(import.meta.url)('@swc/wasm-typescript');

/** A data file as a module that reads it from beside itself: Node.js 20 warns of an imported one. */
const dataModule = (name) =>
  `import{readFileSync}from'node:fs';export default JSON.parse(readFileSync(new URL(${JSON.stringify(`./${path.basename(name)}`)},import.meta.url),'utf8'))\n`;

const codeOf = (text) =>
  transformSync(text, { mode: 'strip-only', module: true })
    .code.replace(/((?:\bfrom|\bimport)\s*\(?\s*'\.{1,2}\/[^'\n]+?)\.ts'/g, "$1.js'")
    .replace(/((?:\bfrom|\bimport)\s*'\.{1,2}\/[^'\n]+?\.json)'\s*with\s*\{[^}]*\}/g, "$1.js'");

function put(name, text) {
  const file = path.join(dist, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function add(name) {
  const text = readFileSync(path.join(root, name), 'utf8');
  if (name.endsWith('.ts')) put(name.replace(/\.ts$/, '.js'), codeOf(text));
  else put(name, text);
  if (name.endsWith('.json')) put(`${name}.js`, dataModule(name));
}

rmSync(dist, { recursive: true, force: true });
for (const folder of folders)
  for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
    const name = path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    if (entry.isFile() && !left.test(name) && !ours.test(name)) add(name);
  }
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
put('package.json', `${JSON.stringify({ name, version, type: 'module' })}\n`);
put('package.json.js', dataModule('package.json'));

const declarations = path.join(dist, 'declarations');
execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    path.join(root, 'tsconfig.pack.json'),
    '--outDir',
    declarations,
  ],
  { cwd: root, stdio: 'inherit' },
);
for (const entry of readdirSync(declarations, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.d.ts')) continue;
  const file = path.join(entry.parentPath, entry.name);
  const text = readFileSync(file, 'utf8').replace(
    /(from '\.{1,2}\/[^'\n]+?|import\("\.{1,2}\/[^"\n]+?)\.ts(['"])/g,
    '$1.js$2',
  );
  put(path.relative(declarations, file), text);
}
rmSync(declarations, { recursive: true, force: true });
chmodSync(path.join(dist, 'tests/support/cli/launch.mjs'), 0o755);
