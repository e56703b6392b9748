/** The package: packed, unpacked in an empty folder beside the packages that it needs, and called there. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { publint } from 'publint';
import packageFile from '../../package.json' with { type: 'json' };
import commands from '../support/cli/commands.json' with { type: 'json' };
import { withoutOurVariables } from '../support/config/index.ts';
import { root } from './helpers/repository-files.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const run = promisify(execFile);
const folder = temporaryFolder('package');
const inside = (): string => path.join(folder, 'node_modules', packageFile.name);

/** Calls the command in the empty folder. */
async function call(...argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const launcher = path.join(inside(), Object.values(packageFile.bin)[0] ?? '');
  const environment = { ...process.env, ...withoutOurVariables() };
  const done = await run(process.execPath, ['--', launcher, ...argv], { cwd: folder, env: environment }).catch(
    (error: unknown) => error as { readonly code: number; readonly stdout: string; readonly stderr: string },
  );
  return { code: 'code' in done ? done.code : 0, text: done.stdout + done.stderr };
}

beforeAll(async () => {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, maxBuffer: 1e8 });
  const file = /"filename": "([^"]+)"/.exec(stdout)?.[1] ?? '';
  await mkdir(inside(), { recursive: true });
  await run('tar', ['-xzf', path.join(folder, file), '--strip-components=1', '-C', inside()]);
  await rm(path.join(folder, file));
  for (const name of await readdir(path.join(root, 'node_modules')))
    if (!name.startsWith('.'))
      await symlink(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), 'junction');
});

describe('the package', () => {
  test('has nothing for publint to say', async () =>
    expect((await publint({ pkgDir: inside(), pack: false })).messages).toEqual([]));

  test('lists every command, and refuses others', async () => {
    const help = await call('--help');
    expect(help.code).toBe(0);
    for (const name of Object.keys(commands)) expect(help.text).toContain(`  ${name} `);
    const refused = await call('nothing');
    expect(refused.code).toBe(1);
    expect(refused.text).toContain('no command "nothing"');
  });

  test('keeps what it writes in the folder in which it is called', async () => {
    const { code, text } = await call('contract', '--profile', 'smoke', '--no-env');
    expect(text).toContain('CONFORMANT (exit 0)');
    expect(code).toBe(0);
    expect((await readdir(path.join(folder, 'reports'))).sort()).toContain('report.json');
    const accepted = await call('baseline:accept');
    expect(accepted.code).toBe(0);
    expect(existsSync(path.join(folder, 'fixtures/baselines/mock.json'))).toBe(true);
  });

  test('says its own name where a command is to be typed', async () => {
    const { text } = await call('contract', '--case', 'no-such-case', '--no-env');
    expect(text).toContain(`npx --no-install -- ${packageFile.name} contract --list`);
    expect(text).not.toContain('npm run');
  });

  test('holds no test, no workspace and no sources with types', async () => {
    const files = await readdir(inside(), { recursive: true });
    expect(
      files.filter((name) => /tests[\\/]proof|fixtures[\\/](home|accepted-drift)|(?<!\.d)\.ts$/.test(name)),
    ).toEqual([]);
    const manifest = JSON.parse(await readFile(path.join(inside(), 'package.json'), 'utf8')) as typeof packageFile;
    expect(manifest.scripts).not.toHaveProperty('prepare');
  });
});
