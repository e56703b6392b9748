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

/** What a command reads by itself, and what is made from no data file. */
const besides = /^fixtures\/(baselines|home)\//;

/**
 * A text that changes when a source, a data file, the version of Node.js or an installed package does: what one start finds out about
 * them holds for the next. The data files go by their bytes.
 */
function stampOf(root, files) {
  const hash = createHash('sha256').update(`${process.version} ${root}\n`);
  for (const name of [...files.keys()].sort()) {
    if (besides.test(name) || name.startsWith(`${proof}/`)) continue;
    const text = files.get(name) === 'json' ? readFileSync(path.join(root, name)) : files.get(name);
    hash.update(`${name} ${text.length}\n`).update(text);
  }
  const installed = path.join(root, 'node_modules/.package-lock.json');
  return hash.update(existsSync(installed) ? String(statSync(installed).mtimeMs) : '').digest('hex');
}

/** A folder for the copy, which finds the same packages; null where none can be kept. */
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
    return null;
  }
}

/** A folder for this process alone, where none can be kept. */
function passingFolder(root) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'contract-sources-'));
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
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

/** The name of a file in the copy. */
const copyOf = (name) => (name.endsWith('.json') ? `${name}.js` : name.replace(/\.ts$/, '.js'));

/** Brings the copy in a folder up to date. */
function bringUpToDate(root, folder, files) {
  const list = path.join(folder, 'files.json');
  // Another version of what makes the copy makes another copy.
  const maker = `${process.version} ${statSync(fileURLToPath(import.meta.url)).mtimeMs} ${root}`;
  const known = read(list);
  const before = known.maker === maker ? known.files : {};
  const now = Object.fromEntries(files);
  const changed = Object.keys(now).filter((name) => before[name] !== now[name]);
  const gone = Object.keys(known.files ?? {}).filter((name) => !(name in now) && !existsSync(path.join(root, name)));
  if (changed.length === 0 && gone.length === 0) return;
  for (const name of gone) {
    rmSync(path.join(folder, copyOf(name)), { force: true });
    delete before[name];
  }
  const { transformSync } = createRequire(import.meta.url)('@swc/wasm-typescript');
  const strip = (text) => transformSync(text, { mode: 'strip-only', module: true }).code;
  for (const name of changed) {
    const source = path.join(root, name);
    put(path.join(folder, copyOf(name)), name.endsWith('.json') ? dataModule(source) : codeOf(source, strip));
  }
  put(path.join(folder, 'package.json'), '{"type":"module"}');
  put(list, JSON.stringify({ maker, files: { ...before, ...now } }));
}

/**
 * Finds the modules of a start, and what earlier starts found out about them.
 * @param {string} root the folder of the project
 * @param {string} program the source that is to run
 * @param {boolean} takesTypes whether Node.js runs the sources as they are
 * @returns {{ directory: string, found: { stamp: string, file: string } | null }} the folder of the modules: the root, or that of the
 *   copy; and where it stands what was found out, with the stamp of what it was found out about, or null where nothing can be kept
 */
export function prepareSources(root, program, takesTypes) {
  const files = filesBelow(root, program.startsWith(path.join(root, proof)));
  const kept = folderFor(root);
  const folder = kept ?? (takesTypes ? null : passingFolder(root));
  if (!takesTypes) bringUpToDate(root, folder, files);
  return {
    directory: takesTypes ? root : folder,
    found: kept === null ? null : { stamp: stampOf(root, files), file: path.join(kept, 'found.json') },
  };
}
