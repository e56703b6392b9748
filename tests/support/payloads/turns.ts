/** Who gets a place where there is none for all: nobody takes two before everybody has had one. */

/** Something that wants a place. */
export interface Share {
  /** Whose turn it takes; null: it comes before all turns. */
  readonly line: string | null;
  /** The smaller comes first in its line, and in its turn. */
  readonly rank: number;
  /** Places that it takes. */
  readonly cost: number;
}

/**
 * Gives out places: first to what waits for no turn, then in turns to the first of each line, the second, and so on.
 * @param all - equal ranks stay in this order
 * @param room - places; one that does not fit into what is left is passed over
 * @returns those that have a place
 */
export function shareOut<Each extends Share>(all: readonly Each[], room: number): ReadonlySet<Each> {
  const turns = new Map<string, number>();
  const turnOf = ({ line }: Share): number => {
    if (line === null) return 0;
    const turn = (turns.get(line) ?? 0) + 1;
    turns.set(line, turn);
    return turn;
  };
  let left = room;
  const taken = all
    .toSorted((a, b) => a.rank - b.rank)
    .map((each) => ({ each, turn: turnOf(each) }))
    .toSorted((a, b) => a.turn - b.turn)
    .filter(({ each }) => {
      const fits = each.cost <= left;
      if (fits) left -= each.cost;
      return fits;
    });
  return new Set(taken.map(({ each }) => each));
}
