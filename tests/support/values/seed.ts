/** Randomness that is a function of a seed and a label, so that no payload depends on which others were made before it. */
/** 53 bits of a text (cyrb53, https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js; public domain). */
export function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** sfc32 (Chris Doty-Humphrey, PractRand; public domain): integer arithmetic only, and cheap to start anew for each label. */
function generator(start: number): () => number {
  let [a, b, c, count] = [start | 0, Math.floor(start / 4294967296) | 0, 0x9e3779b9 | 0, 1];
  const next = (): number => {
    const result = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return (result >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

/** A stream of its own for one label. */
export interface Draw {
  /** An integer from `low` to `high`, both included. */
  readonly int: (low: number, high: number) => number;
  /** One of a list that is not empty. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** A copy in another order. */
  readonly shuffle: <T>(list: readonly T[]) => readonly T[];
  /** True in `percent` of a hundred draws. */
  readonly chance: (percent: number) => boolean;
}

/** The stream of `label` under `seed`. The same two give the same draws, whatever was drawn elsewhere. */
export function drawOf(seed: number, label: string): Draw {
  const next = generator(hashOf(`${seed}/${label}`));
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  const shuffle = <T>(list: readonly T[]): readonly T[] => {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = int(0, last);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  };
  return { int, pick, shuffle, chance: (percent) => int(1, 100) <= percent };
}

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** A pronounceable lower-case word of 12 letters that in practice no other label shares (about 2^36 of them). */
export function wordOf(seed: number, label: string): string {
  let rest = hashOf(`word/${seed}/${label}`);
  let word = '';
  while (word.length < 12) {
    word += `${consonants.charAt(rest % 14)}${vowels.charAt(Math.floor(rest / 14) % 5)}`;
    rest = Math.floor(rest / 70);
  }
  return word;
}
