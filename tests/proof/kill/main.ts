/** Kills a hundred runs (or as many as the argument says) and prints how many contacts were put back. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startMock } from '../../mock/index.ts';
import { killOnce, type Killed } from './killer.ts';

const runs = Number(process.argv[2] ?? 100);
const longest = 250;
const directory = await mkdtemp(path.join(os.tmpdir(), 'killed-'));
const mock = await startMock();
const all: Killed[] = [];
for (let nth = 0; nth < runs; nth += 1) all.push(await killOnce(mock, directory, Math.random() * longest));
const count = (test: (one: Killed) => boolean): string => String(all.filter(test).length);
process.stdout.write(
  [
    `${String(runs)} runs: ${count(({ killed }) => killed)} killed, ${count(({ changed }) => changed)} with the contact changed,`,
    `${count(({ recovered }) => recovered !== null)} with a journal, ${count(({ restored }) => restored)} restored;`,
    `files left: ${String((await readdir(directory)).length)}\n`,
  ].join(' '),
);
await mock.close();
await rm(directory, { recursive: true, force: true });
process.exitCode = all.every(({ restored }) => restored) ? 0 : 1;
