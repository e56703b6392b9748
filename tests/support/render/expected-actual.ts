/** What was expected beside what came, so that a reader sees where they part. */
import { isArray, type Json, sameJson } from '../text/json.ts';
import { sanitise } from '../text/sanitise.ts';
import { compact, truncate, widthOf } from '../text/lines.ts';

/** How a text is written so that a reader sees what it is. */
type Write = (text: string) => string;

/** A text as JSON writes it, safe to print. */
export const visible: Write = (text) => sanitise(JSON.stringify(text));

/** The same with an escape for everything but ASCII. */
export const escaped: Write = (text) =>
  JSON.stringify(text).replace(/[^\u0020-\u007e]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );

/** Two texts that a reader could not tell apart: they differ in normal form, kind of space, or characters without a shape. */
export const lookAlike = (expected: string, actual: string): boolean => {
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

/** One line of a comparison: what it is called, and what it says. */
type PairLine = readonly [label: string, text: string];

/** Words by which the oracles say what they expected; anything else that is a text is a value. */
const typeWords: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
};

/** A type in words, or several that a document allows (`object,null`); undefined for any other text. */
function typeInWords(text: string): string | undefined {
  const words = text.split(',').map((type) => (Object.hasOwn(typeWords, type) ? typeWords[type] : undefined));
  return words.includes(undefined) ? undefined : words.join(' or ');
}

const article = (value: Json): string => {
  const type = value === null ? 'null' : isArray(value) ? 'array' : typeof value;
  return type === 'null' ? '' : ` (${typeWords[type] ?? type})`;
};

/** What identifiers have in common at the beginning, when it is too much to see where they differ. */
function commonStart(texts: readonly string[]): number {
  const [first = '', ...others] = texts;
  let at = 0;
  while (at < first.length && others.every((text) => text[at] === first[at])) at += 1;
  return texts.length > 1 && at >= 24 && at < first.length ? at - 12 : 0;
}

/** Two lists as what is missing and what is there unasked; identifiers that differ in one place are shown around it. */
function listLines(expected: readonly Json[], actual: readonly Json[], columns: number): readonly PairLine[] {
  const has = (list: readonly Json[], item: Json): boolean => list.some((other) => sameJson(other, item));
  const missing = expected.filter((item) => !has(actual, item));
  const unexpected = actual.filter((item) => !has(expected, item));
  const both = [...expected, ...actual].filter((item): item is string => typeof item === 'string');
  const start = both.length === expected.length + actual.length ? commonStart([...new Set(both)]) : 0;
  const show = (list: readonly Json[]): string =>
    truncate(
      list
        .map((item) =>
          start > 0 && typeof item === 'string' ? `…${sanitise(item.slice(start))}` : compact(item, columns),
        )
        .join(', '),
      columns - 12,
    );
  if (missing.length === 0 && unexpected.length === 0) {
    const twice = [...new Set(actual.filter((item, at) => actual.findIndex((other) => sameJson(other, item)) < at))];
    const counts = `${expected.length} expected, ${actual.length} came`;
    return [
      twice.length > 0 && actual.length !== expected.length
        ? ['repeated', `${show(twice)} (${counts})`]
        : ['order', `the same items in another order (${counts})`],
    ];
  }
  return [
    ...(expected.length === 0 ? [['expected', 'none'] as const] : []),
    ...(actual.length === 0 ? [['actual', 'none'] as const] : []),
    ...(missing.length === 0
      ? []
      : [['missing', `${show(missing)} (${missing.length} of ${expected.length})`] as const]),
    ...(unexpected.length === 0
      ? []
      : [['unexpected', `${show(unexpected)} (${unexpected.length} of ${actual.length})`] as const]),
  ];
}

/**
 * What was expected and what came, in lines of at most `columns` with their labels. Lists are told as what is missing and what is
 * unexpected, a type in words; nothing is said of a side that the finding leaves open.
 */
export function pairLines(expected: Json, actual: Json, columns = 200): readonly PairLine[] {
  if (expected === null && actual === null) return [];
  if (isArray(expected) && isArray(actual)) return listLines(expected, actual, columns);
  const said = typeof expected === 'string' ? expected : '';
  const word = typeInWords(said);
  // A single word may be a value; a list of types is none.
  if (word !== undefined && (typeof actual !== 'string' || said.includes(',')))
    return [
      ['expected', word],
      ['actual', truncate(`${compact(actual, columns - 14)}${article(actual)}`, columns)],
    ];
  if (isArray(expected) && expected.length > 0 && expected.every((each) => typeof each === 'number'))
    return [
      ['expected', truncate(expected.map(String).join(' or '), columns)],
      ['actual', compact(actual, columns)],
    ];
  if (typeof expected === 'string' && expected.startsWith('match pattern '))
    return [
      ['expected', truncate(sanitise(expected.replace(/^match pattern "(.*)"$/, 'text of the form $1')), columns)],
      ['actual', compact(actual, columns)],
    ];
  const [left, right] = comparePair(expected, actual, columns);
  const where = differs(expected, actual, columns);
  return [
    ['expected', left],
    ['actual', right],
    ...(where === null ? [] : [['differs', truncate(where, columns)] as const]),
  ];
}
