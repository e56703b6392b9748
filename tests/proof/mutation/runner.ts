/**
 * A test runner for Stryker that keeps the proofs loaded between mutants. Stryker's own runner for vitest loads them anew for each
 * mutant: about two seconds for what takes a few milliseconds to run, hours for all of them.
 */
import { BroadcastChannel } from 'node:worker_threads';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestRunner,
} from '@stryker-mutator/api/test-runner';
import { createVitest, type Vitest } from 'vitest/node';
import { channelName, type Reply, type Collected, type Request } from './messages.ts';

/** The worker with the proofs in its memory: asked one thing at a time. */
interface Worker {
  ask(request: Request): Promise<Reply>;
  restart(): Promise<readonly Collected[]>;
  close(): Promise<void>;
}

/** What vitest has to say about a worker that ended before it served anything. */
function whyNot(vitest: Vitest): string {
  const failed = vitest.state.getFiles().flatMap((file) => file.result?.errors ?? []);
  const said = [...failed, ...vitest.state.getUnhandledErrors()].map((error) =>
    error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
      ? String(error.message)
      : String(error),
  );
  return said.length === 0 ? 'It ended without an error.' : said.join('\n');
}

function makeWorker(vitest: Vitest): Worker {
  const channel = new BroadcastChannel(channelName);
  let run: Promise<unknown> | null = null;

  const nextResponse = (): Promise<Reply> =>
    new Promise((resolve, reject) => {
      channel.onmessage = (event): void => {
        resolve((event as { data: Reply }).data);
      };
      run?.then(
        () => reject(new Error(`The worker with the proofs has ended. ${whyNot(vitest)}`)),
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    });

  const end = async (): Promise<void> => {
    if (run === null) return;
    const ending = run;
    run = null;
    channel.postMessage({ kind: 'end' } satisfies Request);
    await ending;
  };

  return {
    ask: (request) => {
      const response = nextResponse();
      channel.postMessage(request);
      return response;
    },
    restart: async () => {
      await end();
      vitest.state.filesMap.clear();
      run = vitest.start();
      const response = await nextResponse();
      if (response.kind !== 'loaded')
        throw new Error(`The worker said "${response.kind}" before it had loaded the proofs.`);
      return response.tests;
    },
    close: async () => {
      await end();
      channel.close();
      await vitest.close();
    },
  };
}

function makeRunner(): TestRunner {
  let worker: Worker | null = null;
  let files = new Map<string, string>();

  const started = (): Worker => {
    if (worker === null) throw new Error('The runner was used before it was initialised.');
    return worker;
  };

  const restart = async (): Promise<void> => {
    files = new Map((await started().restart()).map(({ id, file }) => [id, file]));
  };

  const runAll = async (): Promise<DryRunResult> => {
    const response = await started().ask({ kind: 'all' });
    if (response.kind !== 'all')
      return { status: DryRunStatus.Error, errorMessage: `The worker said "${response.kind}".` };
    return {
      status: DryRunStatus.Complete,
      mutantCoverage: { static: { ...response.coverage.static }, perTest: { ...response.coverage.perTest } },
      tests: response.ended.map(({ id, failure, milliseconds }) => {
        const test = { id, name: id, timeSpentMs: milliseconds, fileName: files.get(id) ?? id };
        return failure === null
          ? { ...test, status: TestStatus.Success }
          : { ...test, status: TestStatus.Failed, failureMessage: failure };
      }),
    };
  };

  const runMutant = async (options: MutantRunOptions, fresh = false): Promise<MutantRunResult> => {
    const response = await started().ask({
      kind: 'mutant',
      mutant: options.activeMutant.id,
      tests: options.testFilter ?? null,
      hitLimit: options.hitLimit ?? null,
    });
    if (response.kind !== 'mutant')
      return { status: MutantRunStatus.Error, errorMessage: `The worker said "${response.kind}".` };
    const { failed, ran, hits, stained } = response;
    if (stained) {
      await restart();
      // Who left the stain cannot be told; in a clean memory it can only be this mutant.
      if (!fresh) return await runMutant(options, true);
    }
    if (determineHitLimitReached(hits, options.hitLimit) !== undefined)
      return { status: MutantRunStatus.Timeout, reason: `Reached ${String(hits)} times.` };
    if (failed === null) return { status: MutantRunStatus.Survived, nrOfTests: ran };
    return {
      status: MutantRunStatus.Killed,
      killedBy: [failed.id],
      failureMessage: failed.failure ?? '',
      nrOfTests: ran,
    };
  };

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    init: async () => {
      const vitest = await createVitest('test', {
        config: 'vitest.mutation.config.ts',
        watch: false,
        reporters: [{}],
        coverage: { enabled: false },
        onConsoleLog: () => false,
      });
      worker = makeWorker(vitest);
      await restart();
    },
    dryRun: runAll,
    mutantRun: (options) => runMutant(options),
    dispose: async () => await worker?.close(),
  };
}

makeRunner.inject = [] as const;

/** The plugins of this file, as Stryker looks for them. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'loaded-proofs', makeRunner)];
