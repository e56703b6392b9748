/** Texts at the bounds that a schema sets, and beyond them: by length, by pattern and by format. */
import formats from '../../../fixtures/formats.json' with { type: 'json' };
import { identifierSample } from '../endpoint/index.ts';
import { allows, holdsIdentifiers, type Context } from './context.ts';
import { choicesOf, countsAt, numberAt, textAt, type Node } from './tree.ts';
import { aboutOf, mailDomain } from './people.ts';
import { plain } from './plain.ts';
import { lengthOf, matching, stretched, textOfLength } from './strings.ts';
import type { Breaker, Unmade, ValueVariant } from './types.ts';

/** Longer texts are not made: no target is asked to take them. */
const longest = 100_000;

/** The seed of what decides which payloads there are, and so their ids: these may not depend on the seed of a run. */
const structure = 0;

/** Texts of that many characters that may suit the node, best first. */
function textsOfLength(context: Context, node: Node, length: number, label: string): readonly string[] {
  const { seed, contactTag } = context.options;
  const pattern = textAt(node, 'pattern');
  if (pattern !== undefined) {
    const texts = matching(node, pattern, structure, 'lengths', 300);
    const right = texts.filter((text) => lengthOf(text) === length);
    return right.length > 0 ? right : texts.slice(0, 10).flatMap((text) => stretched(text, length));
  }
  const end = `.${contactTag}@${mailDomain}`;
  const about = aboutOf(node.name);
  // eslint-disable-next-line knowledge/elsewhere -- a format of JSON Schema
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

/** Texts at the bounds of the length and next to them, within; and the bounds that none was found for. */
export function lengthsWithin(context: Context, node: Node, label: string): readonly (ValueVariant | Unmade)[] {
  if (holdsIdentifiers(context, node) || choicesOf(node) !== null) return [];
  return countsAt(node, 'minLength', 'maxLength').map(([keyword, length]): ValueVariant | Unmade => {
    if (length > longest) return { keyword, reason: `Texts of more than ${longest} characters are not made.` };
    const value = textsOfLength(context, node, length, label).find((text) => allows(context, node, text));
    return value === undefined
      ? { keyword, reason: `No text of ${length} characters was found that the rest of the schema allows.` }
      : { label: `${keyword.toLowerCase()}-${length}`, keyword, value, plain: false };
  });
}

/** Texts that the pattern or the format of a node allows. */
export function formsWithin(context: Context, node: Node): readonly ValueVariant[] {
  const pattern = textAt(node, 'pattern');
  const matches =
    pattern === undefined
      ? []
      : matching(node, pattern, structure, 'matches', 20).filter((text) => allows(context, node, text));
  const made = (keyword: string, texts: readonly string[]): readonly ValueVariant[] =>
    texts.map((value, index) => ({ label: `${keyword}-${index + 1}`, keyword, value, plain: false }));
  return [...made('pattern', [...new Set(matches)].slice(0, 3)), ...made('format', formatOf(node)?.right ?? [])];
}

const formatOf = (node: Node): (typeof formats)[number] | undefined =>
  formats.find(({ format }) => format === textAt(node, 'format'));

const unlike: readonly string[] = ['not-an-identifier', 'not allowed', 'x', '', '!', '0', 'ÿ'];

/** Texts that differ from right ones in one place. */
function patternsBeyond(context: Context, node: Node, pattern: string): readonly Breaker[] {
  // Not from the seed of the run: which breakers there are may not depend on it.
  const samples = holdsIdentifiers(context, node)
    ? [identifierSample]
    : matching(node, pattern, structure, 'breakers', 12);
  const right = samples.filter((text) => text !== '' && allows(context, node, text));
  const same = right.flatMap((text) => [...text].map((_, index) => `${text.slice(0, index)}~${text.slice(index + 1)}`));
  const altered = right.flatMap((text) => [
    ['shorter', text.slice(0, -1)] as const,
    ['longer', `${text}0`] as const,
    ['other-character', `${text.slice(0, -1)}~`] as const,
    ['space-before', ` ${text}`] as const,
  ]);
  return [...[...unlike, ...same].map((value) => ['', value] as const), ...altered].map(([label, value]) => ({
    keyword: 'pattern',
    label,
    value,
  }));
}

/** Texts that break the length, the pattern or the format of a node. */
export function textsBeyond(context: Context, node: Node, label: string): readonly Breaker[] {
  const [least, most] = [numberAt(node, 'minLength') ?? 0, numberAt(node, 'maxLength') ?? longest + 1];
  const pattern = textAt(node, 'pattern');
  const lengths = [
    ...(least > 0 ? [['minLength', least - 1] as const] : []),
    ...(most > longest ? [] : [['maxLength', most + 1] as const]),
  ];
  return [
    ...lengths.flatMap(([keyword, length]) =>
      textsOfLength(context, node, length, label).map((value) => ({ keyword, label: '', value })),
    ),
    ...(pattern === undefined ? [] : patternsBeyond(context, node, pattern)),
    ...(formatOf(node)?.wrong ?? []).map(({ id, text }) => ({ keyword: 'format', label: id, value: text })),
  ];
}
