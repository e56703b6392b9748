import pThrottle from 'p-throttle';

/** Keeps requests apart. */
export interface Pace {
  /** Resolves when the next request may be sent; rejects with the reason of the signal when that aborts. */
  turn(): Promise<void>;
  /** Halves the pace for the rest of the run. */
  slowDown(): void;
  /** Requests per second at the moment; 0 is unlimited. */
  readonly rps: number;
}

/** The pace of an unlimited client after the first 429. */
const FIRST_LIMIT = 5;
const SLOWEST = 0.5;

/** @param rps - requests per second, 0 for unlimited */
export function createPace(rps: number, signal: AbortSignal): Pace {
  let current = rps;
  let wait = throttle(current, signal);
  return {
    async turn() {
      if (current > 0) await wait();
    },
    slowDown() {
      current = current === 0 ? FIRST_LIMIT : Math.max(Math.min(SLOWEST, current), current / 2);
      wait = throttle(current, signal);
    },
    get rps() {
      return current;
    },
  };
}

function throttle(rps: number, signal: AbortSignal): () => Promise<void> {
  if (rps === 0 || signal.aborted) return () => Promise.resolve();
  return pThrottle({ limit: 1, interval: 1000 / rps, signal })(() => Promise.resolve());
}

/**
 * How long a response asks to be left alone, in milliseconds (RFC 9110, section 10.2.3: seconds or a date). A date is read
 * against the response's own Date, so that a clock that is wrong on either side does no harm.
 *
 * @param headers - of the response, names in lower case
 * @param now - milliseconds since the epoch
 * @returns null when it does not say, or says something that is not one of the two forms
 */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1000;
  // Date.parse takes almost anything for a date: an HTTP-date has a month by name and a time.
  if (!/[A-Za-z]{3}.*\d\d:\d\d:\d\d/.test(value)) return null;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const theirs = Date.parse(headers['date'] ?? '');
  return Math.max(0, until - (Number.isNaN(theirs) ? now : theirs));
}
