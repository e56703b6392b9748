/** What was expected beside what came, with the parts marked in which they differ. Pure. */
import { differs, escaped, lookAlike, pairLines, visible } from '../render/expected-actual.ts';
import { compact, plural } from '../text/lines.ts';
import { isArray, isObject, type Json, sameJson } from '../text/json.ts';

/** A part of a line; `isOther`: the other side has something else there. */
interface Segment {
  readonly text: string;
  readonly isOther: boolean;
}

export type SideLine = readonly Segment[];

export interface Sides {
  readonly left: readonly SideLine[];
  readonly right: readonly SideLine[];
  /** What the two columns do not show by themselves: the character, the order. */
  readonly notes: readonly string[];
}

const columns = 160;
/** Characters that are shown before and behind the place where two texts part, and of what differs between them. */
const context = 60;
const longest = 400;
const mostLines = 24;

const same = (text: string): Segment => ({ text, isOther: false });
const other = (text: string): Segment => ({ text, isOther: true });
const unquoted = (written: string): string => written.slice(1, -1);

/** The texts in characters: what they begin with and end in together, and what is between. */
function textSides(expected: string, actual: string): Sides {
  const [left, right] = [Array.from(expected), Array.from(actual)];
  const shorter = Math.min(left.length, right.length);
  let begin = 0;
  while (begin < shorter && left[begin] === right[begin]) begin += 1;
  let end = 0;
  while (end < shorter - begin && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  // A mark that stands on the character before it is not seen by itself.
  const isBare = [left, right].some((characters) => /^\p{M}/u.test(characters[begin] ?? ''));
  const write = isBare || lookAlike(expected, actual) ? escaped : visible;
  const lineOf = (characters: readonly string[]): SideLine => {
    const text = (from: number, to: number): string => unquoted(write(characters.slice(from, to).join('')));
    const stop = characters.length - end;
    const from = Math.max(0, begin - context);
    const to = Math.min(characters.length, stop + context);
    const between = Math.min(stop, begin + longest);
    const parts = [
      same(`"${from > 0 ? '…' : ''}${text(from, begin)}`),
      other(text(begin, between) + (between < stop ? '…' : '')),
      same(`${text(stop, to)}${to < characters.length ? '…' : ''}"`),
    ];
    const isCut = from > 0 || to < characters.length || between < stop;
    return [
      ...parts.filter(({ text: each }) => each !== ''),
      ...(isCut ? [same(` (${plural(characters.length, 'character')})`)] : []),
    ];
  };
  const where = differs(expected, actual, columns);
  return { left: [lineOf(left)], right: [lineOf(right)], notes: where === null ? [] : [where] };
}

const cutLines = (lines: readonly SideLine[]): readonly SideLine[] => {
  if (lines.length <= mostLines) return lines;
  // What differs is what the columns are for: the first of it stays in sight.
  const at = lines.findIndex((line) => line.some(({ isOther }) => isOther));
  const from = Math.max(0, Math.min(at - 3, lines.length - mostLines));
  const rest = lines.length - from - mostLines;
  return [
    ...(from > 0 ? [[same(`⋮ ${plural(from, 'line')} before`)]] : []),
    ...lines.slice(from, from + mostLines),
    ...(rest > 0 ? [[same(`⋮ ${plural(rest, 'line')} after`)]] : []),
  ];
};

function listSides(expected: readonly Json[], actual: readonly Json[]): Sides {
  const linesOf = (list: readonly Json[], others: readonly Json[]): readonly SideLine[] =>
    list.length === 0
      ? [[same('[] (empty)')]]
      : list.map((item) => [
          others.some((each) => sameJson(each, item)) ? same(compact(item, columns)) : other(compact(item, columns)),
        ]);
  return {
    left: cutLines(linesOf(expected, actual)),
    right: cutLines(linesOf(actual, expected)),
    notes: pairLines(expected, actual, columns).flatMap(([label, text]) =>
      label === 'expected' || label === 'actual' ? [] : [`${label}: ${text}`],
    ),
  };
}

type Keyed = { readonly [key: string]: Json };

function objectSides(expected: Keyed, actual: Keyed): Sides {
  const linesOf = (side: Keyed, beside: Keyed): readonly SideLine[] =>
    Object.entries(side).map(([key, value]) => {
      const text = `${visible(key)}: ${compact(value, columns)}`;
      return [Object.hasOwn(beside, key) && sameJson(beside[key], value) ? same(text) : other(text)];
    });
  return { left: cutLines(linesOf(expected, actual)), right: cutLines(linesOf(actual, expected)), notes: [] };
}

/**
 * Two columns: two texts with the characters marked that differ, two lists by item, two objects by key, anything else as the lines that
 * the console has too. Null where nothing was expected and nothing came.
 */
export function sidesOf(expected: Json, actual: Json): Sides | null {
  if (expected === null && actual === null) return null;
  const lines = pairLines(expected, actual, columns);
  const labelled = (label: string): readonly SideLine[] =>
    lines.flatMap(([name, text]) => (name === label ? [[other(text)]] : []));
  const isPlain = lines.every(([, text], at) => text === [expected, actual].map((each) => compact(each, columns))[at]);
  if (typeof expected === 'string' && typeof actual === 'string' && expected !== actual) {
    // Of a pattern the console says what it is.
    if (!expected.startsWith('match pattern ')) return textSides(expected, actual);
  } else if (isArray(expected) && isArray(actual)) return listSides(expected, actual);
  else if (isObject(expected) && isObject(actual) && isPlain) return objectSides(expected, actual);
  return {
    left: labelled('expected'),
    right: labelled('actual'),
    notes: lines.flatMap(([label, text]) => (label === 'expected' || label === 'actual' ? [] : [`${label}: ${text}`])),
  };
}
