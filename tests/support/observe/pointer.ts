/** JSON Pointers (RFC 6901) over shapes: the items of an array share the segment `*`. */
import { isIdentifier } from '../endpoint/index.ts';
import { escapeKey } from '../text/json.ts';

const longest = 80;

/** A key as a pointer segment. Keys that are identifiers or numbers become `{id}`: they are data, not shape. */
export function segmentOf(key: string): string {
  if (isIdentifier(key) || /^\d+$/.test(key)) return '{id}';
  const escaped = escapeKey(key).slice(0, longest);
  return escaped === '*' ? '{*}' : escaped;
}

/** The pointer without its last segment; of a key of the root, the empty pointer. */
export const parentOf = (pointer: string): string => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** The last segment as it stands in the pointer. */
export const lastOf = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1);

/** True when `pointer` lies below `ancestor`. */
export const isBelow = (pointer: string, ancestor: string): boolean => pointer.startsWith(`${ancestor}/`);

/** The direct children of a pointer, among the pointers of a shape. */
export const childrenOf = (nodes: ReadonlyMap<string, unknown>, pointer: string): readonly string[] =>
  [...nodes.keys()].filter((other) => other !== '' && parentOf(other) === pointer);
