/** Time that passes only when somebody waits or sends: a run of minutes takes a second. */

export interface VirtualClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly pass: (milliseconds: number) => void;
}

/** A clock that begins at the present. */
export function virtualClock(): VirtualClock {
  let at = Date.now();
  const pass = (milliseconds: number): void => {
    at += milliseconds;
  };
  return {
    now: () => at,
    sleep: (milliseconds) => {
      pass(milliseconds);
      return Promise.resolve();
    },
    pass,
  };
}
