import { mkdir, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { VariantSource } from '../mock/index.ts';
import { facts } from '../mock/world.ts';
import { filesOf, journalDirectory, openSandbox } from '../support/sandbox/index.ts';
import { killed, startBench, type Bench } from './helpers/sandbox.ts';
import { heldBy } from './kill/killer.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});

const files = () => filesOf(bench.options.directory, bench.options.settings);
const restart = async (variant: VariantSource): Promise<void> => {
  bench = await startBench(variant);
};

describe('the journal', () => {
  test('is outside of what git and people throw away', async () => {
    expect(journalDirectory('/project')).toBe(path.join('/project', '.journal'));
    expect(await readFile(new URL('../../.gitignore', import.meta.url), 'utf8')).toContain('.journal/');
  });

  test('is on the disk before the sandbox is open, without the key', async () => {
    await bench.opened();
    const text = await readFile(files().journal, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      baseUrl: bench.mock.baseUrl,
      contactId: facts.contactId,
      how: 'get',
      state: { name: 'Eve Holt', company_id: facts.companyId, tag_ids: facts.tagIds.slice(0, 2) },
      field: { id: facts.fieldId, homeValue: facts.fieldValue },
      note: expect.stringContaining('cannot be put back') as string,
    });
    expect(text).not.toContain(facts.apiKey);
    expect(await readFile(files().backup, 'utf8')).toBe(text);
  });

  test('can be read by its owner alone', async () => {
    await bench.opened();
    const modes = await Promise.all(
      [bench.options.directory, files().journal].map(async (file) => (await stat(file)).mode & 0o077),
    );
    expect(modes).toEqual([0, 0]);
  });

  test('of an abandoned run is put back by the next one before anything else', async () => {
    const before = heldBy(bench.mock);
    const first = await bench.opened();
    await bench.write({ name: 'Nora Blix', tag_ids: [] });
    await killed(bench.options);
    const second = await bench.opened();
    expect(second.recovered).toMatchObject({
      ok: true,
      attributes: { name: 'put back', email: 'unchanged', tag_ids: 'put back' },
    });
    expect(second.snapshot.state).toEqual(first.snapshot.state);
    expect(heldBy(bench.mock)).toBe(before);
  });

  test('that was cut short is replaced by its copy', async () => {
    await bench.opened();
    await bench.write({ name: 'Nora Blix' });
    await killed(bench.options);
    await truncate(files().journal, 100);
    const second = await bench.opened();
    expect(second.recovered?.message).toMatch(/is cut short or not JSON\. Its copy was used\. The contact holds/);
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });

  test('that is damaged with its copy stops the run', async () => {
    await bench.opened();
    await killed(bench.options);
    await truncate(files().journal, 100);
    await truncate(files().backup, 0);
    const hits = bench.mock.hits();
    expect(await openSandbox(bench.options)).toMatchObject({
      kind: 'not-restored',
      recovered: { ok: false, message: expect.stringContaining('put it right by hand') as string },
    });
    expect(bench.mock.hits()).toBe(hits);
  });

  test('that is damaged gives way to the home state', async () => {
    await bench.opened();
    await killed(bench.options);
    await truncate(files().journal, 100);
    await truncate(files().backup, 0);
    await mkdir(bench.options.homeDirectory);
    await writeFile(
      path.join(bench.options.homeDirectory, 'stand-in.json'),
      JSON.stringify({ contact: { name: 'At Home' } }),
    );
    expect((await bench.opened()).recovered).toMatchObject({ ok: true });
    expect(bench.mock.stored().name).toBe('At Home');
  });

  test('that cannot be put back stops the run and is kept', async () => {
    await restart({ validate: (_call, next) => ({ ...next(), email: 'fixed@example.com' }) });
    await bench.opened();
    await bench.write({ name: 'Nora Blix' });
    await killed(bench.options);
    expect(await openSandbox(bench.options)).toMatchObject({
      kind: 'not-restored',
      recovered: { cause: 'target-stores-otherwise' },
    });
    expect(await readdir(bench.options.directory)).toHaveLength(3);
  });

  test('is dropped without an update when somebody has put the contact back', async () => {
    await bench.opened();
    await bench.write({ name: 'Nora Blix' });
    await killed(bench.options);
    await bench.write({ name: 'Eve Holt' });
    expect((await bench.opened()).recovered).toMatchObject({
      ok: true,
      attributes: { name: 'unchanged', email: 'unchanged' },
    });
  });

  test('that cannot be written leaves the contact alone', async () => {
    await writeFile(bench.options.directory, 'a file where the directory belongs');
    const before = heldBy(bench.mock);
    await expect(openSandbox(bench.options)).rejects.toThrow(/cannot be written to, so nothing was sent/);
    expect(heldBy(bench.mock)).toBe(before);
  });
});

describe('a contact that GET does not show', () => {
  test.each([
    ['an unknown attribute', 'unknown-attribute', () => undefined],
    [
      'an empty list of field values',
      'no-field-values',
      (text: string) => (text.includes('contract_suite_probe') ? 422 : undefined),
    ],
  ] as const)('is read by an update that carries %s', async (_what, how, refuse) => {
    await restart({
      before: ({ method, bytes }) => {
        const status = method === 'GET' ? 405 : refuse(bytes.toString());
        return status === undefined ? undefined : { status, headers: {}, body: { error: 'No' } };
      },
    });
    const before = heldBy(bench.mock);
    const opening = await bench.opened();
    expect(opening.snapshot).toMatchObject({ how, state: { name: 'Eve Holt' } });
    await bench.write({ name: 'Nora Blix', tag_ids: [] });
    expect(await opening.restore()).toMatchObject({ ok: true, requests: 2 });
    expect(heldBy(bench.mock)).toBe(before);
  });

  test.each([
    ['401', 401, /an update that changes nothing was answered with 401/],
    ['404', 404, /answered with 404/],
    ['204', 204, /was accepted, but its response does not show the contact/],
  ])('and whose updates are answered with %s is not written to', async (_status, status, reason) => {
    await restart({ before: () => ({ status, headers: {}, body: {} }) });
    expect(await openSandbox(bench.options)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(reason) as string,
    });
    expect(await readdir(bench.options.directory)).toEqual([]);
  });
});

test('the embedded mock needs neither journal nor lock', async () => {
  const { settings } = bench.options;
  const opening = await openSandbox({
    ...bench.options,
    settings: { ...settings, target: { ...settings.target, kind: 'mock' } },
  });
  expect(opening.kind).toBe('open');
  await expect(readdir(bench.options.directory)).rejects.toThrow(/ENOENT/);
});

test('the profile smoke reads a filled contact twice, and nothing else', async () => {
  const settings = { ...bench.options.settings, profile: 'smoke' as const };
  expect(await openSandbox({ ...bench.options, settings })).toMatchObject({
    kind: 'open',
    exchanges: [{ request: { method: 'GET' } }, { request: { method: 'GET' } }],
    repeated: 1,
  });
  expect(bench.mock.hits()).toBe(2);
});
