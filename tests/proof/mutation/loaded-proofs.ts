/**
 * The one test file of `npm run mutation`. It loads the proofs of the rooms without I/O and then runs them as often as it is asked
 * to: thousands of mutants meet tests of a millisecond each, and loading the proofs for each mutant would take a thousand times that.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { describe, test, TestRunner } from 'vitest';
import type { RunnerTask, RunnerTestCase, RunnerTestSuite } from 'vitest';
import { forgetAll } from '../../support/memo.ts';
import { channelName, type Reply, type Ended, type Request } from './messages.ts';

/** What Stryker's instrumented code reads and writes. The names are Stryker's. */
interface Instrumentation {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
}

interface Loaded {
  readonly id: string;
  readonly task: RunnerTestCase;
}

/** Proofs that judge data alone. Those that start servers or processes would take seconds for each mutant. */
const wanted =
  /^(confirm|drift|exchange-mutation|fold|model|oracles|payloads|report|verdict)(?!-(command|interrupt|runner|cases)\b).*\.test\.ts$/u;

const folder = path.resolve(import.meta.dirname, '..');
const instrumentation: Instrumentation = { mutantCoverage: { static: {}, perTest: {} } };
(globalThis as { __stryker__?: Instrumentation }).__stryker__ = instrumentation;

/** The name of a test below its file, as a reader would say it. */
function nameOf(task: RunnerTask): string {
  const above: RunnerTestSuite | undefined = task.suite;
  return above === undefined ? task.name : `${nameOf(above)} > ${task.name}`;
}

/** The suites around a test, the outermost first. */
const suitesOf = (task: RunnerTask): readonly RunnerTestSuite[] =>
  task.suite === undefined ? [] : [...suitesOf(task.suite), task.suite];

/** Every test below a suite that is to be run, with an id that is its own, in the order of the files. */
function testsBelow(suite: RunnerTestSuite, seen = new Map<string, number>()): readonly Loaded[] {
  return suite.tasks.flatMap((task): readonly Loaded[] => {
    if (task.type === 'suite') return testsBelow(task, seen);
    const name = nameOf(task);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [{ id: times === 1 ? name : `${name} (${String(times)})`, task }];
  });
}

/** Runs a test with the hooks around it. Says what it threw; null when it passed. */
async function failureOf({ task }: Loaded): Promise<string | null> {
  const suites = suitesOf(task);
  try {
    for (const suite of suites)
      for (const hook of TestRunner.getSuiteHooks(suite).beforeEach) await hook(task.context, suite);
    await TestRunner.getTestFn(task)();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const suite of suites.toReversed())
      for (const hook of TestRunner.getSuiteHooks(suite).afterEach) await hook(task.context, suite);
  }
}

/** How long each test took when it ran last, in milliseconds. */
const durations = new Map<string, number>();
const durationOf = ({ id }: Loaded): number => durations.get(id) ?? 0;

async function timed(loaded: Loaded): Promise<Ended> {
  const begun = performance.now();
  const failure = await failureOf(loaded);
  const milliseconds = performance.now() - begun;
  durations.set(loaded.id, milliseconds);
  return { id: loaded.id, failure, milliseconds };
}

async function runAll(tests: readonly Loaded[]): Promise<Reply> {
  const ended: Ended[] = [];
  for (const loaded of tests) {
    // Else only the first test of what is remembered would be known to reach it.
    forgetAll();
    instrumentation.currentTestId = loaded.id;
    ended.push(await timed(loaded));
  }
  instrumentation.currentTestId = undefined;
  return { kind: 'all', ended, coverage: instrumentation.mutantCoverage };
}

async function runMutant(tests: readonly Loaded[], mutant: string, hitLimit: number | null): Promise<Reply> {
  let failed: Ended | null = null;
  let ran = 0;
  instrumentation.hitCount = 0;
  instrumentation.hitLimit = hitLimit ?? undefined;
  // What was worked out before would hide what the mutant makes of it, and the other way round.
  forgetAll();
  instrumentation.activeMutant = mutant;
  for (const loaded of tests) {
    const ended = await timed(loaded);
    ran += 1;
    if (ended.failure === null) continue;
    failed = ended;
    break;
  }
  instrumentation.activeMutant = undefined;
  forgetAll();
  const again = tests[ran - 1];
  const stained = failed !== null && again !== undefined && (await failureOf(again)) !== null;
  return { kind: 'mutant', ran, failed, hits: instrumentation.hitCount, stained };
}

/** Answers requests until it is asked to end. */
async function serve(tests: readonly Loaded[]): Promise<void> {
  const channel = new BroadcastChannel(channelName);
  const response = (message: Reply): void => {
    channel.postMessage(message);
  };
  const byId = new Map(tests.map((loaded) => [loaded.id, loaded]));
  const prepared = new Set(tests.flatMap(({ task }) => suitesOf(task)));
  for (const suite of prepared) for (const hook of TestRunner.getSuiteHooks(suite).beforeAll) await hook(suite);
  await new Promise<void>((resolve, reject) => {
    const handle = async (request: Request): Promise<void> => {
      if (request.kind === 'end') resolve();
      else if (request.kind === 'all') response(await runAll(tests));
      else {
        const chosen = (request.tests ?? [...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
        // The quickest first: most mutants are seen by many tests.
        const ordered = chosen.toSorted((left, right) => durationOf(left) - durationOf(right));
        response(await runMutant(ordered, request.mutant, request.hitLimit));
      }
    };
    channel.onmessage = (event): void => {
      handle((event as { data: Request }).data).catch(reject);
    };
    response({ kind: 'loaded', tests: tests.map(({ id, task }) => ({ id, file: task.file.name })) });
  });
  channel.close();
}

test('serves the mutants', { timeout: 0 }, async ({ task }) => {
  const tests = testsBelow(task.file).filter((loaded) => loaded.task !== task && loaded.task.mode === 'run');
  for (const loaded of tests) loaded.task.mode = 'skip';
  await serve(tests);
});

for (const file of readdirSync(folder).filter((name) => wanted.test(name)))
  describe(file, async () => {
    await import(path.join(folder, file));
  });
