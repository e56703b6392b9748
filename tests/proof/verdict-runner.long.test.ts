import type { Report } from '../support/report/types.ts';
import { fileURLToPath } from 'node:url';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestCase, TestModule } from 'vitest/node';
import { run } from '../support/cli/contract.ts';
import { deliver, interruption } from '../support/cli/tasks/contract.ts';
import { ContractReporter } from '../support/run/reporter.ts';
import { writeReport } from '../support/render/write.ts';
import { runContract } from '../support/run/run.ts';
import { declaredCases, type Case } from '../support/cases/cases.ts';
import type { CaseFile } from '../support/cases/load-cases.ts';
import { metaProblems } from './helpers/data-files.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { nothingElse, plainSettings, resultOf } from './helpers/verdict-data.ts';
import { ioIn, temporaryFolder } from './helpers/afterwards.ts';

let cwd = '';
let output = { out: '', err: '' };
const io = () => {
  const { said, io } = ioIn(cwd, new Date());
  output = said;
  return io;
};
beforeEach(() => {
  cwd = temporaryFolder('verdict');
});

const written = async (name = 'report.json'): Promise<Report> =>
  JSON.parse(await readFile(path.join(cwd, name), 'utf8')) as Report;
const problemsOf = (report: Report) => metaProblems('report', report);

describe('a run in vitest', () => {
  test('of a good server is exit 0, with a report that keeps to its schema', async () => {
    expect(
      await run(['--no-env', '--target', 'mock', '--profile', 'smoke', '--seed', '1', '--report-dir', '.'], io()),
    ).toBe(0);
    const report = await written();
    expect(problemsOf(report)).toEqual([]);
    expect(report).toMatchObject({ verdict: 'conformant', partial: false, findings: [], sandbox: { restored: true } });
    expect(report.requests.sent).toBeLessThanOrEqual(25);
    expect(output.out).toMatch(/CONFORMANT \(exit 0\)/);
  });

  test('finds every planted fault and puts the contact back', async () => {
    const planted = (name: string): string => fileURLToPath(new URL(`planted/${name}`, import.meta.url));
    await import('./planted/cases.ts');
    const unreached: Case = {
      id: 'planted-unreached',
      title: 'never declared',
      group: 'planted',
      profile: 'smoke',
      judges: [],
      run: () => Promise.resolve(),
    };
    const files: readonly CaseFile[] = [
      { file: planted('cases.ts'), cases: declaredCases().filter(({ id }) => id.startsWith('planted-')) },
      { file: planted('throws-at-import.ts'), cases: [unreached] },
    ];
    const report = await runContract({
      settings: plainSettings(),
      comparisons: nothingElse,
      signal: new AbortController().signal,
      files,
    });
    expect(report).toMatchObject({ verdict: 'error', exitCode: 1, sandbox: { restored: true } });
    expect(report.reasons).toEqual([
      expect.stringMatching(/throws-at-import\.ts could not be run: Error: planted at import/),
      expect.stringMatching(/^An error was not handled: Error: nobody awaited this/),
      expect.stringMatching(/^The report is incomplete: 1 cases? did not hand over a result/),
      expect.stringMatching(/planted-silent judged none of its clauses/),
    ]);
    expect(report.clauses.find(({ id }) => id === 'email-comes-back')?.outcome).toBe('pass');
  });

  test('that reaches its time limit is exit 3 and puts the contact back', async () => {
    const settings = plainSettings({ maxMinutes: 0.01, profile: 'smoke' });
    const report = await runContract({ settings, comparisons: nothingElse, signal: new AbortController().signal });
    expect(report).toMatchObject({ verdict: 'inconclusive', exitCode: 3, partial: true, sandbox: { restored: true } });
    expect(report.reasons[0]).toMatch(/ended early: The time limit/);
    expect(problemsOf(report)).toEqual([]);
  });
});

describe('a run that cannot begin', () => {
  const command = ['--no-env', '--target', 'mock'];

  test.each([
    ['an unknown option', ['--no-such-option'], /--no-such-option/],
    ['an unknown profile', ['--profile', 'quick'], /--profile|CONTRACT_PROFILE/],
    ['a case that does not exist', ['--case', 'no-such-case'], /No case is called no-such-case/],
    ['one of two cases that does not exist', ['--case', 'name-alone,no-such-case'], /No case is called no-such-case\./],
    ['a case without a name', ['--case', ''], /--case/],
    ['a time limit of nothing', ['--max-minutes', '0'], /--max-minutes/],
  ])('for %s is exit 1 with a sentence', async (_what, argv, sentence) => {
    expect(await run([...command, '--report-dir', '.', ...argv], io())).toBe(1);
    expect(output.err).toMatch(sentence);
    expect(await readdir(cwd)).toEqual([]);
  });

  test('for want of its baseline is exit 1 and leaves a report that says so', async () => {
    await writeFile(path.join(cwd, 'baseline.json'), '{"schemaVersion":1');
    expect(await run([...command, '--report-dir', '.', '--baseline', 'baseline.json'], io())).toBe(1);
    const report = await written();
    expect(report).toMatchObject({
      verdict: 'error',
      exitCode: 1,
      reasons: [expect.stringMatching(/baseline\.json cannot be used/)],
    });
    expect(problemsOf(report)).toEqual([]);
    expect(output.out).toMatch(/^ERROR \(exit 1\)/);
  });
});

describe('the report files', () => {
  const good: Report = { ...sampleReport, verdict: 'conformant', exitCode: 0, reasons: [] };

  test('a directory that is a file makes the run exit 1', async () => {
    await writeFile(path.join(cwd, 'reports'), '');
    expect(await deliver(good, plainSettings({ reportDir: path.join(cwd, 'reports') }), io())).toBe(1);
    expect(output.err).toMatch(/report directory .* cannot be made: .*Name another with --report-dir/);
    expect(output.out).toMatch(/^ERROR \(exit 1\)/);
  });

  test('a history that cannot be written makes the run exit 1', async () => {
    expect(await deliver(good, plainSettings({ reportDir: cwd, history: cwd }), io())).toBe(1);
    expect(await written()).toMatchObject({
      verdict: 'error',
      exitCode: 1,
      reasons: [expect.stringMatching(/history could not be written/)],
    });
  });

  test('a renderer that throws does not keep the report from being written', async () => {
    const { problems, report } = await writeReport(
      good,
      cwd,
      [],
      [
        [
          'junit.xml',
          () => {
            throw new Error('planted');
          },
        ],
        ['summary.md', () => 'text'],
      ],
    );
    expect(problems).toEqual([expect.stringMatching(/^junit\.xml could not be written: planted/)]);
    expect(report).toMatchObject({ verdict: 'error', exitCode: 1 });
    expect(await written()).toEqual(JSON.parse(JSON.stringify(report)));
    expect(await readdir(cwd)).toEqual(['report.json', 'summary.md']);
  });

  test('a report that is written whole keeps its verdict', async () => {
    expect(await writeReport(good, cwd)).toEqual({ problems: [], report: good });
    expect(await readdir(cwd)).toEqual(['ctrf.json', 'junit.xml', 'report.json', 'summary.md']);
  });
});

describe('the reporter', () => {
  const caseWith = (meta: unknown, result: unknown): TestCase =>
    ({ name: 'a case', meta: () => meta, result: () => result }) as unknown as TestCase;
  const passed = { state: 'passed', errors: undefined };

  test.each<[string, TestCase, readonly RegExp[]]>([
    ['a case that passed', caseWith({ contract: resultOf() }, passed), []],
    ['a case that handed nothing over', caseWith({}, passed), [/handed nothing over/]],
    [
      'a case that threw',
      caseWith({}, { state: 'failed', errors: [{ message: 'planted' }] }),
      [/"a case" threw: planted/],
    ],
    [
      'a case that it cannot read',
      {
        meta: () => {
          throw new Error('planted');
        },
      } as unknown as TestCase,
      [/could not be taken in: Error: planted/],
    ],
  ])('takes %s in', (_what, testCase, faults) => {
    const reporter = new ContractReporter(() => undefined);
    reporter.onTestCaseResult(testCase);
    expect(reporter.gathered.faults).toEqual(faults.map((fault) => expect.stringMatching(fault) as string));
  });

  test('that throws itself is a fault, and the result is kept', () => {
    const reporter = new ContractReporter(() => {
      throw new Error('planted in the reporter');
    });
    reporter.onTestCaseResult(caseWith({ contract: resultOf() }, passed));
    expect(reporter.gathered.reports).toHaveLength(1);
    expect(reporter.gathered.faults).toEqual([expect.stringMatching(/planted in the reporter/)]);
  });

  test('notes files that could not be run and errors that nobody handled', () => {
    const reporter = new ContractReporter(() => undefined);
    const module = { relativeModuleId: 'x.test.ts', errors: () => [{ message: 'syntax' }] } as unknown as TestModule;
    reporter.onTestRunEnd([module], [{ message: 'floating' }]);
    expect(reporter.gathered.faults).toEqual([
      'x.test.ts could not be run: syntax',
      'An error was not handled: floating',
    ]);
  });
});

describe('an interruption', () => {
  test('that reaches the process twice at once is one', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const { signal, release } = interruption(io());
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGINT', 'SIGINT');
    release();
    expect([signal.aborted, exit.mock.calls]).toEqual([true, []]);
    expect(output.err.match(/SIGINT/g)).toHaveLength(1);
  });

  test('that comes a second time later leaves at once', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    const { release } = interruption(io());
    process.emit('SIGINT', 'SIGINT');
    clock.mockReturnValue(5000);
    process.emit('SIGINT', 'SIGINT');
    release();
    expect(exit.mock.calls).toEqual([[1]]);
  });

  afterEach(() => void vi.restoreAllMocks());
});
