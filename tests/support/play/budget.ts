/** How many requests a run may send: for its cases, and on top for confirming and for shrinking payloads. */
import { Stopped } from '../cases/stopped.ts';

/** What comes on top of the profile, each with a cap of its own: causes that are looked at again, requests of those looks, requests that shrink. */
export type Extra = 'confirmation' | 'look' | 'shrink';

export interface Budget {
  /** Requests that the cases have sent. */
  readonly spent: number;
  /** Takes one request of the profile. Throws {@link Stopped} when there is none left. */
  take(): void;
  /** Takes a request of those that the profile keeps for the end of the run; when none of them is left, one on top of it. */
  takeLast(): void;
  /** Requests on top of the profile. */
  readonly beyond: number;
  /** Counts a request on top of the profile. */
  takeBeyond(): void;
  /** How many of an extra are left. */
  left(extra: Extra): number;
  use(extra: Extra, count?: number): void;
}

/** Requests that a profile keeps for the read at the end of the run, whatever the cases have spent. */
export const lastReads = 1;

/** A budget of so many requests for the cases, and so many of each extra. */
export function createBudget(requests: number, extras: Readonly<Record<Extra, number>>): Budget {
  const left = { ...extras };
  let spent = 0;
  let beyond = 0;
  let last = 0;
  return {
    get beyond() {
      return beyond;
    },
    takeBeyond() {
      beyond += 1;
    },
    get spent() {
      return spent;
    },
    take() {
      if (spent >= requests)
        throw new Stopped('budget', `The request budget of the profile (${String(requests)}) is spent.`);
      spent += 1;
    },
    takeLast() {
      if (last < lastReads) {
        last += 1;
        spent += 1;
      } else beyond += 1;
    },
    left: (extra) => left[extra],
    use(extra, count = 1) {
      left[extra] -= count;
    },
  };
}
