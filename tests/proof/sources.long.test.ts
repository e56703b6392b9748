/** What Oxlint finds in sources for `npm test` is what the compiler and ESLint find, and these have nothing to say about ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import { beforeEach, expect, test } from 'vitest';
import { root } from '../support/run/run.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder('sources');
});

interface OxlintConfig {
  readonly options: Readonly<Record<string, unknown>>;
  readonly ignorePatterns: readonly string[];
  readonly overrides: readonly { readonly rules: Linter.RulesRecord }[];
}
const readConfig = async (): Promise<OxlintConfig> =>
  ((await import(pathToFileURL(path.join(root, 'oxlint.config.js')).href)) as { default: OxlintConfig }).default;

const good: Readonly<Record<string, string>> = {
  'tsconfig.json': '{ "compilerOptions": { "strict": true, "noLib": true, "types": [] }, "include": ["*.ts"] }',
  // A library of the compiler's own takes longer to read than the rest of these proofs.
  'globals.d.ts': 'Boolean CallableFunction Function IArguments NewableFunction Number Object RegExp'
    .split(' ')
    .map((name) => `interface ${name} {}`)
    .concat('interface String {}', 'interface Array<T> { [n: number]: T }')
    .join('\n'),
  'good.ts': 'export const good: number = 1;\n',
};

/** Checks a folder with the options of this repository, a rule that needs types and a warning. */
async function check(planted: Readonly<Record<string, string>>) {
  const { options, ignorePatterns } = await readConfig();
  const rules = { 'typescript/no-array-delete': 'error', eqeqeq: 'warn' };
  const config = { plugins: ['typescript'], categories: { correctness: 'off' }, options, ignorePatterns, rules };
  const files = { ...good, 'oxlint.json': JSON.stringify(config), ...planted };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const argv = [path.join(root, 'node_modules/oxlint/bin/oxlint'), '-c', 'oxlint.json', '-f', 'unix', '.'];
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

test('sources without a fault pass type-check and lint', async () =>
  expect(await check({})).toMatchObject({ code: 0 }));

test('sources fail for types, rules, warnings, syntax and idle comments', async () => {
  const { code, text } = await check({
    'type.ts': `export const bad: number = 'one';\n`,
    'declared.d.ts': 'export declare const bad: Absent;\n',
    'rule.ts': 'declare const row: number[];\ndelete row[0];\n',
    'warning.ts': 'export const bad = (one: number): boolean => one == 2;\n',
    'syntax.ts': 'export const bad = ;\n',
    'idle.ts': '// eslint-disable-next-line eqeqeq -- nothing to see\nexport const idle = 1;\n',
  });
  expect(code).toBe(1);
  expect(text).toMatch(/type\.ts:1:14: .*TS2322/);
  expect(text).toMatch(/declared\.d\.ts:1:27: .*TS2304/);
  expect(text).toMatch(/rule\.ts:2:\d+: .*no-array-delete/);
  expect(text).toMatch(/warning\.ts:1:\d+: .*eqeqeq/);
  expect(text).toMatch(/syntax\.ts:1:20: .*TS1109/);
  expect(text).toMatch(/idle\.ts:1:\d+: Unused eslint-disable/);
});

test.each([
  ['an option that does not exist', '{ "compilerOptions": { "strickt": true, "noLib": true, "types": [] } }'],
  ['a configuration that is not JSON', '{ "compilerOptions": { "noLib": true, "types": [] }'],
])('sources fail type-check for %s', async (_what, configuration) => {
  const { code, text } = await check({ 'tsconfig.json': configuration });
  expect(code).toBe(1);
  expect(text).toMatch(/tsconfig\.json:.*tsconfig-error/);
});

test('every rule that ESLint is asked for is asked of Oxlint too', async () => {
  const isOn = ([, setting]: [string, unknown]): boolean => ![0, 'off'].includes([setting].flat()[0] as number);
  const { overrides } = await readConfig();
  const asked = new Set(overrides.flatMap(({ rules }) => Object.entries(rules).filter(isOn)).map(([name]) => name));
  const eslint = new ESLint({ cwd: root });
  const files = ['tests/support/oracles/echo.ts', 'tests/support/run/run.ts', 'tests/mock/index.ts', 'a.config.ts'];
  const configurations = await Promise.all(files.map((file) => eslint.calculateConfigForFile(file)));
  const wanted = (configurations as Linter.Config[])
    .flatMap(({ rules = {} }) => Object.entries(rules).filter(isOn))
    .map(([name]) => name.replace('@typescript-eslint/', 'typescript/').replace(/^no-restricted-s/, 'knowledge/$&'));
  expect([...asked].sort()).toEqual([...new Set(wanted)].sort());
});

test.each([
  ['typecheck', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['lint', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
])('npm run %s finds nothing in the sources', async (_script, argv) => {
  const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, text }).toEqual({ code: 0, text: '' });
});
