/** A body shortened around the place that a finding points to. */
import type { Json, JsonObject } from '../text/json.ts';
import { attributeShownAs } from '../endpoint/index.ts';
import { sanitise, sanitiseBlock } from '../text/sanitise.ts';
import { truncate } from './text.ts';
import { childOf, compact, isArray, isObject, segmentsOf, valueAt } from './value.ts';

export interface ExcerptOptions {
  /** Lines at most. */
  readonly maxLines: number;
  /** Columns at most, per line. */
  readonly columns: number;
}

/**
 * The body in lines that are safe to print. JSON is written with the path to `pointer` only, siblings elided as `…`; where
 * the pointer leads to nothing, the nearest container is shown with its keys. A body that is not JSON is shown
 * from its beginning, or around the name of the key.
 */
export function excerpt(text: string, pointer: string, options: ExcerptOptions): readonly string[] {
  if (text.trim() === '') return [text === '' ? '(no body)' : '(only white space)'];
  const value = parse(text);
  if (value === undefined) return plain(text, pointer, options);
  const onOneLine = compact(value, options.columns * 3);
  if (onOneLine.length <= options.columns && !onOneLine.includes('…')) return [onOneLine];
  const lines = walk(value, segmentsOf(pointer), 0, options.columns);
  // Where the place itself would be cut off, one line shows it better than the first of many.
  if (lines.length > options.maxLines && pointer !== '' && valueAt(value, pointer) !== undefined)
    return [inShort(text, pointer, options.columns)];
  return fit(lines, options);
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
 * The place in the body of a request that a pointer, into it or into its answer, is about; empty when the body has no such
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
  const from = placeOf(text, pointer, size);
  const kept = text.slice(from, from + size).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
  const before = from > 0 ? `[… ${from} characters left out]` : '';
  const after = text.length - from - size;
  return before + kept + (after > 0 ? `[… ${after} characters left out]` : '');
}

function placeOf(text: string, pointer: string, size: number): number {
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

function walk(value: Json, path: readonly string[], depth: number, columns: number): readonly string[] {
  const [head, ...rest] = path;
  const next = head === undefined ? undefined : childOf(value, head);
  if (depth > 20) return [compact(value, columns)];
  if (head === undefined || next === undefined)
    return depth < 2 && path.length === 0 ? open(value, columns) : keysOf(value, columns);
  const size = isArray(value) ? value.length : Object.keys(value as JsonObject).length;
  const position = isArray(value) ? Number(head) : Object.keys(value as JsonObject).indexOf(head);
  const label = isArray(value) ? '' : `${sanitise(JSON.stringify(head))}: `;
  const inner = rest.length === 0 ? [compact(next, columns)] : walk(next, rest, depth + 1, columns);
  return wrapIn(value, [
    ...(position > 0 ? [isArray(value) ? `… (${position} before)` : '…'] : []),
    ...inner.map((line, index) => (index === 0 ? label + line : line)),
    ...(position < size - 1 ? ['…'] : []),
  ]);
}

function wrapIn(value: Json, lines: readonly string[]): readonly string[] {
  const [opening, closing] = isArray(value) ? ['[', ']'] : ['{', '}'];
  return [opening, ...lines.map((line) => `  ${line}`), closing];
}

/** A container one level open: each key with its value on one line. */
function keysOf(value: Json, columns: number): readonly string[] {
  if (isArray(value))
    return wrapIn(
      value,
      value.map((item) => compact(item, columns)),
    );
  if (!isObject(value)) return [compact(value, columns)];
  return wrapIn(
    value,
    Object.entries(value).map(([key, item]) => `${sanitise(JSON.stringify(key))}: ${compact(item, columns)}`),
  );
}

/** The whole: an envelope of one key is opened as well. */
function open(value: Json, columns: number): readonly string[] {
  const [only, ...others] = isObject(value) ? Object.entries(value) : [];
  if (only === undefined || others.length > 0) return keysOf(value, columns);
  return wrapIn(
    value,
    keysOf(only[1], columns).map((line, index) =>
      index === 0 ? `${sanitise(JSON.stringify(only[0]))}: ${line}` : line,
    ),
  );
}
