/** Names that somebody may have meant. Pure. */

/** How many letters have to be changed, added, taken away or swapped with a neighbour (optimal string alignment). */
export function distance(left: string, right: string): number {
  const rows: number[][] = [Array.from({ length: right.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const above = rows[i - 1]?.[j] ?? 0;
      const diagonal = (rows[i - 1]?.[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]
          ? (rows[i - 2]?.[j - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(above + 1, (row[j - 1] ?? 0) + 1, diagonal, swapped));
    }
    rows.push(row);
  }
  return rows[left.length]?.[right.length] ?? 0;
}

const wordsOf = (name: string): readonly string[] =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word.length > 1);

const isLike = (a: string, b: string): boolean =>
  a.startsWith(b) || b.startsWith(a) || (a.length > 3 && distance(a, b) <= 1);

/** At most three of `known` that are like `name`, the likest first: they differ in few characters, or share most words. */
export function near(name: string, known: readonly string[]): readonly string[] {
  const wanted = wordsOf(name);
  return known
    .map((each) => {
      const words = wordsOf(each);
      const shared = wanted.filter((word) => words.some((other) => isLike(word, other))).length;
      const far = distance(name.toLowerCase(), each.toLowerCase());
      return { each, far, shared, isNear: far <= Math.max(2, name.length / 5) || shared > wanted.length / 2 };
    })
    .filter(({ isNear }) => isNear)
    .sort((a, b) => b.shared - a.shared || a.far - b.far)
    .slice(0, 3)
    .map(({ each }) => each);
}
