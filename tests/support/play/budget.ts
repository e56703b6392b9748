/** How many requests a run may send: for its cases, and on top for confirming and for shrinking payloads. */
import { Stopped } from '../cases/stopped.ts';

/** What comes on top of the profile, each with a cap of its own. */
export type Extra = 'confirmation' | 'third-look' | 'shrink';

export interface Budget {
  /** Requests that the cases have sent. */
  readonly spent: number;
  readonly isSpent: boolean;
  /** Takes one request of the profile. Throws {@link Stopped} when there is none left. */
  take(): void;
  /** How many of an extra are left. */
  left(extra: Extra): number;
  use(extra: Extra): void;
}

/** A budget of so many requests for the cases, and so many of each extra. */
export function createBudget(requests: number, extras: Readonly<Record<Extra, number>>): Budget {
  const left = { ...extras };
  let spent = 0;
  return {
    get spent() {
      return spent;
    },
    get isSpent() {
      return spent >= requests;
    },
    take() {
      if (spent >= requests)
        throw new Stopped('budget', `The request budget of the profile (${String(requests)}) is spent.`);
      spent += 1;
    },
    left: (extra) => left[extra],
    use(extra) {
      left[extra] -= 1;
    },
  };
}
