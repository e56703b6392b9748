/** Walks over JSON Schemas, for the proofs about them. */
import type { Json, JsonObject } from '../../support/text/json.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Visit {
  readonly pointer: string;
  readonly schema: JsonObject;
  /** The name under which it is a property, where it is one that is described, and not one within a combination. */
  readonly property: boolean;
}

/** Maps of schemas, single schemas and lists of schemas, by keyword. `$defs` are visited where they stand. */
function visits(schema: JsonObject, pointer = '', property = false, combined = false): readonly Visit[] {
  const below = Object.entries(schema).flatMap(([keyword, value]): readonly Visit[] => {
    const here = `${pointer}/${keyword}`;
    const isMap = keyword === 'properties' || keyword === '$defs';
    if (isMap && isObject(value)) {
      return Object.entries(value).flatMap(([name, child]) =>
        isObject(child) ? visits(child, `${here}/${name}`, keyword === 'properties' && !combined, combined) : [],
      );
    }
    if (keyword === 'items' && isObject(value)) return visits(value, here, false, combined);
    if ((keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'allOf') && Array.isArray(value)) {
      return (value as readonly Json[]).flatMap((child, index) =>
        isObject(child) ? visits(child, `${here}/${index}`, false, true) : [],
      );
    }
    return [];
  });
  return [{ pointer, schema, property }, ...below];
}

/** Every keyword that the schema uses, once each. */
export const keywordsOf = (schema: JsonObject): readonly string[] => [
  ...new Set(visits(schema).flatMap((visit) => Object.keys(visit.schema))),
];

/** Pointers of the properties that have no description. */
export const undescribedProperties = (schema: JsonObject): readonly string[] =>
  visits(schema)
    .filter((visit) => visit.property && typeof visit.schema['description'] !== 'string')
    .map(({ pointer }) => pointer);
