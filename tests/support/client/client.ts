import type { Exchange, Purpose, RequestSpec } from './exchange.ts';
import { setMaxListeners } from 'node:events';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import supertest from 'supertest';
import type { Transmission, Line } from './attempt.ts';
import { createPace } from './pace.ts';
import { persist, realTime, type Timer, type Limits } from './persist.ts';
import { record } from './record.ts';
import { secretsOf } from './secrets.ts';
import { assertSendable, wirePath } from './wire.ts';

/** How a client behaves. Times are milliseconds. */
export interface ClientOptions {
  /** Up to and including `/api/external/v1`, no trailing slash. */
  readonly baseUrl: string;
  /** Redacted from everything that is recorded; not sent unless a request has it in its headers. */
  readonly apiKey: string;
  /** Requests per second, each attempt counted; 0 is unlimited. */
  readonly maxRps: number;
  /** For one attempt, from its sending to the last byte of the response. */
  readonly timeoutMs: number;
  /** Called once per `send`, before that resolves. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Further attempts after 502, 503, 504 and broken connections; 2 by default. */
  readonly retries?: number;
  /** Whether each request says in a header which case it is of, so that the log of the server can be searched; true by default. */
  readonly caseHeader?: boolean;
  /** Id of the first exchange; 1 by default. */
  readonly firstId?: number;
  /** How long 429 and `Retry-After` are waited out without one success, in all requests together; 60,000 by default. */
  readonly maxThrottleWaitMs?: number;
  /** What tells that time and passes it; the machine by default. */
  readonly clock?: Timer;
  /** Ends what waits and what is under way; everything after it fails as `aborted`. */
  readonly signal?: AbortSignal;
}

export interface Client {
  /**
   * Sends a request and records what came of it.
   *
   * @returns the record, also of a target that is down, slow, throttling or hostile
   * @throws {RequestNotSendableError} when HTTP cannot carry a header; and what `onExchange` throws
   */
  send(spec: RequestSpec, about: { readonly case: string; readonly purpose: Purpose }): Promise<Exchange>;
  /** `sent` counts calls of `send`; `retried` and `throttled` count the further attempts that these took. */
  readonly counts: { readonly sent: number; readonly retried: number; readonly throttled: number };
  readonly baseUrl: string;
  /** Ends what is under way and closes every connection. */
  close(): void;
}

/** Makes the client of a run: one pace, one set of connections, one sequence of exchange ids. */
export function createClient(options: ClientOptions): Client {
  const base = new URL(options.baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  const closing = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
  // Every request in flight listens; Node.js takes more than ten listeners for a leak.
  setMaxListeners(0, signal);
  const AgentOfScheme = base.protocol === 'https:' ? HttpsAgent : HttpAgent;
  const agent = new AgentOfScheme({ keepAlive: true, maxSockets: 4 });
  const line: Line = { target: supertest(base.origin), agent, timeoutMs: options.timeoutMs, signal, unrecorded: {} };
  const lineOf = ({ case: id, purpose }: Parameters<Client['send']>[1]): Line =>
    options.caseHeader === false ? line : { ...line, unrecorded: { 'X-Contract-Case': id === '' ? purpose : id } };
  const pace = createPace(options.maxRps, signal);
  const secrets = secretsOf(options.apiKey);
  const maxThrottleWaitMs = options.maxThrottleWaitMs ?? 60_000;
  const { retries = 2, clock = realTime } = options;
  const limits: Limits = { retries, maxThrottleWaitMs, clock, waitingSince: null };
  const counts = { sent: 0, retried: 0, throttled: 0 };
  let nextId = options.firstId ?? 1;

  return {
    async send(spec, about) {
      assertSendable(spec);
      const id = nextId;
      nextId += 1;
      const path = wirePath(basePath, spec.path);
      let last: Transmission = aborted(path);
      let { retried, throttled } = { retried: 0, throttled: 0 };
      if (!signal.aborted) {
        counts.sent += 1;
        ({ last, retried, throttled } = await persist(lineOf(about), spec, path, pace, limits));
      }
      counts.retried += retried;
      counts.throttled += throttled;
      const attempts = 1 + retried + throttled;
      const exchange = record(spec, last, secrets, { id, ...about, origin: base.origin, attempts, throttled });
      options.onExchange?.(exchange);
      return exchange;
    },
    counts,
    baseUrl: options.baseUrl,
    close() {
      closing.abort();
      agent.destroy();
    },
  };
}

/** What stands for an attempt that was never made. */
function aborted(path: string): Transmission {
  const failure = { kind: 'aborted', message: 'The run was interrupted before the request was sent.' } as const;
  return { path, result: { ok: false, failure, broken: false }, stale: false, ms: 0, sentAt: Date.now() };
}
