import { defineConfig } from 'vitest/config';

/** `npm run mutation`: one worker, in which the proofs stay loaded while thousands of mutants meet them. */
export default defineConfig({
  test: {
    include: ['tests/proof/mutation/loaded-proofs.ts'],
    pool: 'threads',
    maxWorkers: 1,
    testTimeout: 30_000,
  },
});
