import type { Report } from '../support/report/types.ts';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyPlan, inconclusiveNights, planIssue, run, type Plan } from '../support/ci/nightly-issue.ts';
import type { HistoryLine } from '../support/drift/index.ts';
import { sampleReport, violatedReport } from './helpers/rendered-reports.ts';

type Verdict = Report['verdict'];

const base = sampleReport();
const tonight = '2026-03-10T02:00:00.000Z';
const report = (verdict: Verdict, change: Partial<Report> = {}): Report =>
  sampleReport({ verdict, startedAt: tonight, ...change });

/** One line per night before tonight, the last one yesterday. */
const nights = (...verdicts: readonly Verdict[]): readonly HistoryLine[] =>
  verdicts.map((verdict, index) => ({
    at: `2026-03-${String(10 - verdicts.length + index).padStart(2, '0')}T02:00:00.000Z`,
    target: base.target.name,
    profile: base.profile,
    verdict,
    fingerprints: [],
    clauses: {},
  }));

describe('the plan of the nightly issue', () => {
  test.each([
    ['a conformant run closes it', report('conformant'), 'closed'],
    ['a conformant run of a part leaves it', report('conformant', { partial: true }), 'as-is'],
    ['a broken promise opens it', violatedReport({}), 'open'],
    ['a failure of the suite opens it', report('error'), 'open'],
    ['one night without a verdict leaves it', report('inconclusive'), 'as-is'],
    ['a run that left no report opens it', null, 'open'],
  ])('%s', (_fact, given, wanted) => {
    expect(planIssue([], given)).toMatchObject({ wanted });
  });

  test.each([
    ['the third night in a row opens it', nights('inconclusive', 'inconclusive'), 3, 'open'],
    ['the second night in a row waits', nights('inconclusive'), 2, 'as-is'],
    [
      'a verdict in between begins a new series',
      nights('inconclusive', 'inconclusive', 'violated', 'inconclusive'),
      2,
      'as-is',
    ],
    ['a failure of the suite begins a new series', nights('inconclusive', 'inconclusive', 'error'), 1, 'as-is'],
  ])('inconclusive: %s', (_fact, history, count, wanted) => {
    expect(inconclusiveNights(history, report('inconclusive'))).toBe(count);
    expect(planIssue(history, report('inconclusive'))).toMatchObject({ wanted });
  });

  test('the line of the present run in the history is not counted twice', () => {
    const own = nights('inconclusive').map((line) => ({ ...line, at: tonight }));
    expect(inconclusiveNights([...nights('inconclusive'), ...own], report('inconclusive'))).toBe(2);
  });

  test('several runs of one day are one night', () => {
    const early = nights('inconclusive', 'inconclusive').map((line, index) => ({
      ...line,
      at: `2026-03-10T0${index}:30:00.000Z`,
    }));
    expect(inconclusiveNights(early, report('inconclusive'))).toBe(1);
  });

  test('runs of other targets and profiles are not counted', () => {
    const others = nights('inconclusive', 'inconclusive').map((line, index) => ({
      ...line,
      ...(index === 0 ? { target: 'another' } : { profile: 'deep' as const }),
    }));
    expect(inconclusiveNights(others, report('inconclusive'))).toBe(1);
  });

  /** Title and text of an issue that is to be open. */
  const opened = (given: Report | null, link?: string) => {
    const plan = planIssue([], given, link);
    return plan.wanted === 'open' ? plan : { title: '', text: '' };
  };

  test('a broken promise names clause, target and the way to the run', () => {
    const broken = violatedReport({});
    const { title, text } = opened(broken, 'https://example.com/run/1');
    expect(title).toContain('Contract broken');
    expect(text).toContain(broken.findings[0]?.clause);
    expect(text).toContain('https://example.com/run/1');
  });

  test('text of a target mentions nobody and links nothing', () => {
    const { text } = opened(
      violatedReport({ message: '@everyone <img src=x> #1 https://evil.example --> \u001b[31m' }),
    );
    expect(text).not.toMatch(/^$|@everyone|<img|#1\b|https:\/\/evil|[^\P{Cc}\n]/u);
  });

  test('a contact that was not put back is the first thing said', () => {
    const { text } = opened(report('error', { sandbox: { ...base.sandbox, restored: false } }));
    expect(text).toMatch(/^\*\*The sandbox contact was not put back/);
  });

  test('a text stays within what GitHub takes', () => {
    const broken = violatedReport({ message: '[*'.repeat(100_000) });
    const findings = Array.from({ length: 500 }, () => broken.findings).flat();
    expect(opened({ ...broken, findings, reasons: ['x'.repeat(90_000)] }).text.length).toBeLessThan(60_000);
  });
});

/** A `gh` that knows some open issues and keeps what it is asked to do. */
const fakeGh = (open: readonly { number: number; body: string }[]) => {
  const calls: string[] = [];
  const inputs: string[] = [];
  const gh = (args: readonly string[], input = ''): Promise<string> => {
    calls.push(args.slice(0, 3).join(' '));
    inputs.push(input);
    return Promise.resolve(args[1] === 'list' ? JSON.stringify(open) : 'https://github.com/o/r/issues/9\n');
  };
  return { gh, calls, inputs, changes: () => calls.filter((call) => !/^(issue list|label)/.test(call)) };
};

/** The body that the plan gives an issue that it opens. */
const bodyOf = async (plan: Plan): Promise<string> => {
  const { gh, inputs } = fakeGh([]);
  await applyPlan(plan, gh);
  return inputs.at(-1) ?? '';
};

describe('the nightly issue on GitHub', () => {
  const broken = planIssue([], violatedReport({}));
  const died = planIssue([], null);
  const good = planIssue([], report('conformant'));

  test('is opened when none is open', async () => {
    const { gh, changes } = fakeGh([]);
    await applyPlan(broken, gh);
    expect(changes()).toEqual(['issue create --label']);
  });

  test('is updated in silence when there is nothing new', async () => {
    const { gh, changes } = fakeGh([{ number: 7, body: await bodyOf(broken) }]);
    await applyPlan(broken, gh);
    expect(changes()).toEqual(['issue edit 7']);
  });

  test('is updated with a comment when the cause is another', async () => {
    const { gh, changes } = fakeGh([{ number: 7, body: await bodyOf(died) }]);
    await applyPlan(broken, gh);
    expect(changes()).toEqual(['issue edit 7', 'issue comment 7']);
  });

  test('is closed by a conformant run, and only the one that is ours', async () => {
    const { gh, changes } = fakeGh([
      { number: 6, body: 'written by a person' },
      { number: 7, body: await bodyOf(broken) },
    ]);
    await applyPlan(good, gh);
    expect(changes()).toEqual(['issue close 7']);
  });

  test('is closed by a conformant run with every other that is ours', async () => {
    const { gh, changes } = fakeGh([
      { number: 7, body: await bodyOf(broken) },
      { number: 9, body: await bodyOf(died) },
    ]);
    expect(await applyPlan(good, gh)).toBe('Closed #7, #9.');
    expect(changes()).toEqual(['issue close 7', 'issue close 9']);
  });

  test('is not touched when the run tells nothing', async () => {
    const { gh, calls } = fakeGh([{ number: 7, body: await bodyOf(broken) }]);
    await applyPlan(planIssue([], report('inconclusive')), gh);
    expect(calls).toEqual([]);
  });
});

describe('the command nightly-issue', () => {
  const start = async (
    argv: readonly string[],
    files: Readonly<Record<string, string>>,
    open: readonly never[] = [],
  ) => {
    const cwd = mkdtempSync(path.join(tmpdir(), 'nightly-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const { gh, changes } = fakeGh(open);
    const code = await run(argv, { stdout: stream, stderr: stream, cwd, gh });
    return { code, said: said.join(''), changes: changes() };
  };

  test('reads report and history from files', async () => {
    const history = nights('inconclusive', 'inconclusive')
      .map((line) => JSON.stringify(line))
      .join('\n');
    const files = { 'r.json': JSON.stringify(report('inconclusive')), 'h.jsonl': `${history}\n{"half` };
    const done = await start(['--report', 'r.json', '--history', 'h.jsonl'], files);
    expect(done).toMatchObject({ code: 0, changes: ['issue create --label'] });
  });

  test.each([
    ['missing', {}],
    ['cut short', { 'r.json': '{"schemaVersion":1,' }],
    ['of another shape', { 'r.json': '[]' }],
  ])('tells a report that is %s as a run that died', async (_what, files) => {
    const done = await start(['--report', 'r.json', '--dry-run'], files);
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('died without a report') as string });
  });

  test('a refusal of GitHub is exit 1 with a sentence', async () => {
    const said: string[] = [];
    const stream = { write: (text: string) => said.push(text) };
    const refusing = () => Promise.reject(new Error('gh issue list failed: HTTP 403'));
    expect(await run([], { stdout: stream, stderr: stream, cwd: tmpdir(), gh: refusing })).toBe(1);
    expect(said.join('')).toContain('HTTP 403');
  });

  test('an unknown option is exit 1', async () => {
    expect(await start(['--reprot', 'x'], {})).toMatchObject({ code: 1, changes: [] });
  });
});
