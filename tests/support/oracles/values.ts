/** The values of a JSON document, each with its place. */
import { escapeKey, type Json, type JsonObject } from '../text/json.ts';

/** A value of a JSON document, with its key and where that stands. */
export interface Placed {
  /** Null for the document itself. */
  readonly within: Placed | null;
  readonly key: string;
  readonly value: Json;
  /** Of its pointer, which hardly anybody asks for. */
  readonly length: number;
}

/** The JSON Pointer (RFC 6901) of a value. */
export const placeOf = ({ within, key }: Placed): string =>
  within === null ? '' : `${placeOf(within)}/${escapeKey(key)}`;

/** Every value of a JSON document with its place, breadth first, bounded. */
export function values(root: Json, limit = 20_000): readonly Placed[] {
  const queue: Placed[] = [{ within: null, key: '', value: root, length: 0 }];
  for (let at = 0; at < queue.length && at < limit; at += 1) {
    const within = queue[at];
    if (within === undefined) break;
    const { value, length } = within;
    if (length > 4000 || typeof value !== 'object' || value === null) continue;
    // Items of an array have their index for a key.
    const members = value as JsonObject;
    for (const key of Object.keys(members))
      queue.push({ within, key, value: members[key] ?? null, length: length + 1 + escapeKey(key).length });
  }
  return queue.length > limit ? queue.slice(0, limit) : queue;
}
