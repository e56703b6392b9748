/** A covering set: every pair of levels of every two factors stands together in at least one row. */

/**
 * Rows of level numbers, one per factor, that cover every pair (greedy; the same for the same sizes).
 * @param sizes how many levels each factor has; at least 1 each. Of equally good levels the lower one is taken.
 */
export function pairwise(sizes: readonly number[]): readonly (readonly number[])[] {
  const open = new Set<string>();
  const key = (left: number, i: number, right: number, j: number): string =>
    left < right ? `${left}.${i}-${right}.${j}` : `${right}.${j}-${left}.${i}`;
  for (const [left, many] of sizes.entries()) {
    for (let right = left + 1; right < sizes.length; right += 1) {
      for (let i = 0; i < many; i += 1)
        for (let j = 0; j < (sizes[right] ?? 0); j += 1) open.add(key(left, i, right, j));
    }
  }
  const rows: (readonly number[])[] = [];
  for (let [next] = open; next !== undefined; [next] = open) {
    const row = new Map(next.split('-').map((part) => part.split('.').map(Number) as [number, number]));
    for (const [factor, many] of sizes.entries()) {
      if (row.has(factor)) continue;
      const gains = Array.from(
        { length: many },
        (_, level) => [...row].filter(([other, chosen]) => open.has(key(factor, level, other, chosen))).length,
      );
      row.set(factor, gains.indexOf(Math.max(...gains)));
    }
    for (const [left, i] of row) for (const [right, j] of row) if (left < right) open.delete(key(left, i, right, j));
    rows.push(sizes.map((_, factor) => row.get(factor) ?? 0));
  }
  return rows;
}
