/** Adding observations up. Associative, and bounded in memory whatever a target answers. */
import type { CaseObservation, Observed, ShapeNode } from '../report/types.ts';
import { parentOf } from './pointer.ts';

/** A node of the inferred shape that also knows which case showed what first. */
export interface ObservedNode extends ShapeNode {
  /** Type or format → the slug of the case that showed it first. */
  readonly shownBy?: Readonly<Record<string, string>>;
}

type Counts = Readonly<Record<string, number>>;
type Shape = Readonly<Record<string, ObservedNode>>;

/** A server that invents keys must not fill the memory: the first so many in alphabetical order are kept. */
const mostKeys = 1000;
const mostValues = 5;

const byKey = <T>(a: readonly [string, T], b: readonly [string, T]): number => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);

/** A record of the entries in the order of their keys. Keeps keys such as `__proto__` as keys. */
export const sortedRecord = <T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> =>
  Object.fromEntries([...entries].sort(byKey).slice(0, mostKeys));

/** How often each text occurs. */
export function tally(texts: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return sortedRecord(counts);
}

/** True when `a` has every key of `b`: then the order of `a` stands, which is nearly always so, and spares the sorting. */
const covers = (a: object, b: object): boolean => Object.keys(b).every((key) => Object.hasOwn(a, key));

function addCounts(a: Counts, b: Counts): Counts {
  const sum = new Map(Object.entries(a));
  for (const [key, count] of Object.entries(b)) sum.set(key, (sum.get(key) ?? 0) + count);
  return covers(a, b) ? Object.fromEntries(sum) : sortedRecord(sum);
}

/** The union, or null as soon as there are too many: then they are data, not an enumeration. */
function joinValues(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  if (a === null || b === null) return null;
  const all = [...new Set([...a, ...b])].sort();
  return all.length > mostValues ? null : all;
}

/** The one node that two sightings of the same pointer make. `of` is settled later, from the parent. */
export function joinNodes(a: ObservedNode, b: ObservedNode): ObservedNode {
  return {
    seen: a.seen + b.seen,
    of: a.of + b.of,
    types: addCounts(a.types, b.types),
    formats: addCounts(a.formats, b.formats),
    values: joinValues(a.values, b.values),
    ...(a.shownBy === undefined && b.shownBy === undefined ? {} : { shownBy: { ...b.shownBy, ...a.shownBy } }),
  };
}

/** Settles `of`: a key could have been in every object that was seen at its parent; an item is one of as many items. */
function settled(shape: Shape): Shape {
  const of = (pointer: string, node: ObservedNode): number => {
    if (pointer === '') return node.of;
    const parent = parentOf(pointer);
    const known = Object.hasOwn(shape, parent) && !pointer.endsWith('/*') ? shape[parent] : undefined;
    return known?.types['object'] ?? node.seen;
  };
  return Object.fromEntries(
    Object.entries(shape).map(([pointer, node]) => {
      const now = of(pointer, node);
      return [pointer, now === node.of ? node : { ...node, of: now }];
    }),
  );
}

/** A shape of the nodes, sorted and bounded. */
export const settledShape = (nodes: Iterable<readonly [string, ObservedNode]>): Shape => settled(sortedRecord(nodes));

function mergeShapes(a: Shape, b: Shape): Shape {
  const all = new Map(Object.entries(a));
  for (const [pointer, node] of Object.entries(b)) {
    const known = all.get(pointer);
    all.set(pointer, known === undefined ? node : joinNodes(known, node));
  }
  return covers(a, b) ? settled(Object.fromEntries(all)) : settledShape(all);
}

function mergeCases(a: readonly CaseObservation[], b: readonly CaseObservation[]): readonly CaseObservation[] {
  if (b.length === 0) return a;
  const all = new Map(a.map((entry) => [entry.case, entry.answers]));
  for (const entry of b) all.set(entry.case, [...(all.get(entry.case) ?? []), ...entry.answers]);
  return [...all].map(([id, responses]) => ({ case: id, answers: responses }));
}

/** What two parts of a run saw, as if they had been one. Associative; `emptyObserved` changes nothing. */
export function mergeObserved(a: Observed, b: Observed): Observed {
  return {
    answers: a.answers + b.answers,
    statuses: addCounts(a.statuses, b.statuses),
    mediaTypes: addCounts(a.mediaTypes, b.mediaTypes),
    headers: addCounts(a.headers, b.headers),
    errorShapes: addCounts(a.errorShapes, b.errorShapes),
    shape: mergeShapes(a.shape, b.shape),
    cases: mergeCases(a.cases, b.cases),
  };
}
