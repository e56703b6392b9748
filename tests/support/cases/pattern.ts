/** Whether something comes in a pattern: to every second, third, … request of a run, and to no other. Pure. */

/** How many requests a run had sent when it sent one: of all kinds, updates, and reads. */
export interface Ordinals {
  readonly requests: number;
  readonly updates: number;
  readonly reads: number;
}

/** One place in the run at which something showed, or did not. */
export interface Point {
  readonly ordinals: Ordinals;
  readonly shown: boolean;
}

/** How often a pattern has to repeat itself without an exception. */
export const repetitions = 8;

/**
 * True when every so many requests show something, by one of the counters, and no other does: not a single point says otherwise.
 * @param longest - the longest period that is looked for; the shortest is two
 */
export const keepsTime = (points: readonly Point[], counters: readonly (keyof Ordinals)[], longest: number): boolean =>
  counters.some((counter) => {
    const turn = points.find(({ shown }) => shown)?.ordinals[counter] ?? 0;
    return Array.from({ length: longest - 1 }, (_, index) => index + 2).some((period) =>
      points.every(({ ordinals, shown }) => shown === ((ordinals[counter] - turn) % period === 0)),
    );
  });
