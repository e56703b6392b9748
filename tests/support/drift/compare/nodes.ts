/** One pointer, before and after: types, null, formats, enumerations. */
import { childrenOf, precisions, stampParts, type ObservedNode } from '../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import type { DocumentedNode } from './documented.ts';
import type { Nodes } from './match.ts';
import type { RuleId } from './rules.ts';

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

interface TypeComparison {
  readonly before: BaselineNode;
  readonly after: BaselineNode;
  readonly promised: DocumentedNode | undefined;
  readonly is: Nodes;
  readonly pointer: string;
  readonly reach: Reach;
}

const text = (types: readonly string[]): string => types.join(' or ');
const scalars: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean']);

/** A scalar that is now inside an object or array of its own, or the other way round. */
function boxed({ before, after, is, pointer }: TypeComparison): Change | null {
  const [was, now] = [before.types.filter((type) => type !== 'null'), after.types.filter((type) => type !== 'null')];
  const change = { was: text(was), is: text(now), shown: now };
  const box = now.find((type) => type === 'object' || type === 'array');
  if (was.every((type) => scalars.has(type)) && box !== undefined && now.length === 1) {
    const inside = childrenOf(is, pointer).find((child) => is.get(child)?.types.some((type) => was.includes(type)));
    return inside === undefined ? null : { ...change, rule: 'key-wrapped', detail: inside };
  }
  const unboxes =
    was.length === 1 && (was[0] === 'object' || was[0] === 'array') && now.every((type) => scalars.has(type));
  return unboxes ? { ...change, rule: 'key-unwrapped', detail: pointer } : null;
}

/**
 * Types and null. Where a document allows null, whether it was seen is a matter of the record, not of the API; and of
 * something that was only ever null the type is not known.
 */
export function compareTypes(comparison: TypeComparison): readonly Change[] {
  const { before, after, promised, reach } = comparison;
  const [was, now] = [before.types.filter((type) => type !== 'null'), after.types.filter((type) => type !== 'null')];
  const changes: Change[] = [];
  const nullable = promised?.types.has('null') === true;
  const [hadNull, hasNull] = [before.types.includes('null'), after.types.includes('null')];
  if (!hadNull && hasNull && !nullable && !(reach.wider && now.length > 0)) {
    changes.push({ rule: 'null-gained', was: text(before.types), is: text(after.types), shown: ['null'] });
  }
  if (hadNull && !hasNull && !nullable && !reach.narrower) {
    changes.push({ rule: 'null-lost', was: text(before.types), is: text(after.types), shown: [] });
  }
  if (was.length === 0 || now.length === 0) return changes;
  const gained = now.filter((type) => !was.includes(type) && !(type === 'integer' && was.includes('number')));
  const lost = was.filter((type) => !now.includes(type));
  const common = now.some((type) => was.includes(type));
  if (gained.length > 0 && !common) {
    const box = boxed(comparison);
    changes.push(box ?? { rule: 'type-changed', was: text(was), is: text(now), shown: gained });
  } else if (gained.length > 0 && !reach.wider) {
    changes.push({ rule: 'type-widened', was: text(was), is: text(gained), shown: gained });
  } else if (gained.length === 0 && lost.length > 0 && !reach.narrower) {
    changes.push({ rule: 'type-narrowed', was: text(was), is: text(now), shown: now });
  }
  return changes;
}

/** Two timestamps: separator, precision and zone are three different things to lose. */
function compareStamps(was: string, is: string): readonly Change[] | null {
  const [a, b] = [stampParts(was), stampParts(is)];
  if (a === null || b === null) return null;
  const change = { was, is, shown: [is] };
  if (a.separator !== b.separator || b.zone === 'no-zone') return [{ ...change, rule: 'format-lost' }];
  const finer = precisions.indexOf(b.precision) - precisions.indexOf(a.precision);
  return [
    ...(finer === 0
      ? []
      : [{ ...change, rule: finer < 0 ? ('precision-lost' as const) : ('precision-gained' as const) }]),
    ...(a.zone === b.zone ? [] : [{ ...change, rule: 'zone-changed' as const }]),
  ];
}

/** Formats of texts. Where several were usual before, the one that went is the one that changed. */
export function compareFormats(before: BaselineNode, after: BaselineNode, reach: Reach): readonly Change[] {
  if (before.formats.length === 0 || after.formats.length === 0) return [];
  const gained = after.formats.filter((format) => !before.formats.includes(format));
  const lost = before.formats.filter((format) => !after.formats.includes(format));
  const common = after.formats.length > gained.length;
  if (gained.length > 0 && common && reach.wider) return [];
  const changes = gained.flatMap((is): readonly Change[] => {
    const was = lost[0] ?? before.formats[0] ?? 'text';
    const stamps = compareStamps(was, is);
    if (stamps !== null) return stamps;
    return [{ rule: was === 'text' ? 'format-gained' : 'format-lost', was, is, shown: [is] }];
  });
  if (changes.length > 0 || lost.length === 0 || reach.narrower) return changes;
  return [{ rule: 'format-gained', was: text(before.formats), is: text(after.formats), shown: [] }];
}

/** Enumerations that stay small. `values` of the run is null once they do not. */
export function compareValues(before: BaselineNode, seen: ObservedNode, reach: Reach): readonly Change[] {
  const was = before.values;
  if (was === undefined || (seen.types['string'] ?? 0) === 0) return [];
  const change = { was: was.join(', '), shown: [] };
  if (seen.values === null) return reach.wider ? [] : [{ ...change, rule: 'enumeration-opened', is: 'text' }];
  const now = seen.values;
  const gained = now.filter((value) => !was.includes(value));
  const lost = was.filter((value) => !now.includes(value));
  const is = now.join(', ');
  if (gained.length > 0) {
    return reach.wider && now.length > gained.length
      ? []
      : [{ ...change, rule: 'enumeration-grew', is, detail: gained.join(', ') }];
  }
  if (lost.length === 0 || reach.narrower || now.length === 0) return [];
  return [{ ...change, rule: 'enumeration-shrank', is, detail: lost.join(', ') }];
}
