/** The command `sdk` as a process: exit codes, environment, signals, time, and what is left running. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clients, reportFolder, runSdk, startSdk } from './helpers/sdk-run.ts';

let place: ReturnType<typeof reportFolder>;
beforeEach(() => {
  place = reportFolder();
});
afterEach(() => place.dispose());

const client = path.join(clients, 'client.mjs');
const node = process.execPath;
const right = [node, client, 'right'];
const script = (text: string): readonly string[] => [node, '--input-type=module', '-e', text];

/** True for a process that still does something: one that has ended and that nobody has looked after does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

describe('the exit code of the command sdk', () => {
  test.each<[string, readonly string[], number, RegExp]>([
    ['no request', ['--', node, '-e', ''], 3, /INCONCLUSIVE \(exit 3\) · no request · the command ended with 0\n$/],
    [
      'no request and a failure',
      ['--', node, '-e', 'process.exit(9)'],
      9,
      /\(exit 9\) · no request · the command ended with 9\n$/,
    ],
    [
      'a failure that is left out',
      ['--ignore-exit', '--', 'sh', '-c', `'${node}' '${client}' right; exit 5`],
      0,
      /CONFORMANT \(exit 0\) · 2 requests · the command ended with 5\n$/,
    ],
    [
      'a failure',
      ['--', 'sh', '-c', `'${node}' '${client}' right; exit 5`],
      5,
      /CONFORMANT \(exit 5\) · 2 requests · the command ended with 5\n$/,
    ],
    [
      'a mistake and a failure',
      ['--', 'sh', '-c', `'${node}' '${client}' put; exit 5`],
      2,
      /VIOLATED \(exit 2\) · 1 request · the command ended with 5\n$/,
    ],
    ['a scenario that was met', ['--scenario', 'tags-as-ids', '--', ...right], 0, /CONFORMANT/],
    [
      'a scenario that was never met',
      ['--scenario', 'html-error', '--', ...right],
      3,
      /met the\s+scenario html-error\.[^]*INCONCLUSIVE \(exit 3\) · 2 requests/,
    ],
    [
      'a scenario that a client fails',
      ['--scenario', '502', '--', ...right],
      1,
      /CONFORMANT \(exit 1\) · 1 request · the command ended with 1\n$/,
    ],
    ['options of the command', ['--', 'sh', '-c', 'exit 7', '--strict', '--', '--listen'], 7, /ended with 7/],
  ])('the command sdk ends rightly after %s', async (_what, args, code, last) => {
    const { exit, output } = await runSdk(args);
    expect(output).toMatch(last);
    expect(exit).toBe(code);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no command', [], /There is no command after --\./],
    [
      'a command that does not exist',
      ['--', 'no-such-program-here'],
      /cannot be started in .*: there is no such program/,
    ],
    ['a command beside listening', ['--listen', '--', 'true'], /either --listen or a command/],
    ['an unknown option', ['--scenarios'], /unknown option '--scenarios'/],
    ['an unknown scenario', ['--scenario', 'ownernull', '--', 'true'], /Near it: owner-null/],
    ['a port that is none', ['--port', '70000', '--', 'true'], /from 0 to 65535/],
    ['a time that is none', ['--timeout', 'soon', '--', 'true'], /a number of seconds/],
    ['a host that is not here', ['--host', '203.0.113.1', '--', 'true'], /cannot listen on 203\.0\.113\.1/],
    [
      'a directory that takes no report',
      ['--report-dir', '/dev/null/x', '--', 'true'],
      /cannot be written to.*Nothing was started/,
    ],
  ])('is 1 with a sentence for %s', async (_what, args, sentence) => {
    const { exit, errors } = await runSdk(args);
    expect(errors).toMatch(sentence);
    expect(exit).toBe(1);
  });

  test('is 1 with a sentence for a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { exit, errors } = await runSdk(['--port', String(port), '--', 'true']);
    server.close();
    expect(errors).toContain(`port ${port} is taken`);
    expect(exit).toBe(1);
  });
});

describe('the command that is run', () => {
  test('gets the stand-in and no other workspace, whatever .env says', async () => {
    const { output } = await runSdk(
      [
        '--',
        ...script(
          'console.log(JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("NEETOCRM_")))))',
        ),
      ],
      { NEETOCRM_SUBDOMAIN: 'acme', NEETOCRM_API_KEY: 'a-real-key', NEETOCRM_SANDBOX: 'true', KEPT: 'yes' },
    );
    const given = JSON.parse(output.split('\n')[0] ?? '') as Readonly<Record<string, string>>;
    expect(Object.keys(given).sort()).toEqual([
      'NEETOCRM_API_KEY',
      'NEETOCRM_BASE_URL',
      'NEETOCRM_COMPANY_ID',
      'NEETOCRM_CONTACT_ID',
      'NEETOCRM_FIELD_ID',
      'NEETOCRM_FIELD_VALUE',
      'NEETOCRM_FOREIGN_CONTACT_ID',
      'NEETOCRM_OWNER_ID',
      'NEETOCRM_TAG_IDS',
    ]);
    expect(given['NEETOCRM_API_KEY']).not.toBe('a-real-key');
    expect(given['NEETOCRM_BASE_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/external\/v1$/);
  });

  test('is ended with all its children when its time is over', async () => {
    const file = path.join(place.folder, 'pid');
    const { exit, errors, report } = await runSdk([
      '--timeout',
      '3',
      '--',
      'sh',
      '-c',
      `sleep 600 & echo $! > '${file}'; wait`,
    ]);
    expect(errors).toContain('has not ended after 3 s');
    expect([exit, report?.command?.timedOut]).toEqual([3, true]);
    expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  test('leaves nothing running, not even what left its group', async () => {
    const file = path.join(place.folder, 'pid');
    const away = `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs';
      const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }); child.unref(); writeFileSync(${JSON.stringify(file)}, String(child.pid));`;
    const { errors } = await runSdk(['--', ...script(away)]);
    expect(errors).toContain('The command left 1 process running; ended.');
    expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'gets %s, with its children, and its end is told',
    async (signal) => {
      const file = path.join(place.folder, 'pid');
      const child = startSdk(place.folder, ['--', 'sh', '-c', `sleep 600 & echo $! > '${file}'; wait`]);
      let output = '';
      child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
      while (!existsSync(file) || readFileSync(file, 'utf8').trim() === '')
        await new Promise((resolve) => setTimeout(resolve, 50));
      child.kill(signal);
      const exit = await new Promise((resolve) => child.on('close', resolve));
      expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false);
      expect(output).toMatch(/no request · the command was ended by SIG/);
      expect(exit).toBeGreaterThan(128);
    },
  );
});

describe('a stand-in that listens', () => {
  test('prints its address as one line, and its verdict after a signal', async () => {
    const child = startSdk(place.folder, ['--listen']);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while (!output.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 50));
    const { control, environment } = JSON.parse(output.split('\n')[0] ?? '') as {
      readonly control: string;
      readonly environment: Readonly<Record<string, string>>;
    };
    await fetch(`${environment['NEETOCRM_BASE_URL'] ?? ''}/contacts/${environment['NEETOCRM_CONTACT_ID'] ?? ''}`, {
      method: 'PUT',
      headers: { 'X-Api-Key': environment['NEETOCRM_API_KEY'] ?? '', 'Content-Type': 'application/json' },
      body: '{"contact":{"name":"Ada"}}',
    });
    expect(await (await fetch(`${control}verdict`)).json()).toMatchObject({ verdict: 'violated', exitCode: 2 });
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(2);
    expect(output).toMatch(/VIOLATED \(exit 2\) · 1 request · no command\n$/);
  });
});

test('a client that hangs in a scenario does not keep the command', async () => {
  const hangs = path.join(place.folder, 'hangs.mjs');
  writeFileSync(
    hangs,
    `await fetch(process.env.NEETOCRM_BASE_URL + '/contacts/1', { method: 'PATCH', signal: AbortSignal.timeout(300) }).catch(() => 0);`,
  );
  const { exit, report } = await runSdk(['--scenario', 'never-answers', '--', node, hangs]);
  expect([exit, report?.scenario?.met, report?.requests.arrived]).toEqual([0, true, 1]);
});
