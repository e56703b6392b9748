/** Valid values beside the plain one: each constraint at and next to its bound, each choice, each type, the empty ones. */
import { canonical, type Json } from '../text/json.ts';
import { allows, fixedText, identifiersAt, holdsIdentifiers, reasonAgainst, type Context } from './context.ts';
import { smallestObject } from './plain.ts';
import { choicesOf, countsAt, numberAt, type Node } from './tree.ts';
import { numbersWithin } from './numbers.ts';
import { plain, plainItems } from './plain.ts';
import { formsWithin, lengthsWithin } from './text-bounds.ts';
import type { Unmade, ValueVariant } from './types.ts';

type Found = readonly (ValueVariant | Unmade)[];

/** Longer lists are not made: no target is asked to take them. */
const longest = 1_000;

function lists(context: Context, node: Node, label: string): Found {
  const { items } = node;
  if (items === null) return [];
  const bounds = countsAt(node, 'minItems', 'maxItems').map(([keyword, count]): ValueVariant | Unmade => {
    if (count > longest) return { keyword, reason: `Lists of more than ${longest} items are not made.` };
    const value = plainItems(context, node, `${label}/${count}`, count);
    return value.length === count
      ? { label: `${keyword.toLowerCase()}-${count}`, keyword, value, plain: false }
      : { keyword, reason: `There are not ${count} different items.` };
  });
  const listed = holdsIdentifiers(context, items) ? identifiersAt(context, items) : plainItems(context, node, label, 2);
  const several = [...new Map(listed.map((item) => [canonical(item), item])).values()];
  const [first] = several;
  const all = (suffix: string, value: Json): ValueVariant => ({
    label: `several-items${suffix}`,
    keyword: 'items',
    value,
    plain: true,
  });
  return [
    ...((numberAt(node, 'minItems') ?? 0) === 0 ? [{ label: 'empty', keyword: 'type', value: [], plain: false }] : []),
    ...bounds,
    ...(first === undefined ? [] : [{ label: 'one-item', keyword: 'items', value: [first], plain: true }]),
    ...(several.length > 1 ? [all('', several), all('-reversed', several.toReversed())] : []),
    ...(first === undefined || items.types.includes('object')
      ? []
      : [{ label: 'same-item-twice', keyword: 'items', value: [first, first], plain: false, may: true }]),
  ];
}

function objects(context: Context, node: Node, label: string): Found {
  const smallest = smallestObject(context, node, label);
  const others = node.properties.filter(({ key }) => !Object.hasOwn(smallest, key));
  const optional = others.filter((child) => reasonAgainst(context, child) === null);
  const keyword = numberAt(node, 'minProperties') === undefined ? 'required' : 'minProperties';
  const [next] = optional;
  if (keyword === 'required' && optional.length === 0) return [];
  // A property that is left out may be shown all the same, empty: nothing is promised about such a value.
  const partial = keyword === 'required';
  return [
    { label: 'smallest', keyword, value: smallest, plain: !partial, ...(partial ? { may: true } : {}) },
    ...(keyword === 'required' || next === undefined
      ? []
      : [
          {
            label: 'one-more-property',
            keyword,
            value: { ...smallest, [next.key]: plain(context, next, label) },
            plain: true,
          },
        ]),
  ];
}

function strings(context: Context, node: Node, label: string): Found {
  if (fixedText(context, node) !== undefined) return lengthsWithin(context, node, label);
  if (!holdsIdentifiers(context, node))
    return [
      { label: 'empty', keyword: 'type', value: '', plain: false },
      ...lengthsWithin(context, node, label),
      ...formsWithin(context, node),
    ];
  const identifiers = identifiersAt(context, node);
  return identifiers.length === 1
    ? []
    : identifiers.map((value, index) => ({ label: `identifier-${index + 1}`, keyword: 'type', value, plain: true }));
}

/** Every variant of a node, and the bounds that none was found for. Only values that the schema allows are returned. */
export function variantsOf(
  context: Context,
  node: Node,
): { readonly variants: readonly ValueVariant[]; readonly unmade: readonly Unmade[] } {
  if (reasonAgainst(context, node) !== null) return { variants: [], unmade: [] };
  const label = `variant/${node.pointer}`;
  const choices = choicesOf(node)?.map((value, index): ValueVariant => ({
    label: `choice-${index + 1}`,
    keyword: Object.hasOwn(node.schema, 'const') ? 'const' : 'enum',
    value,
    plain: true,
  }));
  const byType = node.types.flatMap((type): Found => {
    if (type === 'null') return [{ label: 'null', keyword: 'type', value: null, plain: false }];
    if (choices !== undefined) return [];
    if (type === 'boolean')
      return [true, false].map((value) => ({ label: String(value), keyword: 'type', value, plain: true }));
    if (type === 'string') return strings(context, node, label);
    if (type === 'array') return lists(context, node, label);
    if (type === 'object') return objects(context, node, label);
    return holdsIdentifiers(context, node) ? [] : numbersWithin(node);
  });
  const all = [...(choices ?? []), ...byType];
  const variants = all.filter((one): one is ValueVariant => 'value' in one && allows(context, node, one.value));
  const labels = new Map(variants.map((variant) => [variant.label, variant]));
  return { variants: [...labels.values()], unmade: all.filter((one): one is Unmade => 'reason' in one) };
}
