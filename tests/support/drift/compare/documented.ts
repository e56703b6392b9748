/** What the response schema promises, per pointer of a response. */
import { escapeKey, isArray, isObject, own, valueAt, type Json, type JsonObject } from '../../text/json.ts';
import { endpoint } from '../../endpoint/index.ts';
import { memo } from '../../memo.ts';
import { formatOf, segmentOf, typeOf } from '../../observe/index.ts';

export interface DocumentedNode {
  readonly types: ReadonlySet<string>;
  readonly required: boolean;
  /** The formats that `pattern` and `format` allow. Empty when the schema asks for none. */
  readonly formats: ReadonlySet<string>;
  readonly enumeration: readonly string[] | null;
  /** Where in the schema it is described: pointers to the subschemas, references followed. */
  readonly places: readonly string[];
}

const objectAt = (schema: JsonObject, key: string): JsonObject => {
  const value = own(schema, key);
  return isObject(value) ? value : {};
};
const listAt = (schema: JsonObject, key: string): readonly Json[] => {
  const value = own(schema, key);
  return isArray(value) ? value : [];
};

/** A subschema of the response schema, and its pointer there. */
export interface Subschema {
  readonly schema: JsonObject;
  readonly at: string;
}

/** The subschemas that describe the same value: the schema, what it refers to, and its alternatives. */
function partsOf(root: JsonObject, place: Subschema, depth = 0): readonly Subschema[] {
  if (depth > 10) return [place];
  const parts: Subschema[] = [place];
  const ref = place.schema['$ref'];
  if (typeof ref === 'string' && ref.startsWith('#')) {
    const target = subschemaAt(root, ref.slice(1));
    if (target !== null) parts.push(...partsOf(root, { schema: target, at: ref.slice(1) }, depth + 1));
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    listAt(place.schema, keyword).forEach((schema, index) => {
      if (isObject(schema)) parts.push(...partsOf(root, { schema, at: `${place.at}/${keyword}/${index}` }, depth + 1));
    });
  }
  return parts;
}

/** The object at a JSON Pointer of the schema, or null. */
export function subschemaAt(root: JsonObject, pointer: string): JsonObject | null {
  const found = valueAt(root, pointer);
  return isObject(found) ? found : null;
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  const named = typeof type === 'string' ? [type] : listAt(schema, 'type').filter((item) => typeof item === 'string');
  const values = [...listAt(schema, 'enum'), ...('const' in schema ? [schema['const'] ?? null] : [])];
  const all = named.length > 0 ? named : values.map((value) => typeOf(value));
  return all.flatMap((name) => (name === 'number' ? ['number', 'integer'] : [name]));
}

/** One text per format. A pattern promises the formats whose text it matches. */
const probes: readonly string[] = [
  'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
  '2025-03-15',
  '1742034600',
  'Eve',
  ...['T', ' '].flatMap((separator) =>
    ['', '.000', '.000000', '.000000000'].flatMap((fraction) =>
      ['Z', '+00:00', '+0000', ' UTC', ''].map((zone) => `2025-03-15${separator}10:30:00${fraction}${zone}`),
    ),
  ),
];

function formatsOf(schema: JsonObject): readonly string[] {
  const pattern = schema['pattern'];
  if (typeof pattern !== 'string') return schema['format'] === 'uuid' ? ['uuid'] : [];
  const matcher = new RegExp(pattern, 'u');
  return probes.filter((probe) => matcher.test(probe)).map(formatOf);
}

function walk(
  root: JsonObject,
  place: Subschema,
  pointer: string,
  required: boolean,
  view: Map<string, DocumentedNode>,
): void {
  if (view.size > 500) return;
  const parts = partsOf(root, place);
  const known = view.get(pointer);
  const enumeration = parts.flatMap((part) => listAt(part.schema, 'enum')).filter((value) => typeof value === 'string');
  view.set(pointer, {
    types: new Set([...(known?.types ?? []), ...parts.flatMap((part) => typesOf(part.schema))]),
    required: required || (known?.required ?? false),
    formats: new Set([...(known?.formats ?? []), ...parts.flatMap((part) => formatsOf(part.schema))]),
    enumeration: enumeration.length > 0 ? enumeration : (known?.enumeration ?? null),
    places: [...(known?.places ?? []), ...parts.map((part) => part.at)],
  });
  const requiredKeys = new Set(parts.flatMap((part) => listAt(part.schema, 'required')));
  for (const part of parts) {
    for (const [key, schema] of Object.entries(objectAt(part.schema, 'properties'))) {
      if (!isObject(schema)) continue;
      const at = `${part.at}/properties/${escapeKey(key)}`;
      walk(root, { schema, at }, `${pointer}/${segmentOf(key)}`, requiredKeys.has(key), view);
    }
    const items = part.schema['items'];
    if (isObject(items)) walk(root, { schema: items, at: `${part.at}/items` }, `${pointer}/*`, false, view);
  }
}

/** The response schema of this project. */
export const documentedSchema: JsonObject = endpoint.responseSchema;

const promisesOf: (schema: JsonObject) => ReadonlyMap<string, DocumentedNode> = memo((schema) => {
  const promises = new Map<string, DocumentedNode>();
  walk(schema, { schema, at: '' }, '', true, promises);
  return promises;
});

/** Its promises, by pointer of a response. References inside the schema and alternatives are followed. */
export const documented = (): ReadonlyMap<string, DocumentedNode> => promisesOf(documentedSchema);
