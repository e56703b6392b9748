/** An option before which the `--` was forgotten, so that npm kept it. */
import { expect, test } from 'vitest';
import { contractCommand, contractOptions, parseArguments } from '../support/config/index.ts';
import { lostToNpm } from '../support/config/lost-to-npm.ts';

const lost = (environment: Readonly<Record<string, string>>, ...argv: readonly string[]) =>
  lostToNpm(contractCommand('contract', 'Judges.'), argv, { npm_lifecycle_event: 'contract', ...environment });

test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  ['a value behind it', { npm_config_profile: 'true' }, ['smoke'], '--profile smoke'],
  ['a value after =', { npm_config_seed: '5' }, [], '--seed 5'],
  ['no value', { npm_config_strict: 'true' }, [], '--strict'],
  ['what is switched off', { npm_config_env: '' }, [], '--no-env'],
  [
    'two of them',
    { npm_config_target: 'true', npm_config_profile: 'true' },
    ['live', 'smoke'],
    '--target live --profile smoke',
  ],
  ['a value that got lost', { npm_config_target: 'true' }, [], '--target …'],
  ['others that arrived', { npm_config_strict: 'true' }, ['--seed', '1'], '--strict --seed 1'],
])('of %s is told with what to type', (_what, environment, argv, typed) => {
  expect(lost(environment, ...argv)).toMatch(/^npm kept --/);
  expect(lost(environment, ...argv)).toContain(`Type: npm run contract -- ${typed}`);
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ['that arrived', { npm_config_profile: 'smoke' }, ['--profile', 'smoke']],
  ['that arrived with =', { npm_config_profile: 'smoke' }, ['--profile=smoke']],
  ['of another script', { npm_lifecycle_event: 'test', npm_config_profile: 'smoke' }, []],
  ['that the command does not have', { npm_config_registry: 'https://example.com' }, []],
])('nothing is told of an option %s', (_what, environment, argv) => expect(lost(environment, ...argv)).toBeNull());

test.each(['contract', 'doctor', 'replay', 'restore'] as const)('the help of %s lists its own options', (name) => {
  const parsed = parseArguments(contractCommand(name, 'Does.'), ['--help']);
  const help = parsed.ok ? '' : parsed.message;
  expect(help).toContain('--env-file');
  expect(help.includes('--max-minutes')).toBe(name === 'contract');
  expect(help.includes('--list')).toBe(name === 'contract');
});

test.each(['doctor', 'replay', 'restore'] as const)(
  '%s takes what contract takes, so that a line can be reused',
  (name) => {
    const flags = contractOptions().map(({ long, required }) => (required ? `${long ?? ''}=1` : (long ?? '')));
    expect(parseArguments(contractCommand(name, 'Does.'), flags)).toMatchObject({ ok: true });
  },
);
