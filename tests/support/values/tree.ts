/** The request schema as a tree that the generators walk. */
import { escapeKey, isObject, own, typeOf, type Json, type JsonObject } from '../text/json.ts';
import { memo } from '../memo.ts';
import { unsupported } from './errors.ts';
import { check, constraints, resolveReference } from './keywords.ts';
import type { KeywordPoint } from './types.ts';

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

/** The keyword of this node as a number, where it is one. */
export const numberAt = ({ schema }: Node, keyword: string): number | undefined => {
  const value = own(schema, keyword);
  return typeof value === 'number' ? value : undefined;
};
/** The keyword of this node as a text, where it is one. */
export const textAt = ({ schema }: Node, keyword: string): string | undefined => {
  const value = own(schema, keyword);
  return typeof value === 'string' ? value : undefined;
};
/** `enum` of this node, or `const` as a list of one. */
export const choicesOf = ({ schema }: Node): readonly Json[] | null => choicesIn(schema);

function choicesIn(schema: JsonObject): readonly Json[] | null {
  const only = own(schema, 'const');
  if (only !== undefined) return [only];
  const list = own(schema, 'enum');
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

function typesOf(schema: JsonObject, pointer: string): readonly JsonType[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type as JsonType];
  if (Array.isArray(type) && type.length > 0) return type as readonly JsonType[];
  const choices = choicesIn(schema) ?? [];
  if (choices.length > 0) return [...new Set(choices.map(typeOf))];
  unsupported('no type', pointer, 'Say which JSON type is meant: a schema without one allows anything.');
}

function nodeOf(raw: Json, key: string, parent: Node | null, root: JsonObject, above: readonly string[] = []): Node {
  const pointer = parent === null ? '' : `${parent.pointer}/${escapeKey(key)}`;
  if (!isObject(raw)) unsupported(`the boolean schema ${JSON.stringify(raw)}`, pointer, 'Write an object with a type.');
  check(raw, pointer);
  const { schema, followed } = resolveReference(raw, root, pointer, above);
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
    if (name === '*') unsupported('a property named *', pointer, 'Array items are written as * in pointers.');
    properties.push(nodeOf(child, name, node, root, followed));
  }
  const undeclared = required.find((name) => !properties.some((child) => child.key === name));
  if (undeclared !== undefined)
    unsupported(`required ${undeclared} without a schema`, pointer, 'Describe it under properties.');
  if (Object.hasOwn(schema, 'items')) node.items = nodeOf(schema['items'] as Json, '*', node, root, followed);
  else if (node.types.includes('array') && choicesOf(node) === null)
    unsupported('an array without items', pointer, 'Describe its items.');
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

/** The keywords of a node that payloads break. */
export const keywordsOf = (node: Node): readonly string[] =>
  constraints.filter(
    (keyword) =>
      Object.hasOwn(node.schema, keyword) &&
      !(keyword === 'additionalProperties' && node.schema[keyword] !== false) &&
      !(keyword === 'uniqueItems' && node.schema[keyword] !== true) &&
      !(keyword === 'required' && node.required.length === 0),
  );

/** Every keyword at every pointer of a request schema that payloads are generated for, in the order of the schema. */
export const keywordPoints: (schema: JsonObject) => readonly KeywordPoint[] = memo((schema) =>
  nodesOf(modelOf(schema)).flatMap((node) => keywordsOf(node).map((keyword) => ({ keyword, pointer: node.pointer }))),
);
