import type { Report } from '../support/report/types.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run as acceptBaseline } from '../support/cli/baseline-accept.ts';
import { run as acceptDrift } from '../support/cli/drift-accept.ts';
import { baselineFileOf } from '../support/run/baseline.ts';
import { run as patchDrift } from '../support/cli/drift-patch.ts';
import { run as compareRuns } from '../support/cli/drift.ts';
import { compareBaseline, makeBaseline } from '../support/drift/index.ts';
import type { Baseline } from '../support/drift/index.ts';
import { metaProblems } from './helpers/data-files.ts';
import { makeFolder } from './helpers/drift-folder.ts';
import type { Command, Folder } from './helpers/drift-folder.ts';
import { contactChange, runOf } from './helpers/drift-run.ts';

const now = new Date('2026-11-23T10:00:00Z');
let folder: Folder;
beforeEach(() => {
  folder = makeFolder(now);
});
afterEach(() => folder.remove());

const nulled = contactChange((contact) => ({ ...contact, phone_number: null }));
const withDrift = (change = nulled): Report => {
  const run = runOf({ change });
  return { ...run, drift: compareBaseline(makeBaseline(runOf(), now), run) };
};
const fingerprintOf = (value: Report) => value.drift[0]?.fingerprint ?? '';

describe('baseline:accept', () => {
  test('writes the baseline of the target and says that there was none', async () => {
    folder.report(runOf());
    const { code, out } = await folder.call(acceptBaseline);
    expect(code).toBe(0);
    expect(out).toContain('mock has no baseline yet.');
    expect(metaProblems('baseline', folder.read('fixtures/baselines/mock.json'))).toEqual([]);
    expect(folder.text('fixtures/baselines/mock.json')).toMatch(/\n$/);
  });

  test('shows the difference to the present one first', async () => {
    folder.report(runOf());
    await folder.call(acceptBaseline);
    folder.report(runOf({ change: nulled }));
    expect((await folder.call(acceptBaseline)).out).toMatch(
      /Differs from the present baseline[^]*can now be null[^]*written: /,
    );
    expect((await folder.call(acceptBaseline)).out).toContain('Nothing differs');
  });

  test.each<readonly [string, Partial<Report>, RegExp]>([
    ['an error', { verdict: 'error', exitCode: 1 }, /the suite itself failed/],
    ['an inconclusive run', { verdict: 'inconclusive', exitCode: 3 }, /could not judge the target/],
    ['a partial run', { partial: true }, /only some cases ran/],
    ['a run that judged nothing', { clauses: [] }, /judged nothing/],
  ])('refuses the report of %s', async (_, part, sentence) => {
    folder.report({ ...runOf(), ...part });
    const { code, err } = await folder.call(acceptBaseline);
    expect([code, existsSync(join(folder.cwd, 'fixtures/baselines'))]).toEqual([1, false]);
    expect(err).toMatch(sentence);
  });

  test.each([
    ['sandbox', 'sandbox.json'],
    ['127.0.0.1:4010', '127.0.0.1-4010.json'],
    ['../../etc/passwd', 'etc-passwd.json'],
    ['...', 'target.json'],
  ])('gives the target %s the file %s', (target, file) => {
    expect(baselineFileOf(target, '/a')).toBe(`/a/fixtures/baselines/${file}`);
  });

  test('does not overwrite a present file that is no baseline', async () => {
    folder.report(runOf());
    folder.write('b.json', { schemaVersion: 2 });
    const { code, err } = await folder.call(acceptBaseline, '--baseline', 'b.json');
    expect(code).toBe(1);
    expect(err).toContain('has the schema version 2');
    expect(folder.read('b.json')).toEqual({ schemaVersion: 2 });
  });
});

describe('bad input', () => {
  const commands: readonly (readonly [string, Command, readonly string[]])[] = [
    ['baseline:accept', acceptBaseline, []],
    ['drift:accept', acceptDrift, ['never-5xx', '--because', 'x', '--until', '2026-12-01']],
    ['drift', compareRuns, ['reports/report.json', 'reports/report.json']],
    ['drift:patch', patchDrift, ['0123456789']],
  ];

  test.each(commands)('%s without a report exits with 1 and a sentence', async (_, command, argv) => {
    const { code, err } = await folder.call(command, ...argv);
    expect(code).toBe(1);
    expect(err).toMatch(/report\.json cannot be read \(ENOENT\)\./);
  });

  test.each(commands)('%s with a report cut short exits with 1', async (_, command, argv) => {
    folder.write('reports/report.json', JSON.stringify(runOf()).slice(0, 900));
    expect(await folder.call(command, ...argv)).toMatchObject({
      code: 1,
      err: expect.stringContaining('cut short') as string,
    });
  });

  test.each(commands)('%s with another schema version exits with 1', async (_, command, argv) => {
    folder.write('reports/report.json', { ...runOf(), schemaVersion: 7 });
    expect(await folder.call(command, ...argv)).toMatchObject({
      code: 1,
      err: expect.stringContaining('schema version 7') as string,
    });
  });

  test.each(commands)('%s with an unknown option exits with 1', async (_, command, argv) => {
    folder.report(runOf());
    expect(await folder.call(command, ...argv, '--nope')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--nope') as string,
    });
  });
});

describe('drift:accept', () => {
  const good = ['--because', 'Known.', '--until', '2026-12-24', '--link', 'https://example.com/1'];

  test('writes a sorted file and says what it replaces', async () => {
    folder.report(withDrift());
    expect((await folder.call(acceptDrift, 'never-5xx', ...good)).code).toBe(0);
    expect((await folder.call(acceptDrift, 'answer-types', ...good)).code).toBe(0);
    const { out } = await folder.call(acceptDrift, 'never-5xx', ...good.slice(0, 2), '--until', '2026-12-25');
    expect(out).toMatch(/replaced: never-5xx on mock until 2026-12-24[^]*accepted: never-5xx on mock until 2026-12-25/);
    expect(folder.read('fixtures/accepted-drift.json')).toMatchObject({
      entries: [{ clause: 'answer-types' }, { clause: 'never-5xx' }],
    });
  });

  test('accepts a fingerprint of the report', async () => {
    const run = withDrift();
    folder.report(run);
    expect((await folder.call(acceptDrift, fingerprintOf(run), ...good)).code).toBe(0);
    expect(folder.read('fixtures/accepted-drift.json')).toMatchObject({
      entries: [{ fingerprint: fingerprintOf(run) }],
    });
  });

  test('accepts a clause for a target without any report', async () => {
    expect((await folder.call(acceptDrift, 'never-5xx', ...good, '--target', 'sandbox')).code).toBe(0);
    expect(folder.read('fixtures/accepted-drift.json')).toMatchObject({ entries: [{ target: 'sandbox' }] });
  });

  test('tells all that is wrong at once and changes nothing', async () => {
    folder.report(runOf());
    await folder.call(acceptDrift, 'never-5xx', ...good);
    const before = folder.text('fixtures/accepted-drift.json');
    const { code, err } = await folder.call(acceptDrift, 'no-such-clause', '--until', '2020-01-01', '--link', 'x');
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(5);
    expect(folder.text('fixtures/accepted-drift.json')).toBe(before);
  });

  test('keeps a file that it cannot read as it is', async () => {
    folder.report(runOf());
    folder.write('fixtures/accepted-drift.json', '{"entries":[');
    const { code, err } = await folder.call(acceptDrift, 'never-5xx', ...good);
    expect([code, folder.text('fixtures/accepted-drift.json')]).toEqual([1, '{"entries":[']);
    expect(err).toContain('accepted-drift.json cannot be used');
  });

  test('without anything to accept says so', async () => {
    folder.report(runOf());
    expect(await folder.call(acceptDrift, ...good)).toMatchObject({
      code: 1,
      err: expect.stringContaining('Name one clause') as string,
    });
  });
});

describe('drift', () => {
  const added = contactChange((contact) => ({ ...contact, website: 'x' }));
  const behaves = contactChange((c) => ({ ...c, created_at: '2025-03-15T10:30:00Z' }));

  test.each([
    ['the same', runOf({ seed: 2 }), 0, 'No difference where both looked.'],
    ['one key more', runOf({ change: added }), 0, 'ADDITIVE'],
    ['a coarser time', runOf({ change: behaves }), 2, 'BEHAVIOURAL'],
    ['a new null', runOf({ change: nulled }), 2, 'BREAKING'],
  ] as const)('of two reports with %s has the right exit code', async (_, second, code, word) => {
    folder.write('a.json', runOf());
    folder.write('b.json', second);
    expect(await folder.call(compareRuns, 'a.json', 'b.json')).toMatchObject({
      code,
      out: expect.stringContaining(word) as string,
    });
  });

  test('prints JSON when asked', async () => {
    folder.write('a.json', runOf());
    folder.write('b.json', runOf({ change: nulled }));
    const { out } = await folder.call(compareRuns, '--json', 'a.json', 'b.json');
    expect(JSON.parse(out)).toMatchObject({ drift: [{ rule: 'null-gained' }] });
  });

  test('takes a baseline for the first side, and only there', async () => {
    const baseline: Baseline = makeBaseline(runOf(), now);
    folder.write('base.json', baseline);
    folder.write('b.json', runOf());
    expect((await folder.call(compareRuns, 'base.json', 'b.json')).code).toBe(0);
    expect(await folder.call(compareRuns, 'b.json', 'base.json')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Put it first') as string,
    });
  });

  test('wants two files', async () =>
    expect(await folder.call(compareRuns, 'a.json')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Name two files') as string,
    }));
});
