import './tests/support/cli/start.ts';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig, type TestUserConfig } from 'vitest/config';

const root = import.meta.dirname;
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

type PrepareSources = (root: string, program: string, takesTypes: boolean) => { readonly directory: string };

/**
 * The proofs as modules that Node.js imports by itself, from the copy without types where it takes none away: no module is transformed, and
 * a third of the time is saved. A copy cannot be watched, nor named by the file that a developer knows.
 */
async function native(): Promise<TestUserConfig> {
  const preparer = pathToFileURL(path.join(root, 'tests/support/cli/stripped.mjs'));
  const { prepareSources } = (await import(preparer.href)) as { readonly prepareSources: PrepareSources };
  const takesTypes = 'typescript' in process.features && Boolean(process.features.typescript);
  const { directory } = prepareSources(root, path.join(root, 'tests/proof/full/main.ts'), takesTypes);
  const ending = directory === root ? '.ts' : '.js';
  return {
    root: directory,
    include: [`tests/proof/**/*.test${ending}`],
    exclude: [longProofs.replace(/\.ts$/, ending)],
    setupFiles: [path.join(directory, `tests/proof/helpers/native-modules${ending}`)],
    provide: { sources: { root, directory } },
    experimental: { viteModuleRunner: false, nodeLoader: false },
  };
}

/**
 * Three projects. `proof` says why the suite can be believed: offline, in parallel; what takes longer is in `proof-long`, and part of
 * `npm run proof:full`. `contract` plays the cases against the mock: for a developer who wants one of them, in watch mode or an editor. The
 * verdict is that of `npm run contract`, which needs nothing of this file. `npm test` plays the proof with `--mode native`.
 */
export default defineConfig(async ({ mode }) => ({
  test: {
    projects: [
      {
        test: {
          name: 'proof',
          ...proofs,
          ...(mode === 'native' ? await native() : { include: ['tests/proof/**/*.test.ts'], exclude: [longProofs] }),
        },
      },
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
}));
