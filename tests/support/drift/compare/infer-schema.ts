/** The schema that would have promised what was seen. */
import type { Observed } from '../../report/types.ts';
import type { JsonObject } from '../../text/json.ts';
import { childrenOf, lastOf } from '../observe/index.ts';

/** A segment of a pointer as the key that it names. */
export const keyOf = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** A schema for what was seen at a pointer: one type, or the alternatives, with the keys that were always there required. */
export function inferSchema(shape: Observed['shape'], pointer: string, depth = 0): JsonObject {
  const node = shape[pointer];
  const types = Object.keys(node?.types ?? {}).sort();
  const listed = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const children = depth > 6 ? [] : childrenOf(new Map(Object.entries(shape)), pointer);
  const one = (type: string): JsonObject => {
    if (type === 'array') {
      const items = shape[`${pointer}/*`];
      return items === undefined ? { type } : { type, items: inferSchema(shape, `${pointer}/*`, depth + 1) };
    }
    if (type !== 'object') return { type };
    const keys = children.filter((child) => lastOf(child) !== '*' && lastOf(child) !== '{id}');
    const required = keys
      .filter((child) => (shape[child]?.seen ?? 0) >= (shape[child]?.of ?? 1))
      .map((child) => keyOf(lastOf(child)));
    const properties = Object.fromEntries(
      keys.map((child) => [keyOf(lastOf(child)), inferSchema(shape, child, depth + 1)]),
    );
    return { type, ...(keys.length > 0 ? { properties } : {}), ...(required.length > 0 ? { required } : {}) };
  };
  const schemas = listed.map(one);
  const only = schemas[0];
  return schemas.length === 1 && only !== undefined ? only : schemas.length === 0 ? {} : { anyOf: schemas };
}
