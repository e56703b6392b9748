/** Names that somebody may have meant. Pure. */

/** How many characters have to be put in, taken out or replaced (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, character] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1)
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + Number(b[j] !== character)));
    row = next;
  }
  return row[b.length] ?? 0;
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
