/**
 * The sources without their types, for versions of Node.js that take none away: a copy below `node_modules/.cache` that is brought up to
 * date at each start. Types become blanks, so that lines and columns stay, and each file says where it comes from, so that a stack
 * names the source.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folders = ['schemas', 'fixtures', 'tests/contract', 'tests/mock', 'tests/support'];
/** What only a program of the proof needs. */
const proof = 'tests/proof';

/** The files that can be imported, relative to the root, each with what changes when its text does. */
function filesBelow(root, withProof) {
  const found = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else if (name.endsWith('.ts')) {
        const { mtimeMs, ctimeMs, size } = statSync(path.join(root, name));
        found.set(name, `${mtimeMs} ${ctimeMs} ${size}`);
      } else if (name.endsWith('.json')) found.set(name, 'json');
    }
  };
  for (const folder of withProof ? [...folders, proof] : folders) walk(folder);
  found.set('package.json', 'json');
  return found;
}

/** A data file as a module that reads it: Node.js 20 warns of an imported one. */
const dataModule = (file) =>
  `import{readFileSync}from'node:fs';export default JSON.parse(readFileSync(${JSON.stringify(file)},'utf8'))`;

const places = (file) => ({
  url: JSON.stringify(pathToFileURL(file).href),
  filename: JSON.stringify(file),
  dirname: JSON.stringify(path.dirname(file)),
});

/** The code of a source: its imports lead to the copy, and what it asks of its own place is that of the source. */
function codeOf(file, strip) {
  const place = places(file);
  return `${strip(readFileSync(file, 'utf8'))
    .replace(/((?:\bfrom|\bimport)\s*\(?\s*'\.{1,2}\/[^'\n]+?)\.ts'/g, "$1.js'")
    .replace(/((?:\bfrom|\bimport)\s*'\.{1,2}\/[^'\n]+?\.json)'\s*with\s*\{[^}]*\}/g, "$1.js'")
    .replace(/\bimport\.meta\.(url|filename|dirname)\b/g, (_all, key) => place[key])}
//# sourceURL=${pathToFileURL(file).href}
`;
}

/** A folder for the copy, which finds the same packages. */
function folderFor(root) {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 16);
  try {
    const caches = path.join(realpathSync(path.join(root, 'node_modules')), '.cache', 'contract-sources');
    const folder = path.join(caches, key);
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      forgetGone(caches);
    }
    writeFileSync(path.join(folder, 'root'), root);
    return folder;
  } catch {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'contract-sources-'));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }
}

/** Takes the copies of checkouts away that are no more. */
function forgetGone(caches) {
  for (const name of readdirSync(caches)) {
    const note = path.join(caches, name, 'root');
    if (existsSync(note) && !existsSync(readFileSync(note, 'utf8')))
      rmSync(path.join(caches, name), { recursive: true, force: true });
  }
}

/** Whole or not at all: another process may be starting from the same folder. */
function put(file, text) {
  const part = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(part, text);
  renameSync(part, file);
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Brings the copy up to date.
 * @param {string} root the folder of the project
 * @param {string} program the source that is to run
 * @returns {string} the folder of the copy
 */
export function strippedSources(root, program) {
  const folder = folderFor(root);
  const list = path.join(folder, 'files.json');
  // Another version of what makes the copy makes another copy.
  const maker = `${process.version} ${statSync(fileURLToPath(import.meta.url)).mtimeMs} ${root}`;
  const known = read(list);
  const before = known.maker === maker ? known.files : {};
  const files = Object.fromEntries(filesBelow(root, program.startsWith(path.join(root, proof))));
  const changed = Object.keys(files).filter((name) => before[name] !== files[name]);
  if (changed.length === 0) return folder;
  const { transformSync } = createRequire(import.meta.url)('@swc/wasm-typescript');
  const strip = (text) => transformSync(text, { mode: 'strip-only', module: true }).code;
  for (const name of changed) {
    const source = path.join(root, name);
    if (name.endsWith('.json')) put(path.join(folder, `${name}.js`), dataModule(source));
    else put(path.join(folder, name.replace(/\.ts$/, '.js')), codeOf(source, strip));
  }
  put(path.join(folder, 'package.json'), '{"type":"module"}');
  put(list, JSON.stringify({ maker, files: { ...before, ...files } }));
  return folder;
}
