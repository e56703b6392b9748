import type { Report } from '../support/report/types.ts';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openerFor, openPage } from '../support/cli/opener.ts';
import { run } from '../support/cli/report.ts';
import { sampleReport, violatedReport } from './helpers/rendered-reports.ts';
import { ioIn, temporaryFolder } from './helpers/afterwards.ts';

describe('npm run report', () => {
  let cwd = '';
  let output = { out: '', err: '' };

  beforeEach(() => {
    cwd = temporaryFolder('report');
  });

  const command = (...argv: readonly string[]): Promise<number> => {
    const { said, io } = ioIn(cwd);
    output = said;
    return run(argv, io);
  };

  test('every rendering comes from the report that is there', async () => {
    await writeFile(path.join(cwd, 'report.json'), JSON.stringify(violatedReport()));
    expect(await command('--report-dir', '.')).toBe(0);
    expect(await readdir(cwd)).toEqual(['ctrf.json', 'index.html', 'junit.xml', 'report.json', 'summary.md']);
    expect(await readFile(path.join(cwd, 'junit.xml'), 'utf8')).toContain('<failure');
    expect(await readFile(path.join(cwd, 'summary.md'), 'utf8')).toMatch(/^# ❌ violated/);
    expect(output.out).toMatch(/^VIOLATED \(exit 2\)/);
  });

  test('a report elsewhere is rendered beside itself', async () => {
    await writeFile(path.join(cwd, 'old.json'), JSON.stringify(sampleReport()));
    expect(await command('--report', 'old.json')).toBe(0);
    expect(await readdir(cwd)).toEqual(['ctrf.json', 'index.html', 'junit.xml', 'old.json', 'summary.md']);
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
    expect(output.err).toMatch(sentence);
    expect(output.err.trim().split('\n')).toHaveLength(1);
    expect(await readdir(cwd)).toEqual(['report.json']);
  });

  const folder = async (name: string, report: Report): Promise<string> => {
    await mkdir(path.join(cwd, name));
    await writeFile(path.join(cwd, name, 'report.json'), JSON.stringify(report));
    return name;
  };
  const verdicts = {
    conformant: sampleReport({ target: { name: 'one', kind: 'live', baseUrl: '' } }),
    violated: violatedReport(),
    inconclusive: sampleReport({ verdict: 'inconclusive', exitCode: 3, reasons: ['The target is down.'] }),
    error: sampleReport({ verdict: 'error', exitCode: 1, reasons: ['The suite failed.'] }),
  } as const;

  test.each([
    [['conformant', 'conformant'], 0],
    [['conformant', 'inconclusive'], 3],
    [['inconclusive', 'violated', 'conformant'], 2],
    [['violated', 'inconclusive', 'error'], 1],
  ] as const)('%j are one page and exit %i', async (names, exit) => {
    const folders = await Promise.all(names.map((name, at) => folder(`${name}-${String(at)}`, verdicts[name])));
    expect(await command('--merge', ...folders, '--report-dir', 'all')).toBe(exit);
    const page = await readFile(path.join(cwd, 'all', 'index.html'), 'utf8');
    expect(page).toContain(`exit ${String(exit)}`);
    expect(page).toContain(`${String(names.length)} reports`);
  });

  test.each([
    ['without a report', null, /report\.json cannot be read \(ENOENT\)/],
    ['with a report of another version', { schemaVersion: 0 }, /schema version 0; .* reads version 1/],
    [
      'with a report that cannot be drawn',
      { ...sampleReport(), clauses: [null] },
      /cannot? be rendered|can be rendered/,
    ],
  ])('a folder %s is one sentence, exit 1 and no page', async (_name, report, sentence) => {
    const good = await folder('good', sampleReport());
    await mkdir(path.join(cwd, 'bad'));
    if (report !== null) await writeFile(path.join(cwd, 'bad', 'report.json'), JSON.stringify(report));
    expect(await command('--merge', good, 'bad', '--report-dir', 'all')).toBe(1);
    expect(output.err).toMatch(sentence);
    expect(output.err.trim().split('\n')).toHaveLength(1);
    expect(await readdir(cwd)).toEqual(['bad', 'good']);
  });

  test('the page is opened on a terminal, and named off it', async () => {
    await writeFile(path.join(cwd, 'report.json'), JSON.stringify(sampleReport()));
    expect(await command('--report-dir', '.', '--open')).toBe(0);
    expect(output.out).toMatch(/\nthe page: file:\/\/.*index\.html\n$/);
    const said: string[] = [];
    const stdout = { write: (text: string) => said.push(text), isTTY: true };
    const io = { stdout, stderr: stdout, cwd, now: new Date(0) };
    await openPage(path.join(cwd, 'index.html'), io, () => Promise.resolve(true));
    await openPage(path.join(cwd, 'index.html'), io, () => Promise.resolve(false));
    expect(said.map((text) => text.split(':')[0])).toEqual(['opened', 'the page']);
  });

  test.each([
    ['darwin', 'open'],
    ['win32', 'rundll32'],
    ['linux', 'xdg-open'],
    ['freebsd', 'xdg-open'],
  ] as const)('on %s %s opens the page, and no shell reads its name', (platform, program) => {
    const [started, args] = openerFor(platform, path.join(cwd, 'a & b', 'index.html'));
    expect(started).toBe(program);
    expect(args.join(' ')).toMatch(/a( & |%20&%20)b/);
  });

  test('a file that is not there is one clear sentence and exit 1', async () => {
    expect(await command('--report', 'none.json')).toBe(1);
    expect(output.err).toMatch(/none\.json cannot be read \(ENOENT\)\. Run `npm run contract` first/);
  });

  test('an unknown option of the report command is exit 1', async () => {
    expect(await command('--verbose')).toBe(1);
    expect(output.err).toContain('--verbose');
  });
});
