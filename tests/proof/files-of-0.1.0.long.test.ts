/** Files that version 0.1.0 wrote are read, and what an old baseline does not hold is told and never red. */
import type { Report, ReportClause } from '../support/report/types.ts';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutants } from '../mock/mutants/index.ts';
import { run as acceptBaseline } from '../support/cli/baseline-accept.ts';
import { run as contract } from '../support/cli/contract.ts';
import { run as compareRuns } from '../support/cli/drift.ts';
import { run as renderAgain } from '../support/cli/report.ts';
import { applyAccepted, compareBaseline, parseHistory, since, withHistory } from '../support/drift/index.ts';
import { verdictOf } from '../support/report/verdict.ts';
import { baselineFile } from '../support/run/baseline.ts';
import * as kept from './files-of-0.1.0/kept.ts';
import { metaProblems } from './helpers/data-files.ts';
import { makeFolder, type Folder } from './helpers/drift-folder.ts';
import { play } from './helpers/servers.ts';
import { allWell, plainSettings } from './helpers/verdict-data.ts';

type Server = 'good' | 'changed' | 'broken';
const variantOf = (id: string) => mutants.find((mutant) => mutant.id === id)?.variant ?? {};
const judged = async (id: string): Promise<Report> =>
  (await play({ profile: 'smoke', haste: 20, id, variant: variantOf(id), baseline: kept.baseline })).report;

let reports: Readonly<Record<Server, Report>>;
let folder: Folder;
beforeAll(async () => {
  reports = {
    good: await judged('good'),
    changed: await judged('errors-for-error'),
    broken: await judged('empty-tags-as-not-sent'),
  };
  folder = makeFolder(new Date('2026-12-01T10:00:00Z'));
});
afterAll(() => folder.remove());

test.each([
  ['baseline', 'baseline.json'],
  ['report', 'report-conformant.json'],
  ['report', 'report-violated.json'],
  ['accepted-drift', 'accepted-drift.json'],
  ['journal', kept.journalName],
])('by the schema %s of today %s of 0.1.0 is valid', (schema, name) => {
  expect(metaProblems(schema, kept.keptJson(name))).toEqual([]);
});

describe('a baseline of 0.1.0', () => {
  test('is what a run is compared with', () => {
    expect(reports.good).toMatchObject({ verdict: 'conformant', exitCode: 0 });
    expect(reports.good.drift.filter(({ against }) => against === 'baseline')).toEqual([]);
  });

  test('makes a change that breaks no clause red', () => {
    expect(reports.changed).toMatchObject({ verdict: 'violated', exitCode: 2 });
    expect(reports.changed.drift.filter(({ red }) => red)).toMatchObject([{ rule: 'error-shape-changed' }]);
  });

  test('that does not hold what a run judges is told and is no red', async () => {
    folder.write('shorter.json', kept.shorterBaseline);
    folder.write('history.jsonl', kept.keptText('history.jsonl'));
    const options = '--no-env --target mock --profile smoke --seed 1 --baseline shorter.json --history history.jsonl';
    const { code, out } = await folder.call(contract, ...options.split(' '), '--report-dir', 'reports');
    expect(code).toBe(0);
    const said = out.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(
      /CONFORMANT .*not in the baseline \(suite 0\.1\.0, profile full, accepted 2026-11-26\): .*npm run baseline:accept/,
    );
    expect(said).toMatch(/additive: The responses have a key that the baseline does not hold: \/contact\/company/);
    const { reasons, drift } = folder.read('reports/report.json') as unknown as Report;
    expect(reasons).toEqual([expect.stringMatching(/^not in the baseline /)]);
    expect(drift.filter(({ red }) => red)).toEqual([]);
    expect(parseHistory(folder.text('history.jsonl'))).toHaveLength(kept.history.length + 1);
  });

  test('does not speak for payloads that only a later suite makes', () => {
    const later = (clause: ReportClause): ReportClause => ({
      ...clause,
      cases: { ...clause.cases, 'text-later': 'warn' },
    });
    const clauses = reports.good.clauses.map((clause) =>
      clause.id === 'outer-white-space-kept' ? later(clause) : clause,
    );
    const report: Report = { ...reports.good, suite: { ...reports.good.suite, version: '0.2.0' }, clauses };
    expect(compareBaseline(kept.baseline, report)).toEqual([]);
  });

  test('is found for a target that is named by host and port', async () => {
    const target = { ...reports.good.target, name: '127.0.0.1:4077', loopback: true };
    folder.report({ ...reports.good, target });
    await folder.call(acceptBaseline);
    const written = path.join(folder.cwd, 'fixtures', 'baselines', '127.0.0.1-4077.json');
    expect(baselineFile(plainSettings({ target }), folder.cwd)).toBe(written);
  });

  test('is replaced by one that holds it', async () => {
    folder.write('shorter.json', kept.shorterBaseline);
    folder.report(reports.good);
    expect(await folder.call(acceptBaseline, '--baseline', 'shorter.json')).toMatchObject({ code: 0, err: '' });
    expect(folder.read('shorter.json')).toMatchObject({
      held: expect.arrayContaining(kept.leftOut.clauses) as string[],
    });
  });
});

describe('drift that 0.1.0 accepted', () => {
  const day = '2026-12-01';

  test.each([
    ['changed', 'fingerprint', 1],
    // The finding, and the drift from the baseline.
    ['broken', 'clause', 2],
  ] as const)('is accepted on a server that is %s, by its %s', (server, by, times) => {
    const entries = kept.accepted.entries.filter((entry) => entry[by] !== undefined);
    const { problems, ...rest } = applyAccepted(reports[server], { entries }, kept.target, day);
    expect(verdictOf({ ...allWell, ...rest, acceptedProblems: problems })).toMatchObject({ exitCode: 0, reasons: [] });
    const terms = [...rest.findings, ...rest.drift].flatMap(({ accepted }) => (accepted === null ? [] : [accepted]));
    expect(terms).toHaveLength(times);
    expect(terms[0]).toMatchObject({ until: '2027-01-31', daysLeft: 61 });
  });

  test('is told to be stale where the clause holds again', () =>
    expect(applyAccepted(reports.good, kept.accepted, kept.target, day).problems).toEqual([
      expect.stringMatching(/line \d+, entry 2 \(clause tags-empty-array-clears, .* is stale/),
    ]));
});

describe('a history of 0.1.0', () => {
  test('says since when a finding is seen', () => {
    const [finding] = reports.broken.findings;
    const now = '2026-12-01T10:00:00.000Z';
    expect(since(finding?.id ?? '', finding?.clause ?? null, kept.history, kept.target, now)).toEqual({
      firstSeen: '2026-11-26T00:52:18.946Z',
      lastGood: '2026-11-26T00:52:08.907Z',
    });
  });

  test('says since when a drift is seen', () => {
    const drift = reports.changed.drift.filter(({ red }) => red);
    expect(withHistory(drift, kept.history, kept.target, '2026-11-26T00:52:10.000Z')).toMatchObject([
      { sightings: { firstSeen: '2026-11-26T00:52:08.907Z', lastGood: '2026-11-26T00:51:57.201Z' } },
    ]);
  });
});

describe('a report of 0.1.0', () => {
  test.each([
    ['report-conformant.json', /^CONFORMANT \(exit 0\) · target mock · profile smoke/, /# ✅ conformant/],
    ['report-violated.json', /^VIOLATED \(exit 2\)[^]*FAIL {2}MUST {2}tags-empty-array-clears/, /# ❌ violated/],
  ])('is rendered again: %s', async (name, terminal, markdown) => {
    const options = ['--report', kept.keptFile(name), '--report-dir', 'reports'];
    const { code, out } = await folder.call(renderAgain, ...options);
    expect(code).toBe(0);
    expect(out).toMatch(terminal);
    expect(folder.text('reports/summary.md')).toMatch(markdown);
    expect(folder.text('reports/junit.xml')).toMatch(/^<\?xml/);
  });

  test.each<readonly [string, Server, number, RegExp]>([
    ['report-conformant.json', 'good', 0, /No difference where both looked/],
    ['report-conformant.json', 'changed', 2, /BEHAVIOURAL[^]*the body of a refusal has another shape/i],
    ['report-conformant.json', 'broken', 2, /BREAKING[^]*tags-empty-array-clears/],
    ['report-violated.json', 'good', 0, /ADDITIVE[^]*tags-empty-array-clears/],
    ['baseline.json', 'changed', 2, /was: baseline of mock, 2026-11-26, full/],
  ])('is compared: %s with a server that is %s', async (name, server, code, words) => {
    folder.write('new.json', reports[server]);
    expect(await folder.call(compareRuns, kept.keptFile(name), 'new.json')).toMatchObject({
      code,
      out: expect.stringMatching(words) as string,
    });
  });
});
