/** Which texts are tried at a node beside the plain one: any, real ones, awkward ones. */
import { allows, fixedText, holdsIdentifiers, type Context } from './context.ts';
import { choicesOf, textAt, type Node } from './tree.ts';
import { aboutOf, tagged, writers } from './people.ts';
import type { AwkwardText } from './types.ts';

/** Texts of any kind may stand here: no identifier, no fixed value, no enumeration, pattern or format, no address and no number. */
export function isFree(context: Context, node: Node): boolean {
  const bound =
    choicesOf(node) !== null || textAt(node, 'pattern') !== undefined || textAt(node, 'format') !== undefined;
  return (
    node.types.includes('string') &&
    !bound &&
    !holdsIdentifiers(context, node) &&
    fixedText(context, node) === undefined &&
    [null, 'person-name'].includes(aboutOf(node.name))
  );
}

/** True when an awkward text is meant for the node: where it names properties, for these, else wherever any text may stand. */
export const isMeantFor = (context: Context, node: Node, { attributes }: AwkwardText): boolean =>
  attributes?.includes(node.name) ?? isFree(context, node);

/** An awkward text as it is sent at this node: addresses carry the tag of the contact. */
export const awkwardText = (context: Context, node: Node, { text }: AwkwardText): string =>
  aboutOf(node.name) === 'email-address' ? tagged(text, context.options.contactTag) : text;

/** Real and less common texts of a node: id and text. One that the schema refuses is drawn again, at most ten times. */
export function realisticOf(context: Context, node: Node): readonly (readonly [string, string])[] {
  const { seed, contactTag } = context.options;
  const about = aboutOf(node.name);
  if (about === null || !node.types.includes('string')) return [];
  if (holdsIdentifiers(context, node) || fixedText(context, node) !== undefined) return [];
  const draw = (round: number): readonly (readonly [string, string])[] =>
    writers[about].realistic(seed, `realistic/${node.pointer}${'/again'.repeat(round)}`, contactTag);
  return draw(0).flatMap(([id, text], index) => {
    if (allows(context, node, text)) return [[id, text] as const];
    const again = Array.from({ length: 10 }, (_, round) => draw(round + 1)[index]).find(
      (one) => one !== undefined && allows(context, node, one[1]),
    );
    return again === undefined ? [] : [again];
  });
}
