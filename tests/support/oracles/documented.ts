/** Which places of a response a document names. */
import type { Json, JsonObject } from '../text/json.ts';
import { errorSchema, responseSchema } from '../schemas.ts';
import { isObject, own, segmentsOf } from '../endpoint/index.ts';

/** What a schema says of one part of a pointer: of a key by its name, of an item by being one. */
function under(schema: JsonObject, part: string): readonly JsonObject[] {
  const properties = own(schema, 'properties');
  const items = own(schema, 'items');
  const ways = own(schema, 'oneOf');
  const here: readonly (Json | undefined)[] = [
    isObject(properties) ? own(properties, part) : undefined,
    /^\d+$/.test(part) ? items : undefined,
  ];
  return [
    ...here.filter(isObject),
    ...(Array.isArray(ways) ? (ways as readonly Json[]) : []).filter(isObject).flatMap((way) => under(way, part)),
  ];
}

/**
 * True when the schema of the response names the place: the envelope, the keys of the contact, and what is named inside of them. Of
 * anything else nobody has said what it holds.
 * @param pointer - a JSON Pointer (RFC 6901) that leads to a key
 * @param status - of the response: below 400 the contact is documented, above the forms of an error
 */
export function isNamed(pointer: string, status: number): boolean {
  const start: readonly JsonObject[] = [status < 400 ? responseSchema : errorSchema];
  return (
    segmentsOf(pointer).reduce((schemas, part) => schemas.flatMap((schema) => under(schema, part)), start).length > 0
  );
}
