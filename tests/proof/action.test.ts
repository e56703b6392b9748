/** The action: what it takes, gives, and hands on. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from './helpers/repository-files.ts';

interface Step {
  readonly run: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
}
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};
const program = path.join(root, 'tests/support/ci/action.mjs');
const variableOf = (input: string): string => `ACTION_${input.toUpperCase().replaceAll('-', '_')}`;

/** The inputs that a workflow gives to the action. */
const givenBy = (name: string): readonly string[] => {
  const { jobs } = parse(readFileSync(path.join(root, '.github/workflows', `${name}.yml`), 'utf8')) as {
    jobs: Record<string, { steps: readonly { uses?: string; with?: object }[] }>;
  };
  return Object.values(jobs).flatMap(({ steps }) =>
    steps.filter(({ uses }) => uses?.startsWith('./')).flatMap((step) => Object.keys(step.with ?? {})),
  );
};

const called = (env: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, [program], { env, encoding: 'utf8' });

describe('the action', () => {
  test('says of each input what it means, and has a text as default', () => {
    const wrong = Object.entries(action.inputs).filter(
      ([, input]) => input.description.length < 10 || typeof input.default !== 'string',
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  test('gives verdict, exit code and report', () =>
    expect(Object.keys(action.outputs)).toEqual(['verdict', 'exit-code', 'report']));

  test('hands every input on as a variable that is read, and none as text', () => {
    const [, step] = action.runs.steps;
    const handed = Object.keys(action.inputs).filter((name) => name !== 'working-directory');
    expect(step?.env).toEqual(Object.fromEntries(handed.map((name) => [variableOf(name), `\${{ inputs.${name} }}`])));
    const source = readFileSync(program, 'utf8');
    expect(handed.filter((name) => !source.includes(`'${variableOf(name).slice('ACTION_'.length)}'`))).toEqual([
      'command',
    ]);
    expect(source).toContain("'ACTION_COMMAND'");
    expect(action.runs.steps.map(({ run }) => run).join('\n')).not.toContain('${{');
  });

  test('installs without the key, and without a script of what it installs', () => {
    const [step] = action.runs.steps;
    expect(step?.env).toEqual({ NEETOCRM_API_KEY: '' });
    expect(step?.run).toContain('npm ci --omit=dev --ignore-scripts');
  });

  test.each(['ci', 'nightly', 'release-gate'])('is what %s uses, with inputs that it has', (workflow) => {
    expect(givenBy(workflow).length).toBeGreaterThan(1);
    expect(givenBy(workflow).filter((name) => !(name in action.inputs))).toEqual([]);
  });

  test.each([
    [{ ACTION_MODE: 'both' }, 'mode'],
    [{ ACTION_MODE: 'sdk', ACTION_COMMAND: ' ' }, 'command'],
    [{ ACTION_STRICT: 'yes' }, 'strict'],
    [{ ACTION_FAIL: 'no' }, 'fail'],
  ])('ends with 1 for %j and names the input', (env, input) => {
    const { status, stdout } = called(env);
    expect([status, stdout]).toEqual([1, expect.stringContaining(`::error::The input "${input}"`)]);
  });
});
