import './tests/support/cli/start.ts';
import { defineConfig } from 'vitest/config';

const longProofs = 'tests/proof/**/*.long.test.ts';

const proofs = {
  pool: 'threads',
  // Loading the suite anew for each file would take longer than most of its tests.
  isolate: false,
  maxWorkers: 2,
  // No proof is about time on the clock: only what hangs is ended.
  testTimeout: 600_000,
  hookTimeout: 600_000,
  // A run that a proof plays on a CI service tells that service nothing.
  env: { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
} as const;

/**
 * Three projects. `proof` says why the suite can be believed: offline, in parallel; what takes longer is in `proof-long`, and part of
 * `npm run proof:full`. `contract` plays the cases against the mock: for a developer who wants one of them, in watch mode or an editor. The
 * verdict is that of `npm run contract`, which needs nothing of this file.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'proof', include: ['tests/proof/**/*.test.ts'], exclude: [longProofs], ...proofs } },
      { test: { name: 'proof-long', include: [longProofs], ...proofs } },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup: ['tests/support/run/global-setup.ts'],
          setupFiles: ['tests/support/play/worker.ts'],
          pool: 'threads',
          // Pace, budget and state of the contact are one for the whole run.
          maxWorkers: 1,
          fileParallelism: false,
          isolate: false,
          sequence: { concurrent: false, shuffle: false },
          retry: 0,
          // The run has a time limit of its own, and every request too: the runner must not cut in between an update and its restore.
          testTimeout: 0,
          hookTimeout: 0,
        },
      },
    ],
  },
});
