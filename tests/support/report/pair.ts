/** What was expected beside what came, so that a reader sees where they part. */
import { sameJson, type Json } from '../text/json.ts';
import { sanitise } from '../text/sanitise.ts';
import { truncate, widthOf } from './text.ts';
import { compact, isArray } from './value.ts';

type Write = (text: string) => string;

const visible: Write = (text) => sanitise(JSON.stringify(text));

const escaped: Write = (text) =>
  JSON.stringify(text).replace(/[^\u0020-\u007e]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

/** Two texts that a reader could not tell apart: they differ in normal form, kind of space, or characters without a shape. */
const lookAlike = (expected: string, actual: string): boolean => {
  const seen = (text: string): string =>
    text
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .normalize('NFKC')
      .replace(/\s+/gu, ' ');
  return seen(expected) === seen(actual);
};

/** Where two texts part, in code units; never within a surrogate pair. */
function partingOf(expected: string, actual: string): number {
  let at = 0;
  while (at < expected.length && expected[at] === actual[at]) at += 1;
  const splits = at > 0 && [expected, actual].some((text) => (text.codePointAt(at - 1) ?? 0) > 0xffff);
  return splits ? at - 1 : at;
}

/** Of two long texts, the part from shortly before the place where they part. */
function around(expected: string, actual: string, columns: number, write: Write): readonly [string, string] {
  const whole = [expected, actual].map(write) as [string, string];
  if (whole.every((text) => widthOf(text) <= columns)) return whole;
  const at = partingOf(expected, actual);
  let from = at;
  for (const character of Array.from(expected.slice(Math.max(0, at - columns), at)).reverse()) {
    if (widthOf(write(expected.slice(from - character.length, at))) > columns / 3) break;
    from -= character.length;
  }
  const show = (text: string): string => {
    const note = ` (${Array.from(text).length} characters)`;
    const written = write(text.slice(from, from + columns * 2));
    const cut = from + columns * 2 < text.length ? `${written.slice(0, -1)}…` : written;
    return truncate(from > 0 ? `…${cut.slice(1)}` : cut, columns - note.length) + note;
  };
  return [show(expected), show(actual)];
}

const firstDifferent = (expected: readonly Json[], actual: readonly Json[]): number => {
  let at = 0;
  while (at < expected.length && sameJson(expected[at], actual[at])) at += 1;
  return at;
};

/** Of two long lists, the items from the first that differs. */
function items(expected: readonly Json[], actual: readonly Json[], columns: number): readonly [string, string] {
  const at = firstDifferent(expected, actual);
  const show = (list: readonly Json[]): string => {
    const note = ` (${list.length} items)`;
    const before = at === 0 ? '' : `${at} the same${at < list.length ? ', ' : ''}`;
    return truncate(`[${before}${compact(list.slice(at), columns * 2).slice(1)}`, columns - note.length) + note;
  };
  return [show(expected), show(actual)];
}

/** Lists of which a line does not show enough to see where they part; beside an empty one there is nothing to find. */
const areLong = (expected: Json, actual: Json, columns: number): boolean =>
  [expected, actual].every((list) => isArray(list) && list.length > 0) &&
  [expected, actual].some((list) => compact(list, columns).includes('…'));

/**
 * Expected and actual, each on one line of at most `columns`. Two texts that a reader could not tell apart (normal forms, kinds
 * of space, invisible characters) are written with escapes; two long texts or lists are shown from shortly before the
 * place where they part, with their lengths.
 */
export function comparePair(expected: Json, actual: Json, columns = 200): readonly [string, string] {
  if (typeof expected === 'string' && typeof actual === 'string' && expected !== actual)
    return around(expected, actual, columns, lookAlike(expected, actual) ? escaped : visible);
  if (isArray(expected) && isArray(actual) && areLong(expected, actual, columns))
    return items(expected, actual, columns);
  return [compact(expected, columns), compact(actual, columns)];
}

const named = (text: string, at: number): string => {
  const code = text.codePointAt(at);
  if (code === undefined) return 'the end';
  return `${visible(String.fromCodePoint(code))} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`;
};

/**
 * In words, the first place where two values part: of texts the character, of lists the item. Null where the two lines of
 * `comparePair`, at most `columns` wide, show it by themselves.
 */
export function differs(expected: Json, actual: Json, columns = 200): string | null {
  if (typeof expected === 'string' && typeof actual === 'string' && expected !== actual) {
    const at = partingOf(expected, actual);
    const plain = [expected, actual].every((text) => /^[!-~]?$/.test(text.slice(at, at + 1)));
    const short = [expected, actual].every((text) => widthOf(visible(text)) <= columns);
    if (plain && short) return null;
    const nth = Array.from(expected.slice(0, at)).length + 1;
    return `at character ${nth}: expected ${named(expected, at)}, came ${named(actual, at)}`;
  }
  if (!isArray(expected) || !isArray(actual) || !areLong(expected, actual, columns)) return null;
  const at = firstDifferent(expected, actual);
  const nth = (list: readonly Json[]): string => (at < list.length ? compact(list[at] ?? null, 80) : 'the end');
  return `at item ${at + 1}: expected ${nth(expected)}, came ${nth(actual)}`;
}
