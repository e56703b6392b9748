/** One run, from settings to report: target, snapshot, cases, restore, comparison, verdict. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Variant } from '../../mock/index.ts';
import { clauseOf } from '../catalogue.ts';
import { createClient, type Client } from '../client/index.ts';
import { journalDirectory, openSandbox, type Opening, type Restored } from '../sandbox/index.ts';
import { includes, isSelected, type Case } from '../session/cases.ts';
import { loadCases, type CaseFile } from '../session/load-cases.ts';
import type { CaseReport, ContractPlan, Message } from '../session/plan.ts';
import { openTarget } from '../target/index.ts';
import type { ClauseId, JsonObject, Report, Settings } from '../types.ts';
import { assemble, type Comparisons, type RunFacts } from './assemble.ts';
import { judgeUnreadable } from './unreadable.ts';
import { runCases } from './vitest.ts';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Requests of a run: the whole budget, and what of it is kept for putting the contact back. */
const restoreShare = 2;
export const budgetOf = ({ profile, requests }: Settings): number => (profile === 'smoke' ? 25 : profile === 'full' ? 300 : requests);

export interface RunOptions {
  readonly settings: Settings;
  readonly comparisons: Comparisons;
  /** Ends the run early: an interruption. The reason is a sentence. */
  readonly signal: AbortSignal;
  readonly onProgress?: (state: { readonly sent: number; readonly budget: number; readonly throttled: number; readonly groupsDone: number; readonly groups: number; readonly current: string }) => void;
  readonly variant?: Variant;
  /** Where the journal is kept. */
  readonly journals?: string;
}

const finalCase = 'final-read';

/** The cases that a run is asked for, by file; the last read always belongs to them. */
export function selectCases(files: readonly CaseFile[], settings: Settings): readonly { readonly file: string; readonly cases: readonly Case[] }[] {
  return files
    .map(({ file, cases }) => ({ file, cases: cases.filter((definition) => isSelected(definition, settings.profile, settings.cases) || definition.id === finalCase) }))
    .filter(({ cases }) => cases.length > 0);
}

/** Slugs asked for that no case has. */
export const unknownCases = (files: readonly CaseFile[], wanted: readonly string[]): readonly string[] => {
  const known = new Set(files.flatMap(({ cases }) => cases.map(({ id }) => id)));
  return wanted.filter((id) => !known.has(id));
};

/** Why a clause that no case judged was not exercised. */
const unjudgedBy = (files: readonly CaseFile[], settings: Settings, reason: string | null) => (clause: ClauseId): string => {
  const judging = files.flatMap(({ cases }) => cases).filter(({ judges }) => judges.includes(clause));
  if (reason !== null) return reason;
  if (settings.cases.length > 0) return 'The cases that were asked for do not judge it.';
  const within = judging.filter(({ profile }) => includes(settings.profile, profile));
  if (judging.length > 0 && within.length === 0) return `The profile ${settings.profile} does not judge it; ${judging.some(({ profile }) => profile === 'full') ? 'full' : 'deep'} does.`;
  const needs = clauseOf(clause).needs;
  return needs === undefined ? 'Nothing in this run gave occasion to judge it.' : `It needs ${needs.join(', ')}.`;
};

interface Played {
  readonly reports: readonly CaseReport[];
  readonly faults: readonly string[];
  readonly counts: { readonly sent: number; readonly retried: number; readonly throttled: number };
  readonly missing: number;
}

/** Runs the selected cases in vitest until they end, the time is over or somebody interrupts. */
async function play(options: RunOptions, plan: ContractPlan, files: readonly CaseFile[], earlier: Client['counts']): Promise<Played> {
  const groups = files.length;
  const done = new Map<string, number>();
  const state = { sent: earlier.sent, budget: budgetOf(plan.settings), throttled: 0, groupsDone: 0, groups, current: '' };
  const tell = (): void => options.onProgress?.({ ...state });
  const channel = new BroadcastChannel(plan.channel);
  channel.onmessage = (event: { data: unknown }) => {
    const message = event.data as Message;
    if (message.type !== 'progress') return;
    state.sent = earlier.sent + message.sent;
    state.throttled = message.throttled;
    tell();
  };
  const sizes = new Map(files.flatMap(({ file, cases }) => cases.map(({ id }) => [id, { file, of: cases.length }] as const)));
  const run = runCases(plan, files.map(({ file }) => file), (report) => {
    const place = report === null ? undefined : sizes.get(report.id);
    if (report !== null && place !== undefined) {
      done.set(place.file, (done.get(place.file) ?? 0) + 1);
      if (done.get(place.file) === place.of) state.groupsDone += 1;
      state.current = report.group;
      state.sent = Math.max(state.sent, earlier.sent + report.counts.sent);
    }
    tell();
  });
  const cancel = (): void => run.cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  if (options.signal.aborted) cancel();
  await run.done;
  options.signal.removeEventListener('abort', cancel);
  channel.close();
  const { reports, faults } = run.gathered;
  const last = reports.at(-1)?.counts ?? { sent: 0, retried: 0, throttled: 0 };
  return { reports, faults, counts: last, missing: sizes.size - new Set(reports.map(({ id }) => id)).size };
}

const nothing = { reports: [], faults: [], counts: { sent: 0, retried: 0, throttled: 0 }, missing: 0 } as const satisfies Played;

const sandboxOf = (opening: Opening, restored: Restored | null): Report['sandbox'] => ({
  snapshot: opening.kind === 'open' ? { how: opening.snapshot.how, state: opening.snapshot.state as JsonObject } : null,
  restored: restored === null ? null : restored.ok,
  attributes: restored?.attributes ?? {},
  message: restored?.message ?? (opening.kind === 'open' ? 'Nothing was written.' : 'The contact was not opened; nothing was written.'),
});

/** Why the run as a whole could not be judged, from findings that say so. */
const downOf = (played: Played): string | null => {
  const all = played.reports.flatMap(({ findings }) => findings);
  return all.find(({ message }) => message.startsWith('The target cannot be judged any more'))?.message ?? null;
};

/**
 * Runs the contract against a target.
 * @returns the report; also when the run was interrupted or the target could not be judged
 * @throws only for faults of the suite that leave nothing to report
 */
export async function runContract(options: RunOptions): Promise<Report> {
  const started = new Date();
  const files = await loadCases();
  const target = await openTarget(options.settings, options.variant);
  const { settings } = target;
  const client = createClient({ baseUrl: settings.target.baseUrl, apiKey: settings.apiKey, maxRps: settings.maxRps, timeoutMs: settings.timeoutMs });
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, milliseconds));
  try {
    const opening = await openSandbox({ settings, client, directory: options.journals ?? journalDirectory(root), homeDirectory: path.join(root, 'fixtures', 'home'), now: () => new Date(), sleep });
    const selected = selectCases(files, settings);
    const played = opening.kind === 'open' ? await playOpen(options, settings, opening, selected, client) : { ...nothing, restored: null, ended: null };
    const early = opening.kind === 'unreadable' ? await judgeUnreadable(opening.exchanges, opening.reason, settings, client) : [];
    const faults = [...played.faults, ...openingFaults(opening), ...restoreFaults(played.restored)];
    if (played.missing > 0 && played.ended === null) faults.push(`The report is incomplete: ${String(played.missing)} cases did not hand over a result.`);
    const facts: RunFacts = {
      settings,
      suite: { name: packageFile.name, version: packageFile.version },
      startedAt: started.toISOString(),
      durationMs: Date.now() - started.getTime(),
      requests: { sent: client.counts.sent + played.counts.sent, retried: client.counts.retried + played.counts.retried, throttled: client.counts.throttled + played.counts.throttled, budget: budgetOf(settings) },
      reports: played.reports,
      early,
      faults,
      down: opening.kind === 'unreadable' && early.every(({ outcome }) => outcome !== 'fail') ? opening.reason : downOf(played),
      ended: played.ended,
      sandbox: sandboxOf(opening, played.restored),
      storesOtherwise: played.restored !== null && !played.restored.ok && played.restored.cause === 'target-stores-otherwise' ? played.restored.message : null,
      partial: settings.cases.length > 0 || played.ended !== null || opening.kind !== 'open',
      unjudged: unjudgedBy(files, settings, opening.kind === 'open' ? null : 'The contact could not be opened.'),
    };
    return assemble(facts, options.comparisons);
  } finally {
    client.close();
    await target.close();
  }
}

const openingFaults = (opening: Opening): readonly string[] =>
  opening.kind === 'locked' ? [opening.message] : opening.kind === 'not-restored' ? [opening.recovered.message] : [];

/** A restore that failed because the target was out of reach is our failure: the contact is not as it was found. */
const restoreFaults = (restored: Restored | null): readonly string[] =>
  restored !== null && !restored.ok && restored.cause !== 'target-stores-otherwise' ? [`The contact could not be put back: ${restored.message}`] : [];

type Open = Extract<Opening, { readonly kind: 'open' }>;

async function playOpen(options: RunOptions, settings: Settings, opening: Open, files: readonly CaseFile[], client: Client): Promise<Played & { readonly restored: Restored | null; readonly ended: string | null }> {
  const spent = client.counts.sent;
  const limit = new AbortController();
  const deadline = Date.now() + settings.maxMinutes * 60_000;
  const timer = setTimeout(() => limit.abort('The time limit of the run was reached.'), settings.maxMinutes * 60_000);
  const signal = AbortSignal.any([options.signal, limit.signal]);
  const plan: ContractPlan = {
    settings,
    initial: opening.snapshot.state,
    reading: opening.snapshot.how,
    budget: budgetOf(settings) - spent - restoreShare,
    deadline,
    channel: `contract-${randomUUID()}`,
    cases: files.flatMap(({ cases }) => cases.map(({ id }) => id)),
    firstId: spent + 1,
  };
  let played: Played = nothing;
  try {
    played = await play({ ...options, signal }, plan, files, client.counts);
  } finally {
    clearTimeout(timer);
  }
  const restored = await opening.restore();
  const ended = signal.aborted ? `The run ended early: ${String(signal.reason)}` : null;
  return { ...played, restored, ended };
}

