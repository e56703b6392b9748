/** One drift between two shapes: how often the run showed it, in which cases, and which clause speaks about it. */
import type { Observed } from '../../report/types.ts';
import type { ObservedNode } from '../observe/index.ts';
import { clauseFor } from './clause-for.ts';
import type { Drift } from './drift.ts';
import type { Nodes } from './match.ts';
import type { Change, Reach } from './nodes.ts';

/** What is compared: a shape that was pinned or promised, and what a run saw. */
export interface Shapes {
  readonly was: Nodes;
  readonly is: Nodes;
  /** The same as `is`, with its counts and the cases that showed it. */
  readonly observed: Observed['shape'];
  readonly reach: Reach;
}

/** How often the run showed a change at a pointer: responses of a type or format, or all that had the pointer. */
export function countsOf({ observed }: Shapes, at: string, shown: readonly string[]): Pick<Drift, 'seen' | 'of'> {
  const node = observed[at];
  if (node === undefined) return { seen: 0, of: 0 };
  const counts = shown.map((key) => node.types[key] ?? node.formats[key] ?? 0);
  const seen = counts.length === 0 ? node.seen : counts.reduce((sum, count) => sum + count, 0);
  return { seen: Math.min(seen, node.of), of: node.of };
}

/** The cases that were the first to show those types or formats at a pointer; of every type when none is named. */
export function casesOf({ observed }: Shapes, at: string, shown: readonly string[]): readonly string[] {
  const node: ObservedNode | undefined = observed[at];
  const keys = shown.length > 0 ? shown : Object.keys(node?.types ?? {});
  return [...new Set(keys.flatMap((key) => node?.shownBy?.[key] ?? []))];
}

/** The drift that a change at a pointer makes. `at` is where the run shows it, which for a key that moved is elsewhere. */
export const driftAt = (shapes: Shapes, pointer: string, change: Change, at = pointer): Drift => ({
  rule: change.rule,
  pointer,
  clause: clauseFor(change.rule, pointer),
  was: change.was,
  is: change.is,
  direction: `${change.was} → ${change.is}`,
  ...(change.detail === undefined ? {} : { detail: change.detail }),
  ...countsOf(shapes, at, change.shown),
  cases: casesOf(shapes, at, change.shown),
});
