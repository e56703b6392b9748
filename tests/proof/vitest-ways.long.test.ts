/** The contract in vitest's own ways, as whole processes: what is played, against whom, and what is no green. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMock, type MockServer } from '../mock/index.ts';
import { withoutOurVariables } from '../support/config/index.ts';
import { root } from '../support/run/run.ts';
import { sandboxEnvironment } from './helpers/sandbox.ts';

let mock: MockServer;
let requests = 0;
beforeEach(async () => {
  requests = 0;
  mock = await startMock({ onRequest: () => (requests += 1) });
});
afterEach(() => mock.close());

/** The variables of a live target that is the stand-in here, but for the one that asks for it. */
const configured = (): Record<string, string> => {
  const { NEETOCRM_TARGET: _asked, ...others } = sandboxEnvironment(mock.baseUrl);
  return others;
};

/** Runs vitest; it is ended as soon as its output has `until`. */
async function vitest(argv: readonly string[], variables: Record<string, string> = {}, until?: RegExp) {
  const child = spawn(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), ...argv, '--project', 'contract', '--reporter=dot'],
    {
      cwd: root,
      env: { ...process.env, ...withoutOurVariables(), ...variables, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let text = '';
  const take = (chunk: Buffer): void => {
    text += chunk.toString();
    if (until?.test(text) === true) child.kill();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

const seen = async (...args: Parameters<typeof vitest>) => ({ ...(await vitest(...args)), arrived: requests > 0 });

test.each<readonly [string, readonly string[], number, RegExp]>([
  ['plays every case of the profile', [], 0, /Tests +\d{3,} passed/],
  ['with a title plays the cases that have it', ['-t', 'empty tag'], 0, /Tests +3 passed \| \d+ skipped/],
  ['with a file plays the cases of that file', ['tests/contract/20-tags'], 0, /Test Files +1 passed \(1\)/],
  ['with a title that no case has is an error', ['-t', 'no title is like this'], 1, /No case was played/],
  ['with a filter that finds no case is an error', ['tests/contract/no-such-file'], 1, /^/],
])('vitest run %s', async (_what, argv, code, said) =>
  expect(await vitest(['run', ...argv])).toMatchObject({ code, text: expect.stringMatching(said) as string }),
);

test('a live target is judged where the command itself asks for it', async () => {
  const variables = { ...configured(), NEETOCRM_TARGET: 'live' };
  expect(await seen(['run', '-t', 'empty tag'], variables)).toMatchObject({ code: 0, arrived: true });
});

test('a live target that is only configured gets no request', async () =>
  expect(await seen(['run', '-t', 'empty tag'], configured())).toMatchObject({ code: 0, arrived: false }));

test('a live target gets no request in watch mode', async () => {
  const variables = { ...configured(), NEETOCRM_TARGET: 'live' };
  const refusal = /A live target is not judged in watch mode/;
  expect(await seen(['watch'], variables, refusal)).toMatchObject({
    text: expect.stringMatching(refusal) as string,
    arrived: false,
  });
});
