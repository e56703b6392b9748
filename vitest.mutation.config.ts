import { defineConfig } from 'vitest/config';

/**
 * The proofs that `npm run mutation` repeats for every mutant of the suite's own code: those of the rooms without I/O. What starts
 * servers, processes or runs of its own is left out: it would take seconds for each of thousands of mutants.
 */
export default defineConfig({
  test: {
    include: ['tests/proof/**/*.test.ts'],
    exclude: [
      'tests/proof/{bench,full}/**',
      'tests/proof/{checks,cli,client,command,config,contract,doctor,faithful,housekeeping,mock,mutant,nightly,sandbox,server,session,target,workflows}*',
      'tests/proof/*-{command,cli}.test.ts',
    ],
    pool: 'threads',
    testTimeout: 30_000,
  },
});
