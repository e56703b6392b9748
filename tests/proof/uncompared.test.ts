/** A run without a baseline says that what the documentation leaves open was compared with nothing. It is never red by that. */
import type { Report } from '../support/report/types.ts';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { startMock } from '../mock/index.ts';
import { deliver } from '../support/cli/tasks/contract.ts';
import { run as doctor } from '../support/cli/doctor.ts';
import { run as render } from '../support/cli/report.ts';
import { uncompared } from '../support/render/summary.ts';
import { root } from '../support/run/run.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { plainSettings } from './helpers/verdict-data.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

let cwd = '';
let output = '';
const write = (text: string): unknown => (output += text);
const io = () => ({ stdout: { write }, stderr: { write }, cwd, now: new Date(0) });
beforeEach(() => {
  cwd = temporaryFolder('uncompared');
  output = '';
});
afterEach(() => vi.unstubAllEnvs());

const baseline = { suite: '0.1.0', profile: 'full', accepted: '2026-11-01' } as const;
const compared: Report = { ...sampleReport, verdict: 'conformant', exitCode: 0, reasons: [], baseline };
const alone: Report = { ...compared, baseline: null };
/** The note that ends the output, its lines joined. */
const lastLine = (): string => {
  const lines = output.trimEnd().split('\n');
  const at = lines.findLastIndex((line) => line.startsWith('No baseline:'));
  return at === -1 ? (lines.at(-1) ?? '') : lines.slice(at).join(' ');
};

describe('a run without a baseline', () => {
  test('says in its last line what pins it, and is still exit 0', async () => {
    expect(await deliver(alone, plainSettings({ reportDir: path.join(cwd, 'reports') }), io())).toBe(0);
    expect(lastLine()).toMatch(
      /^No baseline: statuses and shapes .* compared with nothing \(1 case\)\. .*`npm run baseline:accept` pins it\.$/,
    );
  });

  test('names the report directory where it is not the usual one', async () => {
    await deliver(alone, plainSettings({ reportDir: path.join(cwd, 'mine') }), io());
    expect(lastLine()).toContain('`npm run baseline:accept -- --report-dir mine`');
  });

  test('says so in its summary', async () => {
    await deliver(alone, plainSettings({ reportDir: path.join(cwd, 'reports') }), io());
    expect(await readFile(path.join(cwd, 'reports', 'summary.md'), 'utf8')).toMatch(
      /^> No baseline: .*npm run baseline:accept/m,
    );
  });

  test('says so when its report is rendered again', async () => {
    await writeFile(path.join(cwd, 'report.json'), JSON.stringify(alone));
    expect(await render(['--report-dir', '.'], io())).toBe(0);
    expect(lastLine()).toMatch(/^No baseline: /);
  });

  test.each<[string, Partial<Report>]>([
    ['partial', { partial: true }],
    ['inconclusive', { verdict: 'inconclusive' }],
  ])('that was %s asks for a whole one first', (_what, change) => {
    expect(uncompared({ ...alone, ...change })).toMatch(/After a whole run that could be judged, `npm run baseline/);
  });
});

test.each<[string, Report]>([
  ['with a baseline', compared],
  ['in which nothing was observed', { ...alone, observed: { ...alone.observed, cases: [] } }],
])('a run %s says nothing of baselines', (_what, report) => expect(uncompared(report)).toBeNull());

test('a report from before there was the key says nothing of baselines', () => {
  const { baseline: _, ...old } = compared;
  expect(uncompared(old)).toBeNull();
});

describe('npm run doctor and baselines', () => {
  const diagnosed = async (): Promise<string> => {
    const mock = await startMock({});
    for (const [name, value] of Object.entries(sandboxEnvironment(mock.baseUrl))) vi.stubEnv(name, value);
    expect(await doctor([], io())).toBe(0);
    await mock.close();
    return output;
  };

  test('without one it says what is compared with nothing', async () =>
    expect(await diagnosed()).toMatch(/note: stand-in has no baseline: [^]*`npm run baseline:accept`/));

  test('with one it names the file', async () => {
    await mkdir(path.join(cwd, 'fixtures', 'baselines'), { recursive: true });
    await writeFile(path.join(cwd, 'fixtures', 'baselines', 'stand-in.json'), '{}');
    expect(await diagnosed()).toContain('ok   runs are compared with the baseline fixtures/baselines/stand-in.json');
  });
});

test.each<[string, string | null, boolean]>([
  ['without a baseline', JSON.stringify({ baseline: null }), true],
  ['with a baseline', JSON.stringify({ baseline }), false],
  ['that failed', JSON.stringify({ verdict: 'error' }), false],
  ['without a report', null, false],
])('the nightly workflow says so of a run %s', async (_what, report, says) => {
  const text = await readFile(path.join(root, '.github/workflows/nightly.yml'), 'utf8');
  const { jobs } = parse(text) as { jobs: { judge: { steps: { name?: string; run?: string }[] } } };
  const step = jobs.judge.steps.find(({ name }) => name === 'Say what was compared with nothing');
  await mkdir(path.join(cwd, 'reports'));
  if (report !== null) await writeFile(path.join(cwd, 'reports', 'report.json'), report);
  const path_ = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` };
  const ended = spawnSync('bash', ['-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], { cwd, env: path_ });
  expect(ended.status).toBe(0);
  expect(ended.stdout.toString().includes('npm run baseline:accept')).toBe(says);
});
