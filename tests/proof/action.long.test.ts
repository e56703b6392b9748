/** The action's program, called in a folder of somebody else. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { startMock } from '../mock/index.ts';
import { withoutOurVariables } from '../support/config/index.ts';
import { root } from './helpers/repository-files.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const program = path.join(root, 'tests/support/ci/action.mjs');
let folder: string;
beforeEach(() => {
  folder = temporaryFolder('action');
});

const environment = (inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...withoutOurVariables(),
  GITHUB_OUTPUT: path.join(folder, 'output'),
  GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
  ...inputs,
});

const written = (name: string): string => {
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** The outputs, which stand between two lines that a value cannot guess. */
const outputs = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...written('output').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  ) as Readonly<Record<string, string>>;

const called = (inputs: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, [program], { cwd: folder, env: environment(inputs), encoding: 'utf8' });

const smoke = { ACTION_TARGET: 'mock', ACTION_PROFILE: 'smoke' };
const client = (body: string): string =>
  `node -e 'const { NEETOCRM_BASE_URL: base, NEETOCRM_API_KEY: key, NEETOCRM_CONTACT_ID: id } = process.env;
fetch(base + "/contacts/" + id, { method: "PATCH", headers: { "X-Api-Key": key, "Content-Type": "application/json" }, body: JSON.stringify(${body}) })'`;

describe('the action', () => {
  test('judges a target, and keeps everything where it is called', () => {
    const { status } = called({ ...smoke, ACTION_REPORT_DIR: 'kept here' });
    const report = path.join(folder, 'kept here', 'report.json');
    expect([status, outputs()]).toEqual([0, { verdict: 'conformant', 'exit-code': '0', report }]);
    expect(written('summary')).toMatch(/^## Contract: conformant \(exit 0\): the target keeps its contract\n\n#/);
    expect(readdirSync(folder).sort()).toEqual(['kept here', 'output', 'summary']);
  });

  test('takes the baseline of the folder in which it is called', () => {
    const { status, stdout } = called({ ...smoke, ACTION_BASELINE: 'ours.json' });
    expect([status, outputs()]).toMatchObject([1, { verdict: 'error', 'exit-code': '1' }]);
    expect(stdout).toContain('ours.json');
    expect(stdout).toContain('::error::error (exit 1)');
  });

  test('reads no .env', () => {
    writeFileSync(path.join(folder, '.env'), 'NEETOCRM_TARGET=live\nCONTRACT_PROFILE=nothing\n');
    expect(called(smoke).status).toBe(0);
  });

  test('takes no report of an earlier run for its own', () => {
    called(smoke);
    rmSync(path.join(folder, 'output'));
    const { status } = called({ ...smoke, ACTION_PROFILE: 'nothing' });
    expect([status, outputs()['report']]).toEqual([1, '']);
  });

  test.each([
    ['keeps the contract', `{ contact: { name: "Ada Quill" } }`, 'conformant', '0'],
    ['breaks it', `{ contact: { phoneNumber: "+12025550143" } }`, 'violated', '2'],
  ])('says of a client that it %s', (_what, body, verdict, code) => {
    const { status } = called({ ACTION_MODE: 'sdk', ACTION_COMMAND: client(body) });
    const report = path.join(folder, 'reports', 'sdk-report.json');
    expect([status, outputs()]).toEqual([Number(code), { verdict, 'exit-code': code, report }]);
  });

  test('passes where nothing could be judged and that is allowed', () => {
    const silent = { ACTION_MODE: 'sdk', ACTION_COMMAND: 'true' };
    expect(called(silent).status).toBe(3);
    expect(called({ ...silent, ACTION_ALLOW_INCONCLUSIVE: 'true' }).status).toBe(0);
  });

  test('leaves a red verdict to who reads the outputs', () => {
    expect(called({ ACTION_MODE: 'sdk', ACTION_COMMAND: 'exit 7', ACTION_FAIL: 'false' }).status).toBe(0);
    expect(outputs()['exit-code']).toBe('7');
  });

  test('hands a signal on, so that the contact is put back', async () => {
    const mock = await startMock({ variant: { before: (): Promise<undefined> => pause(40) } });
    const { updated_at: _then, ...was } = mock.stored();
    const child = spawn(process.execPath, [program], {
      cwd: folder,
      env: environment({ ...sandboxEnvironment(mock.baseUrl), ACTION_TARGET: 'live' }),
      stdio: 'ignore',
    });
    const exit = once(child, 'exit');
    await expect.poll(() => mock.hits(), { timeout: 60_000, interval: 20 }).toBeGreaterThan(12);
    child.kill('SIGINT');
    expect(await exit).toEqual([3, null]);
    expect(outputs()).toMatchObject({ verdict: 'inconclusive', 'exit-code': '3' });
    expect(mock.stored()).toMatchObject(was);
    expect(readdirSync(folder).sort()).toEqual(['.journal', 'output', 'reports', 'summary']);
    await mock.close();
  });
});
