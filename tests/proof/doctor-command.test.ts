import { beforeEach, expect, test } from 'vitest';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Report } from '../support/report/types.ts';
import { sampleReport } from './helpers/sample-report.ts';
import { facts } from '../mock/world.ts';
import { run } from '../support/cli/doctor.ts';
import { openSandbox, journalDirectory } from '../support/sandbox/index.ts';
import { heldBy } from './kill/killer.ts';
import { runOn } from './helpers/command.ts';
import { killed, startBench, type Bench } from './helpers/sandbox.ts';

let bench: Bench;
let output = '';
beforeEach(async () => {
  bench = await startBench();
  output = '';
});

const doctor = async (change: Readonly<Record<string, string>> = {}, ...argv: readonly string[]): Promise<number> => {
  const came = await runOn(bench, run, argv, change);
  output += came.output;
  return came.exit;
};

test('npm run doctor finds a good configuration ready with one read', async () => {
  const before = JSON.stringify(bench.mock.stored());
  expect(await doctor()).toBe(0);
  expect(output).toMatch(/NEETOCRM_BASE_URL +http.*\(environment\)/);
  expect(output).toMatch(/the contact is readable, by GET\n[^]*every attribute that is shown is filled/);
  expect(output).toMatch(/full +300 requests at most, 0\.1 minutes at 100 per second/);
  expect(output).not.toContain(facts.apiKey);
  expect([bench.mock.hits(), JSON.stringify(bench.mock.stored())]).toEqual([1, before]);
});

test('npm run doctor names the variables of records the last run found gone', async () => {
  const [tag = ''] = facts.tagIds;
  const said = (id: string): string =>
    `NEETOCRM_TAG_IDS names ${id}, which the target refuses with 404: the record is gone.`;
  const report: Report = {
    ...sampleReport,
    target: { ...sampleReport.target, baseUrl: bench.mock.baseUrl },
    reasons: [said(tag), said(facts.contactId)],
  };
  await writeFile(path.join(bench.directory, 'report.json'), JSON.stringify(report));
  expect(await doctor({}, '--report-dir', bench.directory)).toBe(0);
  expect(output).toContain(`note: the run of ${report.startedAt} found that ${said(tag)}\n`);
  expect(output).not.toContain(said(facts.contactId));
});

test('npm run doctor with the embedded mock needs nothing', async () => {
  expect(await doctor({}, '--target', 'mock')).toBe(0);
  expect(output).toMatch(/Nothing is needed[^]*\nNot exercised: \d+ clauses\n/);
});

test('npm run doctor reads by an unknown attribute where GET is not known', async () => {
  bench = await startBench({
    before: ({ method }) => (method === 'GET' ? { status: 404, headers: {}, body: {} } : undefined),
  });
  const before = heldBy(bench.mock);
  expect(await doctor()).toBe(0);
  expect(output).toMatch(/readable, not by GET, but by an update that carries only the unknown attribute/);
  expect([bench.mock.hits(), heldBy(bench.mock)]).toEqual([2, before]);
});

test('npm run doctor names the variables that clauses want', async () => {
  expect(await doctor({ NEETOCRM_COMPANY_ID: '', NEETOCRM_FOREIGN_CONTACT_ID: '' })).toBe(0);
  expect(output).toMatch(/MUST +company-comes-back +Set NEETOCRM_COMPANY_ID\./);
  expect(output).toMatch(/MUST +foreign-id-refused +Set NEETOCRM_FOREIGN_CONTACT_ID\./);
  expect(output).toMatch(/Not written: \d+ attributes?\n[^]* company_id +NEETOCRM_COMPANY_ID is not set\./);
});

test('npm run doctor asks for a contact that is filled', async () => {
  bench = await startBench({
    seed: ({ contacts }) => Object.assign(contacts.get(facts.contactId) ?? {}, { owner_id: null, tag_ids: [] }),
  });
  expect(await doctor()).toBe(0);
  expect(output).toMatch(/the contact has no owner, no tags\. Use one with every attribute filled/);
  expect(output).toMatch(/owner-comes-back +The contact has no owner at the start.*fill it in by hand/);
});

test('npm run doctor tells of a journal that is pending', async () => {
  const options = { ...bench.options, directory: journalDirectory(bench.directory) };
  await openSandbox(options);
  await killed(options);
  expect(await doctor()).toBe(0);
  expect(output).toMatch(/an earlier run did not put the contact back: .*of the run that began at/);
});

test.each([
  [
    'a key that is refused',
    { NEETOCRM_API_KEY: 'another-key-of-nobody' },
    3,
    /answered with 401\. The key is refused: look at NEETOCRM_API_KEY/,
  ],
  [
    'a contact that is not there',
    { NEETOCRM_CONTACT_ID: facts.companyId },
    3,
    /answered with 404\. There is no such contact/,
  ],
  [
    'a port where nothing listens',
    { NEETOCRM_BASE_URL: 'http://127.0.0.1:1/api/external/v1' },
    3,
    /not reachable: no response \(refused\).*look at NEETOCRM_BASE_URL/,
  ],
  [
    'a configuration with problems',
    { NEETOCRM_CONTACT_ID: 'x', NEETOCRM_MAX_RPS: 'fast' },
    1,
    /has 2 problems[^]*NEETOCRM_CONTACT_ID/,
  ],
] as const)('npm run doctor says what to do about %s', async (_what, change, exitCode, says) => {
  expect(await doctor(change)).toBe(exitCode);
  expect(output).toMatch(says);
  expect(output).not.toContain(facts.apiKey);
});
