/** JSON values as one line of text, whatever is in them, and the pointers into them. */
import type { Json, JsonObject } from '../text/json.ts';
import { sanitise } from '../text/sanitise.ts';
import { truncate } from './text.ts';

/** True for an object that is not an array. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for an array. (`Array.isArray` does not narrow a readonly array.) */
export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The parts of a JSON Pointer, unescaped. Source: RFC 6901, sections 3 and 4. */
export const segmentsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));

/** What a value holds under one part of a pointer; undefined when it holds nothing there. Own keys only. */
export function childOf(value: Json | undefined, segment: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** The value that a pointer leads to; undefined when it leads nowhere. */
export const valueAt = (value: Json, pointer: string): Json | undefined =>
  segmentsOf(pointer).reduce<Json | undefined>(childOf, value);

/** A scalar as JSON; a number that JSON cannot write (a target sent 1e999) as JavaScript calls it. */
const scalar = (value: Json): string =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : sanitise(JSON.stringify(value));

/** JSON on one line, at most `columns` wide and seven levels deep; the rest is `…`. Safe for a terminal. */
export function compact(value: Json, columns = 200): string {
  let left = columns * 4;
  const write = (each: Json, depth: number): string => {
    if (left <= 0) return '…';
    if (!isArray(each) && !isObject(each)) {
      const text =
        typeof each === 'string' && each.length > columns * 2 ? scalar(each.slice(0, columns * 2)) : scalar(each);
      left -= text.length;
      return text;
    }
    const items: string[] = [];
    const entries: readonly (readonly [string | null, Json])[] = isArray(each)
      ? each.map((item) => [null, item] as const)
      : Object.entries(each);
    for (const [key, item] of entries) {
      if (left <= 0 || depth >= 7) {
        items.push('…');
        break;
      }
      const name = key === null ? '' : `${scalar(key)}: `;
      left -= name.length + 2;
      items.push(name + write(item, depth + 1));
    }
    return isArray(each) ? `[${items.join(', ')}]` : items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
  };
  return truncate(write(value, 0), columns);
}
