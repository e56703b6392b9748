/** How many requests a run may send: for its cases, and on top for confirming and for shrinking payloads. */
import { Stopped } from '../cases/stopped.ts';

/** What comes on top of the profile, each with a cap of its own: causes that are looked at again, requests of those looks, requests that shrink. */
export type Extra = 'confirmation' | 'look' | 'shrink';

export interface Budget {
  /** Requests that the cases have sent. */
  readonly spent: number;
  /** Takes one request of the profile. Throws {@link Stopped} when there is none left. */
  take(): void;
  /** Requests on top of the profile. */
  readonly beyond: number;
  /** Counts a request on top of the profile. */
  takeBeyond(): void;
  /** How many of an extra are left. */
  left(extra: Extra): number;
  use(extra: Extra, count?: number): void;
}

/** A budget of so many requests for the cases, and so many of each extra. */
export function createBudget(requests: number, extras: Readonly<Record<Extra, number>>): Budget {
  const left = { ...extras };
  let spent = 0;
  let beyond = 0;
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
    left: (extra) => left[extra],
    use(extra, count = 1) {
      left[extra] -= count;
    },
  };
}
