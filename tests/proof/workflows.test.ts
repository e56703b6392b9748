import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { variables } from '../support/config/index.ts';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly 'cancel-in-progress': unknown };
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = path.resolve(import.meta.dirname, '../..');
const textOf = (name: string): string => readFileSync(path.join(root, '.github/workflows', `${name}.yml`), 'utf8');
const workflowOf = (name: string): Workflow => parse(textOf(name)) as Workflow;
const names = ['ci', 'nightly', 'release-gate'] as const;

const steps = names.flatMap((name) =>
  Object.entries(workflowOf(name).jobs).flatMap(([job, { steps }]) =>
    steps.map((step) => ({ where: `${name} ${job}`, step })),
  ),
);
const jobs = names.flatMap((name) =>
  Object.entries(workflowOf(name).jobs).map(([id, job]) => ({
    where: `${name} ${id}`,
    workflow: workflowOf(name),
    job,
  })),
);
const stepOf = (workflow: string, job: string, name: string): Step | undefined =>
  workflowOf(workflow).jobs[job]?.steps.find((step) => step.name === name);

/** Runs the script of a step as GitHub does, with a few variables and nothing else. Gives the exit code. */
const exitOf = (step: Step | undefined, env: Readonly<Record<string, string>>): number | null =>
  spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'], {
    env: { PATH: '/usr/bin:/bin', ...env },
  }).status;

describe('every workflow', () => {
  test('checks out without leaving credentials behind', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(3);
    expect(checkouts.filter(({ step }) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('puts nothing into a script by textual replacement', () =>
    expect(steps.filter(({ step }) => step.run?.includes('${{')).map(({ where }) => where)).toEqual([]));

  test('gives no job both a secret and the right to write', () => {
    const writing = jobs.filter(({ job, workflow }) =>
      Object.values({ ...(job.permissions ?? workflow.permissions ?? { all: 'write' }) }).includes('write'),
    );
    expect(writing.map(({ where }) => where)).toEqual(['nightly issue']);
    expect(JSON.stringify(writing.map(({ job }) => job))).not.toMatch(/secrets\.|environment/);
  });

  test('ends in a bounded time', () =>
    expect(jobs.filter(({ job }) => job['timeout-minutes'] === undefined).map(({ where }) => where)).toEqual([]));

  test('names only variables that the suite reads', () => {
    const known = new Set<string>(variables.map(({ name }) => name));
    const set = steps
      .flatMap(({ step }) => Object.keys(step.env ?? {}))
      .filter((name) => /^(NEETOCRM|CONTRACT)_/.test(name));
    expect(set.length).toBeGreaterThan(10);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });

  test('runs only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const called = steps.flatMap(({ step }) =>
      [...(step.run ?? '').matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]),
    );
    expect(called).toContain('restore');
    expect(called.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });
});

describe('ci', () => {
  test('runs the same script on every supported line of Node', () => {
    const job = workflowOf('ci').jobs['test'];
    expect(job?.strategy?.matrix.node).toEqual([20, 22, 24, 26]);
    expect(job?.steps.map((step) => step.run)).toContain('.ci/run');
  });

  test('knows no secret', () => expect(textOf('ci')).not.toContain('secrets.'));
});

describe('nightly', () => {
  test('begins by schedule and by hand, one at a time, and is never cancelled', () => {
    const nightly = workflowOf('nightly');
    expect(Object.keys(nightly.on)).toEqual(['schedule', 'workflow_dispatch']);
    expect(nightly.concurrency).toMatchObject({ group: 'contract-nightly', 'cancel-in-progress': false });
  });

  test('restores and saves the same history and journal', () => {
    const carried = steps
      .filter(({ where, step }) => where === 'nightly judge' && step.uses?.startsWith('actions/cache/'))
      .map(({ step }) => step.with?.['path']);
    expect(carried).toEqual(['reports/history.jsonl\n.journal\n', 'reports/history.jsonl\n.journal\n']);
  });

  test('judges each target on its own machine, and keeps theirs apart', () => {
    const { judge, issue } = workflowOf('nightly').jobs as Record<
      string,
      Job & { strategy: { matrix: { target: string } } }
    >;
    expect(judge?.strategy.matrix.target).toBe(issue?.strategy.matrix.target);
    const { target = '' } = judge?.strategy.matrix ?? {};
    expect(JSON.parse(/'(.*)'/.exec(target)?.[1] ?? '')).toEqual(['contract-nightly']);
    const kept = steps
      .filter(({ where, step }) => where === 'nightly judge' && /cache|artifact/.test(step.uses ?? ''))
      .map(({ step }) => String(step.with?.['key'] ?? step.with?.['name'] ?? step.with?.['path']));
    expect(kept).toHaveLength(5);
    expect(kept.filter((name) => !name.includes('${{ matrix.target }}'))).toEqual([]);
  });

  test('shows each page as a single file that the browser opens', () => {
    const single = steps.filter(({ step }) => step.with?.['archive'] === false);
    expect(single.map(({ where, step }) => [where, step.uses, step.with?.['path']])).toEqual([
      ['nightly judge', expect.stringMatching(/^actions\/upload-artifact@/), '${{ matrix.target }}.html'],
      ['nightly together', expect.stringMatching(/^actions\/upload-artifact@/), 'contract-all-targets.html'],
    ]);
  });

  test.each([
    ['0', 0],
    ['1', 1],
    ['2', 2],
    ['3', 0],
    ['137', 1],
    ['', 1],
  ])('a run that ended with %j ends the job with %j', (code, exit) => {
    expect(exitOf(stepOf('nightly', 'judge', 'Result'), { CODE: code })).toBe(exit);
  });
});

describe('the release gate', () => {
  const gate = workflowOf('release-gate');
  const call = gate.on['workflow_call'] as { inputs: object; outputs: object };

  test('takes mode, target and profile, and gives a verdict', () => {
    expect(Object.keys(call.inputs)).toEqual(
      'name mode command setup scenario target profile strict allow-inconclusive'.split(' '),
    );
    expect(Object.keys(call.outputs)).toEqual(['verdict', 'exit-code']);
  });

  test('checks out the suite and never the caller', () => {
    const checkouts = gate.jobs['gate']?.steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts).toMatchObject([
      { with: { repository: '${{ steps.self.outputs.suite }}', ref: '${{ steps.self.outputs.commit }}' } },
    ]);
  });

  test.each([
    ['0', 'false', 0],
    ['1', 'false', 1],
    ['1', 'true', 1],
    ['2', 'false', 2],
    ['2', 'true', 2],
    ['3', 'false', 3],
    ['3', 'true', 0],
    ['137', 'true', 1],
    ['', 'true', 1],
  ])('after exit %j with inconclusive allowed %s the gate ends with %j', (code, allowed, exit) => {
    expect(exitOf(stepOf('release-gate', 'gate', 'Block or let pass'), { CODE: code, ALLOWED: allowed })).toBe(exit);
  });

  test('judges an SDK without a secret and without an environment', () => {
    const job = JSON.stringify(gate.jobs['sdk']);
    expect(job).not.toMatch(/secrets\.|"environment"|NEETOCRM_/);
    expect(gate.jobs['sdk']?.permissions).toEqual({ contents: 'read', actions: 'read' });
    expect(job).toContain('"mode":"sdk"');
  });

  test.each([
    ['0', 'false', 0],
    ['1', 'false', 1],
    ['2', 'true', 2],
    ['3', 'false', 3],
    ['3', 'true', 0],
    ['7', 'true', 1],
    ['', 'true', 1],
  ])('after exit %j of an SDK with inconclusive allowed %s it ends with %j', (code, allowed, exit) => {
    expect(
      exitOf(stepOf('release-gate', 'sdk', 'Block the SDK or let it pass'), { CODE: code, ALLOWED: allowed }),
    ).toBe(exit);
  });
});
