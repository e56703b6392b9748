import { defineConfig } from 'vitest/config';

/**
 * Two projects. `proof` says why the suite can be believed: offline, in parallel. `contract` is run by `npm run contract`, which
 * brings the target, the reporter and the verdict along; on its own it judges nothing.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'proof',
          include: ['tests/proof/**/*.test.ts'],
          pool: 'threads',
          // Loading the suite anew for each file would take longer than most of its tests.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
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
