import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'dotenv';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  contractCommand,
  describeSettings,
  isCi,
  loadSettings,
  parseArguments,
  problemText,
  readEnvironment,
  reportDirFromEnvironment,
  variables,
} from '../support/config/index.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

const args = (...argv: string[]) => parseArguments(contractCommand('contract', 'judges a target'), argv);
const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

beforeEach(() => vi.stubEnv('CONTRACT_REPORT_DIR', undefined));
afterEach(() => vi.unstubAllEnvs());

test('every option arrives as it was written', () => {
  const argv = '--target live --profile=smoke --seed 7 --case a --case b,c --strict --require-all'.split(' ');
  const more = '--baseline none --report-dir r --requests 9 --confirm 1 --max-minutes 2 --history h'.split(' ');
  expect(args(...argv, ...more)).toMatchObject({
    ok: true,
    flags: {
      target: 'live',
      profile: 'smoke',
      seed: '7',
      case: ['a', 'b,c'],
      strict: true,
      requireAll: true,
      baseline: 'none',
      reportDir: 'r',
      requests: '9',
      confirm: '1',
      maxMinutes: '2',
      history: 'h',
    },
  });
});

test.each([
  ['an unknown option', ['--profil', 'smoke'], /unknown option '--profil'[\s\S]*--profile/],
  ['an option without its value', ['--seed'], /argument missing/],
  ['an argument that nobody asked for', ['smoke'], /too many arguments/],
])('%s ends the command with 1 and a sentence', (_what, argv, message) => {
  expect(args(...argv)).toMatchObject({ ok: false, exitCode: 1, message: expect.stringMatching(message) as string });
});

test('--help ends the command with 0 and lists the options', () =>
  expect(args('--help')).toMatchObject({
    ok: false,
    exitCode: 0,
    message: expect.stringContaining('--report-dir') as string,
  }));

test('repeated parsing does not remember earlier cases', () =>
  expect([args('--case', 'a'), args('--case', 'b')]).toMatchObject([
    { flags: { case: ['a'] } },
    { flags: { case: ['b'] } },
  ]));

test('the example of .env names every variable that is read and no other', () => {
  const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(named.toSorted()).toEqual(variables.map((variable) => variable.name).toSorted());
});

test('the example of .env as it is runs the mock', () => {
  const input = { flags: {}, environment: {}, cwd: '/work', now: new Date(0), ci: false };
  expect(loadSettings({ ...input, dotenv: parse(example) })).toMatchObject({ ok: true, settings: { profile: 'full' } });
});

test('the example of .env with only the target changed names each blank', () => {
  const input = { flags: { target: 'live' }, environment: {}, cwd: '/work', now: new Date(0), ci: false };
  expect(loadSettings({ ...input, dotenv: parse(example) })).toMatchObject({
    ok: false,
    problems: [
      { variable: 'NEETOCRM_SUBDOMAIN' },
      { variable: 'NEETOCRM_API_KEY' },
      { variable: 'NEETOCRM_CONTACT_ID' },
    ],
  });
});

test('the rows of the settings never hold the key', () => {
  const environment = {
    NEETOCRM_BASE_URL: 'http://127.0.0.1:4010/api/external/v1',
    NEETOCRM_API_KEY: 'k3y-K3y-9Qz7',
    NEETOCRM_CONTACT_ID: 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa',
  };
  const loaded = loadSettings({
    flags: { target: 'live' },
    environment,
    dotenv: {},
    cwd: '/work',
    now: new Date(0),
    ci: true,
  });
  const rows = loaded.ok ? describeSettings(loaded.settings) : [];
  expect(rows).toContainEqual({ name: 'NEETOCRM_TARGET', value: 'live', source: 'flag' });
  expect(rows).toContainEqual({ name: 'NEETOCRM_API_KEY', value: '(12 characters, not shown)', source: 'environment' });
  expect(rows).toContainEqual({ name: 'CONTRACT_SEED', value: '19700101', source: 'derived' });
  expect(JSON.stringify(rows)).not.toContain('k3y-');
});

test('the text of the problems has one line each and says where to read on', () => {
  const text = problemText([
    { variable: 'A', message: 'is wrong.' },
    { variable: 'B', message: 'is missing.' },
  ]);
  expect(text.split('\n')).toEqual([
    'The configuration has 2 problems:',
    '  A is wrong.',
    '  B is missing.',
    expect.stringContaining('.env.example'),
  ]);
});

test('.env is read without touching the environment of the process', () => {
  const cwd = temporaryFolder('config');
  writeFileSync(path.join(cwd, '.env'), '\uFEFFCONTRACT_REPORT_DIR="from file" # note\n');
  expect(readEnvironment(cwd).dotenv).toEqual({ CONTRACT_REPORT_DIR: 'from file' });
  expect(readEnvironment(cwd).environment).not.toHaveProperty('CONTRACT_REPORT_DIR');
  expect(reportDirFromEnvironment(cwd)).toBe(path.join(cwd, 'from file'));
});

test('a directory without .env has none', () => {
  const cwd = temporaryFolder('config');
  expect(readEnvironment(cwd).dotenv).toEqual({});
  expect(reportDirFromEnvironment(cwd)).toBe(path.join(cwd, 'reports'));
});

test.each([
  ['true', true],
  ['1', true],
  ['false', false],
  ['', false],
  [undefined, false],
])('CI=%j is read as %j', (value, expected) => expect(isCi({ CI: value })).toBe(expected));
