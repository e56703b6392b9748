/** Setup file of a contract run: turns every declared case that was asked for into a vitest test. */
import { inject, test } from 'vitest';
import { createClient } from '../client/index.ts';
import { observe } from '../drift/index.ts';
import { endpoint } from '../endpoint/index.ts';
import { coverage, keywordPoints } from '../payloads/index.ts';
import type { Exchange } from '../types.ts';
import { whenDeclared, type Case } from './cases.ts';
import type { CaseReport, Message } from './plan.ts';
import { runCase } from './run-case.ts';
import { createSession, type Session } from './session.ts';

const plan = inject('contractPlan');
const selected = new Set(plan.cases);
const points = keywordPoints(endpoint.requestSchema);

/** Exchanges of a case that are handed over at most. */
const mostExchanges = 100;
let kept: Exchange[] = [];

/** One session for all files: the module is evaluated once, because the run does not isolate them. */
const state = globalThis as { contractSession?: Session };

function start(): Session {
  const abort = new AbortController();
  const channel = new BroadcastChannel(plan.channel);
  (channel as unknown as { unref: () => void }).unref();
  const { settings } = plan;
  const client = createClient({
    baseUrl: settings.target.baseUrl,
    apiKey: settings.apiKey,
    maxRps: settings.maxRps,
    timeoutMs: settings.timeoutMs,
    firstId: plan.firstId,
    signal: abort.signal,
    onExchange: (exchange) => {
      if (plan.keepExchanges && kept.length < mostExchanges) kept.push(exchange);
      channel.postMessage({
        type: 'progress',
        sent: client.counts.sent,
        throttled: client.counts.throttled,
      } satisfies Message);
    },
  });
  channel.onmessage = (event: { data: unknown }) => {
    if ((event.data as Message).type === 'abort') abort.abort();
  };
  return createSession({
    settings,
    client,
    initial: plan.initial,
    reading: plan.reading,
    createdAt: plan.createdAt,
    budget: plan.budget,
    deadline: plan.deadline,
    now: Date.now,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        abort.signal.addEventListener(
          'abort',
          () => {
            clearTimeout(timer);
            resolve();
          },
          { once: true },
        );
      }),
  });
}

async function report(session: Session, definition: Case): Promise<CaseReport> {
  kept = [];
  const result = await runCase(session, definition);
  const observed = observe(
    session.sightings.map((sighting) => (definition.fixed === false ? { ...sighting, fixed: false } : sighting)),
  );
  const rows = coverage(points, session.sentPayloads).filter(({ valid, invalid }) => valid.sent + invalid.sent > 0);
  session.sightings = [];
  session.sentPayloads = [];
  return {
    ...result,
    observed,
    coverage: rows,
    counts: { ...session.options.client.counts },
    ...(plan.keepExchanges ? { exchanges: kept } : {}),
  };
}

whenDeclared((definition) => {
  if (!selected.has(definition.id)) return;
  test(definition.title, async ({ task }) => {
    state.contractSession ??= start();
    task.meta.contract = await report(state.contractSession, definition);
  });
});
