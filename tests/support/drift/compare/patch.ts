/** The change to the response schema (RFC 6902) that makes a drift documented. A key that moved or has a new name is for a person to describe. */
import type { Observed } from '../../report/types.ts';
import { isArray, segmentsOf, type Json, type JsonObject } from '../../text/json.ts';
import { childrenOf, lastOf, parentOf } from '../../observe/index.ts';
import { documented, documentedSchema, subschemaAt, type Subschema } from './documented.ts';
import type { Drift } from './rules.ts';

type Shape = Observed['shape'];
type Operations = readonly JsonObject[];

const lastKeyOf = (pointer: string): string => segmentsOf(pointer).at(-1) ?? '';

/** A schema for what was seen at a pointer: one type, or the alternatives, with the keys that were always there required. */
function inferSchema(shape: Shape, pointer: string, depth = 0): JsonObject {
  const types = Object.keys(shape[pointer]?.types ?? {}).sort();
  const listed = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const children = depth > 6 ? [] : childrenOf(new Map(Object.entries(shape)), pointer);
  const one = (type: string): JsonObject => {
    if (type === 'array') {
      const items = shape[`${pointer}/*`];
      return items === undefined ? { type } : { type, items: inferSchema(shape, `${pointer}/*`, depth + 1) };
    }
    if (type !== 'object') return { type };
    const keys = children.filter((child) => lastOf(child) !== '*' && lastOf(child) !== '{id}');
    const required = keys.filter((child) => (shape[child]?.seen ?? 0) >= (shape[child]?.of ?? 1)).map(lastKeyOf);
    const properties = Object.fromEntries(
      keys.map((child) => [lastKeyOf(child), inferSchema(shape, child, depth + 1)]),
    );
    return { type, ...(keys.length > 0 ? { properties } : {}), ...(required.length > 0 ? { required } : {}) };
  };
  const [only, ...others] = listed.map(one);
  return only === undefined ? {} : others.length === 0 ? only : { anyOf: [only, ...others] };
}

/** The first of the places that describe the value at a pointer of the response. */
function documentedPlace(pointer: string, wanted: (schema: JsonObject) => boolean = () => true): Subschema | null {
  for (const at of documented().get(pointer)?.places ?? []) {
    const schema = subschemaAt(documentedSchema, at);
    if (schema !== null && wanted(schema)) return { at, schema };
  }
  return null;
}

/** The subschema that lists the keys of the object in which a key stands, and whether it has the key. */
function homeOf(pointer: string): (Subschema & { readonly property: string; readonly hasKey: boolean }) | null {
  const home = documentedPlace(parentOf(pointer), (schema) => Object.hasOwn(schema, 'properties'));
  if (home === null) return null;
  const property = `${home.at}/properties/${lastOf(pointer)}`;
  return { ...home, property, hasKey: subschemaAt(documentedSchema, property) !== null };
}

/** A key that the schema does not describe yet, as it was seen. */
function added(shape: Shape, pointer: string): Operations {
  const home = homeOf(pointer);
  const value = { description: 'Seen in responses, not on the page.', ...inferSchema(shape, pointer) };
  return home === null || home.hasKey ? [] : [{ op: 'add', path: home.property, value }];
}

/** A key that is gone: no longer required and, unless `keep`, no longer described. */
function removed(pointer: string, keep: boolean): Operations {
  const home = homeOf(pointer);
  if (home === null || !home.hasKey) return [];
  const listed = home.schema['required'];
  const required = isArray(listed) ? listed : [];
  const others = required.filter((key) => key !== lastKeyOf(pointer));
  return [
    ...(others.length === required.length ? [] : [{ op: 'replace', path: `${home.at}/required`, value: others }]),
    ...(keep ? [] : [{ op: 'remove', path: home.property }]),
  ];
}

/** Describes the value anew: `describe` takes what is promised of it. The place is the one that its parent names, not what it refers to. */
function described(pointer: string, describe: (promised: JsonObject) => JsonObject): Operations {
  const place = documentedPlace(pointer);
  if (place === null || place.at === '') return [];
  const { description, ...promised } = place.schema;
  const value = { ...(description === undefined ? {} : { description }), ...describe(promised) };
  return [{ op: 'replace', path: place.at, value }];
}

/** Keeps what is promised and allows further types. */
function widened(shape: Shape, pointer: string, types: readonly string[]): Operations {
  const seen = inferSchema(shape, pointer);
  const choices = isArray(seen['anyOf']) ? (seen['anyOf'] as readonly JsonObject[]) : [seen];
  const more = types.map((type) => choices.find((choice) => choice['type'] === type) ?? { type });
  return described(pointer, (promised) => ({ anyOf: [promised, ...more] }));
}

/** Values that the enumeration does not have yet. */
function listed(pointer: string, values: readonly string[]): Operations {
  const place = documentedPlace(pointer, (schema) => Object.hasOwn(schema, 'enum'));
  const known = (place?.schema['enum'] ?? []) as readonly Json[];
  const fresh = place === null ? [] : values.filter((value) => !known.includes(value));
  return fresh.map((value) => ({ op: 'add', path: `${place?.at ?? ''}/enum/-`, value }));
}

/**
 * RFC 6902 operations that, applied to the response schema, allow what was seen. Empty where the schema allows it already, where a person
 * has to say what it means (a key that moved, or has a new name), and where no schema can say it (a status, a header, a clause).
 */
export function schemaPatch({ rule, pointer, is, detail = '' }: Drift, { shape }: Observed): Operations {
  switch (rule) {
    case 'key-added':
      return added(shape, pointer);
    case 'key-removed':
      return removed(pointer, false);
    case 'key-became-optional':
      return removed(pointer, true);
    case 'type-changed':
    case 'format-lost':
      return described(pointer, () => inferSchema(shape, pointer));
    case 'type-widened':
      return widened(shape, pointer, is.split(' or '));
    case 'null-gained':
      return widened(shape, pointer, ['null']);
    case 'enumeration-grew':
      return listed(pointer, detail.split(', '));
    default:
      return [];
  }
}
