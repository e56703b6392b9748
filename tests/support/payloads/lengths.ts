/** Texts of a given length, for bounds. */
import type { Context } from './context.ts';
import { textAt } from './model.ts';
import type { Node } from './model.ts';
import { aboutOf, mailDomain } from './people.ts';
import { plain } from './plain.ts';
import { lengthOf, matching, textOfLength } from './strings.ts';

/** The seed of what decides which payloads there are, and so their ids: these may not depend on the seed of a run. */
export const structure = 0;

/** Texts of that many characters that may suit the node, best first. */
export function textsOfLength(context: Context, node: Node, length: number, label: string): readonly string[] {
  const { seed, contactTag } = context.options;
  const pattern = textAt(node, 'pattern');
  if (pattern !== undefined)
    return matching(node, pattern, structure, 'lengths', 300).filter((text) => lengthOf(text) === length);
  const end = `+${contactTag}@${mailDomain}`;
  const about = aboutOf(node.name);
  // eslint-disable-next-line no-restricted-syntax -- a format of JSON Schema
  const address = about === 'email-address' || textAt(node, 'format') === 'email';
  const addresses =
    address && length > end.length
      ? [`${textOfLength(length - end.length, seed, label).replaceAll(' ', '.')}${end}`]
      : [];
  const numbers =
    about === 'phone-number' ? Array.from({ length: 12 }, (_, index) => plain(context, node, `${label}/${index}`)) : [];
  return [
    ...addresses,
    ...numbers.filter((text): text is string => typeof text === 'string' && lengthOf(text) === length),
    textOfLength(length, seed, label),
  ];
}
