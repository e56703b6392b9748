/** How a command is started: nothing that it starts prints the key, and a closed pipe is no fault. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { startMock, type MockServer } from '../mock/index.ts';
import { facts } from '../mock/world.ts';
import { withoutOurVariables } from '../support/config/index.ts';
import { withoutTracing } from '../support/config/tracing.ts';
import { root } from '../support/run/run.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

let mock: MockServer;
const cwd = temporaryFolder('start');
beforeAll(async () => {
  mock = await startMock();
});
afterAll(async () => {
  await mock.close();
});

/** Runs a command as npm does, in a folder of its own; `closing` closes its output at once. */
async function command(name: string, argv: readonly string[], more: Record<string, string>, closing = false) {
  const args = [path.join(root, 'tests/support/cli/launch.mjs'), name, ...argv];
  const env = { ...process.env, ...withoutOurVariables(), ...sandboxEnvironment(mock.baseUrl), ...more };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  if (closing) child.stdout.destroy();
  else child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

describe('no output shows the key', () => {
  test.each([
    ['DEBUG', '*'],
    ['NODE_DEBUG', 'http,net,tls'],
  ])('with %s=%s', async (name, value) => {
    const all = [
      await command('contract', ['--case', 'name-alone', '--baseline', 'none', '--report-dir', cwd], { [name]: value }),
      await command('doctor', [], { [name]: value }),
      await command('replay', ['name-alone', '--report', path.join(cwd, 'report.json')], { [name]: value }),
      await command('restore', [], { [name]: value }),
    ];
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(all.filter(({ text }) => text.toLowerCase().includes(facts.apiKey.toLowerCase().slice(0, 16)))).toEqual([]);
    expect(all.map(({ text }) => text).join('')).not.toMatch(/superagent|^HTTP \d+:/m);
  });
});

describe('what a command is started again without', () => {
  test.each([
    [{ DEBUG: '*' }, {}],
    [{ NODE_DEBUG: 'http' }, {}],
    [{ node_debug_native: 'http' }, {}],
    [
      { NODE_OPTIONS: '--trace-event-categories node.http --max-old-space-size=99' },
      { NODE_OPTIONS: '--max-old-space-size=99' },
    ],
    [{ NODE_OPTIONS: '--trace_event_categories=a "--title=a b" --tls-keylog=k' }, { NODE_OPTIONS: '"--title=a b"' }],
    [{ NODE_OPTIONS: '--report-on-signal' }, { NODE_OPTIONS: '' }],
  ])('%j', (environment, rest) => {
    expect(withoutTracing({ environment: { HOME: '/h', ...environment }, execArgv: [] })).toEqual({
      environment: { HOME: '/h', ...rest },
      execArgv: [],
    });
  });

  test('is an option of Node.js too', () => {
    const execArgv = ['--trace-event-categories', 'node.http', '--import', 'tsx'];
    expect(withoutTracing({ environment: {}, execArgv })?.execArgv).toEqual(['--import', 'tsx']);
  });

  test.each([
    [{}],
    [{ DEBUG: '', NODE_DEBUG: undefined }],
    [{ NODE_OPTIONS: '--max-old-space-size=99  --trace-warnings', DEBUGGER: '1' }],
  ])('is nothing of %j', (environment) => {
    expect(withoutTracing({ environment, execArgv: ['--import', 'tsx'] })).toBe(null);
  });
});

test('every script that runs code of the suite begins with this', () => {
  const scripts = Object.values(packageFile.scripts).filter((script) => script.includes(' tests/'));
  const begins =
    /^node (?:--max-semi-space-size=\d+ )?-- tests\/support\/cli\/launch\.mjs | --import \.\/tests\/support\/cli\/start\.ts |^node --import tsx tests\/support\/ci\/check\.ts$|^node tests\/support\/ci\/pack\.mjs$/;
  expect(scripts.length).toBeGreaterThan(12);
  expect(scripts.filter((script) => !begins.test(script))).toEqual([]);
});

test.each([
  ['contract', ['--case', 'name-alone', '--baseline', 'none', '--report-dir', '.']],
  ['doctor', []],
] as const)('%s with an output that nobody reads keeps its exit code', async (name, argv) => {
  expect(await command(name, argv, {}, true)).toEqual({
    code: 0,
    text: expect.not.stringMatching(/EPIPE| at /) as string,
  });
});
