import { expect, test } from 'vitest';
import { failedProofs, runChecks, summaryLine, type Check } from '../support/cli/checks.ts';

const run = async (checks: readonly Check[], env: Readonly<Record<string, string | undefined>> = {}) => {
  let output = '';
  const write = (text: string): void => {
    output += text;
  };
  const results = await runChecks(checks, { cwd: process.cwd(), env, write });
  return { results, output };
};

test('a check that fails does not stop the others and is named', async () => {
  const { results, output } = await run([
    { name: 'first', command: 'exit 3' },
    { name: 'second', command: 'echo here' },
    { name: 'third', command: 'exit 0' },
  ]);
  expect(results).toMatchObject([
    { name: 'first', passed: false, exitCode: 3 },
    { name: 'second', passed: true, exitCode: 0 },
    { name: 'third', passed: true, exitCode: 0 },
  ]);
  expect(output).toContain('here');
});

test('a check that is killed has not passed', async () => {
  const { results } = await run([{ name: 'killed', command: 'kill -9 $$' }]);
  expect(results).toMatchObject([{ passed: false, exitCode: 'SIGKILL' }]);
});

test('a command that does not exist has not passed', async () => {
  const { results } = await run([{ name: 'absent', command: 'no-such-command-here' }]);
  expect(results).toMatchObject([{ passed: false, exitCode: 127 }]);
});

test('a variable that is taken away does not reach a check', async () => {
  const { output } = await run([{ name: 'env', command: 'echo "[$CONTRACT_X|$PATH]"' }], {
    CONTRACT_X: undefined,
    PATH: '/bin',
  });
  expect(output).toContain('[|/bin]');
});

const passed = { name: 'proof', passed: true, exitCode: 0, seconds: 1 };
const failed = { name: 'lint', passed: false, exitCode: 2, seconds: 1 };

test.each([
  ['all passed', [passed], 'npm test passed: 1 of 1 checks, 7 proofs, 5 clauses on the mock in 12.0 s'],
  ['one failed', [passed, failed], 'npm test failed: 1 of 2 checks passed in 12.0 s; failed: lint (exit 2)'],
  ['nothing ran', [], 'npm test failed: 0 of 0 checks passed in 12.0 s; failed: nothing ran'],
])('the last line says it plainly when %s', (_what, results, line) => {
  expect(summaryLine(results, { proofs: 7, clauses: 5 }, 12)).toBe(line);
});

test('the proofs that failed are named with the first line of why', () => {
  const failedTest = { fullName: 'a claim holds', status: 'failed', failureMessages: ['expected 1 to be 2\n  at x'] };
  const passedTest = { fullName: 'another holds', status: 'passed', failureMessages: [] };
  const testResults = [
    { name: '/copy/tests/proof/a.test.js', status: 'failed', message: '', assertionResults: [failedTest, passedTest] },
    { name: '/here/tests/proof/b.test.ts', status: 'failed', message: 'does not load\n  at y', assertionResults: [] },
    { name: '/here/tests/proof/c.test.ts', status: 'passed', message: '', assertionResults: [passedTest] },
  ];
  expect(failedProofs({ testResults })).toEqual([
    'failed proof: tests/proof/a.test.ts: a claim holds: expected 1 to be 2',
    'failed proof: tests/proof/b.test.ts: does not load',
  ]);
});
