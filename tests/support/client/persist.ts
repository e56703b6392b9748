import type { RequestSpec } from './exchange.ts';
import { setTimeout } from 'node:timers/promises';
import pRetry from 'p-retry';
import { CannotJudge } from '../errors.ts';
import { statusHas } from '../signs.ts';
import { sendOnce } from './attempt.ts';
import type { Transmission, Line } from './attempt.ts';
import { retryAfterMs } from './pace.ts';
import type { Pace } from './pace.ts';

/** What a request took in all. */
interface Persisted {
  readonly last: Transmission;
  /** Attempts after the first, without those that a 429 asked for. */
  readonly retried: number;
  /** Times that a 429 was waited out. */
  readonly throttled: number;
}

/** Tells and passes the time, in milliseconds. */
export interface Timer {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

/** The time of the machine; it never goes back. */
export const realTime: Timer = {
  now: () => performance.now(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};

export interface Limits {
  readonly retries: number;
  readonly maxThrottleWaitMs: number;
  readonly clock: Timer;
  /** When the first pause began that no response but a 429 has followed, for all requests together; null: there is none. */
  waitingSince: number | null;
}

/** Carries an attempt that is worth another through p-retry; it never leaves this file. */
class Unsteady extends CannotJudge {
  override readonly name = 'Unsteady';
  readonly attempt: Transmission;
  constructor(attempt: Transmission) {
    super('unsteady');
    this.attempt = attempt;
  }
}

const FIRST_BACKOFF_MS = 500;
const SHORTEST_PAUSE_MS = 100;
/** A kept connection that was closed costs nothing; more of them than there are connections is something else. */
const MAX_STALE = 4;

/**
 * Sends a request until there is a response to keep. 502, 503, 504 and broken connections are tried again after 100 to 1,000
 * milliseconds, a bounded number of times. A 429 is waited out as long as `Retry-After` says, or with growing pauses, and
 * slows the client down for good. Nothing else is tried again: a time-out would only multiply the time.
 *
 * A pause that would end later than `maxThrottleWaitMs` after the first one is not begun: asking earlier than the target allows
 * would be rude and in vain. What one request has waited in vain the next one does not wait again: without one success in that time the
 * target is not there for us. The time that the attempts themselves take counts too, and so does what the pace takes.
 */
export async function persist(
  line: Line,
  spec: RequestSpec,
  path: string,
  pace: Pace,
  limits: Limits,
): Promise<Persisted> {
  const { signal } = line;
  const { clock, maxThrottleWaitMs } = limits;
  let [retried, throttled] = [0, 0];
  let last: Transmission | null = null;

  /** Waits, unless that is too long. */
  const wait = async (ms: number): Promise<boolean> => {
    if (ms === 0) return true;
    const now = clock.now();
    if (now + ms - (limits.waitingSince ?? now) > maxThrottleWaitMs) return false;
    limits.waitingSince ??= now;
    await clock.sleep(ms, signal);
    return true;
  };
  const steady = async (): Promise<Transmission> => {
    let [tries, stale] = [0, 0];
    const once = async (): Promise<Transmission> => {
      // p-retry has no attempt to give that does not count against its limit.
      do {
        signal.throwIfAborted();
        await pace.turn();
        if (tries === 0) await spec.meeting?.arrive();
        if (tries > 0) retried += 1;
        tries += 1;
        last = await sendOnce(line, spec, path);
      } while (last.stale && (stale += 1) <= MAX_STALE);
      return last;
    };
    // Nearly every first attempt is one to keep, and has no need of what plans further ones.
    let first: Transmission | null = await once();
    if (!isUnsteady(first)) return first;
    return pRetry(
      async () => {
        const made: Transmission = first ?? (await once());
        first = null;
        if (isUnsteady(made)) throw new Unsteady(made);
        return made;
      },
      {
        retries: limits.retries,
        minTimeout: 100,
        maxTimeout: 1000,
        factor: 3,
        randomize: true,
        signal,
        shouldRetry: async ({ error }) => error instanceof Unsteady && (await wait(asked(error.attempt) ?? 0)),
      },
    );
  };

  try {
    for (;;) {
      const response = await steady();
      if (!response.result.ok || !statusHas(response.result.status, 'throttled')) {
        if (response.result.ok) limits.waitingSince = null;
        return { last: response, retried, throttled };
      }
      if (throttled === 0) pace.slowDown();
      const backoff = FIRST_BACKOFF_MS * 2 ** Math.min(throttled, 5) * (1 + Math.random());
      if (!(await wait(Math.max(asked(response) || backoff, SHORTEST_PAUSE_MS))))
        return { last: response, retried, throttled };
      throttled += 1;
    }
  } catch (error) {
    if (error instanceof Unsteady && !signal.aborted) return { last: error.attempt, retried, throttled };
    if (signal.aborted) return { last: abortedAfter(last, path), retried, throttled };
    throw error;
  }
}

function isUnsteady({ result }: Transmission): boolean {
  return result.ok ? statusHas(result.status, 'sent-again') : result.broken;
}

function asked({ result }: Transmission): number | null {
  return result.ok ? retryAfterMs(result.headers, Date.now()) : null;
}

function abortedAfter(last: Transmission | null, path: string): Transmission {
  const failure = { kind: 'aborted', message: 'The run was interrupted before there was a response to keep.' } as const;
  return {
    path,
    stale: false,
    ms: last?.ms ?? 0,
    sentAt: last?.sentAt ?? Date.now(),
    result: { ok: false, failure, broken: false },
  };
}
