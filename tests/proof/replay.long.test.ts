import type { Report } from '../support/report/types.ts';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock, type MockServer, type Variant } from '../mock/index.ts';
import { run } from '../support/cli/replay.ts';
import { compareReplay, renderReplay } from '../support/render/replay.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { ioIn, temporaryFolder } from './helpers/afterwards.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';
import { play } from './helpers/servers.ts';
import { exchangeOf, found, resultOf } from './helpers/verdict-data.ts';

const slug = 'tags-empty-array';
const ignoresEmptyTags: Variant = {
  validate: (_call, next) => {
    const { tag_ids: tags, ...changes } = next();
    return tags === undefined || tags.length === 0 ? changes : { ...changes, tag_ids: tags };
  },
};

const cwd = temporaryFolder('replay');
let mutant: MockServer;
let output = { out: '', err: '' };

const command = (...argv: readonly string[]): Promise<number> => {
  const { said, io } = ioIn(cwd, new Date());
  output = said;
  return run(argv, io);
};

beforeAll(async () => {
  mutant = await startMock({ variant: ignoresEmptyTags });
  const { report } = await play({ variant: ignoresEmptyTags, profile: 'full', cases: [slug], seed: 7 });
  await writeFile(path.join(cwd, 'report.json'), JSON.stringify(report));
  const environment = { ...sandboxEnvironment(mutant.baseUrl), CONTRACT_REPORT_DIR: '.' };
  await writeFile(
    path.join(cwd, '.env'),
    Object.entries(environment)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  );
});
afterAll(() => mutant.close());

describe('npm run replay', () => {
  test('shows the broken promise again on the server that broke it', async () => {
    const before = mutant.stored();
    expect(await command(slug, '--target', 'live')).toBe(2);
    expect(output.out).toContain('seed 7');
    expect(output.out).toMatch(/> \{ "contact": \{ "tag_ids": \[\] \} \}/);
    expect(output.out).toMatch(/FAIL tags-empty-array-clears at \/contact\/tag/);
    expect(output.out).toMatch(/curl .*--header "X-Api-Key: \$NEETOCRM_API_KEY"/);
    expect(output.out).not.toMatch(/tags-empty-array-clears.*: was/);
    expect(output.out).toMatch(/VIOLATED \(exit 2\)\n$/);
    expect(output.out).not.toContain(mutant.facts.apiKey);
    expect(mutant.stored().tag_ids).toEqual(before.tag_ids);
    expect((await readdir(cwd)).sort()).toEqual(['.env', 'report.json']);
  });

  test('says what differs on a server that keeps the promise', async () => {
    expect(await command(slug)).toBe(0);
    expect(output.out).toMatch(/outcome of tags-empty-array-clears: was fail, is pass/);
    expect(output.out).toMatch(/finding of tags-empty-array-clears at \/contact\/tag.*: was fail, is absent/);
    expect(output.out).toMatch(/CONFORMANT \(exit 0\)\n$/);
  });

  test.each([
    ['no case', [], /missing required argument/],
    ['two cases', [slug, 'name-alone'], /too many arguments/],
    ['a case named twice', [slug, '--case', 'name-alone'], /without --case/],
    ['an unknown case', ['tags-empty-arrays'], /No case is called tags-empty-arrays\. Did you mean tags-empty-array/],
    [
      'a report that is not there',
      [slug, '--report', 'none.json'],
      /none\.json cannot be read \(ENOENT\)\. Run `npm run contract` first/,
    ],
    ['an unknown target', [slug, '--target', 'moon'], /--target|NEETOCRM_TARGET/],
    ['a seed that is no number', [slug, '--seed', 'x'], /seed/i],
  ])('is exit 1 with a sentence for %s', async (_what, argv, sentence) => {
    expect(await command(...argv)).toBe(1);
    expect(output.err).toMatch(sentence);
    expect(output.err).not.toMatch(/\n {4}at /);
  });

  test.each([
    ['another version', JSON.stringify({ ...sampleReport, schemaVersion: 2 }), /schema version 2; .* reads version 1/],
    ['half of it', JSON.stringify(sampleReport).slice(0, 300), /cut short/],
  ])('is exit 1 for a report of %s', async (_what, text, sentence) => {
    await writeFile(path.join(cwd, 'other.json'), text);
    expect(await command(slug, '--report', 'other.json')).toBe(1);
    expect(output.err).toMatch(sentence);
    await rm(path.join(cwd, 'other.json'));
  });
});

describe('a replayed case', () => {
  const record = { ...sampleReport, observed: { ...sampleReport.observed, cases: [] } };
  const answered = (status: number, mediaType: string | null, outcome: 'pass' | 'fail'): Report => ({
    ...sampleReport,
    clauses: sampleReport.clauses.map((clause) => ({ ...clause, cases: { 'name-alone': outcome } })),
    findings: [],
    observed: {
      ...sampleReport.observed,
      cases: [
        { case: 'name-alone', answers: [{ label: 'update', method: 'PATCH', status, mediaType, errorShape: null }] },
      ],
    },
  });

  test('that did the same differs in nothing', () =>
    expect(compareReplay(sampleReport, sampleReport, 'name-alone')).toEqual([]));

  test('that the report does not know cannot be compared', () =>
    expect(compareReplay(sampleReport, sampleReport, 'key-wrong')).toBeNull());

  test('differs by status, media type and outcome', () =>
    expect(compareReplay(answered(200, 'application/json', 'pass'), answered(500, null, 'fail'), 'name-alone')).toEqual(
      [
        { what: 'response to PATCH (update)', was: '200 application/json', is: '500 without a media type' },
        { what: 'outcome of tags-empty-array-clears', was: 'pass', is: 'fail' },
      ],
    ));

  test('differs by a response and a finding that are new', () => {
    const now = {
      ...answered(200, 'a/b', 'pass'),
      findings: sampleReport.findings.map((finding) => ({ ...finding, cases: ['name-alone'] })),
    };
    expect(compareReplay({ ...record, clauses: now.clauses, findings: [] }, now, 'name-alone')).toEqual([
      { what: 'response to PATCH (update)', was: null, is: '200 a/b' },
      { what: 'finding of tags-empty-array-clears at /contact/tags', was: null, is: 'fail' },
    ]);
  });

  test('is shown with terminal escapes made visible', () => {
    const exchange = exchangeOf({
      response: {
        status: 200,
        headers: { 'content-type': '\u001b[2J' },
        text: '\u001b]0;x\u0007',
        bytes: 1,
        utf8: true,
        parsed: { ok: false, reason: 'not-json', message: '' },
      },
    });
    const result = resultOf({ exchanges: [exchange], findings: [found('fail', { exchange, message: '\u001b[31m' })] });
    const text = renderReplay({
      slug: 'name-alone',
      result,
      recorded: sampleReport,
      replayed: sampleReport,
      columns: 100,
    });
    expect(text).toContain('FAIL name-comes-back at /contact/name: \\u001b[31m');
    // eslint-disable-next-line no-control-regex -- looking for them is the point
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('that did not come to its turn says so', () => {
    const text = renderReplay({
      slug: 'name-alone',
      result: null,
      recorded: sampleReport,
      replayed: sampleReport,
      columns: 100,
    });
    expect(text).toContain('name-alone: did not come to its turn');
  });
});
