/** Paths within JSON, for proofs that leave one key out. */
import type { Json, JsonObject } from '../../support/text/json.ts';

const childrenOf = (value: Json): readonly (readonly [string, Json])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value as JsonObject) : [];

// Keys of maps, whose names are data, are told from keys of records by where they are.
const maps = new Set(['headers', 'attributes', 'state', 'statuses', 'mediaTypes', 'errorShapes', 'shape', 'types']);
const isMap = (name: string, value: Json): boolean =>
  maps.has(name) || name === 'formats' || (name === 'cases' && !Array.isArray(value));

/** JSON Pointers of every key of a record within `value`, those named in `optional` left out. */
export function requiredPathsOf(value: Json, optional: readonly string[], pointer = ''): readonly string[] {
  return childrenOf(value).flatMap(([key, child]) => {
    const here = `${pointer}/${key}`;
    const below = isMap(key, child) ? [] : requiredPathsOf(child, optional, here);
    const own = Array.isArray(value) || optional.includes(key) ? [] : [here];
    // What was expected, seen or patched is any JSON, and has no keys of its own that are required.
    return ['expected', 'actual', 'was', 'is', 'value'].includes(key) ? own : [...own, ...below];
  });
}

/** A copy of `value` without the key at a JSON Pointer. */
export function withoutPath(value: JsonObject, pointer: string): JsonObject {
  const copy = structuredClone(value) as Record<string, unknown>;
  const tokens = pointer.split('/').slice(1);
  const parent = tokens
    .slice(0, -1)
    .reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
  Reflect.deleteProperty(parent, tokens.at(-1) ?? '');
  return copy as JsonObject;
}
