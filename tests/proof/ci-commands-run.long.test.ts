/** No command writes a line that a CI runner obeys, whatever a target says. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startMock, type MockServer } from '../mock/index.ts';
import type { Shown } from '../mock/types.ts';
import { run as contract } from '../support/cli/contract.ts';
import { run as doctor } from '../support/cli/doctor.ts';
import { run as driftAccept } from '../support/cli/drift-accept.ts';
import { run as drift } from '../support/cli/drift.ts';
import { run as replay } from '../support/cli/replay.ts';
import { run as reportAgain } from '../support/cli/report.ts';
import { run as restore } from '../support/cli/restore.ts';
import { runnerCommands } from './helpers/runner-commands.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';

describe('a command', () => {
  const hostile = '::error::x ##[error]y ::stop-commands::z';
  let cwd = '';
  let output = '';
  let mock: MockServer;
  const write = (text: string): string => (output += text);
  const io = () => ({ stdout: { write, columns: 60 }, stderr: { write, columns: 60 }, cwd, now: new Date() });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => {
      const body = JSON.stringify({ error: hostile, [hostile]: [hostile] });
      const head = [
        `HTTP/1.1 418 ${hostile}`,
        `Content-Type: ${hostile}`,
        `Location: ${hostile}`,
        `X-Request-Id: ${hostile}`,
      ];
      socket.end(
        `${[...head, `Content-Length: ${String(body.length)}`, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`,
      );
    });
  });
  const configure = (baseUrl: string): void => {
    for (const [name, value] of Object.entries({ ...sandboxEnvironment(baseUrl), CONTRACT_REPORT_DIR: 'out' }))
      vi.stubEnv(name, value);
  };
  const hostileServer = (): string =>
    `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/external/v1`;

  beforeAll(async () => {
    cwd = await mkdtemp(path.join(os.tmpdir(), 'ci-'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    mock = await startMock({
      variant: { show: (_call, next): Shown => ({ ...next(), name: hostile, [hostile]: { '\n::error::k': hostile } }) },
    });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    output = '';
  });
  afterAll(async () => {
    server.close();
    await mock.close();
    await rm(cwd, { recursive: true, force: true });
  });

  test('that judges a server of such texts writes none', async () => {
    configure(mock.baseUrl);
    expect(
      await contract(['--case', 'name-alone', '--baseline', 'none', '--confirm', '0', '--verbose'], io()),
    ).not.toBe(0);
    expect(await replay(['name-alone'], io())).not.toBe(0);
    // The responses of the case are shown.
    expect(output).toContain('\\u0023#[error]');
    expect(await doctor([], io())).toBe(0);
    expect(await restore([], io())).toBe(0);
    expect(await reportAgain([], io())).toBe(0);
    expect(await drift(['out/report.json', 'out/report.json', '--json'], io())).toBe(0);
    expect(await driftAccept([hostile, '--because', hostile, '--until', '2999-01-01'], io())).toBe(1);
    expect(runnerCommands(output)).toEqual([]);
  });

  test.each([
    ['contract', contract, ['--case', 'name-alone', '--report-dir', 'other']],
    ['doctor', doctor, []],
    ['restore', restore, []],
    ['replay', replay, ['::error::x']],
    ['contract with such an option', contract, ['--case', '::error::x', '--profile', '##[error]x', '\n::error::x']],
    ['a report of such a name', reportAgain, ['--report', '\n::error::x']],
  ] as const)('%s writes none of what a hostile server says', async (_name, run, argv) => {
    configure(hostileServer());
    expect(await run(argv, io())).toBeGreaterThanOrEqual(0);
    expect(output).not.toBe('');
    expect(runnerCommands(output)).toEqual([]);
  });
});
