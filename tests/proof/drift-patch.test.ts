import type { Report } from '../support/report/types.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run as patchDrift } from '../support/cli/drift-patch.ts';
import { compareBaseline, makeBaseline } from '../support/drift/index.ts';
import { compile, responseSchema, violations } from '../support/schemas.ts';
import { makeFolder } from './helpers/drift-folder.ts';
import type { Folder } from './helpers/drift-folder.ts';
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

const schemaFile = 'schemas/contact-update.response.schema.json';
const casesFile = 'fixtures/schema-cases/contact-update.response.json';

test('changes the schema and adds the case', async () => {
  const run = withDrift();
  folder.report(run);
  const count = (folder.read(casesFile) as readonly Json[]).length;
  expect((await folder.call(patchDrift, fingerprintOf(run))).code).toBe(0);
  const cases = folder.read(casesFile) as readonly JsonObject[];
  expect(cases).toHaveLength(count + 1);
  expect(cases.at(-1)).toMatchObject({ valid: true, data: { contact: { phone_number: null } } });
  expect(violations(compile(folder.read(schemaFile) as JsonObject), cases.at(-1)?.['data'] ?? null)).toEqual([]);
});

test('leaves the rows of the table as they were laid out', async () => {
  const run = withDrift();
  folder.report(run);
  const before = folder.text(casesFile).split('\n');
  await folder.call(patchDrift, fingerprintOf(run));
  const after = folder.text(casesFile).split('\n');
  expect(after).toHaveLength(before.length + 1);
  expect(after.slice(0, before.length - 3)).toEqual(before.slice(0, -3));
});

test('says what is left to be decided, and how to undo it', async () => {
  const run = withDrift();
  folder.report(run);
  const { out } = await folder.call(patchDrift, fingerprintOf(run));
  expect(out).toMatch(/Left to you:\n {2}the case ".*" in .*\.json says the opposite now: keep one of them/);
  expect(out).toMatch(/To undo: git checkout -- .*response\.schema\.json .*\.json\n$/);
});

test.each([
  ['does not apply', [{ op: 'remove', path: '/nowhere/at/all' }], /does not apply/],
  ['does not compile', [{ op: 'add', path: '/properties/contact/type', value: 'sausage' }], /does not compile/],
])('writes nothing when the patch %s', async (_, schemaPatch, sentence) => {
  const run = withDrift();
  folder.report({ ...run, drift: run.drift.map((drift) => ({ ...drift, schemaPatch })) });
  const { code, err } = await folder.call(patchDrift, fingerprintOf(run));
  expect(code).toBe(1);
  expect(err).toMatch(sentence);
  expect(folder.read(schemaFile)).toEqual(responseSchema);
});

test('of a drift without a patch points to the baseline', async () => {
  const run = withDrift((response) => (response.status === 404 ? { ...response, status: 400 } : response));
  folder.report(run);
  expect(await folder.call(patchDrift, fingerprintOf(run))).toMatchObject({
    code: 1,
    err: expect.stringContaining('baseline:accept') as string,
  });
});

test('of an unknown fingerprint names those that have a patch', async () => {
  const run = withDrift();
  folder.report(run);
  expect(await folder.call(patchDrift, 'ffff000000')).toMatchObject({
    code: 1,
    err: expect.stringContaining(fingerprintOf(run)) as string,
  });
});
