/** What a start finds well is not looked at again before a source, a data file or a package changes; what is wrong always is. */
import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { payloadShape } from '../support/cases/rows.ts';
import { lookedAtOnce, workedOutOnce } from '../support/files/sources.ts';
import { projectRoot } from './helpers/data-files.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

interface Prepared {
  readonly directory: string;
  readonly found: { readonly stamp: string; readonly file: string } | null;
}
const { prepareSources } = (await import(
  pathToFileURL(path.join(projectRoot, 'tests/support/cli/stripped.mjs')).href
)) as { readonly prepareSources: (root: string, program: string, takesTypes: boolean) => Prepared };

const root = temporaryFolder('looked');
const folders = ['schemas', 'fixtures/baselines', 'tests/contract', 'tests/mock', 'tests/support', 'node_modules'];
const files = {
  'package.json': '{}',
  'schemas/a.json': '{"a":1}',
  'fixtures/baselines/mock.json': '{}',
  'tests/support/a.ts': 'export const a = 1;',
  'node_modules/.package-lock.json': '{}',
};
beforeAll(async () => {
  for (const folder of folders) await mkdir(path.join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text);
});

const stampNow = (): string | undefined =>
  prepareSources(root, path.join(root, 'tests/support/a.ts'), true).found?.stamp;

describe('what was found out', () => {
  test('is kept while nothing changes', () => {
    expect(stampNow()).toMatch(/^[0-9a-f]{64}$/);
    expect(stampNow()).toBe(stampNow());
  });

  test('is for these data files, by their bytes and not their times', async () => {
    const file = path.join(root, 'schemas/a.json');
    const [before, { atime, mtime }] = [stampNow(), await stat(file)];
    await writeFile(file, '{"a":2}');
    await utimes(file, atime, mtime);
    expect(stampNow()).not.toBe(before);
    await writeFile(file, files['schemas/a.json']);
    expect(stampNow()).toBe(before);
  });

  test.each(['tests/support/a.ts', 'node_modules/.package-lock.json'])('is for this %s', async (name) => {
    const before = stampNow();
    await writeFile(path.join(root, name), '{"b":3}');
    await utimes(path.join(root, name), 1, 1);
    expect(stampNow()).not.toBe(before);
  });

  test('has nothing to do with what a command reads by itself', async () => {
    const before = stampNow();
    await writeFile(path.join(root, 'fixtures/baselines/mock.json'), '{"c":4}');
    expect(stampNow()).toBe(before);
  });
});

const at = (name: string, stamp = 'a') => ({ stamp, file: path.join(root, name) });

describe('what is worked out', () => {
  test('is the same from where it is kept', () => {
    let times = 0;
    const given = [1, 2].map(() => workedOutOnce('payloads', () => ((times += 1), payloadShape()), at('shape.json')));
    expect(given).toEqual([payloadShape(), payloadShape()]);
    expect(times).toBe(1);
  });

  test.each([
    ['another stamp', 'b', 'payloads'],
    ['another name', 'a', 'rows'],
  ])('is worked out for %s', (_what, stamp, name) => {
    workedOutOnce('payloads', () => 1, at('values.json'));
    expect(workedOutOnce(name, () => 2, at('values.json', stamp))).toBe(2);
  });
});

describe('a look', () => {
  const counted = (wrong: readonly string[]) => {
    let times = 0;
    const look = (): readonly string[] => ((times += 1), wrong);
    return { look, times: () => times };
  };

  test('that finds nothing wrong is the last one', () => {
    const { look, times } = counted([]);
    const found = [1, 2, 3].map(() => lookedAtOnce('schemas', look, at('well.json')));
    expect([found, times()]).toEqual([[[], [], []], 1]);
  });

  test('that finds something wrong is taken again each time', () => {
    const { look, times } = counted(['Mend it.']);
    const found = [1, 2].map(() => lookedAtOnce('schemas', look, at('wrong.json')));
    expect([found, times()]).toEqual([[['Mend it.'], ['Mend it.']], 2]);
  });

  test('is taken again where the stamp is another', () => {
    const { look, times } = counted([]);
    for (const stamp of ['a', 'b', 'b', 'a']) lookedAtOnce('schemas', look, at('stamps.json', stamp));
    expect(times()).toBe(3);
  });

  test('says nothing of what has another name', async () => {
    const { look, times } = counted([]);
    for (const what of ['schemas', 'data files', 'schemas', 'data files']) lookedAtOnce(what, look, at('names.json'));
    expect(times()).toBe(2);
    expect(JSON.parse(await readFile(path.join(root, 'names.json'), 'utf8'))).toEqual({
      stamp: 'a',
      known: { schemas: true, 'data files': true },
    });
  });

  test.each(['', 'no JSON', '[]', 'null', '{"stamp":"a"}'])('is taken where %j is kept', async (text) => {
    const { look, times } = counted([]);
    await writeFile(path.join(root, 'spoilt.json'), text);
    lookedAtOnce('schemas', look, at('spoilt.json'));
    expect(times()).toBe(1);
  });

  test('is taken each time where nothing can be kept', () => {
    const { look, times } = counted([]);
    for (const found of [null, null, at('no/such/folder.json'), at('no/such/folder.json')])
      lookedAtOnce('schemas', look, found);
    expect(times()).toBe(4);
  });
});
