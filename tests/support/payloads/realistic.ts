/** Values that are real and less common than the plain one. */
import { allows, fixedText, isIdentifier } from './context.ts';
import type { Context } from './context.ts';
import { hintOf } from './hints.ts';
import type { Node } from './model.ts';

/** Realistic values of a node from its hint: label and text. One that the schema refuses is drawn again, at most ten times. */
export function realisticOf(context: Context, node: Node): readonly (readonly [string, string])[] {
  const { seed, contactTag } = context.options;
  const written = hintOf(node.name)?.realistic;
  if (written === undefined || !node.types.includes('string')) return [];
  if (isIdentifier(context, node) || fixedText(context, node) !== undefined) return [];
  const draw = (round: number): readonly (readonly [string, string])[] =>
    written(seed, `realistic/${node.pointer}${'/again'.repeat(round)}`, contactTag);
  return draw(0).flatMap(([label, text], index) => {
    if (allows(context, node, text)) return [[label, text] as const];
    const again = Array.from({ length: 10 }, (_, round) => draw(round + 1)[index]).find(
      (one) => one !== undefined && allows(context, node, one[1]),
    );
    return again === undefined ? [] : [again];
  });
}
