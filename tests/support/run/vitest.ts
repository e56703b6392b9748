/** Runs the cases in vitest: one worker, our reporter, no configuration file. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { BaseSequencer, startVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { ContractReporter, type Gathered } from './reporter.ts';
import type { CaseReport, ContractPlan } from '../play/plan.ts';
import { moduleOf, nativeModules } from '../files/sources.ts';
import { plainPlace } from './plain-place.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** By file name: the cases build on one another as little as they can, and still the order is part of what a run is. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((left, right) => (left.moduleId < right.moduleId ? -1 : 1)));
  }
}

const exits: ReadonlySet<string | symbol> = new Set(['SIGINT', 'SIGTERM', 'unhandledRejection']);

/**
 * Takes away the listeners with which vitest leaves the process at once when it is interrupted or a promise is rejected that
 * nobody waits for: the run ends the process, after the contact has been put back.
 * @param onRejection is told of such a promise instead
 * @returns what lets listeners be added again
 */
function stayingAlive(onRejection: (reason: unknown) => void): () => void {
  const drop = (event: string | symbol, listener: (...args: unknown[]) => void): void => {
    if (exits.has(event)) queueMicrotask(() => process.off(event, listener));
  };
  process.on('unhandledRejection', onRejection);
  process.on('newListener', drop);
  return () => {
    process.off('newListener', drop);
    process.off('unhandledRejection', onRejection);
  };
}

const textOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

interface CaseRun {
  readonly gathered: Gathered;
  /** Ends the run after the request that is under way. */
  readonly cancel: () => void;
  readonly done: Promise<void>;
}

/**
 * Starts vitest with the cases of a plan.
 * @param files the test files that hold them
 * @returns at once; `done` resolves when vitest has ended, and never rejects: what went wrong is in `gathered.faults`
 */
export function runCases(
  plan: ContractPlan,
  files: readonly string[],
  onCase: (report: CaseReport | null) => void,
): CaseRun {
  const reporter = new ContractReporter(onCase);
  let vitest: Vitest | undefined;
  let cancelled = false;
  const channel = new BroadcastChannel(plan.channel);
  const cancel = (): void => {
    cancelled = true;
    channel.postMessage({ type: 'abort' });
    void vitest?.cancelCurrentRun('keyboard-input');
  };
  // Modules that Node.js can import by itself need nothing that vite does to them.
  const base = nativeModules ?? root;
  const place = plainPlace(base);
  // Relative: vitest takes a path for a pattern, and a folder may have brackets in its name.
  const names = files.map((file) =>
    path.relative(base, nativeModules === null ? file : moduleOf(file)).replaceAll('\\', '/'),
  );
  const worker = path.relative(base, moduleOf(path.join(root, 'tests/support/play/worker.ts')));
  const work = async (): Promise<void> => {
    const exitCode = process.exitCode;
    const release = stayingAlive((reason) =>
      reporter.gathered.faults.push(`An error was not handled: ${textOf(reason)}`),
    );
    try {
      vitest = await startVitest(
        'test',
        [...names],
        {
          config: false,
          root: place.directory,
          watch: false,
          include: [...names],
          setupFiles: [path.join(place.directory, worker)],
          exclude: [],
          ...(nativeModules === null ? {} : { server: { deps: { external: [/\/tests\//] } } }),
          pool: 'threads',
          maxWorkers: 1,
          fileParallelism: false,
          isolate: false,
          testTimeout: 0,
          hookTimeout: 0,
          teardownTimeout: 2000,
          retry: 0,
          bail: 0,
          reporters: [reporter],
          provide: { contractPlan: plan },
          sequence: { sequencer: ByName, concurrent: false, shuffle: false, hooks: 'list' },
          coverage: { enabled: false },
          dangerouslyIgnoreUnhandledErrors: true,
          onConsoleLog: () => undefined,
        },
        {
          logLevel: 'silent',
          clearScreen: false,
          cacheDir: `node_modules/.vite/contract-${String(process.pid)}`,
          resolve: { preserveSymlinks: place.isLink },
        },
      );
      if (cancelled) await vitest.cancelCurrentRun('keyboard-input');
      await vitest.close();
    } catch (error) {
      reporter.gathered.faults.push(`vitest failed: ${textOf(error)}`);
    } finally {
      release();
      channel.close();
      place.leave();
      // vitest sets an exit code of its own; the verdict decides ours.
      process.exitCode = exitCode;
    }
  };
  return { gathered: reporter.gathered, cancel, done: work() };
}
