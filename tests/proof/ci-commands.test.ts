/** Text of a target never reaches a console as a line that a CI runner obeys. */
import type { Json } from '../support/text/json.ts';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
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
import { explain } from '../support/drift/index.ts';
import { renderConsole } from '../support/report/console.ts';
import { renderJunit } from '../support/report/junit.ts';
import { renderMarkdown } from '../support/report/markdown.ts';
import { writeReport } from '../support/report/write.ts';
import type { Report } from '../support/report/types.ts';
import { neutral, neutralLines } from '../support/text/commands.ts';
import { sanitise, sanitiseBlock } from '../support/text/sanitise.ts';
import { runnerCommands } from './helpers/runner-commands.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';

const commands: readonly string[] = [
  '::error::x',
  '::error file=a.ts,line=1::x',
  ' \t ::add-mask::conformant',
  '\u00a0\u3000::stop-commands::x',
  'a\n::error::x',
  'a\r::error::x',
  'a\r\n  ::set-output name=a::x',
  'a\u2028::error::x',
  'a\u0085::error::x',
  '\u200d::error::x',
  ':\u200d:error::x',
  '\ufeff::error::x',
  '##[error]x',
  'a ##[add-mask]x',
  '###[error]x',
  '#\u200d#[error]x',
  '{"a": "##[group]x"}',
  '##vso[task.complete result=Succeeded;]x',
  '##teamcity[buildStatus]',
  `${'word '.repeat(30)}::error::x ::error::y ##[error]z`,
  '::ERROR::x',
  '::::x',
];

test('the parser of the proof finds each of them', () => {
  expect(commands.filter((text) => runnerCommands(text).length === 0)).toEqual([]);
  expect(runnerCommands('a::b::c\n# [x]\n: :a::b\nhttp://[::1]/::')).toEqual([]);
});

describe.each(commands)('%j', (text) => {
  test('is neutral as a word, as lines and made visible', () => {
    const out = [
      neutral(text),
      neutralLines(text),
      neutralLines(neutralLines(text)),
      sanitise(text),
      sanitiseBlock(text),
    ];
    expect(out.map((each) => runnerCommands(each))).toEqual(out.map(() => []));
    const broken = sanitise(text).split(/[\s]+/).join('\n');
    expect(runnerCommands(broken)).toEqual([]);
  });

  test('is the same value in a text of JSON', () => {
    expect(JSON.parse(neutralLines(JSON.stringify({ a: [text], [text]: '\\' }, null, 2)))).toEqual({
      a: [text],
      [text]: '\\',
    });
  });

  test('anywhere in a report is in no rendering of it', async () => {
    const report = everywhere(sampleReport, text);
    const directory = await mkdtemp(path.join(os.tmpdir(), 'ci-'));
    await writeReport(report, directory);
    const files = await Promise.all(
      (await readdir(directory)).map((name) => readFile(path.join(directory, name), 'utf8')),
    );
    const out = [
      renderConsole(report, { columns: 100, color: false, explainDrift: (each) => explain(each, { columns: 60 }) }),
      renderConsole(report, { columns: 40, color: true, maxScreens: 0 }),
      renderMarkdown(report),
      renderJunit(report),
      ...files,
    ];
    await rm(directory, { recursive: true });
    expect(files.length).toBe(3);
    expect(out.flatMap((each) => runnerCommands(each))).toEqual([]);
  });
});

/** Keys whose values are words of ours, and decide what is rendered. */
const ours = new Set([
  'verdict',
  'outcome',
  'severity',
  'level',
  'classification',
  'kind',
  'method',
  'rule',
  'against',
  'startedAt',
  'firstSeen',
  'schemaVersion',
  'profile',
  'group',
  'id',
  'clause',
]);

/** The report with a text at the end of each of its own. */
function everywhere(report: Report, text: string): Report {
  const change = (value: Json, key: string): Json => {
    if (typeof value === 'string') return ours.has(key) ? value : text;
    if (Array.isArray(value)) return (value as readonly Json[]).map((each) => change(each, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each, name)]));
  };
  return change(report as unknown as Json, '') as unknown as Report;
}

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
      variant: {
        show: (_call, next): Shown => ({ ...next(), name: hostile, [hostile]: { '\n::error::k': hostile } }),
      },
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
    expect(await contract(['--case', 'name-alone', '--baseline', 'none', '--confirm', '0'], io())).not.toBe(0);
    expect(output).toContain('\\u0023#[error]');
    expect(await replay(['name-alone'], io())).not.toBe(0);
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
