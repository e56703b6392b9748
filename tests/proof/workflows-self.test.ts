/** The steps by which the gate finds out which release of itself was called, and what its last run left, with a `gh` that says what we want. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './helpers/repository-files.ts';
import { temporaryFolder } from './helpers/afterwards.ts';

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly env?: unknown;
  readonly with?: Readonly<Record<string, string>>;
}
const gate = parse(readFileSync(path.join(root, '.github/workflows/release-gate.yml'), 'utf8')) as {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[]; readonly concurrency?: unknown }>>;
};
const stepOf = (job: string, name: string): Step | undefined =>
  gate.jobs[job]?.steps.find((step) => step.name === name);

const folder = temporaryFolder('gate');
beforeAll(() => {
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(
    path.join(folder, 'bin/gh'),
    '#!/bin/bash\n[ -n "$SAYS" ] && printf "%b" "$SAYS"\nexit "${GH_CODE:-0}"\n',
  );
  chmodSync(path.join(folder, 'bin/gh'), 0o755);
});

/** Runs a step where `gh` says something. Gives the exit code, and what it left as outputs. */
function ran(step: Step | undefined, env: Readonly<Record<string, string>>): readonly [number | null, string] {
  const output = path.join(folder, 'output');
  writeFileSync(output, '');
  const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], {
    cwd: folder,
    env: {
      PATH: `${path.join(folder, 'bin')}:/usr/bin:/bin`,
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: 'sdk/go',
      GITHUB_RUN_ID: '1',
      RUNNER_TEMP: folder,
      NAME: 'default',
      ...env,
    },
  });
  return [status, readFileSync(output, 'utf8')];
}

const commit = '0123456789012345678901234567890123456789';
const called = (at: string): string => `owner/suite/.github/workflows/release-gate.yml@${at} ${commit}\n`;

describe('the gate', () => {
  const step = stepOf('gate', 'The suite has to be pinned');

  test('asks in both modes', () => expect(stepOf('sdk', 'The suite has to be pinned')).toEqual(step));

  test.each([
    ['a release', called('v0.3.0')],
    ['a release by its whole name', called('refs/tags/v0.3.0')],
    ['a commit', called(commit)],
    ['the same release twice', called('v0.3.0').repeat(2)],
  ])('judges by the commit of %s', (_what, SAYS) => {
    expect(ran(step, { SAYS })).toEqual([0, `suite=owner/suite\ncommit=${commit}\n`]);
  });

  test.each([
    ['a branch', { SAYS: called('main') }],
    ['a branch by its whole name', { SAYS: called('refs/heads/v1.0.0') }],
    ['a tag that moves', { SAYS: called('v1') }],
    ['two releases', { SAYS: called('v0.3.0') + called('v0.4.0') }],
    ['nothing', { SAYS: '' }],
    ['what nobody may read', { SAYS: '', GH_CODE: '1' }],
    ['a name with a slash', { SAYS: called('v0.3.0'), NAME: 'a/b' }],
  ])('refuses %s', (_what, env) => expect(ran(step, env)).toEqual([1, '']));
});

describe('what a run of the gate left', () => {
  const take = stepOf('gate', 'Take up the journal of an earlier run');

  test('is looked for by the name under which it is handed on', () => {
    expect(stepOf('gate', 'Hand history and journal on to the next run')?.with?.['name']).toBe(
      'contract-gate-state-${{ inputs.name }}',
    );
    expect(take?.run).toContain('name=contract-gate-state-$NAME&');
    expect(take?.run).toContain('.head_repository_id == .workflow_run.repository_id');
  });

  test('is not missed where there was no run', () => expect(ran(take, { SAYS: '' })[0]).toBe(0));

  test('ends the job where it cannot be fetched', () => expect(ran(take, { SAYS: '', GH_CODE: '1' })[0]).toBe(1));

  test('is put back in the same job, with the same variables', () =>
    expect(stepOf('gate', 'Put the contact back')?.env).toEqual(stepOf('gate', 'Judge')?.env));

  test('is kept apart from that of other contacts', () => {
    expect(gate.jobs['gate']?.concurrency).toEqual({
      group: 'contract-release-gate-${{ inputs.name }}',
      'cancel-in-progress': false,
    });
    const names = Object.values(gate.jobs).flatMap(({ steps }) =>
      steps.filter(({ name }) => name?.startsWith('Keep the reports')).map((step) => step.with?.['name']),
    );
    expect(names.length).toBe(2);
    expect(names.filter((name) => !/inputs\.name .*run_attempt .*check_run_id /.test(name ?? ''))).toEqual([]);
  });
});
