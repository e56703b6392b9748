/** Two shapes of accepted responses, compared pointer by pointer. */
import type { Observed } from '../../report/types.ts';
import { lastOf, precisions, stampParts, type ObservedNode } from '../../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { shapeToPin } from './baseline.ts';
import { documented, type DocumentedNode } from './documented.ts';
import { compareKeys, type Names } from './keys.ts';
import type { Drift } from './rules.ts';
import { driftAt, type Change, type Reach, type Shapes } from './shape-drift.ts';

interface TypeComparison {
  readonly before: BaselineNode;
  readonly after: BaselineNode;
  readonly promised: DocumentedNode | undefined;
  readonly reach: Reach;
}

const text = (types: readonly string[]): string => types.join(' or ');

/**
 * Types and null. Where a document allows null, whether it was seen is a matter of the record, not of the API; and of
 * something that was only ever null the type is not known.
 */
function compareTypes({ before, after, promised, reach }: TypeComparison): readonly Change[] {
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
    changes.push({ rule: 'type-changed', was: text(was), is: text(now), shown: gained });
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
function compareFormats(before: BaselineNode, after: BaselineNode, reach: Reach): readonly Change[] {
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
function compareValues(before: BaselineNode, seen: ObservedNode, reach: Reach): readonly Change[] {
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

function presence(before: BaselineNode, after: BaselineNode, reach: Reach): readonly Change[] {
  if (before.presence === after.presence) return [];
  const change = { was: before.presence, is: after.presence, shown: [] };
  if (before.presence === 'always') return reach.wider ? [] : [{ ...change, rule: 'key-became-optional' }];
  return reach.narrower ? [] : [{ ...change, rule: 'key-became-always' }];
}

/** What differs at the pointers that both have. */
export function compareNodes(shapes: Shapes): readonly Drift[] {
  const { was, is, observed, reach } = shapes;
  return [...was].flatMap(([pointer, before]): readonly Drift[] => {
    const after = is.get(pointer);
    const seen = observed[pointer];
    if (after === undefined || seen === undefined) return [];
    const promised = documented().get(pointer);
    const changes = [
      ...presence(before, after, reach),
      ...compareTypes({ before, after, promised, reach }),
      ...compareFormats(before, after, reach),
      ...compareValues(before, seen, reach),
    ];
    return changes.map((change) => {
      const drift = driftAt(shapes, pointer, change);
      return change.rule === 'key-became-optional' ? { ...drift, seen: seen.of - seen.seen, of: seen.of } : drift;
    });
  });
}

/** The drifts between a pinned shape and what a run saw, most telling rule per drift. None where nothing was accepted. */
export function compareShapes(
  pinned: Readonly<Record<string, BaselineNode>>,
  observed: Observed,
  reach: Reach,
  names: Names = 'any',
): readonly Drift[] {
  const was = new Map(Object.entries(pinned));
  const is = new Map(Object.entries(shapeToPin(observed)));
  const accepted = is.has('') ? (observed.shape['']?.of ?? 0) : 0;
  if (accepted === 0 || was.size === 0) return [];
  const shapes = { was, is, observed: observed.shape, reach };
  return [...compareKeys(shapes, names), ...compareNodes(shapes)];
}

/** The documented promises as a shape, so that they can be compared with what was seen. */
export function shapeOfDocuments(): Readonly<Record<string, BaselineNode>> {
  return Object.fromEntries(
    [...documented()].map(([pointer, node]) => [
      pointer,
      {
        presence: node.required || lastOf(pointer) === '*' ? 'always' : 'sometimes',
        types: [...node.types].sort(),
        formats: [...node.formats].sort(),
        ...(node.enumeration === null ? {} : { values: node.enumeration }),
      },
    ]),
  );
}
