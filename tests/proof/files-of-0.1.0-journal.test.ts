/** A journal that a killed run of version 0.1.0 left open is put back, by command and by the next run. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { facts } from '../mock/world.ts';
import { run } from '../support/cli/restore.ts';
import { filesOf } from '../support/sandbox/index.ts';
import { journalName, keptText } from './files-of-0.1.0/kept.ts';
import { runOn } from './helpers/command.ts';
import { startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
let journal: string;
beforeEach(async () => {
  bench = await startBench();
  journal = keptText(journalName).replace('127.0.0.1:4077', new URL(bench.mock.baseUrl).host);
  await bench.write({ name: 'Nora Blix', tag_ids: [], company_id: null });
});
const before = { name: 'Eve Holt', tag_ids: facts.tagIds.slice(0, 2), company_id: facts.companyId };

test('a journal of 0.1.0 has the name by which it is looked for', () => {
  const { baseUrl, contactId } = JSON.parse(keptText(journalName)) as {
    readonly baseUrl: string;
    readonly contactId: string;
  };
  const target = { name: 'another name', kind: 'live', baseUrl, loopback: true } as const;
  expect(filesOf('.', { target, contactId }).journal).toBe(journalName);
});

test('npm run restore puts back from a journal of 0.1.0', async () => {
  await writeFile(path.join(bench.directory, 'mine.json'), journal);
  const { exit, output } = await runOn(bench, run, ['--journal', 'mine.json']);
  expect(exit).toBe(0);
  expect(output).toMatch(/name +put back\n[^]*\nRestored \(\d+ requests\)/);
  expect(bench.mock.stored()).toMatchObject(before);
});

test('the next run puts back from a journal of 0.1.0', async () => {
  const { journal: file } = filesOf(bench.options.directory, bench.options.settings);
  await mkdir(bench.options.directory);
  await writeFile(file, journal);
  const opening = await bench.opened();
  expect(opening.recovered).toMatchObject({ ok: true, cause: null });
  expect(bench.mock.stored()).toMatchObject(before);
  await opening.restore();
  expect(await readdir(bench.options.directory)).toEqual([]);
});
