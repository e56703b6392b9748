/** What GitHub is told, held against what its runner takes for a command. */
import type { Report } from '../support/report/types.ts';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { tellGithub } from '../support/cli/github.ts';
import { neutralIo } from '../support/cli/program.ts';
import { historyLine, newsOf } from '../support/drift/index.ts';
import { annotation, annotationsOf } from '../support/render/annotations.ts';
import { everywhere } from './helpers/everywhere.ts';
import { hostileTexts, sampleFinding, sampleReport, violatedReport } from './helpers/rendered-reports.ts';
import { runnerCommands } from './helpers/runner-commands.ts';
import { sampleReport as wholeReport } from './helpers/sample-report.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

afterEach(() => vi.unstubAllEnvs());

const hostile = [
  ...hostileTexts,
  '::error::x',
  'a\n::set-output name=a::x',
  '##[error]x',
  'a%0A::error::y',
  'x,file=/etc/passwd',
];

test.each(hostile.map((text) => [JSON.stringify(text).slice(0, 50), text] as const))(
  'the text %s begins and ends no command of its own',
  (_name, text) => {
    const lines = [
      annotation('error', text, text),
      ...annotationsOf(everywhere(wholeReport, text), null),
      ...annotationsOf(violatedReport({ message: text, case: text, cases: [text] }), null),
    ];
    expect(lines.filter((line) => /[\r\n\u2028\u2029]/.test(line))).toEqual([]);
    expect(lines.filter((line) => !/^::(error|warning|notice) title=[^:,]*::/.test(line))).toEqual([]);
    expect(lines.map((line) => runnerCommands(line).length)).toEqual(lines.map(() => 1));
  },
);

test.each([
  ['a conformant run has none', sampleReport(), []],
  ['a broken promise is an error', violatedReport(), ['error']],
  ['a doubt is a warning', sampleReport({ verdict: 'inconclusive', exitCode: 3, reasons: ['down'] }), ['warning']],
  ['a failed run is an error', sampleReport({ verdict: 'error', exitCode: 1, reasons: ['fault'] }), ['error']],
  [
    'a contact that was not put back is an error of its own',
    { ...violatedReport(), sandbox: { ...sampleReport().sandbox, restored: false } },
    ['error', 'error'],
  ],
] as const)('by annotation: %s', (_name, report, kinds) => {
  expect(annotationsOf(report, null).map((line) => line.split(/[: ]/)[2])).toEqual(kinds);
});

const several = (count: number): Report => {
  const findings = Array.from({ length: count }, (_, at) =>
    sampleFinding({
      id: `aa${String(at)}`,
      pointer: `/contact/key-${String(at)}`,
      message: `Key ${String(at)} is gone.`,
      expected: at,
    }),
  );
  const drop = violatedReport();
  return {
    ...drop,
    findings,
    causes: findings.map(({ id, message }, at) => ({
      fingerprint: `f${String(at)}`,
      summary: message,
      severity: 'red',
      clauses: ['name-comes-back'],
      findings: [id],
      drift: [],
      alsoSeenAs: [],
      cases: ['update-name'],
    })),
  };
};

test('a step shows ten errors, the last of which counts the others', () => {
  const lines = annotationsOf(several(14), null);
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toContain('5 more causes');
});

test('what is new since the last run comes first', () => {
  const report = several(3);
  const earlier = { ...report, causes: report.causes?.slice(0, 2) ?? [], startedAt: '2025-01-01T00:00:00.000Z' };
  const [first = ''] = annotationsOf(report, newsOf(report, [historyLine(earlier)]));
  expect(first).toMatch(/title=New%3A name-comes-back \(f2\)::Key 2 is gone/);
});

test('only a step of GitHub gets annotations and a summary', async () => {
  const directory = temporaryFolder('github');
  const file = path.join(directory, 'summary.md');
  const said: string[] = [];
  const output = { write: (text: string) => said.push(text) };
  const io = { ...neutralIo({ stdout: output, stderr: output, cwd: directory, now: new Date(0) }), commands: output };
  const report = violatedReport({ message: '::error::x' });
  vi.stubEnv('GITHUB_ACTIONS', undefined);
  await tellGithub(report, [], io);
  expect(said).toEqual([]);
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  vi.stubEnv('GITHUB_STEP_SUMMARY', file);
  await tellGithub(report, [historyLine({ ...sampleReport(), startedAt: '2025-01-01T00:00:00.000Z' })], io);
  expect(runnerCommands(said.join(''))).toHaveLength(1);
  expect(await readFile(file, 'utf8')).toMatch(/^# ❌ violated.*## Since the last run.*1 new/s);
  vi.stubEnv('GITHUB_STEP_SUMMARY', directory);
  await tellGithub(report, [], io);
  expect(said.at(-1)).toMatch(/^The job summary could not be written: /);
});
