/** A data file that is no JSON ends a command with a sentence, before the modules are loaded that are made from it. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { brokenFiles } from '../support/cli/whole-files.ts';
import { projectRoot } from './helpers/data-files.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const folder = temporaryFolder('whole');
beforeAll(async () => {
  for (const name of ['schemas/meta', 'fixtures/baselines']) await mkdir(path.join(folder, name), { recursive: true });
  const files = {
    'schemas/good.json': '{"a": 1}\n',
    'schemas/meta/cut-short.json': '{\n  "a": [1,\n',
    'fixtures/mistyped.json': '{\n  "a": 1,\n  b": 2\n}\n',
    'fixtures/notes.txt': 'no JSON, and none of ours',
    'fixtures/baselines/mock.json': '{',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});

test('a file that is no JSON is named, with its line and what to do', () =>
  expect(brokenFiles(folder)).toEqual([
    expect.stringMatching(/^fixtures\/mistyped\.json is no JSON \(.*line 3.*\)\. Mend it, or take it from/),
    expect.stringMatching(/^schemas\/meta\/cut-short\.json is no JSON \(.*\)\. Mend it, or take it from/),
  ]));

test('every data file of the project is JSON', () => expect(brokenFiles(projectRoot)).toEqual([]));

test('every command that is made from the data files asks first', async () => {
  const scripts = Object.values(packageFile.scripts);
  const commands = (await readdir(path.join(projectRoot, 'tests/support/cli')))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -3));
  const started = scripts.flatMap(
    (script) => /^node (?:--\S+ )?-- tests\/support\/cli\/launch\.mjs ([\w-]+)$/.exec(script)?.[1] ?? [],
  );
  expect(started.length).toBeGreaterThan(8);
  // The mock is a program of its own, outside of that folder.
  expect(started.filter((name) => !commands.includes(name))).toEqual(['mock']);
  expect(scripts.filter((script) => / tests\/support\/cli\/[\w-]+\.ts$/.test(script))).toEqual([]);
  const launcher = await readFile(path.join(projectRoot, 'tests/support/cli/launch.mjs'), 'utf8');
  expect(launcher).toMatch(
    /if \(!isFile\) await load\(path\.join\(root, 'tests\/support\/cli\/whole-files\.ts'\)\);\nawait load\(file\);/,
  );
});
