/** Two shapes of accepted answers, compared pointer by pointer. */
import type { Observed } from '../../types.ts';
import { lastOf, parentOf, type ObservedNode } from '../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { shapeToPin } from './baseline.ts';
import { clauseFor } from './clause-for.ts';
import { documented } from './documented.ts';
import type { Drift } from './drift.ts';
import { matchKeys, type Names, type Nodes } from './match.ts';
import { compareFormats, compareTypes, compareValues, type Change, type Reach } from './nodes.ts';
import type { RuleId } from './rules.ts';

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

/** The drifts between a pinned shape and what a run saw, most telling rule per drift. */
export function compareShapes(
  pinned: Readonly<Record<string, BaselineNode>>,
  observed: Observed,
  reach: Reach,
  names: Names = 'any',
): readonly Drift[] {
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
    clause: clauseFor(rule, pointer),
    was: change.was,
    is: change.is,
    direction: `${change.was} → ${change.is}`,
    ...(change.detail === undefined ? {} : { detail: change.detail }),
    ...countsOf(nodeAt(at), shown),
    cases: casesOf(at, shown),
  });

  const gone = gonePointers(was, is, reach);
  const fresh = freshPointers(was, is);
  const matches = matchKeys(was, is, gone, fresh, names);
  const paired = new Set(matches.flatMap((match) => [...match.gone, ...match.fresh]));
  const whose = (pointer: string): string =>
    documented().has(pointer) ? 'the baseline does not hold' : 'no document names';
  const parents = (pointer: string) => countsOf(nodeAt(parentOf(pointer)), ['object']);
  const keyDrifts: Drift[] = [
    ...matches.map((match): Drift => {
      const only = match.gone.length === 1 ? (match.gone[0] ?? '') : parentOf(match.gone[0] ?? '');
      const change = { was: match.gone.join(', '), is: match.to, detail: match.to };
      return make(match.rule, only, change, match.fresh[0] ?? match.to, []);
    }),
    ...gone
      .filter((pointer) => !paired.has(pointer))
      .map((pointer): Drift => ({
        ...make('key-removed', pointer, { was: typesText(was.get(pointer)), is: 'absent' }, pointer, []),
        direction: 'lost',
        ...parents(pointer),
        cases: casesOf(parentOf(pointer), ['object']),
      })),
    ...fresh
      .filter((pointer) => !paired.has(pointer))
      .map((pointer): Drift => ({
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

  const nodeDrifts = [...was].flatMap(([pointer, before]): readonly Drift[] => {
    const after = is.get(pointer);
    const seen = nodeAt(pointer);
    if (after === undefined || seen === undefined) return [];
    const promised = documented().get(pointer);
    const changes = [
      ...presence(before, after, reach),
      ...compareTypes({ before, after, promised, is, pointer, reach }),
      ...compareFormats(before, after, reach),
      ...compareValues(before, seen, reach),
    ];
    return changes.map((change) => {
      const drift = make(change.rule, pointer, change, pointer, change.shown);
      return change.rule === 'key-became-optional' ? { ...drift, seen: seen.of - seen.seen, of: seen.of } : drift;
    });
  });
  return [...keyDrifts, ...nodeDrifts];
}

function presence(before: BaselineNode, after: BaselineNode, reach: Reach): readonly Change[] {
  if (before.presence === after.presence) return [];
  const change = { was: before.presence, is: after.presence, shown: [] };
  if (before.presence === 'always') return reach.wider ? [] : [{ ...change, rule: 'key-became-optional' }];
  return reach.narrower ? [] : [{ ...change, rule: 'key-became-always' }];
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
