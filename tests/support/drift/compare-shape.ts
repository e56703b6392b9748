/** Two shapes of accepted answers, compared pointer by pointer. */
import type { Observed } from '../types.ts';
import { shapeToPin } from './baseline.ts';
import { clauseFor } from './clause-for.ts';
import { documented } from './documented.ts';
import type { DocumentedView } from './documented.ts';
import { compareFormats, compareTypes, compareValues } from './compare-node.ts';
import type { Change } from './compare-node.ts';
import { matchKeys } from './match.ts';
import type { Names, Nodes } from './match.ts';
import { lastOf, parentOf } from './pointer.ts';
import type { RuleId } from './rules.ts';
import type { BaselineNode, Difference, ObservedNode } from './types.ts';

export interface Reach {
  /** The run looked at less than what it is compared with: what it did not see is no difference. */
  readonly narrower: boolean;
  /** The run looked at more: only what differs in every answer is a difference. */
  readonly wider: boolean;
  readonly names?: Names;
  readonly view?: DocumentedView;
}

const nodesOf = (shape: Readonly<Record<string, BaselineNode>>): Nodes => new Map(Object.entries(shape));
const isItem = (pointer: string): boolean => pointer.endsWith('/*');

function gonePointers(was: Nodes, is: Nodes, reach: Reach): readonly string[] {
  return [...was].flatMap(([pointer, node]) => {
    if (pointer === '' || isItem(pointer) || is.has(pointer)) return [];
    if (reach.narrower && node.presence === 'sometimes') return [];
    return is.get(parentOf(pointer))?.types.includes('object') === true ? [pointer] : [];
  });
}

/** The topmost keys that came. Below a parent that was never seen as an object nothing was looked at. */
const freshPointers = (was: Nodes, is: Nodes): readonly string[] =>
  [...is.keys()].filter(
    (pointer) =>
      pointer !== '' &&
      !isItem(pointer) &&
      !was.has(pointer) &&
      was.get(parentOf(pointer))?.types.includes('object') === true,
  );

const typesText = (node: BaselineNode | undefined): string => (node?.types ?? []).join(' or ') || 'absent';

/** How often the run showed a change: answers of a type or format, or parents without the key. */
function countsOf(node: ObservedNode | undefined, shown: readonly string[]): { seen: number; of: number } {
  if (node === undefined) return { seen: 0, of: 0 };
  const counts = shown.map((key) => node.types[key] ?? node.formats[key] ?? 0);
  const seen = counts.length === 0 ? node.seen : counts.reduce((sum, count) => sum + count, 0);
  return { seen: Math.min(seen, node.of), of: node.of };
}

/** The differences between a pinned shape and what a run saw, most telling rule per difference. */
export function compareShapes(
  pinned: Readonly<Record<string, BaselineNode>>,
  observed: Observed,
  reach: Reach,
): readonly Difference[] {
  const view = reach.view ?? documented;
  const was = nodesOf(pinned);
  const is = nodesOf(shapeToPin(observed));
  const nodeAt = (pointer: string): ObservedNode | undefined => observed.shape[pointer];
  const accepted = is.get('') === undefined ? 0 : (nodeAt('')?.of ?? 0);
  if (accepted === 0 || was.size === 0) return [];

  const casesOf = (pointer: string, shown: readonly string[]): readonly string[] => {
    const by = nodeAt(pointer)?.shownBy;
    const keys = shown.length > 0 ? shown : [...Object.keys(nodeAt(pointer)?.types ?? {})];
    return [...new Set(keys.flatMap((key) => by?.[key] ?? []))];
  };
  const make = (
    rule: RuleId,
    pointer: string,
    change: Omit<Change, 'rule' | 'shown'>,
    at: string,
    shown: readonly string[],
  ) => ({
    rule,
    pointer,
    clause: clauseFor(rule, pointer, view),
    was: change.was,
    is: change.is,
    direction: `${change.was} → ${change.is}`,
    ...(change.detail === undefined ? {} : { detail: change.detail }),
    ...countsOf(nodeAt(at), shown),
    cases: casesOf(at, shown),
  });

  const gone = gonePointers(was, is, reach);
  const fresh = freshPointers(was, is);
  const matches = matchKeys(was, is, gone, fresh, reach.names ?? 'any');
  const paired = new Set(matches.flatMap((match) => [...match.gone, ...match.fresh]));
  const whose = (pointer: string): string => (view.has(pointer) ? 'the baseline does not hold' : 'no document names');
  const parents = (pointer: string) => countsOf(nodeAt(parentOf(pointer)), ['object']);
  const keyDifferences: Difference[] = [
    ...matches.map((match): Difference => {
      const only = match.gone.length === 1 ? (match.gone[0] ?? '') : parentOf(match.gone[0] ?? '');
      const change = { was: match.gone.join(', '), is: match.to, detail: match.to };
      return make(match.rule, only, change, match.fresh[0] ?? match.to, []);
    }),
    ...gone
      .filter((pointer) => !paired.has(pointer))
      .map((pointer): Difference => ({
        ...make('key-removed', pointer, { was: typesText(was.get(pointer)), is: 'absent' }, pointer, []),
        direction: 'lost',
        ...parents(pointer),
        cases: casesOf(parentOf(pointer), ['object']),
      })),
    ...fresh
      .filter((pointer) => !paired.has(pointer))
      .map((pointer): Difference => ({
        ...make(
          'key-added',
          pointer,
          { was: 'absent', is: typesText(is.get(pointer)), detail: whose(pointer) },
          pointer,
          [],
        ),
        direction: 'gained',
      })),
  ];

  const nodeDifferences = [...was].flatMap(([pointer, before]): readonly Difference[] => {
    const after = is.get(pointer);
    const seen = nodeAt(pointer);
    if (after === undefined || seen === undefined) return [];
    const promised = view.get(pointer);
    const changes = [
      ...presence(before, after, reach),
      ...compareTypes({ before, after, promised, is, pointer, reach }),
      ...compareFormats(before, after, reach),
      ...compareValues(before, seen, reach),
    ];
    return changes.map((change) => {
      const difference = make(change.rule, pointer, change, pointer, change.shown);
      return change.rule === 'key-became-optional'
        ? { ...difference, seen: seen.of - seen.seen, of: seen.of }
        : difference;
    });
  });
  return [...keyDifferences, ...nodeDifferences];
}

function presence(before: BaselineNode, after: BaselineNode, reach: Reach): readonly Change[] {
  if (before.presence === after.presence) return [];
  const change = { was: before.presence, is: after.presence, shown: [] };
  if (before.presence === 'always') return reach.wider ? [] : [{ ...change, rule: 'key-became-optional' }];
  return reach.narrower ? [] : [{ ...change, rule: 'key-became-always' }];
}

/** The documented promises as a shape, so that they can be compared with what was seen. */
export function shapeOfDocuments(view: DocumentedView): Readonly<Record<string, BaselineNode>> {
  return Object.fromEntries(
    [...view].map(([pointer, node]) => [
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
