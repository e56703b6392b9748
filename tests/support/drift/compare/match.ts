/** Keys that went and keys that came: which of them are the same key under another name or in another place. */
import { childrenOf, isBelow, lastOf, parentOf } from '../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';

export type Nodes = ReadonlyMap<string, BaselineNode>;

interface Match {
  readonly rule: 'key-renamed' | 'key-moved' | 'key-wrapped' | 'key-unwrapped';
  readonly gone: readonly string[];
  readonly fresh: readonly string[];
  /** Where it is now. */
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

function wrapped(was: Nodes, is: Nodes, gone: readonly string[], fresh: readonly string[]): readonly Match[] {
  return fresh.flatMap((wrapper): readonly Match[] => {
    const inside = gone.flatMap((pointer) => {
      const to = [...is.keys()].find(
        (now) =>
          isBelow(now, wrapper) &&
          parentOf(wrapper) === parentOf(pointer) &&
          lastOf(now) === lastOf(pointer) &&
          alike(was, pointer, is, now),
      );
      return to === undefined ? [] : [{ pointer, to }];
    });
    const only = inside.length === 1 ? inside[0]?.to : undefined;
    if (inside.length === 0) return [];
    return [{ rule: 'key-wrapped', gone: inside.map((item) => item.pointer), fresh: [wrapper], to: only ?? wrapper }];
  });
}

function unwrapped(was: Nodes, is: Nodes, gone: readonly string[], fresh: readonly string[]): readonly Match[] {
  return gone.flatMap((pointer): readonly Match[] => {
    const children = childrenOf(was, pointer);
    const outside = children.flatMap((child) => {
      const names = [lastOf(child), `${lastOf(pointer)}_${lastOf(child)}`];
      const to = fresh.find(
        (now) => parentOf(now) === parentOf(pointer) && names.includes(lastOf(now)) && alike(was, child, is, now),
      );
      return to === undefined ? [] : [to];
    });
    if (outside.length === 0 || outside.length * 2 < children.length) return [];
    return [
      {
        rule: 'key-unwrapped',
        gone: [pointer],
        fresh: outside,
        to: outside.length === 1 ? (outside[0] ?? '') : parentOf(pointer) || '/',
      },
    ];
  });
}

function moved(was: Nodes, is: Nodes, gone: readonly string[], fresh: readonly string[]): readonly Match[] {
  return gone.flatMap((pointer): readonly Match[] => {
    const there = fresh.filter(
      (now) => parentOf(now) !== parentOf(pointer) && lastOf(now) === lastOf(pointer) && alike(was, pointer, is, now),
    );
    const to = there.length === 1 ? there[0] : undefined;
    return to === undefined ? [] : [{ rule: 'key-moved', gone: [pointer], fresh: [to], to }];
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
      found.push({ rule: 'key-renamed', gone: [pointer], fresh: [to], to });
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
export function matchKeys(
  was: Nodes,
  is: Nodes,
  gone: readonly string[],
  fresh: readonly string[],
  by: Names,
): readonly Match[] {
  const matches: Match[] = [];
  let [openGone, openFresh] = [gone, fresh];
  for (const strategy of [unwrapped, wrapped, moved, renamed]) {
    for (const match of strategy(was, is, openGone, openFresh, by)) {
      if (match.gone.some((pointer) => !openGone.includes(pointer))) continue;
      if (match.fresh.some((pointer) => !openFresh.includes(pointer))) continue;
      matches.push(match);
      openGone = openGone.filter((pointer) => !match.gone.includes(pointer));
      openFresh = openFresh.filter((pointer) => !match.fresh.includes(pointer));
    }
  }
  return matches;
}
