/** Keys of accepted responses that went, came, or are the same under another name or in another place. */
import { parentOf } from '../observe/index.ts';
import type { BaselineNode } from './baseline-file.ts';
import { documented } from './documented.ts';
import type { Drift } from './drift.ts';
import { matchKeys, type Names } from './match.ts';
import { casesOf, countsOf, driftAt, type Shapes } from './shape-drift.ts';

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
  const paired = new Set(matches.flatMap((match) => [...match.gone, ...match.fresh]));
  const alone = (pointer: string): boolean => !paired.has(pointer);
  return [
    ...matches.map((match): Drift => {
      const only = match.gone.length === 1 ? (match.gone[0] ?? '') : parentOf(match.gone[0] ?? '');
      const change = { rule: match.rule, was: match.gone.join(', '), is: match.to, detail: match.to, shown: [] };
      return driftAt(shapes, only, change, match.fresh[0] ?? match.to);
    }),
    ...gone.filter(alone).map((pointer): Drift => {
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
    ...fresh.filter(alone).map((pointer): Drift => {
      const detail = documented().has(pointer) ? 'the baseline does not hold' : 'no document names';
      const change = { rule: 'key-added', was: 'absent', is: typesText(is.get(pointer)), detail, shown: [] } as const;
      return { ...driftAt(shapes, pointer, change), direction: 'gained' };
    }),
  ];
}
