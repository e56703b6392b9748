/** Two shapes of accepted responses, compared pointer by pointer. */
import type { Observed } from '../../report/types.ts';
import { lastOf } from '../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { shapeToPin } from './baseline.ts';
import { documented } from './documented.ts';
import type { Drift } from './drift.ts';
import { compareKeys } from './keys.ts';
import type { Names } from './match.ts';
import { compareFormats, compareTypes, compareValues, type Change, type Reach } from './nodes.ts';
import { driftAt, type Shapes } from './shape-drift.ts';

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
      ...compareTypes({ before, after, promised, is, pointer, reach }),
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
