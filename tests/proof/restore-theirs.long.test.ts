/** What a person has written since a run was killed is left alone, and told. */
import { open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { takesText } from '../mock/kit.ts';
import type { VariantSource } from '../mock/types.ts';
import { facts, otherCompanyId } from '../mock/world.ts';
import { run } from '../support/cli/restore.ts';
import { filesOf, journalDirectory, loggedBy, openSandbox } from '../support/sandbox/index.ts';
import { runOn } from './helpers/command.ts';
import { killed, startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
let output = '';
beforeEach(async () => {
  bench = await startBench();
  output = '';
});

const directory = (): string => journalDirectory(bench.directory);
const options = () => ({ ...bench.options, directory: directory() });
const files = () => filesOf(directory(), bench.options.settings);
const restore = async (...argv: readonly string[]): Promise<number> => {
  const came = await runOn(bench, run, argv);
  output += came.output;
  return came.exit;
};

/** Writes to the contact as a run does, and is killed. */
async function interrupted(variant: VariantSource = {}): Promise<void> {
  bench = await startBench(variant);
  await openSandbox(options());
  await bench.write({ name: 'Nora Blix', phone_number: '+1 202-555-0177' });
  await bench.write({ tag_ids: facts.tagIds.slice(2), name: 'Nora Quist' });
  await killed(options());
}

const home = {
  name: 'Eve Holt',
  email: 'eve.holt@example.com',
  phone_number: '+1 202-555-0143',
  company_id: facts.companyId,
  tag_ids: facts.tagIds.slice(0, 2),
};

const edits = [
  { name: 'Written By A Person' },
  { email: 'a.person@example.com' },
  { phone_number: '' },
  { tag_ids: [facts.tagIds[3] ?? ''] },
  { company_id: otherCompanyId },
] as const;

describe('what a person has written since', () => {
  test.each(edits)('is left alone by restore: %j', async (edit) => {
    await interrupted();
    await bench.edit(edit);
    const [name = ''] = Object.keys(edit);
    expect(await restore()).toBe(0);
    expect(bench.mock.stored()).toMatchObject({
      name: 'Eve Holt',
      phone_number: '+1 202-555-0143',
      tag_ids: facts.tagIds.slice(0, 2),
      ...edit,
    });
    expect(output).toMatch(new RegExp(`${name} +left alone, as somebody else has written to it: it held .* and holds`));
    expect((await readdir(directory())).sort()).toEqual(
      [files().backup, files().journal].map((file) => path.basename(file)).sort(),
    );
    expect(output).toMatch(/was left alone: `npm run restore -- --force` puts back what it held all the same/);
  });

  test.each(edits)('is left alone by the next run: %j', async (edit) => {
    await interrupted();
    await bench.edit(edit);
    const opening = await openSandbox(options());
    expect(opening).toMatchObject({ kind: 'open', recovered: { ok: true, theirs: Object.keys(edit) } });
    expect(bench.mock.stored()).toMatchObject(edit);
  });

  test.each(edits)('is written over by restore --force: %j', async (edit) => {
    await interrupted();
    await bench.edit(edit);
    expect(await restore('--force')).toBe(0);
    expect(bench.mock.stored()).toMatchObject(home);
  });

  test.each(edits)('is written over by restore --force after a plain restore: %j', async (edit) => {
    await interrupted();
    await bench.edit(edit);
    expect([await restore(), await restore()]).toEqual([0, 0]);
    expect(bench.mock.stored()).toMatchObject(edit);
    expect(await restore('--force')).toBe(0);
    expect(bench.mock.stored()).toMatchObject(home);
    expect(await readdir(directory())).toEqual([]);
  });

  test('is written over by restore --force after a run that left it alone', async () => {
    await interrupted();
    await bench.edit({ name: 'Written By A Person' });
    const opening = await openSandbox(options());
    await bench.write({ email: 'nora.blix@example.com' });
    if (opening.kind === 'open') await opening.restore();
    expect(bench.mock.stored()).toMatchObject({ ...home, name: 'Written By A Person' });
    expect(await restore()).toBe(0);
    expect(output).toContain('name was left alone');
    expect(await restore('--force')).toBe(0);
    expect(bench.mock.stored()).toMatchObject(home);
    expect(await readdir(directory())).toEqual([]);
  });

  test('is kept through a run that is killed after the one that left it alone', async () => {
    await interrupted();
    await bench.edit({ name: 'Written By A Person' });
    await openSandbox(options());
    await bench.write({ phone_number: '+1 202-555-0188' });
    await killed(options());
    expect(await restore('--force')).toBe(0);
    expect(bench.mock.stored()).toMatchObject(home);
  });

  test('needs no journal any more once a person has put it back', async () => {
    await interrupted();
    await bench.edit({ name: 'Written By A Person' });
    expect(await restore()).toBe(0);
    await bench.edit({ name: 'Eve Holt' });
    expect(await restore()).toBe(0);
    expect(await readdir(directory())).toEqual([]);
  });

  test('stays where a running run left it alone, until restore --force', async () => {
    const opening = await openSandbox(options());
    await bench.write({ name: 'Nora Blix' });
    await bench.edit({ email: 'a.person@example.com' });
    if (opening.kind === 'open') await opening.restore({ theirs: ['email'] });
    expect(await restore('--force')).toBe(0);
    expect(bench.mock.stored()).toMatchObject(home);
  });

  test('is written over as before where the journal has no log', async () => {
    await interrupted();
    await bench.edit({ name: 'Written By A Person' });
    await rm(files().log);
    expect(await restore()).toBe(0);
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });
});

test('what a person writes during a restore that is killed is theirs', async () => {
  let isOver = false;
  bench = await startBench({
    before: (call) => {
      const contact = call.world.contacts.get(facts.contactId);
      // The response to the update that puts back shows what a person has just written.
      if (isOver && call.method === 'PATCH' && contact !== undefined) contact.name = 'Written By A Person';
      return undefined;
    },
    write: (call, next) => {
      const { name } = call.contact;
      next();
      if (isOver) call.contact.name = name;
    },
  });
  const opening = await openSandbox(options());
  await bench.write({ name: 'Nora Blix', email: 'nora.blix@example.com' });
  const journals = await Promise.all([files().journal, files().backup].map((file) => readFile(file)));
  isOver = true;
  // Killed after it had sent all, and before it closed the journal.
  const log = await new Promise<string>((resolve) => {
    if (opening.kind === 'open')
      void opening.restore({ judge: async () => resolve(await readFile(files().log, 'utf8')) }).then(() => undefined);
  });
  isOver = false;
  await killed(options());
  await writeFile(files().journal, journals[0] ?? '');
  await writeFile(files().backup, journals[1] ?? '');
  await writeFile(files().log, log);
  expect(log).not.toContain('Written By A Person');
  expect(await restore()).toBe(0);
  expect(bench.mock.stored()).toMatchObject({ name: 'Written By A Person', email: 'eve.holt@example.com' });
});

describe('what the suite wrote is put back', () => {
  test('though the server made something else of it', async () => {
    await interrupted(takesText('name', (text) => (text.startsWith('Nora') ? text.toUpperCase().slice(0, 6) : text)));
    expect(bench.mock.stored().name).toBe('NORA Q');
    expect(await restore()).toBe(0);
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });

  test('though the run was killed before it saw a response', async () => {
    await interrupted(takesText('name', (text) => (text.startsWith('Nora') ? text.toUpperCase().slice(0, 6) : text)));
    const lines = (await readFile(files().log, 'utf8')).trimEnd().split('\n');
    await writeFile(files().log, `${lines.slice(0, -1).join('\n')}\n`);
    expect(await restore()).toBe(0);
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });

  test('though the last line of the log was cut short', async () => {
    await interrupted();
    const handle = await open(files().log, 'a');
    await handle.write('{"at":"2026-01-01T00:00:00Z","sendi');
    await handle.close();
    expect(await restore()).toBe(0);
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });
});

describe('the log', () => {
  test('has what is sent before it is sent, and no key', async () => {
    await interrupted({
      before: ({ method }) => (method === 'PATCH' ? { status: 500, headers: {}, body: {}, drop: true } : undefined),
    });
    const text = await readFile(files().log, 'utf8');
    expect(text).toContain('"sending":{"name":"Nora Blix","phone_number":"+1 202-555-0177"}');
    expect(text).not.toContain(facts.apiKey);
    expect(path.basename(files().log).replace(/\.log$/, '.json')).toBe(path.basename(files().journal));
  });

  test('that is not there keeps the request from being sent', async () => {
    const { apiKey, contactId } = facts;
    const logged = loggedBy(bench.client, () => ({ file: files().log, apiKey, contactId }));
    const request = { method: 'PATCH', path: '/', headers: {}, body: '{}' } as const;
    await expect(logged.send(request, { case: '', purpose: 'case' })).rejects.toThrow(/nothing more was sent/);
    expect(bench.mock.hits()).toBe(0);
  });
});

describe('while the run is under way', () => {
  test('what somebody else writes to is left alone where it was seen', async () => {
    const opening = await openSandbox(options());
    await bench.write({ name: 'Nora Blix' });
    await bench.edit({ email: 'a.person@example.com' });
    const restored = opening.kind === 'open' ? await opening.restore({ theirs: ['email'] }) : null;
    expect(restored).toMatchObject({ ok: true, theirs: ['email'] });
    expect(bench.mock.stored()).toMatchObject({ name: 'Eve Holt', email: 'a.person@example.com' });
  });

  test('what the suite has written over it since is put back', async () => {
    const opening = await openSandbox(options());
    await bench.edit({ name: 'A Person' });
    await bench.write({ name: 'Nora Blix' });
    const restored = opening.kind === 'open' ? await opening.restore({ theirs: ['name'] }) : null;
    expect(restored).toMatchObject({ ok: true, theirs: [] });
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });
});
