/** Keys of accepted responses that went, came, or are the same under another name or in another place. */
import { childrenOf, isBelow, lastOf, parentOf } from '../../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { documented } from './documented.ts';
import type { Drift } from './rules.ts';
import { casesOf, countsOf, driftAt, type Nodes, type Shapes } from './shape-drift.ts';

interface Match {
  readonly rule: 'key-renamed' | 'key-moved';
  readonly from: string;
  readonly to: string;
}

const solid = (types: readonly string[]): readonly string[] => types.filter((type) => type !== 'null');

/** True when both look alike: same types, null aside, and formats that fit. Objects have most keys in common. */
function alike(was: Nodes, at: string, is: Nodes, now: string): boolean {
  const a = was.get(at);
  const b = is.get(now);
  if (a === undefined || b === undefined) return false;
  const [left, right] = [solid(a.types), solid(b.types)];
  if (left.length > 0 && right.length > 0 && !right.every((type) => left.includes(type))) return false;
  if (a.formats.length > 0 && b.formats.length > 0 && !b.formats.some((format) => a.formats.includes(format)))
    return false;
  if (!left.includes('object')) return true;
  const keys = childrenOf(was, at).map(lastOf);
  const found = new Set(childrenOf(is, now).map(lastOf));
  return keys.length === 0 || keys.filter((key) => found.has(key)).length * 2 >= keys.length;
}

const plain = (pointer: string): string =>
  lastOf(pointer)
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();

/** 2: the same word in another spelling · 1: one holds the other · 0: no likeness. */
function likeness(a: string, b: string): number {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return 2;
  return left.includes(right) || right.includes(left) ? 1 : 0;
}

/** Keys that went and are to be found, under their names, in one other place: the nearest to the root, also within a key that came. */
function moved(was: Nodes, is: Nodes, gone: readonly string[], fresh: readonly string[]): readonly Match[] {
  const isNew = (now: string): boolean => fresh.some((key) => now === key || isBelow(now, key));
  const depthOf = (pointer: string): number => pointer.split('/').length;
  return gone.flatMap((pointer): readonly Match[] => {
    const there = [...is.keys()].filter(
      (now) =>
        isNew(now) &&
        parentOf(now) !== parentOf(pointer) &&
        lastOf(now) === lastOf(pointer) &&
        alike(was, pointer, is, now),
    );
    const [to, ...others] = there.filter((now) => depthOf(now) === Math.min(...there.map(depthOf)));
    return to === undefined || others.length > 0 ? [] : [{ rule: 'key-moved', from: pointer, to }];
  });
}

function renamed(
  was: Nodes,
  is: Nodes,
  gone: readonly string[],
  fresh: readonly string[],
  by: Names,
): readonly Match[] {
  const left = new Set(fresh);
  const found: Match[] = [];
  const open = new Set(gone);
  for (const wanted of by === 'likeness' ? [2, 1] : [2, 1, 0]) {
    for (const pointer of open) {
      const candidates = [...left].filter(
        (now) =>
          parentOf(now) === parentOf(pointer) && likeness(pointer, now) >= wanted && alike(was, pointer, is, now),
      );
      const rivals = [...open].filter((other) => parentOf(other) === parentOf(pointer));
      const to = candidates[0];
      // Without any likeness of the names only one key gone and one of the same shape new make a new name.
      if (to === undefined || (wanted === 0 ? candidates.length > 1 || rivals.length > 1 : candidates.length > 1))
        continue;
      found.push({ rule: 'key-renamed', from: pointer, to });
      left.delete(to);
      open.delete(pointer);
    }
  }
  return found;
}

/**
 * Whether a new name has to be like the old one. Against documents it has: a key that no document names may have been
 * there all along. Against an earlier run it need not: what came just when another went took its place.
 */
export type Names = 'likeness' | 'any';

/** Pairs keys that went with keys that came. What is left over was removed, or added. */
function matchKeys(
  was: Nodes,
  is: Nodes,
  gone: readonly string[],
  fresh: readonly string[],
  by: Names,
): readonly Match[] {
  const moves = moved(was, is, gone, fresh);
  const openGone = gone.filter((pointer) => !moves.some(({ from }) => from === pointer));
  const openFresh = fresh.filter((pointer) => !moves.some(({ to }) => to === pointer || isBelow(to, pointer)));
  return [...moves, ...renamed(was, is, openGone, openFresh, by)];
}

const isItem = (pointer: string): boolean => pointer.endsWith('/*');

/** The topmost keys that went, where their parent is still an object. */
export function gonePointers({ was, is, reach }: Shapes): readonly string[] {
  return [...was].flatMap(([pointer, node]) => {
    if (pointer === '' || isItem(pointer) || is.has(pointer)) return [];
    if (reach.narrower && node.presence === 'sometimes') return [];
    return is.get(parentOf(pointer))?.types.includes('object') === true ? [pointer] : [];
  });
}

/** The topmost keys that came. Below a parent that was never seen as an object nothing was looked at. */
const freshPointers = ({ was, is }: Shapes): readonly string[] =>
  [...is.keys()].filter(
    (pointer) =>
      pointer !== '' &&
      !isItem(pointer) &&
      !was.has(pointer) &&
      was.get(parentOf(pointer))?.types.includes('object') === true,
  );

const typesText = (node: BaselineNode | undefined): string => (node?.types ?? []).join(' or ') || 'absent';

/** The drifts of keys: one that is the same elsewhere is one drift, and not one gone and one come. */
export function compareKeys(shapes: Shapes, names: Names): readonly Drift[] {
  const { was, is } = shapes;
  const gone = gonePointers(shapes);
  const fresh = freshPointers(shapes);
  const matches = matchKeys(was, is, gone, fresh, names);
  const isLeft = (pointer: string): boolean =>
    !matches.some(({ from, to }) => from === pointer || to === pointer || isBelow(to, pointer));
  return [
    ...matches.map(({ rule, from, to }) =>
      driftAt(shapes, from, { rule, was: from, is: to, detail: to, shown: [] }, to),
    ),
    ...gone.filter(isLeft).map((pointer): Drift => {
      const change = { rule: 'key-removed', was: typesText(was.get(pointer)), is: 'absent', shown: [] } as const;
      // The key cannot be counted any more: the objects without it are.
      const parent = parentOf(pointer);
      return {
        ...driftAt(shapes, pointer, change),
        direction: 'lost',
        ...countsOf(shapes, parent, ['object']),
        cases: casesOf(shapes, parent, ['object']),
      };
    }),
    ...fresh.filter(isLeft).map((pointer): Drift => {
      const detail = documented().has(pointer) ? 'the baseline does not hold' : 'no document names';
      const change = { rule: 'key-added', was: 'absent', is: typesText(is.get(pointer)), detail, shown: [] } as const;
      return { ...driftAt(shapes, pointer, change), direction: 'gained' };
    }),
  ];
}
