/** The request schema as a tree that the generators walk. Everything in it is understood, or it is an error. */
import type { Json, JsonObject } from '../text/json.ts';
import { escapeKey, isObject, typeOf } from '../endpoint/index.ts';
import { memo } from '../memo.ts';
import { UnsupportedKeywordError } from './errors.ts';

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

export interface Node {
  /** JSON Pointer into the body; array items as `*`. */
  readonly pointer: string;
  /** The property name; `*` for array items; empty for the body. */
  readonly key: string;
  /** The nearest property name: for the items of `tag_ids` that is `tag_ids`. */
  readonly name: string;
  readonly parent: Node | null;
  /** The schema here, `$ref` resolved and merged with what stands beside it. */
  readonly schema: JsonObject;
  readonly types: readonly JsonType[];
  readonly properties: readonly Node[];
  readonly required: readonly string[];
  readonly items: Node | null;
}

const annotations = [
  'title',
  'description',
  'examples',
  'default',
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'deprecated',
  'readOnly',
  'writeOnly',
];
/** Keywords for which payloads are generated on both sides. */
export const constraints: readonly string[] = [
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'required',
  'additionalProperties',
  'minProperties',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
];
// The name of a format of JSON Schema, not of an attribute.
// eslint-disable-next-line no-restricted-syntax
const formats = ['email', 'uuid', 'date', 'date-time', 'uri'];
const known = new Set([...annotations, ...constraints, 'properties', 'items', '$ref']);

/** The keyword of this node as a number, where it is one. */
export const numberAt = (node: Node, keyword: string): number | undefined => {
  const value = Object.hasOwn(node.schema, keyword) ? node.schema[keyword] : undefined;
  return typeof value === 'number' ? value : undefined;
};
/** The keyword of this node as a text, where it is one. */
export const textAt = (node: Node, keyword: string): string | undefined => {
  const value = Object.hasOwn(node.schema, keyword) ? node.schema[keyword] : undefined;
  return typeof value === 'string' ? value : undefined;
};
/** `enum` of this node, or `const` as a list of one. */
export function choicesOf(node: Node): readonly Json[] | null {
  if (Object.hasOwn(node.schema, 'const')) return [node.schema['const'] as Json];
  const list = Object.hasOwn(node.schema, 'enum') ? node.schema['enum'] : undefined;
  return Array.isArray(list) ? (list as readonly Json[]) : null;
}

/** The counts at the bounds of a node and next to them that its schema allows, each with the keyword of its bound. */
export function countsAt<Low extends string, High extends string>(
  node: Node,
  low: Low,
  high: High,
): readonly (readonly [Low | High, number])[] {
  const [least, most] = [numberAt(node, low), numberAt(node, high)];
  return ([low, high] as const).flatMap((keyword) =>
    [0, keyword === low ? 1 : -1].flatMap((step) => {
      const count = (keyword === low ? least : most) ?? Number.NaN;
      return count + step >= (least ?? 0) && count + step <= (most ?? Number.POSITIVE_INFINITY)
        ? [[keyword, count + step] as const]
        : [];
    }),
  );
}

interface Resolved {
  readonly schema: JsonObject;
  /** The references that led here, from the root on. */
  readonly followed: readonly string[];
}

function resolve(schema: JsonObject, root: JsonObject, pointer: string, followed: readonly string[]): Resolved {
  if (!Object.hasOwn(schema, '$ref')) return { schema, followed };
  const { $ref: reference, ...beside } = schema;
  const name = typeof reference === 'string' ? /^#\/\$defs\/([^/~%]+)$/.exec(reference)?.[1] : undefined;
  const definitions = root['$defs'];
  const known = name !== undefined && isObject(definitions) && Object.hasOwn(definitions, name);
  const found = known ? definitions[name] : undefined;
  if (name === undefined || !isObject(found)) {
    const advice = 'Refer to an entry of $defs in the same file: "#/$defs/name".';
    throw new UnsupportedKeywordError(`$ref ${JSON.stringify(reference)}`, pointer, advice);
  }
  if (followed.includes(name)) {
    throw new UnsupportedKeywordError(
      `a circular $ref to ${name}`,
      pointer,
      'Write the depth that is meant, without a cycle.',
    );
  }
  const target = resolve(found, root, pointer, [...followed, name]);
  const twice = Object.keys(beside).find((key) => Object.hasOwn(target.schema, key) && !annotations.includes(key));
  if (twice !== undefined) {
    throw new UnsupportedKeywordError(
      `${twice} both beside $ref and behind it`,
      pointer,
      'State it in one of the two places.',
    );
  }
  return { schema: { ...target.schema, ...beside }, followed: target.followed };
}

function check(schema: JsonObject, pointer: string): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (!known.has(keyword))
      throw new UnsupportedKeywordError(
        keyword,
        pointer,
        `Rewrite it with one of: ${constraints.join(', ')}; or teach tests/support/payloads this keyword.`,
      );
    if (keyword === 'additionalProperties' && typeof value !== 'boolean')
      throw new UnsupportedKeywordError(
        'additionalProperties with a schema',
        pointer,
        'Write true or false, and name the properties.',
      );
    if (keyword === 'format' && !(typeof value === 'string' && formats.includes(value)))
      throw new UnsupportedKeywordError(
        `format ${JSON.stringify(value)}`,
        pointer,
        `Use one of: ${formats.join(', ')}; or a pattern.`,
      );
  }
}

function typesOf(schema: JsonObject, pointer: string): readonly JsonType[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type as JsonType];
  if (Array.isArray(type) && type.length > 0) return type as readonly JsonType[];
  const choices = Object.hasOwn(schema, 'const')
    ? [schema['const'] as Json]
    : (schema['enum'] as readonly Json[] | undefined);
  if (choices !== undefined && choices.length > 0) return [...new Set(choices.map(typeOf))];
  throw new UnsupportedKeywordError(
    'no type',
    pointer,
    'Say which JSON type is meant: a schema without one allows anything.',
  );
}

function nodeOf(raw: Json, key: string, parent: Node | null, root: JsonObject, above: readonly string[] = []): Node {
  const pointer = parent === null ? '' : `${parent.pointer}/${escapeKey(key)}`;
  if (!isObject(raw))
    throw new UnsupportedKeywordError(
      `the boolean schema ${JSON.stringify(raw)}`,
      pointer,
      'Write an object with a type.',
    );
  check(raw, pointer);
  const { schema, followed } = resolve(raw, root, pointer, above);
  check(schema, pointer);
  const properties: Node[] = [];
  const required = (schema['required'] ?? []) as readonly string[];
  const node = {
    pointer,
    key,
    name: key === '*' && parent !== null ? parent.name : key,
    parent,
    schema,
    types: typesOf(schema, pointer),
    properties,
    required,
    items: null as Node | null,
  };
  for (const [name, child] of Object.entries(isObject(schema['properties']) ? schema['properties'] : {})) {
    if (name === '*')
      throw new UnsupportedKeywordError('a property named *', pointer, 'Array items are written as * in pointers.');
    properties.push(nodeOf(child, name, node, root, followed));
  }
  const undeclared = required.find((name) => !properties.some((child) => child.key === name));
  if (undeclared !== undefined)
    throw new UnsupportedKeywordError(
      `required ${undeclared} without a schema`,
      pointer,
      'Describe it under properties.',
    );
  if (Object.hasOwn(schema, 'items')) node.items = nodeOf(schema['items'] as Json, '*', node, root, followed);
  else if (node.types.includes('array') && choicesOf(node) === null)
    throw new UnsupportedKeywordError('an array without items', pointer, 'Describe its items.');
  return node;
}

/** The tree of a schema. Throws {@link UnsupportedKeywordError} for anything that no payload would be generated for. */
export const modelOf: (schema: JsonObject) => Node = memo((schema) => nodeOf(schema, '', null, schema));

/** The node and everything below it, in the order of the schema. */
export const nodesOf = (node: Node): readonly Node[] => [
  node,
  ...node.properties.flatMap(nodesOf),
  ...(node.items === null ? [] : nodesOf(node.items)),
];

/** The object whose properties are the attributes: what the body wraps (`contact`), or the body itself when it wraps nothing. */
export function containerOf(root: Node): Node {
  const [only, ...others] = root.properties;
  return only !== undefined && others.length === 0 && only.types.includes('object') ? only : root;
}
