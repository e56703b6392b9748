import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../support/cli/report.ts';
import { sampleReport, violatedReport } from './helpers/rendered-reports.ts';

describe('npm run report', () => {
  let cwd = '';
  let output = { stdout: '', stderr: '' };

  beforeEach(async () => {
    cwd = await mkdtemp(path.join(os.tmpdir(), 'report-'));
    output = { stdout: '', stderr: '' };
  });
  afterEach(() => rm(cwd, { recursive: true, force: true }));

  const command = (...argv: readonly string[]): Promise<number> =>
    run(argv, {
      stdout: { write: (text) => (output.stdout += text), columns: 100 },
      stderr: { write: (text) => (output.stderr += text) },
      cwd,
      now: new Date(0),
    });

  test('all three renderings come from the report that is there', async () => {
    await writeFile(path.join(cwd, 'report.json'), JSON.stringify(violatedReport()));
    expect(await command('--report-dir', '.')).toBe(0);
    expect(await readdir(cwd)).toEqual(['junit.xml', 'report.json', 'summary.md']);
    expect(await readFile(path.join(cwd, 'junit.xml'), 'utf8')).toContain('<failure');
    expect(await readFile(path.join(cwd, 'summary.md'), 'utf8')).toMatch(/^# ❌ violated/);
    expect(output.stdout).toMatch(/^VIOLATED \(exit 2\)/);
  });

  test('a report elsewhere is rendered beside itself', async () => {
    await writeFile(path.join(cwd, 'old.json'), JSON.stringify(sampleReport()));
    expect(await command('--report', 'old.json')).toBe(0);
    expect(await readdir(cwd)).toEqual(['junit.xml', 'old.json', 'summary.md']);
  });

  test.each([
    ['an empty file', '', /is empty\. Run `npm run contract`/],
    ['a file that was cut short', JSON.stringify(sampleReport()).slice(0, 400), /cut short/],
    [
      'another schema version',
      JSON.stringify({ ...sampleReport(), schemaVersion: 2 }),
      /schema version 2; .* reads version 1/,
    ],
    ['no schema version', '{}', /schema version missing/],
    ['an array', '[]', /is JSON, but not a report/],
    [
      'half a report',
      JSON.stringify({ schemaVersion: 1, clauses: [] }),
      /lacks reasons, findings, .*not a whole report/,
    ],
    [
      'entries of another kind',
      JSON.stringify({ ...sampleReport(), findings: [1], clauses: [null] }),
      /cannot? be rendered|not a report that can be rendered/,
    ],
  ])('%s is one clear sentence and exit 1', async (_name, text, sentence) => {
    await writeFile(path.join(cwd, 'report.json'), text);
    expect(await command('--report-dir', '.')).toBe(1);
    expect(output.stderr).toMatch(sentence);
    expect(output.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(cwd)).toEqual(['report.json']);
  });

  test('a file that is not there is one clear sentence and exit 1', async () => {
    expect(await command('--report', 'none.json')).toBe(1);
    expect(output.stderr).toMatch(/none\.json cannot be read \(ENOENT\)\. Run `npm run contract` first/);
  });

  test('an unknown option of the report command is exit 1', async () => {
    expect(await command('--verbose')).toBe(1);
    expect(output.stderr).toContain('--verbose');
  });
});
