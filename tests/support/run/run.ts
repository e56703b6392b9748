/** One run, from settings to report: target, snapshot, cases, restore, comparison, verdict. */
import type { Settings } from '../config/types.ts';
import type { Exchange } from '../client/exchange.ts';
import type { Report } from '../report/types.ts';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Variant } from '../../mock/index.ts';
import { adviceFor } from '../advice.ts';
import { createClient, type Client } from '../client/index.ts';
import { markOf, noClaim } from '../endpoint/index.ts';
import { journalDirectory, openSandbox, type Opening } from '../sandbox/index.ts';
import type { Restored } from '../restore/types.ts';
import { loadCases, type CaseFile } from '../cases/load-cases.ts';
import type { CaseReport } from '../play/plan.ts';
import { keptIn } from '../files/sources.ts';
import { openTarget } from '../target/index.ts';
import { assemble, type Comparisons, type RunFacts } from './assemble.ts';
import { floorOf, noFloor } from './floor.ts';
import { judgeEnd, unjudgedEnd, type JudgedEnd } from './judge-end.ts';
import { settledReports } from './settled-reports.ts';
import { assertConfigured, assertSchemas } from './faults.ts';
import { nothing, play, type PlayedCases, type PlayHooks } from './play.ts';
import { planOf } from './plan-of.ts';
import { budgetOf, selectCases, unjudgedBy } from './select.ts';
import { lagIn, onTopOf, openingFaults, recoveredOf, restoreFaults, theirsIn, withheldIn } from './sandbox-facts.ts';
import { judgeUnreadable } from './unreadable.ts';

export { keptForTheEnd } from './plan-of.ts';
export { askedFor, budgetOf } from './select.ts';

/** The folder of the suite. */
export const ofSuite = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder in which baselines, accepted drift, home states and journals are. */
export const root = keptIn(ofSuite);

/** Name and version of this suite. */
export const suite: Report['suite'] = { name: packageFile.name, version: packageFile.version };

/** A failure that passes has passed by then. The embedded mock has none. */
const lateAfter = ({ target }: Settings): number => (target.kind === 'mock' ? 0 : target.loopback ? 5000 : 20_000);

export interface RunOptions extends PlayHooks {
  readonly settings: Settings;
  readonly comparisons: Comparisons;
  readonly variant?: Variant;
  /** Where the journal is kept. */
  readonly journals?: string;
  /** Passes the pauses of putting back and of judging it, in milliseconds; the proof passes them over. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Called with each exchange that belongs to no case: what reads the contact and puts it back. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** The cases by file, for the proof; those of `tests/contract/` unless said. */
  readonly files?: readonly CaseFile[];
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** What became of the contact. What an earlier run left and this one could not put back counts as not put back. */
function sandboxOf(opening: Opening, ofThisRun: Restored | null): Report['sandbox'] {
  const restored = opening.kind === 'not-restored' ? opening.recovered : ofThisRun;
  return {
    snapshot: opening.kind === 'open' ? { how: opening.snapshot.how, state: opening.snapshot.state } : null,
    restored: restored === null ? null : restored.ok,
    attributes: restored?.attributes ?? {},
    message:
      restored?.message ??
      (opening.kind === 'open' ? 'Nothing was written.' : 'The contact was not opened; nothing was written.'),
  };
}

/** Why the target could not be judged to the end, as the first case says that found it so; null when it could. */
export const downOf = (reports: readonly Pick<CaseReport, 'down'>[]): string | null =>
  reports.find(({ down }) => down !== null)?.down ?? null;

/**
 * Runs the contract against a target.
 * @returns the report; also when the run was interrupted or the target could not be judged
 * @throws only for faults of the suite that leave nothing to report: a {@link SuiteFault} for schemas that no run can be made from,
 *   and for a configuration that they do not allow
 */
export async function runContract(options: RunOptions): Promise<Report> {
  assertSchemas();
  const started = new Date();
  const files = options.files ?? (await loadCases());
  const target = await openTarget(options.settings, options.variant);
  const { settings } = target;
  const claim = settings.target.kind === 'mock' ? noClaim : markOf(started.getTime(), Math.random());
  const exchanges: Exchange[] = [];
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    caseHeader: settings.caseHeader,
    onExchange: (exchange) => {
      exchanges.push(exchange);
      options.onExchange?.(exchange);
    },
  });
  const { sleep = pause } = options;
  try {
    assertConfigured(settings);
    const opening = await openSandbox({
      settings,
      claim,
      client,
      directory: options.journals ?? journalDirectory(root),
      homeDirectory: path.join(root, 'fixtures', 'home'),
      now: () => new Date(),
      sleep,
    });
    const selected = selectCases(files, settings);
    const played =
      opening.kind === 'open'
        ? await playOpen({ ...options, claim, sleep }, settings, opening, selected, client, exchanges)
        : { ...notPlayed, restored: null, ended: null };
    const { reports, judged } = played;
    const before = client.counts.sent;
    const unread =
      opening.kind === 'unreadable'
        ? await judgeUnreadable(settings, { ...opening, client, sleep, lateAfter: lateAfter(settings) })
        : [];
    const early = [...unread, ...judged.findings];
    const faults = [...played.faults, ...openingFaults(opening), ...restoreFaults(played.restored, judged.isBroken)];
    if (played.missing > 0 && played.ended === null)
      faults.push(`The report is incomplete: ${String(played.missing)} cases did not hand over a result.`);
    const facts: RunFacts = {
      settings,
      suite,
      startedAt: started.toISOString(),
      durationMs: Date.now() - started.getTime(),
      requests: {
        sent: client.counts.sent + played.counts.sent,
        retried: client.counts.retried + played.counts.retried,
        throttled: client.counts.throttled + played.counts.throttled,
        confirming:
          played.counts.confirming + onTopOf(opening, played.restored) + judged.requests + client.counts.sent - before,
        budget: budgetOf(settings),
      },
      reports,
      early,
      recovered: opening.kind === 'open' ? recoveredOf(opening.recovered) : [],
      faults,
      down:
        opening.kind === 'unreadable' && unread.every(({ outcome }) => outcome !== 'fail')
          ? [adviceFor(opening.exchanges), opening.reason].filter((each) => each !== null).join(' ')
          : downOf(played.reports),
      ended: played.ended,
      sandbox: sandboxOf(opening, played.restored),
      storesOtherwise: played.restored?.ok === false && judged.isBroken ? played.restored.message : null,
      floor:
        opening.kind === 'open'
          ? floorOf(
              selected.flatMap(({ cases }) => cases),
              settings,
            )
          : noFloor,
      partial: settings.cases.length > 0 || played.ended !== null || opening.kind !== 'open',
      unjudged: unjudgedBy(files, settings, opening.kind === 'open' ? null : 'The contact could not be opened.'),
    };
    return assemble(facts, options.comparisons);
  } finally {
    client.close();
    await target.close();
  }
}

type Open = Extract<Opening, { readonly kind: 'open' }>;

interface PlayedOpen extends PlayedCases {
  readonly restored: Restored | null;
  readonly ended: string | null;
  readonly judged: JudgedEnd;
}

const notPlayed = { ...nothing, judged: unjudgedEnd } as const;

async function playOpen(
  options: RunOptions & { readonly claim: string; readonly sleep: (milliseconds: number) => Promise<unknown> },
  settings: Settings,
  opening: Open,
  files: readonly CaseFile[],
  client: Client,
  exchanges: readonly Exchange[],
): Promise<PlayedOpen> {
  const limit = new AbortController();
  const end = Date.now() + settings.maxMinutes * 60_000;
  const timer = setTimeout(() => limit.abort('The time limit of the run was reached.'), settings.maxMinutes * 60_000);
  const signal = AbortSignal.any([options.signal, limit.signal]);
  const plan = planOf({
    settings,
    opening,
    claim: options.claim,
    files,
    end,
    lateAfter: lateAfter(settings),
    baseline: options.comparisons.baseline,
    firstId: client.counts.sent + 1,
    keepExchanges: options.onCase !== undefined,
  });
  let played: PlayedCases = nothing;
  try {
    played = await play({ ...options, signal }, plan, files, client.counts);
  } catch (error) {
    // Whatever fails here, the contact is put back, and what is known is reported.
    played = { ...nothing, faults: [`The cases could not be run: ${messageOf(error)}`] };
  } finally {
    clearTimeout(timer);
  }
  // Whoever interrupts the restore does not make a run shorter whose cases have all been played.
  const ended = signal.aborted ? `The run ended early: ${String(signal.reason)}` : null;
  const reports = settledReports(played.reports);
  const lag = lagIn(played.reports);
  let judged = unjudgedEnd;
  const restored = await opening.restore({
    lag,
    theirs: theirsIn(played.reports),
    withheld: Object.keys(withheldIn(played.reports)),
    isBusy: downOf(played.reports) !== null,
    judge: async (put, by) => {
      const before = client.counts.sent;
      const { sleep } = options;
      const end = { exchanges, reports, client: by, sleep, lateAfter: lateAfter(settings), restored: put };
      const came = await judgeEnd(settings, { ...end, mayLook: ended === null, how: opening.snapshot.how, lag });
      judged = { ...came, requests: client.counts.sent - before };
    },
  });
  return { ...played, reports, restored, ended, judged };
}
