import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSources } from '../support/cli/check-sources.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sources-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const plugin = pathToFileURL(createRequire(import.meta.url).resolve('typescript-eslint')).href;
const good: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noLib": true, "types": [] }, "include": ["*.ts"] }',
  'eslint.config.js': `import { parser, plugin } from '${plugin}';
    export default [{
      files: ['**/*.ts'],
      languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
      plugins: { ts: plugin },
      rules: { 'ts/no-array-delete': 'error', eqeqeq: 'warn' },
    }];`,
  'package.json': '{ "type": "module" }',
  // A library of the compiler's own takes longer to read than the rest of these proofs.
  'globals.d.ts': [
    'Boolean',
    'CallableFunction',
    'Function',
    'IArguments',
    'NewableFunction',
    'Number',
    'Object',
    'RegExp',
  ]
    .map((name) => `interface ${name} {}`)
    .concat('interface String {}', 'interface Array<T> { [n: number]: T }')
    .join('\n'),
  'good.ts': 'export const good: number = 1;\n',
};

const check = async (planted: Readonly<Record<string, string>>) => {
  for (const [name, text] of Object.entries({ ...good, ...planted })) await writeFile(path.join(folder, name), text);
  return checkSources(folder);
};

test('sources without a fault pass type-check and lint without a word', async () => {
  expect(await check({})).toEqual({ passed: true, text: '' });
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ['a wrong type', { 'bad.ts': `export const bad: number = 'one';\n` }, /bad\.ts\(1,14\): error TS2322/],
  ['a wrong type in a declaration', { 'bad.d.ts': 'export declare const bad: Absent;\n' }, /bad\.d\.ts.*TS2304/],
  ['a rule that needs types', { 'bad.ts': 'declare const row: number[];\ndelete row[0];\n' }, /ts\/no-array-delete/],
  ['a warning', { 'bad.ts': 'export const bad = (one: number): boolean => one == 2;\n' }, /warning.*eqeqeq/],
  ['syntax', { 'bad.ts': 'export const bad = ;\n' }, /bad\.ts\(1,20\): error TS1109[^]*Parsing error/],
  [
    'an option that does not exist',
    { 'tsconfig.json': '{ "compilerOptions": { "strickt": true, "noLib": true, "types": [] } }' },
    /TS5025/,
  ],
  [
    'a configuration that is not JSON',
    { 'tsconfig.json': '{ "compilerOptions": { "noLib": true, "types": [] }' },
    /tsconfig\.json.*error TS/,
  ],
])('sources fail type-check or lint for %s', async (_what, planted, sentence) => {
  const { passed, text } = await check(planted);
  expect(passed).toBe(false);
  expect(text).toMatch(sentence);
});
