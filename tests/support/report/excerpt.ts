/** A body shortened around the place that a finding points to. */
import { childOf, isArray, isObject, segmentsOf, valueAt, type Json } from '../text/json.ts';
import { attributeShownAs } from '../endpoint/index.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { compact, plural, truncate, widthOf } from '../text/lines.ts';

interface ExcerptOptions {
  /** Lines at most. */
  readonly maxLines: number;
  /** Columns at most, per line. */
  readonly columns: number;
}

/** A line of a body, and whether it belongs to the value that the pointer leads to. */
export interface ShownLine {
  readonly text: string;
  readonly isMeant: boolean;
}

/**
 * The body in whole lines that are safe to print: all of them where they fit, else those around `pointer`, with the count of
 * those left out. Where the pointer leads to nothing, the nearest container is what is shown. A body that is not JSON is shown from its
 * beginning, or around the name of the key.
 */
export const excerpt = (text: string, pointer: string, options: ExcerptOptions): readonly string[] =>
  excerptLines(text, pointer, options).map((line) => line.text);

/** The lines of `excerpt`, each with whether it shows the value at `pointer`. */
export function excerptLines(text: string, pointer: string, options: ExcerptOptions): readonly ShownLine[] {
  const unmeant = (line: string): ShownLine => ({ text: line, isMeant: false });
  if (text.trim() === '') return [unmeant(text === '' ? '(no body)' : '(only white space)')];
  const value = parse(text);
  if (value === undefined) return plain(text, pointer, options).map(unmeant);
  const lines = written(value, options.columns);
  const [from, to] = blockOf(lines, segmentsOf(pointer));
  const isThere = pointer !== '' && valueAt(value, pointer) !== undefined;
  const shown = lines.map((line, at) => ({
    text: truncate(line.text, options.columns),
    isMeant: isThere && at >= from && at < to,
  }));
  return lines.length <= options.maxLines ? shown : around(shown, [from, to], options.maxLines);
}

/**
 * The body of a request in lines that are safe to print. Where it is not the UTF-8 of a text, its last line has the bytes themselves, as
 * many as there is room for.
 */
export function requestExcerpt(
  { body, bodyHex }: { readonly body: string | null; readonly bodyHex?: string },
  pointer: string,
  options: ExcerptOptions,
): readonly string[] {
  if (body === null) return ['(no body)'];
  const maxLines = bodyHex === undefined ? options.maxLines : Math.max(1, options.maxLines - 1);
  return [
    ...excerpt(body, placeInRequest(body, pointer), { ...options, maxLines }),
    ...(bodyHex === undefined ? [] : [truncate(`in hexadecimal: ${bodyHex}`, options.columns)]),
  ];
}

/**
 * The place in the body of a request that a pointer, into it or into its response, is about; empty when the body has no such
 * place.
 */
export function placeInRequest(body: string, pointer: string): string {
  const value = parse(body);
  if (value === undefined || pointer === '') return '';
  const [, root = '', key = ''] = pointer.split('/');
  const sent = `/${root}/${attributeShownAs(key)?.name ?? key}`;
  return [pointer, sent].find((place) => valueAt(value, place) !== undefined) ?? '';
}

/** The body on one line of at most `columns`: of an object only what leads to the pointer, the rest as `…`. Safe to print. */
export function inShort(text: string, pointer: string, columns: number): string {
  const value = parse(text);
  if (value === undefined) return truncate(sanitise(windowAround(text, pointer, columns)), columns);
  const lead = (each: Json, [head, ...rest]: readonly string[], left: number): string => {
    const next = head === undefined ? undefined : childOf(each, head);
    if (head === undefined || next === undefined || !isObject(each)) return compact(each, Math.max(20, left));
    const others = Object.keys(each).length > 1 ? ', …' : '';
    const name = `${sanitise(JSON.stringify(head))}: `;
    return `{ ${name}${lead(next, rest, left - name.length - others.length - 4)}${others} }`;
  };
  return truncate(lead(value, segmentsOf(pointer).slice(0, 20), columns), columns);
}

/**
 * At most `size` characters of a text: its beginning, or where the last key that the pointer names lies further on, the
 * part around that key. What was cut is said in the text itself.
 */
export function windowAround(text: string, pointer: string, size: number): string {
  if (text.length <= size) return text;
  const from = windowStart(text, pointer, size);
  const kept = text.slice(from, from + size).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  const before = from > 0 ? `[… ${from} characters left out]` : '';
  const after = text.length - from - size;
  return before + kept + (after > 0 ? `[… ${after} characters left out]` : '');
}

function windowStart(text: string, pointer: string, size: number): number {
  const key = segmentsOf(pointer).findLast((part) => !/^\d+$/.test(part));
  const at = key === undefined ? -1 : text.indexOf(JSON.stringify(key));
  if (at === -1 || at < size - Math.min(200, Math.floor(size / 2))) return 0;
  return Math.max(0, Math.min(at - Math.floor(size / 4), text.length - size));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function plain(text: string, pointer: string, { maxLines, columns }: ExcerptOptions): readonly string[] {
  const shown = windowAround(text, pointer, maxLines * columns);
  const lines = sanitiseBlock(shown)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return fit(lines, { maxLines, columns });
}

function fit(lines: readonly string[], { maxLines, columns }: ExcerptOptions): readonly string[] {
  const kept = lines.length <= maxLines ? lines : [...lines.slice(0, Math.max(1, maxLines - 1)), '…'];
  return kept.map((line) => truncate(line, columns));
}

interface Line {
  readonly text: string;
  /** The place of the value that the line shows or opens, as its segments. */
  readonly path: readonly string[];
}

const deepest = 20;

/** JSON in lines: a value that fits stands on one, any other is opened. */
function written(value: Json, columns: number, path: readonly string[] = [], label = ''): readonly Line[] {
  const indent = '  '.repeat(path.length);
  const line = compact(value, columns * 2);
  const isWhole = widthOf(indent + label + line) < columns && !line.includes('…');
  if (isWhole || path.length >= deepest || (!isArray(value) && !isObject(value)) || line === '[]' || line === '{}')
    return [{ text: indent + label + line, path }];
  const entries: readonly (readonly [string, Json])[] = isArray(value)
    ? value.map((item, at) => [String(at), item] as const)
    : Object.entries(value);
  const [opening, closing] = isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = entries.flatMap(([key, item], at) => {
    const name = isArray(value) ? '' : `${sanitise(JSON.stringify(key))}: `;
    const lines = written(item, columns, [...path, key], name);
    const last = lines.at(-1);
    return last === undefined || at === entries.length - 1
      ? lines
      : [...lines.slice(0, -1), { ...last, text: `${last.text},` }];
  });
  return [{ text: indent + label + opening, path }, ...inner, { text: indent + closing, path }];
}

/** The lines of the value at a path, or of the nearest container of it: from, and up to before. */
function blockOf(lines: readonly Line[], path: readonly string[]): readonly [number, number] {
  const isIn = (line: Line, depth: number): boolean => path.slice(0, depth).every((key, at) => line.path[at] === key);
  for (let depth = path.length; depth > 0; depth -= 1) {
    const first = lines.findIndex((line) => line.path.length >= depth && isIn(line, depth));
    if (first === -1) continue;
    const last = lines.findLastIndex((line) => line.path.length >= depth && isIn(line, depth));
    return [first, last + 1];
  }
  return [0, 1];
}

/** As many lines as fit, the block among them, and how many are left out. */
function around(
  lines: readonly ShownLine[],
  [from, to]: readonly [number, number],
  most: number,
): readonly ShownLine[] {
  const room = Math.max(1, most - 1);
  const before = Math.max(0, Math.floor((room - (to - from)) / 2));
  const start = Math.max(0, Math.min(from - before, lines.length - room));
  const end = Math.min(lines.length, start + room);
  const left = [
    ...(start > 0 ? [`${plural(start, 'line')} before`] : []),
    ...(end < lines.length ? [`${plural(lines.length - end, 'line')} after`] : []),
  ];
  return [...lines.slice(start, end), { text: `⋮ ${left.join(', ')}`, isMeant: false }];
}
