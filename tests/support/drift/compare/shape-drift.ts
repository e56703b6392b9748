/** One drift between two shapes: how often the run showed it, in which cases, and which clause speaks about it. */
import type { ClauseId } from '../../catalogue.ts';
import { attributeShownAs, general, keyOfPointer, pointerTo } from '../../endpoint/index.ts';
import type { Observed } from '../../report/types.ts';
import type { ObservedNode } from '../../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { documented } from './documented.ts';
import type { Drift, RuleId } from './rules.ts';

/** Looks by JSON Pointer. */
export type Nodes = ReadonlyMap<string, BaselineNode>;

export interface Change {
  readonly rule: RuleId;
  readonly was: string;
  readonly is: string;
  readonly detail?: string;
  /** The types or formats that show it, to count the responses by. */
  readonly shown: readonly string[];
}

/** How far a run looked, beside what it is compared with. */
export interface Reach {
  /** The run looked at less: what it did not see is no drift. */
  readonly narrower: boolean;
  /** The run looked at more: only what differs in every response is a drift. */
  readonly wider: boolean;
}

/** What is compared: a shape that was pinned or promised, and what a run saw. */
export interface Shapes {
  readonly was: Nodes;
  readonly is: Nodes;
  /** The same as `is`, with its counts and the cases that showed it. */
  readonly observed: Observed['shape'];
  readonly reach: Reach;
}

const formatRules: ReadonlySet<RuleId> = new Set(['format-lost', 'format-gained']);
const stampRules: ReadonlySet<RuleId> = new Set(['precision-lost', 'precision-gained', 'zone-changed']);
const keyRules: ReadonlySet<RuleId> = new Set(['key-removed', 'key-renamed', 'key-moved', 'key-became-optional']);

/** The clause of the form that the response schema asks for; null where it asks for none. */
function clauseOfFormats(formats: ReadonlySet<string> = new Set()): ClauseId | null {
  const all = [...formats];
  if (all.some((format) => format.startsWith('date-time/'))) return 'timestamps-are-date-times';
  return all.includes('uuid') ? 'answer-identifiers-shape' : null;
}

/** The clause of a difference in the shape of accepted responses, or null when none speaks about it. */
function clauseFor(rule: RuleId, pointer: string): ClauseId | null {
  if (rule === 'header-gone' || rule === 'header-new') return 'answer-header-set';
  if (!documented().has(pointer)) return 'answer-extra-keys';
  if (pointer === '' || pointer === pointerTo()) return 'answer-envelope-contact';
  if (stampRules.has(rule)) return 'timestamps-millis-utc';
  const format = formatRules.has(rule) ? clauseOfFormats(documented().get(pointer)?.formats) : null;
  if (format !== null) return format;
  const key = keyOfPointer(pointer) ?? '';
  const isKey = pointer === pointerTo(key);
  if (keyRules.has(rule) && isKey) return 'answer-nine-keys';
  return attributeShownAs(key)?.shape ?? general.shape;
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
