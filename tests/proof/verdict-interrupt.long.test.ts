import type { Report } from '../support/report/types.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { withoutOurVariables } from '../support/config/index.ts';
import { root } from '../support/run/run.ts';
import { metaProblems } from './helpers/data-files.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

test('an interrupted run reports, puts the contact back and exits 3', async () => {
  const cwd = temporaryFolder('interrupt');
  const slow = { before: (): Promise<undefined> => sleep(40) };
  const mock = await startMock({ variant: slow });
  const before = mock.stored();
  const launcher = path.join(root, 'tests/support/cli/launch.mjs');
  const args = [launcher, 'contract', '--report-dir', cwd, '--baseline', 'none'];
  const env = { ...process.env, ...withoutOurVariables(), ...sandboxEnvironment(mock.baseUrl) };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => mock.hits(), { timeout: 240_000, interval: 20 }).toBeGreaterThan(12);
  expect(mock.stored()).not.toMatchObject({ name: before.name, email: before.email });
  // A terminal and a parent process may both deliver it.
  child.kill('SIGINT');
  await sleep(20);
  child.kill('SIGINT');
  expect(await exit).toEqual([3, null]);

  const report = JSON.parse(await readFile(path.join(cwd, 'report.json'), 'utf8')) as Report;
  expect(metaProblems('report', report)).toEqual([]);
  expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, partial: true, sandbox: { restored: true } });
  expect(report.reasons[0]).toBe('The run ended early: interrupted by SIGINT');
  expect(report.clauses.filter(({ outcome }) => outcome === 'pass').length).toBeGreaterThan(5);
  expect(text).toContain('SIGINT: ending the run, putting the contact back');
  expect((await readdir(cwd)).sort()).toEqual(
    'ctrf.json history.jsonl index.html junit.xml report.json summary.md'.split(' '),
  );
  const { updated_at: _then, ...was } = before;
  expect(mock.stored()).toMatchObject(was);
  await mock.close();
});
