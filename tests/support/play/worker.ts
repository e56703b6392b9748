/** Setup file of a contract run: turns every declared case that was asked for into a vitest test. */
import type { Exchange } from '../client/exchange.ts';
import { inject, test } from 'vitest';
import { createClient } from '../client/index.ts';
import { whenDeclared } from '../cases/cases.ts';
import { takeShape } from '../cases/rows.ts';
import { loggedBy } from '../sandbox/index.ts';
import { trustSchemas } from '../schemas.ts';
import type { Message } from './plan.ts';
import { assertHeld } from './vitest-test.ts';
import { createPlay, type Play } from './play.ts';
import { reportCase } from './report-case.ts';

// The run has found them whole before it started this thread.
trustSchemas();

const plan = inject('contractPlan');
takeShape(plan.shape);
const selected = new Set(plan.cases);

/** Exchanges that are handed over at most: of a case, and of all. What is kept for somebody to look at is kept in memory. */
const mostExchanges = 100;
const mostOfAll = 20_000;

/** What all files share: one play, and the exchanges of the case that is played. Vitest evaluates this module anew for each file. */
const state = globalThis as {
  contractPlay?: Play;
  contractChannel?: string;
  contractKept?: Exchange[];
  contractKeptOfAll?: number;
};
// In watch mode each round has a plan of its own.
if (state.contractChannel !== plan.channel) {
  delete state.contractPlay;
  delete state.contractKeptOfAll;
}
state.contractChannel = plan.channel;

/** Who puts the contact back is told what came of each case. */
const told = plan.judges === true ? new BroadcastChannel(plan.channel) : null;
(told as { unref?: () => void } | null)?.unref?.();

function start(): Play {
  const abort = new AbortController();
  const channel = new BroadcastChannel(plan.channel);
  (channel as unknown as { unref: () => void }).unref();
  const { settings } = plan;
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    caseHeader: settings.caseHeader,
    firstId: plan.firstId,
    signal: abort.signal,
    onExchange: (exchange) => {
      const ofAll = state.contractKeptOfAll ?? 0;
      if (plan.keepExchanges && ofAll < mostOfAll && (state.contractKept?.length ?? 0) < mostExchanges) {
        state.contractKept?.push(exchange);
        state.contractKeptOfAll = ofAll + 1;
      }
      channel.postMessage({
        type: 'progress',
        sent: client.counts.sent,
        throttled: client.counts.throttled,
        confirming: state.contractPlay?.budget.beyond ?? 0,
      } satisfies Message);
    },
  });
  channel.onmessage = (event: { data: unknown }) => {
    if ((event.data as Message).type === 'abort') abort.abort();
  };
  const { apiKey, contactId } = settings;
  return createPlay({
    settings,
    client: loggedBy(client, () => ({ file: plan.log, apiKey, contactId })),
    initial: plan.initial,
    reading: plan.reading,
    createdAt: plan.createdAt,
    names: plan.names,
    claim: plan.claim,
    blind: plan.blind,
    budget: plan.budget,
    deadline: plan.deadline,
    end: plan.end,
    lateAfter: plan.lateAfter,
    baseline: plan.baseline,
    now: Date.now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        // Each pause takes its listener away: Node.js takes more than ten for a leak, and warns amid the output.
        const end = (): void => {
          clearTimeout(timer);
          abort.signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        abort.signal.addEventListener('abort', end);
      }),
  });
}

whenDeclared((definition) => {
  if (!selected.has(definition.id)) {
    // A file without a test is a fault to vitest.
    if (plan.judges === true) test.skip(definition.title);
    return;
  }
  test(definition.title, async ({ task }) => {
    state.contractPlay ??= start();
    const kept: Exchange[] = [];
    state.contractKept = kept;
    const isLast = plan.judges === true || definition.id === plan.cases.at(-1);
    const report = await reportCase(state.contractPlay, definition, isLast);
    task.meta.contract = plan.keepExchanges ? { ...report, exchanges: kept } : report;
    if (plan.judges !== true) return;
    told?.postMessage({ type: 'played', report } satisfies Message);
    assertHeld(report);
  });
});
