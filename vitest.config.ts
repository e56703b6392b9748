import './tests/support/cli/start.ts';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Proofs that wait for processes or for time, the longest first: begun last, as the short files that they are, they would be waited for alone. */
const long = [
  'new-attributes',
  'start',
  'odd-folders',
  'few-valued',
  'schema-faults-commands',
  'verdict-interrupt',
  'faithful',
  'mutants',
  'verdict-runner',
  'sandbox-killed',
  'files-of-0.1.0-journal',
  'replay',
  'restore-command',
  'client-faults',
  'sandbox-restore',
  'payloads-determinism',
];
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.indexOf(path.basename(moduleId, '.test.ts'));
  return place === -1 ? long.length : place;
};

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((left, right) => placeOf(left) - placeOf(right));
  }
}

/**
 * Two projects. `proof` says why the suite can be believed: offline, in parallel. `contract` is run by `npm run contract`, which
 * brings the target, the reporter and the verdict along; on its own it judges nothing.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'proof',
          include: ['tests/proof/**/*.test.ts'],
          pool: 'threads',
          // Loading the suite anew for each file would take longer than most of its tests.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 600_000,
          hookTimeout: 600_000,
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
