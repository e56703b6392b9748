/** Lets requests go at the same moment, whatever keeps them apart before. */

export interface Meeting {
  /** Resolves when all parties have arrived, or the meeting is open. */
  readonly arrive: () => Promise<void>;
  /** Lets everybody go, now and later: who was waited for will not come. */
  readonly open: () => void;
}

/** @param parties - how many are waited for */
export function meetingOf(parties: number): Meeting {
  let missing = parties;
  let release: () => void = () => undefined;
  const complete = new Promise<void>((resolve) => {
    release = resolve;
  });
  return {
    arrive: () => {
      missing -= 1;
      if (missing <= 0) release();
      return complete;
    },
    open: () => {
      release();
    },
  };
}
