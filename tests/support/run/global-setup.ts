/**
 * The set-up and tear-down of the contract in vitest's own ways: `npx vitest run --project contract`, `-t`, watch, the buttons of an editor.
 * The embedded mock is judged; a live target only where the command itself is given NEETOCRM_TARGET=live, and never in watch mode.
 */
import type { TestProject } from 'vitest/node';
import type { Settings } from '../config/types.ts';
import { loadCases } from '../cases/load-cases.ts';
import { createClient } from '../client/index.ts';
import { isCi, loadSettings, problemText, readEnvironment } from '../config/index.ts';
import { markOf, noClaim } from '../endpoint/index.ts';
import { SuiteFault } from '../errors.ts';
import type { CaseReport, Message } from '../play/plan.ts';
import { journalDirectory, openSandbox } from '../sandbox/index.ts';
import { openTarget } from '../target/index.ts';
import { baselineFile, readBaseline } from './baseline.ts';
import { assertConfigured, assertSchemas } from './faults.ts';
import { planOf } from './plan-of.ts';
import { root } from './run.ts';
import { lagIn, theirsIn, withheldIn } from './sandbox-facts.ts';
import { selectCases } from './select.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

function settingsFor(isWatching: boolean): Settings {
  const { environment, dotenv } = readEnvironment(root);
  const isLive = environment['NEETOCRM_TARGET'] === 'live';
  if (isLive && isWatching)
    throw new SuiteFault(
      'A live target is not judged in watch mode: each saved file would write to it. Use vitest run.',
    );
  const flags = isLive ? { target: 'live' } : { target: 'mock', env: false };
  const loaded = loadSettings({ flags, environment, dotenv, cwd: root, now: new Date(), ci: isCi(environment) });
  if (!loaded.ok) throw new SuiteFault(problemText(loaded.problems));
  return loaded.settings;
}

interface Begun {
  readonly played: readonly CaseReport[];
  /** Puts the contact back. @throws SuiteFault when that fails */
  readonly end: () => Promise<void>;
}

/** Opens target and contact, and tells the worker what to play. */
async function begin(project: TestProject, configured: Settings): Promise<Begun> {
  const target = await openTarget(configured);
  const { settings } = target;
  const client = createClient({ ...settings, baseUrl: settings.target.baseUrl });
  const closeAll = async (): Promise<void> => {
    client.close();
    await target.close();
  };
  try {
    assertConfigured(settings);
    const started = new Date();
    const claim = settings.target.kind === 'mock' ? noClaim : markOf(started.getTime(), Math.random());
    const opening = await openSandbox({
      settings,
      claim,
      client,
      directory: journalDirectory(root),
      homeDirectory: `${root}fixtures/home`,
      now: () => new Date(),
      sleep: pause,
    });
    if (opening.kind !== 'open')
      throw new SuiteFault(`The contact could not be opened (${opening.kind}). \`npm run doctor\` says more.`);
    const file = baselineFile(settings, root);
    const plan = planOf({
      settings,
      opening,
      claim,
      files: selectCases(await loadCases(), settings),
      end: started.getTime() + settings.maxMinutes * 60_000,
      lateAfter: 0,
      baseline: file === null ? null : await readBaseline(file),
      firstId: client.counts.sent + 1,
      keepExchanges: false,
    });
    const played: CaseReport[] = [];
    const channel = new BroadcastChannel(plan.channel);
    channel.onmessage = ({ data }: { data: unknown }) => {
      const message = data as Message;
      if (message.type === 'played') played.push(message.report);
    };
    project.provide('contractPlan', { ...plan, judges: true });
    const end = async (): Promise<void> => {
      channel.close();
      try {
        const restored = await opening.restore({
          lag: lagIn(played),
          theirs: theirsIn(played),
          withheld: Object.keys(withheldIn(played)),
        });
        if (!restored.ok) throw new SuiteFault(`The contact was not put back. ${restored.message}`);
      } finally {
        await closeAll();
      }
    };
    return { played, end };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/**
 * Called by vitest before the first case.
 * @returns the tear-down, which throws when the contact is not as before or no case was played
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  assertSchemas();
  const settings = settingsFor(project.vitest.config.watch);
  let run = await begin(project, settings);
  // A contact that an earlier round has written to is no longer the one that the plan describes.
  project.onTestsRerun(async () => {
    await run.end();
    run = await begin(project, settings);
  });
  return async () => {
    const { exitCode } = process;
    // Vitest prints what a tear-down throws, and ends as if nothing had been.
    process.exitCode = 1;
    await run.end();
    if (run.played.length === 0)
      throw new SuiteFault('No case was played: no title of tests/contract/ has what -t or the file filter asks for.');
    process.exitCode = exitCode;
  };
}
