/** Journals that are open under another contact, or another name of the host, or of which only the copy is left. */
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { facts, neighbourId } from '../mock/world.ts';
import { run as doctor } from '../support/cli/doctor.ts';
import { run as restore } from '../support/cli/restore.ts';
import { filesOf, journalDirectory, openSandbox, otherJournals } from '../support/sandbox/index.ts';
import { runOn } from './helpers/command.ts';
import { killed, startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
let output = '';
beforeEach(async () => {
  bench = await startBench();
  output = '';
});

const directory = (): string => journalDirectory(bench.directory);
const command = async (
  run: typeof restore,
  change: Readonly<Record<string, string>> = {},
  ...argv: readonly string[]
): Promise<number> => {
  const came = await runOn(bench, run, argv, change);
  output += came.output;
  return came.exit;
};

/** Leaves a changed contact and its journal, as a killed run does; returns the file. */
async function interrupted(): Promise<string> {
  const options = { ...bench.options, directory: directory() };
  await openSandbox(options);
  await bench.write({ name: 'Nora Blix' });
  await killed(options);
  return filesOf(directory(), bench.options.settings).journal;
}

const elsewhere: readonly (readonly [string, () => Readonly<Record<string, string>>])[] = [
  ['another contact', () => ({ NEETOCRM_CONTACT_ID: neighbourId })],
  ['another name of the host', () => ({ NEETOCRM_BASE_URL: bench.mock.baseUrl.replace('127.0.0.1', 'localhost') })],
];

describe('a journal that is open under', () => {
  test.each(elsewhere)('%s ends restore with 1, and is named', async (_what, change) => {
    const journal = await interrupted();
    expect(await command(restore, change())).toBe(1);
    expect(output).toContain(journal);
    expect(bench.mock.stored().name).toBe('Nora Blix');
  });

  test.each(elsewhere)('%s fails a line of doctor', async (_what, change) => {
    const journal = await interrupted();
    expect(await command(doctor, change())).toBe(1);
    expect(output).toMatch(new RegExp(`FAIL .*${path.basename(journal)}[^]*\\nNot ready`));
  });

  test('another name of the host is put back where it is named', async () => {
    const journal = await interrupted();
    const change = { NEETOCRM_BASE_URL: bench.mock.baseUrl.replace('127.0.0.1', 'LOCALHOST') };
    expect(await command(restore, change, '--journal', journal)).toBe(0);
    expect(bench.mock.stored().name).toBe('Eve Holt');
    expect(await readdir(directory())).toEqual([]);
  });
});

/** The journals that are told where one was left under a base URL, and another one is configured. */
async function told(left: string, configured: string, contactId = facts.contactId): Promise<readonly string[]> {
  const { settings } = bench.options;
  const at = (baseUrl: string) => ({ ...settings, target: { ...settings.target, baseUrl } });
  const journal = JSON.parse(await readFile(await interrupted(), 'utf8')) as object;
  await rm(directory(), { recursive: true });
  await mkdir(directory());
  await writeFile(filesOf(directory(), at(left)).journal, JSON.stringify({ ...journal, baseUrl: left, contactId }));
  return otherJournals(at(configured), directory(), new Date());
}

test.each([
  ['http://localhost:4077/api', 'http://127.0.0.1:4077/api'],
  ['http://[::1]:4077/api', 'http://localhost:4077/api'],
  ['https://acme.neetocrm.com./api', 'https://acme.neetocrm.com/api'],
])('a journal of %s is one of this contact at %s', async (left, configured) => {
  expect(await told(left, configured)).toEqual([expect.stringMatching(/it is of this contact, by another name/)]);
});

test.each([
  ['http://LOCALHOST:4077/api/', 'http://localhost:4077/api'],
  ['https://acme.neetocrm.com:443/api', 'https://ACME.neetocrm.com/api'],
])('a journal of %s is the one of %s itself', async (left, configured) => {
  expect(await told(left, configured)).toEqual([]);
});

test('a journal of another host is of another contact', async () => {
  const [sentence = ''] = await told('https://other.neetocrm.com/api', 'https://acme.neetocrm.com/api');
  expect(sentence).toMatch(/the contact 8c2e6f1a.* at https:\/\/other\.neetocrm\.com\/api was not put back/);
});

describe('a copy without its journal', () => {
  test('is put back by restore', async () => {
    const journal = await interrupted();
    await rm(journal);
    expect(await command(restore)).toBe(0);
    expect(output).toMatch(/is gone\. Its copy was used/);
    expect(bench.mock.stored().name).toBe('Eve Holt');
    expect(await readdir(directory())).toEqual([]);
  });

  test('is put back by the next run', async () => {
    await rm(await interrupted());
    const opening = await openSandbox({ ...bench.options, directory: directory() });
    expect(opening).toMatchObject({ kind: 'open', recovered: { ok: true } });
    expect(bench.mock.stored().name).toBe('Eve Holt');
  });

  test('is named where another contact is configured', async () => {
    const journal = await interrupted();
    await rm(journal);
    expect(await command(restore, { NEETOCRM_CONTACT_ID: neighbourId })).toBe(1);
    expect(output).toContain('.backup.json');
  });
});

test('the journal of a run that is under way is not told', async () => {
  const opening = await openSandbox({ ...bench.options, directory: directory() });
  expect(opening.kind).toBe('open');
  const other = { ...bench.options.settings, contactId: neighbourId };
  expect(await otherJournals(other, directory(), new Date())).toEqual([]);
  if (opening.kind === 'open') await opening.restore();
  await interrupted();
  expect(await otherJournals(other, directory(), new Date())).toHaveLength(1);
});

test('restore names an open journal where no live target is configured', async () => {
  const journal = await interrupted();
  await copyFile(journal, path.join(directory(), 'other-0.json'));
  expect(await command(restore, {}, '--no-env')).toBe(1);
  expect(output).toContain('other-0.json');
});
