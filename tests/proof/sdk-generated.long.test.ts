/** A client that others generate from our document: it compiles when it is right, and is judged like any other. Needs the registry of npm. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectRoot } from './helpers/data-files.ts';
import { reportFolder, runSdk } from './helpers/sdk-run.ts';

const { folder, dispose } = reportFolder();
afterAll(dispose);

const npm = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8', timeout: 240_000 });

const client = (body: string): string => `import createClient from 'openapi-fetch';
import type { paths } from './api.js';
declare const process: { env: Record<string, string> };
const { NEETOCRM_BASE_URL = '', NEETOCRM_API_KEY = '', NEETOCRM_CONTACT_ID = '' } = process.env;
const api = createClient<paths>({ baseUrl: NEETOCRM_BASE_URL, headers: { 'X-Api-Key': NEETOCRM_API_KEY } });
const { data, error } = await api.PATCH('/contacts/{id}', {
  params: { path: { id: NEETOCRM_CONTACT_ID } },
  body: { contact: ${body} },
});
if (error !== undefined || data === undefined) throw new Error('refused');
const shown: string = data.contact.email;
if (shown === '') throw new Error('empty');
`;

writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(path.join(folder, 'right.ts'), client(`{ name: 'Ada Quill', tag_ids: [] }`));
writeFileSync(path.join(folder, 'wrong.ts'), client(`{ phoneNumber: '+12025550143' }`));
writeFileSync(path.join(folder, 'typed.ts'), client('{ phone_number: 12025550143 }'));
const installed = npm(
  'npm',
  'install',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  'openapi-fetch@0.17.0',
  'openapi-typescript@7.13.0',
  'typescript@5.9.3',
);
const reason = installed.status === 0 ? null : 'the registry of npm is out of reach';

const compiled = (name: string): ReturnType<typeof npm> =>
  npm('npx', 'tsc', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', name);

test('the document has no error for a linter of others', ({ skip }) => {
  skip(reason !== null, reason ?? '');
  const { status, stderr } = spawnSync(
    'npx',
    ['-y', '@redocly/cli@2.77.0', 'lint', path.join(projectRoot, 'schemas/openapi.json')],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: 240_000,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    },
  );
  expect(stderr).toContain('Your API description is valid');
  expect(status).toBe(0);
});

describe('a generated client', () => {
  test('is generated, compiles and is conformant', async ({ skip }) => {
    skip(reason !== null, reason ?? '');
    expect(
      npm('npx', 'openapi-typescript', path.join(projectRoot, 'schemas/openapi.json'), '-o', 'api.d.ts').status,
    ).toBe(0);
    expect(compiled('right.ts').stdout).toBe('');
    const { exit, report } = await runSdk(['--', process.execPath, path.join(folder, 'right.js')]);
    expect([exit, report?.requests.updates, report?.causes]).toEqual([0, 1, []]);
  });

  test('compiles with a name that is not documented, and is red', async ({ skip }) => {
    skip(reason !== null, reason ?? '');
    // The types of openapi-fetch let further keys through: that is what the stand-in is for.
    expect(compiled('wrong.ts').stdout).toBe('');
    const { exit, report } = await runSdk(['--', process.execPath, path.join(folder, 'wrong.js')]);
    expect([exit, report?.causes.map(({ clause }) => clause)]).toEqual([2, ['sdk-attributes-documented']]);
  });

  test('does not compile with a value of another type', ({ skip }) => {
    skip(reason !== null, reason ?? '');
    expect(compiled('typed.ts').stdout).toMatch(/TS2322.*number.*string/);
  });
});
