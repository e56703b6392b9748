/** Plain values: what a server that keeps the schema has to accept. */
import { canonical, type Json, type JsonObject } from '../text/json.ts';
import {
  allows,
  contextOf,
  fixedText,
  identifiersAt,
  holdsIdentifiers,
  reasonAgainst,
  type Context,
} from './context.ts';
import { marked, noClaim } from '../endpoint/index.ts';
import { PayloadError } from './errors.ts';
import { choicesOf, numberAt, type Node } from './tree.ts';
import { aboutOf, writers } from './people.ts';
import { plainNumbers } from './numbers.ts';
import { drawOf } from './seed.ts';
import { textsFor } from './strings.ts';
import type { PayloadOptions } from './types.ts';

/** Values for the items of an array: drawn, and where they have to be different and chance gives too few, drawn again or as the schema lists them. */
function poolOf(context: Context, node: Node, items: Node, label: string, count: number): readonly Json[] {
  if (holdsIdentifiers(context, items))
    return drawOf(context.options.seed, label).shuffle(identifiersAt(context, items));
  const draw = (from: number, to: number): readonly Json[] =>
    Array.from({ length: to - from }, (_, index) => plain(context, items, `${label}/${from + index}`));
  const first = draw(0, count * 3);
  const isShort = new Set(first.map((value) => JSON.stringify(value))).size < count;
  if (!isShort || node.schema['uniqueItems'] !== true) return first;
  const listed = choicesOf(items) ?? (items.types.includes('boolean') ? [true, false] : []);
  return [...first, ...draw(count * 3, count * 10), ...listed.filter((value) => allows(context, items, value))];
}

/** `count` values for the items of an array, different ones as far as there are; fewer only where they have to be unique. */
export function plainItems(context: Context, node: Node, label: string, count: number): readonly Json[] {
  const { items } = node;
  if (items === null) return [];
  const pool = poolOf(context, node, items, label, count);
  const different = [...new Map(pool.map((value) => [canonical(value), value])).values()];
  if (different.length >= count || node.schema['uniqueItems'] === true) return different.slice(0, count);
  return Array.from({ length: count }, (_, index) => different[index % different.length] as Json);
}

function plainArray(context: Context, node: Node, label: string): readonly Json[] {
  const { items } = node;
  if (items === null) return [];
  const minimum = numberAt(node, 'minItems') ?? 0;
  const different = holdsIdentifiers(context, items) ? identifiersAt(context, items).length : 3;
  const most = Math.max(minimum, Math.min(numberAt(node, 'maxItems') ?? different, different));
  const count = items.types.includes('object')
    ? Math.max(minimum, Math.min(1, most))
    : drawOf(context.options.seed, `${label}/count`).int(Math.max(minimum, Math.min(1, most)), most);
  return plainItems(context, node, label, count);
}

function candidates(context: Context, node: Node, label: string): readonly Json[] {
  const { seed, contactTag, claim = noClaim } = context.options;
  const choices = choicesOf(node);
  if (choices !== null)
    return drawOf(seed, label).shuffle(choices.length > 1 ? choices.filter((choice) => choice !== null) : choices);
  const fixed = fixedText(context, node);
  if (fixed !== undefined) return [fixed];
  if (holdsIdentifiers(context, node)) return drawOf(seed, label).shuffle(identifiersAt(context, node));
  switch (node.types.find((type) => type !== 'null') ?? 'null') {
    case 'string': {
      const about = aboutOf(node.name);
      const hinted = about === null ? undefined : writers[about].plain(seed, label, marked(contactTag, claim));
      return hinted !== undefined && allows(context, node, hinted) ? [hinted] : textsFor(node, seed, label, contactTag);
    }
    case 'number':
    case 'integer':
      return plainNumbers(node, seed, label);
    case 'boolean':
      return [drawOf(seed, label).chance(50)];
    case 'array':
      return [plainArray(context, node, label)];
    case 'object':
      return [
        Object.fromEntries(
          node.properties
            .filter((child) => reasonAgainst(context, child) === null)
            .map((child) => [child.key, plain(context, child, `${label}/${child.key}`)]),
        ),
      ];
    case 'null':
      return [null];
  }
}

/** A plain value of this node, decided by seed and label. Throws {@link PayloadError} where none can be made. */
export function plain(context: Context, node: Node, label: string): Json {
  const found = candidates(context, node, `${node.pointer}#${label}`).find((value) => allows(context, node, value));
  if (found !== undefined) return found;
  const why =
    reasonAgainst(context, node) ??
    'Its constraints contradict one another, or they are too narrow for the generator: widen them, or list the values under "enum".';
  throw new PayloadError(`No plain value can be made for ${node.pointer}. ${why}`);
}

/** The value as text, a list as the set of its items. */
const asSet = (value: Json): string =>
  canonical(Array.isArray(value) ? (value as readonly Json[]).map(canonical).sort() : value);

/** Draws until a value is unlike others, at most. */
const mostTries = 50;

/**
 * One plain value of an attribute, decided by the seed and `salt` alone. Names and addresses differ for every salt; where
 * there are only few values (configured identifiers, 20,000 phone numbers), `unlike` names those that it must not equal
 * (arrays as sets). When there is no other value, such as with one configured company, an equal one is returned. A fixed
 * value never differs. Throws {@link PayloadError} for an unknown attribute, and for one without configured identifiers.
 */
export function plainValue(
  options: PayloadOptions,
  attribute: string,
  salt: string,
  unlike: readonly Json[] = [],
): Json {
  const context = contextOf(options);
  const node = context.container.properties.find(({ key }) => key === attribute);
  if (node === undefined)
    throw new PayloadError(
      `The request schema has no attribute ${attribute}. It has: ${context.container.properties.map(({ key }) => key).join(', ')}.`,
    );
  const against = reasonAgainst(context, node);
  if (against !== null) throw new PayloadError(`There is no plain value of ${attribute}. ${against}`);
  const used = new Set(unlike.map(asSet));
  const tries = Array.from({ length: used.size === 0 ? 1 : mostTries }, (_, index) =>
    plain(context, node, `salt/${salt}${index === 0 ? '' : `/${index}`}`),
  );
  return tries.find((value) => !used.has(asSet(value))) ?? (tries[0] as Json);
}

/** The properties that an object cannot do without: the required ones, and as many others as `minProperties` asks for. */
export function neededOf(context: Context, node: Node, present: readonly string[] = []): readonly Node[] {
  const needed = node.properties.filter(({ key }) => node.required.includes(key) || present.includes(key));
  const others = node.properties.filter((child) => !needed.includes(child) && reasonAgainst(context, child) === null);
  const short = Math.max(0, (numberAt(node, 'minProperties') ?? 0) - needed.length);
  return node.properties.filter((child) => needed.includes(child) || others.slice(0, short).includes(child));
}

/** The smallest object that the schema allows here. */
export const smallestObject = (context: Context, node: Node, label: string): JsonObject =>
  Object.fromEntries(
    neededOf(context, node).map((child) => [child.key, smallest(context, child, `${label}/${child.key}`)]),
  );

/** The smallest value that the schema allows here: a plain one, but for objects without what they can do without. */
export const smallest = (context: Context, node: Node, label: string): Json =>
  node.types[0] === 'object' && choicesOf(node) === null
    ? smallestObject(context, node, label)
    : plain(context, node, label);
