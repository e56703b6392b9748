import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import { filesOf, openSandbox } from '../support/sandbox/index.ts';
import { startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});

const files = () => filesOf(bench.options.directory, bench.options.settings);

describe('the lock', () => {
  const lock = (change: object) =>
    JSON.stringify({
      pid: process.pid,
      host: os.hostname(),
      startedAt: '2026-01-01T00:00:00.000Z',
      mark: 'another/1',
      token: 't',
      until: '2099-01-01T00:00:00.000Z',
      ...change,
    });
  const leave = async (text: string): Promise<void> => {
    await mkdir(bench.options.directory, { recursive: true });
    await writeFile(files().lock, text);
  };

  test('of a living run is respected and says whose it is', async () => {
    const first = await bench.opened();
    expect(await openSandbox(bench.options)).toEqual({
      kind: 'locked',
      message: expect.stringMatching(
        new RegExp(`process ${String(process.pid)}, started \\d{4}-\\d\\d-\\d\\dT`),
      ) as string,
    });
    await first.restore();
    await expect(bench.opened()).resolves.toMatchObject({ kind: 'open' });
  });

  test.each([
    ['a dead process', { pid: 2 ** 22 + 1 }],
    ['a process whose number was given to another', {}],
    ['another machine whose time is over', { host: 'elsewhere', until: '2020-01-01T00:00:00.000Z' }],
  ])('of %s is taken over', async (_whose, change) => {
    await leave(lock(change));
    await expect(bench.opened()).resolves.toMatchObject({ kind: 'open' });
  });

  test('of another machine holds until its time is over', async () => {
    await leave(lock({ host: 'elsewhere' }));
    expect(await openSandbox(bench.options)).toMatchObject({
      kind: 'locked',
      message: expect.stringContaining('on the machine elsewhere') as string,
    });
  });

  test('of one contact does not stop a run on another target', async () => {
    await bench.opened();
    const other = await startBench();
    await expect(openSandbox({ ...other.options, directory: bench.options.directory })).resolves.toMatchObject({
      kind: 'open',
    });
  });

  test('of a killed process that nobody has reaped is taken over', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log(1)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    await leave(lock({ pid: child.pid, mark: null }));
    expect(await openSandbox(bench.options)).toMatchObject({ kind: 'locked' });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await expect(bench.opened()).resolves.toMatchObject({ kind: 'open' });
  });
});
