import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { facts } from '../mock/world.ts';
import { run } from '../support/cli/restore.ts';
import { filesOf, journalDirectory, openSandbox } from '../support/sandbox/index.ts';
import { runOn } from './helpers/command.ts';
import { killed, sandboxEnvironment, startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
let output = '';
beforeEach(async () => {
  bench = await startBench();
});
const command = async (...argv: readonly string[]): Promise<number> => {
  const came = await runOn(bench, run, argv);
  ({ output } = came);
  return came.exit;
};
/** Leaves a changed contact and its journal behind, as a killed run does. */
const interrupted = async (): Promise<string> => {
  const directory = journalDirectory(bench.directory);
  await openSandbox({ ...bench.options, directory });
  await bench.write({ name: 'Nora Blix', tag_ids: [] });
  await killed({ ...bench.options, directory });
  return filesOf(directory, bench.options.settings).journal;
};

test('npm run restore puts back what an interrupted run left', async () => {
  await interrupted();
  expect(await command()).toBe(0);
  expect(output).toMatch(/name +put back\n +email +unchanged\n[^]*tag_ids +put back\n[^]*\nRestored \(\d+ requests\)/);
  expect(bench.mock.stored()).toMatchObject({ name: 'Eve Holt', tag_ids: facts.tagIds.slice(0, 2) });
  expect(await readdir(journalDirectory(bench.directory))).toEqual([]);
});

test('npm run restore takes a journal that is named', async () => {
  const journal = await interrupted();
  await copyFile(journal, path.join(bench.directory, 'mine.json'));
  expect(await command('--journal', 'mine.json')).toBe(0);
  expect(bench.mock.stored().name).toBe('Eve Holt');
});

test('npm run restore refuses the journal of another contact', async () => {
  const journal = await interrupted();
  const hits = bench.mock.hits();
  const { exit, output } = await runOn(bench, run, ['--journal', journal], { NEETOCRM_CONTACT_ID: facts.companyId });
  expect(exit).toBe(1);
  expect(output).toMatch(/belongs to the contact 8c2e6f1a.* is configured\. Configure that contact/);
  expect(bench.mock.hits()).toBe(hits);
});

async function declareHome(contact: object): Promise<void> {
  await mkdir(path.join(bench.directory, 'fixtures', 'home'), { recursive: true });
  await writeFile(path.join(bench.directory, 'fixtures', 'home', 'stand-in.json'), JSON.stringify({ contact }));
}

test('npm run restore refuses a home state that no update could set', async () => {
  await declareHome({ name: 'At Home', created_at: '2026-01-01T00:00:00Z' });
  expect(await command()).toBe(1);
  expect(output).toMatch(/stand-in\.json is not a home state: \/contact must NOT have additional properties/);
  expect(bench.mock.stored()).toMatchObject({ name: 'Eve Holt' });
});

test('npm run restore falls back on the home state', async () => {
  await declareHome({ name: 'At Home', tag_ids: [] });
  expect(await command()).toBe(0);
  expect(bench.mock.stored()).toMatchObject({ name: 'At Home', tag_ids: [], email: 'eve.holt@example.com' });
});

test('npm run restore says when there is nothing to restore', async () => {
  expect(await command()).toBe(0);
  expect(output).toMatch(
    /^Nothing to restore: there is neither a journal \(.*\) nor a home state \(.*stand-in\.json\)\.\n$/,
  );
});

test('npm run restore without a live target has nothing to do', async () => {
  expect(await command('--no-env')).toBe(0);
  expect(output).toMatch(/^Nothing to restore: no live target/);
});

test('npm run restore puts no named journal back without a live target', async () => {
  expect(await command('--no-env', '--journal', 'mine.json')).toBe(1);
  expect(output).toMatch(/mine\.json was not put back: no live target is configured\./);
});

test('npm run restore reads the file that --env-file names', async () => {
  await interrupted();
  const variables = Object.entries(sandboxEnvironment(bench.mock.baseUrl));
  await writeFile(
    path.join(bench.directory, 'mine.env'),
    variables.map(([name, value]) => `${name}=${value}\n`).join(''),
  );
  const unset = Object.fromEntries(variables.map(([name]) => [name, '']));
  expect((await runOn(bench, run, ['--env-file', 'mine.env'], unset)).exit).toBe(0);
  expect(bench.mock.stored().name).toBe('Eve Holt');
});

test('npm run restore prints what to put back by hand', async () => {
  await interrupted();
  await bench.mock.close();
  expect(await command()).toBe(1);
  expect(output).toContain('NOT RESTORED');
  expect(output).toContain('{"contact":{"name":"Eve Holt"');
  expect(output).not.toContain(facts.apiKey);
});

test.each([[['--frobnicate']], [['--journal', 'missing.json']], [['--journal']]])(
  'npm run restore refuses %j',
  async (argv) => {
    expect(await command(...argv)).toBe(1);
    expect(output).not.toBe('');
  },
);
