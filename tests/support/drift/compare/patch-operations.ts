/** Single changes to the response schema, as RFC 6902 operations: none where the schema does not describe the place. */
import type { Observed } from '../../report/types.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { lastOf, parentOf } from '../observe/index.ts';
import { documented, documentedSchema, resolve } from './documented.ts';
import type { Drift } from './drift.ts';
import { inferSchema, keyOf } from './infer-schema.ts';

type Shape = Observed['shape'];
export type Operation = JsonObject;

const noted = 'Seen in responses, not on the page.';

interface Home {
  /** Pointer of the schema to the object schema that has the key. */
  readonly at: string;
  readonly schema: JsonObject;
}

/** The subschema that lists the keys of the object at a pointer of the response. */
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

/** A drift as the operations take it: where it is, and what the run saw. */
export interface Task {
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

/** A key that the schema does not describe yet, as it was seen. */
export function added(task: Task): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  return home === null || has(home, lastOf(task.pointer)) ? [] : [addKey(task, home, task.pointer)];
}

/** A key that is gone: no longer required and, unless `keep`, no longer described. */
export function removed(task: Task, keep: boolean): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  const segment = lastOf(task.pointer);
  if (!has(home, segment)) return [];
  const required = require(home, [keyOf(segment)], []);
  return keep ? required : [...required, { op: 'remove', path: propertyAt(home, segment) }];
}

/** The same key under another name, required as it was. */
export function renamed(task: Task): readonly Operation[] {
  const home = homeOf(parentOf(task.pointer));
  const [from, to] = [lastOf(task.pointer), lastOf(task.to)];
  if (!has(home, from) || has(home, to)) return [];
  return [
    ...require(home, [keyOf(from)], requiredOf(home).includes(keyOf(from)) ? [keyOf(to)] : []),
    { op: 'move', from: propertyAt(home, from), path: propertyAt(home, to) },
  ];
}

/** Keys that are now elsewhere: gone where they were, described anew where they are, from what was seen. */
export function relocated(task: Task, gone: readonly string[], fresh: readonly string[]): readonly Operation[] {
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

/** Describes the value anew, from what was seen. */
export function retyped(task: Task): readonly Operation[] {
  const place = ownPlace(task);
  if (place === null) return [];
  const description = place.schema['description'];
  const value = { ...(description === undefined ? {} : { description }), ...inferSchema(task.shape, task.pointer) };
  return [{ op: 'replace', path: place.at, value }];
}

/** Keeps what is promised and allows one type more. */
export function widened(task: Task, types: readonly string[]): readonly Operation[] {
  const place = ownPlace(task);
  if (place === null) return [];
  const { description, ...rest } = place.schema;
  const seen = inferSchema(task.shape, task.pointer);
  const choices = Array.isArray(seen['anyOf']) ? (seen['anyOf'] as readonly JsonObject[]) : [seen];
  const more = types.map((type) => choices.find((choice) => choice['type'] === type) ?? { type });
  const noteOf = description === undefined ? {} : { description };
  return [{ op: 'replace', path: place.at, value: { ...noteOf, anyOf: [rest, ...more] } }];
}

/** Values that the enumeration does not have yet. */
export function listed(task: Task, drift: Drift): readonly Operation[] {
  const place = (documented().get(task.pointer)?.places ?? []).find(
    (at) => resolve(documentedSchema, at)?.['enum'] !== undefined,
  );
  if (place === undefined) return [];
  const known = resolve(documentedSchema, place)?.['enum'] as readonly Json[];
  const fresh = (drift.detail ?? '').split(', ').filter((value) => !known.includes(value));
  return fresh.map((value) => ({ op: 'add', path: `${place}/enum/-`, value }));
}
