import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { lastLines, runChecks } from '../support/ci/check.ts';

const run = async (checks: Parameters<typeof runChecks>[0], env: Readonly<Record<string, string | undefined>> = {}) => {
  const stream = new PassThrough();
  const results = await runChecks(checks, env, stream);
  return { results, output: String(stream.read()) };
};

test('a check that fails does not stop the others and is named', async () => {
  const { results, output } = await run([
    { name: 'first', command: 'exit 3' },
    { name: 'second', command: 'echo here' },
    { name: 'third', command: 'exit 0' },
  ]);
  expect(results).toMatchObject([
    { name: 'first', exitCode: 3 },
    { name: 'second', exitCode: 0 },
    { name: 'third', exitCode: 0 },
  ]);
  expect(output).toContain('here');
});

test('a check that is killed has not passed', async () => {
  const { results } = await run([{ name: 'killed', command: 'kill -9 $$' }]);
  expect(results).toMatchObject([{ exitCode: 'SIGKILL' }]);
});

test('a command that does not exist has not passed', async () => {
  const { results } = await run([{ name: 'absent', command: 'no-such-command-here' }]);
  expect(results).toMatchObject([{ exitCode: 127 }]);
});

test('a variable that is taken away does not reach a check', async () => {
  const { output } = await run([{ name: 'env', command: 'echo "[$CONTRACT_X|$PATH]"' }], {
    CONTRACT_X: undefined,
    PATH: '/bin',
  });
  expect(output).toContain('[|/bin]');
});

const passed = { name: 'proof', exitCode: 0, seconds: 1 };
const failed = { name: 'lint', exitCode: 2, seconds: 1 };
const proof = { numPassedTests: 7, testResults: [] };

test.each([
  ['all passed', [passed], 'npm test passed: 1 of 1 checks, 7 proofs in 12.0 s'],
  ['one failed', [passed, failed], 'npm test failed: 1 of 2 checks passed in 12.0 s; failed: lint (exit 2)'],
])('the last line says it plainly when %s', (_what, results, line) => {
  expect(lastLines(results, proof, 12).at(-1)).toBe(line);
});

test('the proofs that failed are named with the first line of why', () => {
  const failedTest = { fullName: 'a claim holds', status: 'failed', failureMessages: ['expected 1 to be 2\n  at x'] };
  const passedTest = { fullName: 'another holds', status: 'passed', failureMessages: [] };
  const testResults = [
    { name: '/copy/tests/proof/a.test.js', status: 'failed', message: '', assertionResults: [failedTest, passedTest] },
    { name: '/here/tests/proof/b.test.ts', status: 'failed', message: 'does not load\n  at y', assertionResults: [] },
    { name: '/here/tests/proof/c.test.ts', status: 'passed', message: '', assertionResults: [passedTest] },
  ];
  expect(lastLines([failed], { numPassedTests: 2, testResults }, 1)).toEqual([
    'failed proof: tests/proof/a.test.ts: a claim holds: expected 1 to be 2',
    'failed proof: tests/proof/b.test.ts: does not load',
    'FAILED  lint  1.0 s',
    'npm test failed: 0 of 1 checks passed in 1.0 s; failed: lint (exit 2)',
  ]);
});
