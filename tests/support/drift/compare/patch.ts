/** The change to the response schema (RFC 6902) that makes a drift documented. */
import type { Json, JsonObject, Observed } from '../../types.ts';
import { childrenOf, lastOf, parentOf } from '../observe/index.ts';
import { documented, documentedSchema, resolve } from './documented.ts';
import type { Drift } from './drift.ts';

type Shape = Observed['shape'];
type Operation = JsonObject;

const keyOf = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
const noted = 'Seen in answers, not on the page.';

/** A schema for what was seen at a pointer: one type, or the alternatives, with the keys that were always there required. */
export function inferSchema(shape: Shape, pointer: string, depth = 0): JsonObject {
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

interface Home {
  /** Pointer of the schema to the object schema that has the key. */
  readonly at: string;
  readonly schema: JsonObject;
}

/** The subschema that lists the keys of the object at a pointer of the answer. */
function homeOf(pointer: string): Home | null {
  for (const at of documented().get(pointer)?.places ?? []) {
    const place = resolve(documentedSchema, at);
    if (place !== null && Object.hasOwn(place, 'properties')) return { at, schema: place };
  }
  return null;
}

const requiredOf = (home: Home): readonly string[] =>
  Array.isArray(home.schema['required']) ? (home.schema['required'] as readonly string[]) : [];

/** The list of required keys with some gone and some new; no operation when nothing changes. */
function require(home: Home, without: readonly string[], plus: readonly string[]): readonly Operation[] {
  const before = requiredOf(home);
  const after = [...before.filter((key) => !without.includes(key)), ...plus.filter((key) => !before.includes(key))];
  if (after.join('\n') === before.join('\n')) return [];
  return [
    { op: Object.hasOwn(home.schema, 'required') ? 'replace' : 'add', path: `${home.at}/required`, value: after },
  ];
}

const propertyAt = (home: Home, segment: string): string => `${home.at}/properties/${segment}`;
const has = (home: Home | null, segment: string): home is Home =>
  home !== null && Object.hasOwn(home.schema['properties'] as JsonObject, keyOf(segment));

interface Task {
  readonly shape: Shape;
  readonly pointer: string;
  /** Where it is now. */
  readonly to: string;
}

const addKey = ({ shape }: Task, home: Home, pointer: string): Operation => ({
  op: 'add',
  path: propertyAt(home, lastOf(pointer)),
  value: { description: noted, ...inferSchema(shape, pointer) },
});

const always = (shape: Shape, pointer: string): readonly string[] => {
  const node = shape[pointer];
  return node !== undefined && node.seen >= node.of ? [keyOf(lastOf(pointer))] : [];
};

function added(task: Task): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  return home === null || has(home, lastOf(task.pointer)) ? [] : [addKey(task, home, task.pointer)];
}

function removed(task: Task, keep: boolean): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  const segment = lastOf(task.pointer);
  if (!has(home, segment)) return [];
  const required = require(home, [keyOf(segment)], []);
  return keep ? required : [...required, { op: 'remove', path: propertyAt(home, segment) }];
}

function renamed(task: Task): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  const [from, to] = [lastOf(task.pointer), lastOf(task.to)];
  if (!has(home, from) || has(home, to)) return [];
  return [
    ...require(home, [keyOf(from)], requiredOf(home).includes(keyOf(from)) ? [keyOf(to)] : []),
    { op: 'move', from: propertyAt(home, from), path: propertyAt(home, to) },
  ];
}

/** Keys that are now elsewhere: gone where they were, described anew where they are, from what was seen. */
function relocated(task: Task, gone: readonly string[], fresh: readonly string[]): readonly Operation[] {
  const home = homeOf(parentOf(gone[0] ?? ''));
  if (home === null) return [];
  const left = gone.filter((pointer) => has(home, lastOf(pointer)));
  const target = homeOf(parentOf(fresh[0] ?? ''));
  if (left.length === 0 || target === null) return [];
  const leaving = left.map((pointer) => keyOf(lastOf(pointer)));
  const arriving = fresh.flatMap((pointer) => always(task.shape, pointer));
  const required =
    home.at === target.at
      ? require(home, leaving, arriving)
      : [...require(home, leaving, []), ...require(target, [], arriving)];
  const removals = left.map((pointer): Operation => ({ op: 'remove', path: propertyAt(home, lastOf(pointer)) }));
  return [...removals, ...fresh.map((pointer) => addKey(task, target, pointer)), ...required];
}

/** The place of the value itself: the subschema that its parent names, not what it refers to. */
function ownPlace(task: Task): { at: string; schema: JsonObject } | null {
  const at = documented().get(task.pointer)?.places[0];
  const schema = at === undefined || at === '' ? null : resolve(documentedSchema, at);
  return at === undefined || schema === null ? null : { at, schema };
}

function retyped(task: Task): readonly Operation[] {
  const place = ownPlace(task);
  if (place === null) return [];
  const description = place.schema['description'];
  const value = { ...(description === undefined ? {} : { description }), ...inferSchema(task.shape, task.pointer) };
  return [{ op: 'replace', path: place.at, value }];
}

/** Keeps what is promised and allows one type more. */
function widened(task: Task, types: readonly string[]): readonly Operation[] {
  const place = ownPlace(task);
  if (place === null) return [];
  const { description, ...rest } = place.schema;
  const seen = inferSchema(task.shape, task.pointer);
  const choices = Array.isArray(seen['anyOf']) ? (seen['anyOf'] as readonly JsonObject[]) : [seen];
  const more = types.map((type) => choices.find((choice) => choice['type'] === type) ?? { type });
  const noteOf = description === undefined ? {} : { description };
  return [{ op: 'replace', path: place.at, value: { ...noteOf, anyOf: [rest, ...more] } }];
}

function listed(task: Task, drift: Drift): readonly Operation[] {
  const place = (documented().get(task.pointer)?.places ?? []).find(
    (at) => resolve(documentedSchema, at)?.['enum'] !== undefined,
  );
  if (place === undefined) return [];
  const known = resolve(documentedSchema, place)?.['enum'] as readonly Json[];
  const fresh = (drift.detail ?? '').split(', ').filter((value) => !known.includes(value));
  return fresh.map((value) => ({ op: 'add', path: `${place}/enum/-`, value }));
}

/** The keys that went, when the drift is about keys and not about a value that was boxed. */
const goneKeys = (drift: Drift): readonly string[] =>
  drift.was.split(', ').filter((pointer) => pointer.startsWith('/'));

/** The topmost of the new keys on the way to where something is now. */
function topOfNew(pointer: string): string {
  let top = pointer;
  while (parentOf(top) !== '' && !documented().has(parentOf(top))) top = parentOf(top);
  return top;
}

function operationsOf(drift: Drift, task: Task): readonly Operation[] {
  const types = drift.is.split(' or ');
  switch (drift.rule) {
    case 'key-added':
      return added(task);
    case 'key-removed':
      return removed(task, false);
    case 'key-became-optional':
      return removed(task, true);
    case 'key-renamed':
      return renamed(task);
    case 'key-moved':
      return relocated(task, [task.pointer], [task.to]);
    case 'key-wrapped': {
      const gone = goneKeys(drift);
      return gone.length === 0 ? retyped(task) : relocated(task, gone, [topOfNew(task.to)]);
    }
    case 'key-unwrapped': {
      const gone = goneKeys(drift);
      if (gone.length === 0) return retyped(task);
      const old = childrenOf(documented(), gone[0] ?? '').map(lastOf);
      const names = new Set(old.flatMap((name) => [name, `${lastOf(gone[0] ?? '')}_${name}`]));
      const fresh = Object.keys(task.shape).filter(
        (at) => at !== '' && parentOf(at) === parentOf(gone[0] ?? '') && names.has(lastOf(at)) && !documented().has(at),
      );
      return relocated(task, gone, fresh);
    }
    case 'type-changed':
    case 'format-lost':
      return retyped(task);
    case 'type-widened':
      return widened(task, types);
    case 'null-gained':
      return widened(task, ['null']);
    case 'enumeration-grew':
      return listed(task, drift);
    default:
      return [];
  }
}

/**
 * RFC 6902 operations that, applied to the response schema, allow what was seen. Empty where the schema allows it already,
 * or where no schema can say it (a status, a header, a clause).
 */
export function schemaPatch(drift: Drift, observed: Observed): readonly JsonObject[] {
  const to = drift.detail?.startsWith('/') === true ? drift.detail : drift.pointer;
  return operationsOf(drift, { shape: observed.shape, pointer: drift.pointer, to });
}
