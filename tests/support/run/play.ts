/** Has vitest run the cases, and tells how far they are. */
import type { Client } from '../client/index.ts';
import type { CaseFile } from '../cases/load-cases.ts';
import type { CaseReport, ContractPlan, Message } from '../play/plan.ts';
import { budgetOf } from './select.ts';
import { runCases } from './vitest.ts';

/** How far a run is. */
interface RunProgress {
  /** Requests of the profile. */
  readonly sent: number;
  /** Requests on top of it. */
  readonly confirming: number;
  readonly budget: number;
  readonly throttled: number;
  readonly groupsDone: number;
  readonly groups: number;
  readonly current: string;
}

export interface PlayHooks {
  /** Ends the run early: an interruption. The reason is a sentence. */
  readonly signal: AbortSignal;
  readonly onProgress?: (state: RunProgress) => void;
  /** Called with the result of each case, which has its exchanges with it. */
  readonly onCase?: (report: CaseReport) => void;
}

export interface PlayedCases {
  readonly reports: readonly CaseReport[];
  readonly faults: readonly string[];
  readonly counts: CaseReport['counts'];
  readonly missing: number;
}

/** Runs the selected cases in vitest until they end, the time is over or somebody interrupts. */
export async function play(
  options: PlayHooks,
  plan: ContractPlan,
  files: readonly CaseFile[],
  earlier: Client['counts'],
): Promise<PlayedCases> {
  const groups = files.length;
  const done = new Map<string, number>();
  const state = {
    sent: earlier.sent,
    confirming: 0,
    budget: budgetOf(plan.settings),
    throttled: 0,
    groupsDone: 0,
    groups,
    current: '',
  };
  const tell = (): void => options.onProgress?.({ ...state });
  const channel = new BroadcastChannel(plan.channel);
  channel.onmessage = (event: { data: unknown }) => {
    const message = event.data as Message;
    if (message.type !== 'progress') return;
    state.sent = earlier.sent + message.sent - message.confirming;
    state.confirming = message.confirming;
    state.throttled = message.throttled;
    tell();
  };
  const sizes = new Map(
    files.flatMap(({ file, cases }) => cases.map(({ id }) => [id, { file, of: cases.length }] as const)),
  );
  const run = runCases(
    plan,
    files.map(({ file }) => file),
    (report) => {
      const place = report === null ? undefined : sizes.get(report.id);
      if (report !== null) options.onCase?.(report);
      if (report !== null && place !== undefined) {
        done.set(place.file, (done.get(place.file) ?? 0) + 1);
        if (done.get(place.file) === place.of) state.groupsDone += 1;
        state.current = report.group;
        state.confirming = Math.max(state.confirming, report.counts.confirming);
        state.sent = Math.max(state.sent, earlier.sent + report.counts.sent - report.counts.confirming);
      }
      tell();
    },
  );
  const cancel = (): void => run.cancel();
  options.signal.addEventListener('abort', cancel, { once: true });
  if (options.signal.aborted) cancel();
  await run.done;
  options.signal.removeEventListener('abort', cancel);
  channel.close();
  const { reports, faults } = run.gathered;
  const last = reports.at(-1)?.counts ?? { sent: 0, retried: 0, throttled: 0, confirming: 0 };
  return { reports, faults, counts: last, missing: sizes.size - new Set(reports.map(({ id }) => id)).size };
}

export const nothing = {
  reports: [],
  faults: [],
  counts: { sent: 0, retried: 0, throttled: 0, confirming: 0 },
  missing: 0,
} as const satisfies PlayedCases;
