/** JSON values: own keys only, so that `__proto__` and `constructor` are keys like any other. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = { readonly [key: string]: Json };

/** True for a JSON object (not null, not an array). */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for an array. (`Array.isArray` does not narrow a readonly array.) */
export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The own property of an object. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** One key as a segment of a JSON Pointer (RFC 6901, section 3). */
export const escapeKey = (key: string): string =>
  /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;

/** A segment of a JSON Pointer as the key that it stands for. */
export const unescapeKey = (segment: string): string =>
  segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment;

/** The segments of a JSON Pointer, unescaped. Source: RFC 6901, sections 3 and 4. */
export const segmentsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(unescapeKey);

/** The pointer with every index as `*`: what one place of an array shows, another shows too. */
export const withoutIndexes = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

/** What a value holds under one segment of a pointer; undefined when it holds nothing there. Own keys only. */
export function childOf(value: Json | undefined, segment: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  return isObject(value) ? own(value, segment) : undefined;
}

/** The value that a pointer leads to; undefined when it leads nowhere. */
export const valueAt = (value: Json, pointer: string): Json | undefined =>
  segmentsOf(pointer).reduce<Json | undefined>(childOf, value);

/** The JSON type of a value. */
export const typeOf = (value: Json): 'null' | 'array' | 'object' | 'string' | 'number' | 'boolean' =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : (typeof value as 'object' | 'string' | 'number' | 'boolean');

/** The value as text that is the same for the same value, whatever the order of its keys. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** True for two values that are the same, whatever the order of their keys; never for what is not there. */
export const sameJson = (left: Json | undefined, right: Json | undefined): boolean =>
  left !== undefined &&
  right !== undefined &&
  // A text may have a megabyte: written as JSON only where it is part of something.
  (left === right || (typeof left === 'object' && typeof right === 'object' && canonical(left) === canonical(right)));

/** Where two values first differ: a JSON Pointer below both, empty when they differ as a whole. Null when they are the same. */
export function firstDifference(left: Json, right: Json): string | null {
  if (sameJson(left, right)) return null;
  if (isObject(left) && isObject(right)) {
    const at = (object: JsonObject, key: string): string | null => {
      const value = own(object, key);
      return value === undefined ? null : canonical(value);
    };
    const key = [...new Set([...Object.keys(left), ...Object.keys(right)])].find(
      (each) => at(left, each) !== at(right, each),
    );
    if (key === undefined) return '';
    const [a, b] = [own(left, key), own(right, key)];
    return `/${escapeKey(key)}${a === undefined || b === undefined ? '' : (firstDifference(a, b) ?? '')}`;
  }
  return '';
}
