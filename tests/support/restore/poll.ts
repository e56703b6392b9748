/** Looking again, with pauses, until what is seen will do. */

interface Poll<Seen> {
  /** Milliseconds before the second read, before the third, and so on: one read more than there are waits. */
  readonly waits: readonly number[];
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** @param before what the look before this one saw; null for the first */
  readonly look: (before: Seen | null) => Promise<Seen>;
  /** Asked before each wait: whether looking again is pointless, because what was seen will do or no look is left. */
  readonly isDone: (seen: Seen) => boolean;
}

/** What a poll saw. */
interface Polled<Seen> {
  readonly first: Seen;
  /** The same as the first where one look was enough. */
  readonly last: Seen;
  readonly looks: number;
}

/** A read may lag behind an update for two seconds. */
export const readLag: readonly number[] = [600, 1400];
/** The same where nobody has learned how long: as long as a run waits for one, which is ten seconds. */
export const unknownLag: readonly number[] = [600, 9400];

/**
 * Looks once, and again after each wait, until it is done or no wait is left. Whether the last look will do is for the caller to
 * say.
 * @throws what `look` throws
 */
export async function poll<Seen>({ waits, sleep, look, isDone }: Poll<Seen>): Promise<Polled<Seen>> {
  const first = await look(null);
  let [last, looks] = [first, 1];
  for (const wait of waits) {
    if (isDone(last)) break;
    await sleep(wait);
    last = await look(last);
    looks += 1;
  }
  return { first, last, looks };
}
