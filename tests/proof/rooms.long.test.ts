/** The check of the rooms finds what it is there for: files are planted in a folder of their own, and it is run on them. */
import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/run/run.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const planted: readonly (readonly [string, string, string])[] = [
  [
    'pure-rooms-do-no-io',
    'tests/support/oracles/a.ts',
    `import { readFileSync } from 'node:fs'; export { readFileSync };`,
  ],
  ['pure-rooms-do-no-io', 'tests/support/model/b.ts', `export * from '../leaf.ts';`],
  ['only-the-client-talks', 'tests/support/run/c.ts', `import request from 'supertest'; export { request };`],
  ['contract-knows-one-door', 'tests/contract/d.test.ts', `import '../support/oracles/a.ts';`],
  ['mock-imports-nothing-of-ours', 'tests/mock/e.ts', `import type { A } from '../support/f.ts'; export type { A };`],
  ['order-payloads-oracles', 'tests/support/payloads/g.ts', `import '../play/i.ts';`],
  ['no-circle', 'tests/support/f.ts', `import type { H } from './h.ts'; export interface A { h: H }`],
];
const harmless: readonly (readonly [string, string])[] = [
  // A circle is told once, at the file where it is met first.
  ['tests/support/h.ts', `import type { A } from './f.ts'; export interface H { a: A }`],
  ['tests/support/leaf.ts', `import net from 'node:net'; export { net };`],
  ['tests/support/client/j.ts', `import request from 'supertest'; export { request };`],
  ['tests/support/play/i.ts', `export const i = 1;`],
  ['tests/support/index.ts', `export const door = 1;`],
  [
    'tests/contract/k.test.ts',
    `import { test } from 'vitest'; import { door } from '../support/index.ts'; test('a', () => door);`,
  ],
];

const directory = temporaryFolder('rooms');
let said: readonly string[];
beforeAll(async () => {
  for (const [file, text] of [...planted.map(([, ...rest]) => rest), ...harmless]) {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), text);
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    await cp(path.join(root, file), path.join(directory, file));
  await symlink(path.join(root, 'node_modules'), path.join(directory, 'node_modules'));
  const command = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const argv = [command, 'tests', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
  const text = await new Promise<string>((resolve) => {
    execFile(process.execPath, argv, { cwd: directory }, (_error, stdout) => resolve(stdout));
  });
  said = text.split('\n').filter((line) => line.includes('error '));
});

describe('the check of the rooms', () => {
  test.each(planted)('finds %s in %s', (rule, file) => {
    expect(said.some((line) => line.includes(rule) && line.includes(file))).toBe(true);
  });

  test.each(harmless)('leaves %s alone', (file) => {
    expect(said.filter((line) => line.includes(`: ${file}`))).toEqual([]);
  });
});
