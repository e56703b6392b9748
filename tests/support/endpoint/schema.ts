/** What a JSON Schema of ours says about one property: references followed, alternatives looked into. */
import type { Json, JsonObject } from '../text/json.ts';
import { isObject, own } from '../text/json.ts';

/** The object under a keyword; empty when there is none. */
export const objectAt = (schema: JsonObject, key: string): JsonObject => {
  const value = own(schema, key);
  return isObject(value) ? value : {};
};

/** The list under a keyword; empty when there is none. */
export const listAt = (schema: JsonObject, key: string): readonly Json[] => {
  const value = own(schema, key);
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};

/** The name of the definition that a schema refers to, or null. */
export function definitionOf(schema: JsonObject): string | null {
  const reference = own(schema, '$ref');
  return typeof reference === 'string' ? (/^#\/\$defs\/([^/]+)$/.exec(reference)?.[1] ?? null) : null;
}

/** The schema with the definition that it refers to, and the alternatives beside it. */
export function partsOf(schema: JsonObject, root: JsonObject, depth = 0): readonly JsonObject[] {
  if (depth > 10) return [schema];
  const definition = definitionOf(schema);
  const referred = definition === null ? {} : objectAt(objectAt(root, '$defs'), definition);
  return [
    schema,
    ...(definition === null ? [] : partsOf(referred, root, depth + 1)),
    ...['allOf', 'anyOf', 'oneOf']
      .flatMap((keyword) => listAt(schema, keyword))
      .filter(isObject)
      .flatMap((part) => partsOf(part, root, depth + 1)),
  ];
}

/** The properties of an object schema. */
export const propertiesOf = (schema: JsonObject): Readonly<Record<string, JsonObject>> =>
  Object.fromEntries(
    Object.entries(objectAt(schema, 'properties')).filter((entry): entry is [string, JsonObject] => isObject(entry[1])),
  );

/** The JSON types that a schema allows, integers as numbers; empty: any. */
export function typesOf(schema: JsonObject, root: JsonObject): ReadonlySet<string> {
  const named = partsOf(schema, root).flatMap((part) => {
    const type = own(part, 'type');
    return typeof type === 'string' ? [type] : listAt(part, 'type').filter((item) => typeof item === 'string');
  });
  return new Set(named.map((type) => (type === 'integer' ? 'number' : type)));
}

/** Identifiers of several versions of UUID: a pattern that asks for one version takes at least one of them. */
const identifierSamples = ['a1b2c3d4-e5f6-7890-abcd-ef1234567890', '00000000-0000-4000-8000-000000000000'] as const;
/** A text of the form of an identifier. */
export const [identifierSample] = identifierSamples;

/** The pattern of a schema as it is applied (ECMA-262, with Unicode); null where there is none, or none that can be. */
export function formOf(pattern: Json | undefined): RegExp | null {
  try {
    return typeof pattern === 'string' ? new RegExp(pattern, 'u') : null;
  } catch {
    return null;
  }
}

/** True for a pattern that takes an identifier and hardly anything else. */
function isIdentifierPattern(pattern: Json | undefined): boolean {
  const form = formOf(pattern);
  if (form === null) return false;
  const near = ['a', ...identifierSamples.map((sample) => `${sample.slice(1)}g`)];
  return identifierSamples.some((sample) => form.test(sample)) && !near.some((text) => form.test(text));
}

/**
 * True when a single value of a property names a record: by its name, or by the form that its schema asks for. It cannot be made up,
 * unless the schema lists what it may be.
 * @param parts - the schema with what it refers to and its alternatives
 */
export const namesRecord = (name: string, parts: readonly JsonObject[]): boolean =>
  !parts.some((part) => Object.hasOwn(part, 'enum') || Object.hasOwn(part, 'const')) &&
  (/_ids?$/.test(name) ||
    parts.some((part) => own(part, 'format') === 'uuid' || isIdentifierPattern(own(part, 'pattern'))));

/** True when values of a property name records, alone or in a list. */
export function namesRecords(name: string, schema: JsonObject, root: JsonObject): boolean {
  const items = own(schema, 'items');
  if (isObject(items)) return namesRecords(name, items, root);
  const types = typesOf(schema, root);
  if (types.has('object') || types.has('array') || types.has('boolean')) return false;
  return namesRecord(name, partsOf(schema, root));
}
