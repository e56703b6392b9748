/** Valid values beside the plain one: each constraint at and next to its bound, each choice, each type, the empty ones. */
import type { Json } from '../text/json.ts';
import { allows, fixedText, identifiersAt, isIdentifier, reasonAgainst } from './context.ts';
import type { Context } from './context.ts';
import { smallestObject } from './body.ts';
import { choicesOf, numberAt, textAt } from './model.ts';
import type { Node } from './model.ts';
import { plain, plainItems, rangeOf, stepOf, tidy } from './plain.ts';
import { structure, textsOfLength } from './lengths.ts';
import { matching } from './strings.ts';

export interface Variant {
  /** Part of the id of its payload. */
  readonly label: string;
  readonly keyword: string;
  readonly value: Json;
  /** A server has to take it: only choices that the schema itself lists. */
  readonly plain: boolean;
  /** Nothing is promised about it. */
  readonly may?: boolean;
}
/** A bound that no value was found for. */
export interface Unmade {
  readonly keyword: string;
  readonly reason: string;
}

/** Longer texts and lists are not made: no target is asked to take them. */
const longest = { text: 100_000, list: 1_000 };

const numeral = (value: number): string => String(value).replace('-', 'minus-').replace('.', '-');

type Found = readonly (Variant | Unmade)[];

function lengths(context: Context, node: Node, label: string): Found {
  if (isIdentifier(context, node) || choicesOf(node) !== null) return [];
  const bounds = [
    ['minLength', 0],
    ['minLength', 1],
    ['maxLength', 0],
    ['maxLength', -1],
  ] as const;
  return bounds.flatMap(([keyword, step]): Found => {
    const bound = numberAt(node, keyword);
    if (bound === undefined || bound + step < 0) return [];
    const length = bound + step;
    if (length > longest.text)
      return [{ keyword, reason: `Texts of more than ${longest.text} characters are not made.` }];
    if (length > (numberAt(node, 'maxLength') ?? length) || length < (numberAt(node, 'minLength') ?? 0)) return [];
    const value = textsOfLength(context, node, length, label).find((text) => allows(context, node, text));
    return value === undefined
      ? [{ keyword, reason: `No text of ${length} characters was found that the rest of the schema allows.` }]
      : [{ label: `${keyword.toLowerCase()}-${length}`, keyword, value, plain: false }];
  });
}

function numbers(node: Node): Found {
  const { low, high } = rangeOf(node);
  const step = stepOf(node);
  const at = (keyword: string, value: number): Variant => ({
    label: `${keyword.toLowerCase()}-${numeral(tidy(value))}`,
    keyword,
    value: tidy(value),
    plain: false,
  });
  const lowest = numberAt(node, 'exclusiveMinimum') === undefined ? 'minimum' : 'exclusiveMinimum';
  const highest = numberAt(node, 'exclusiveMaximum') === undefined ? 'maximum' : 'exclusiveMaximum';
  return [
    ...(low === null ? [at('type', -step), at('type', 0)] : [at(lowest, low), at(lowest, low + step)]),
    ...(high === null ? [at('type', 1_000_000 * step)] : [at(highest, high), at(highest, high - step)]),
    ...(numberAt(node, 'multipleOf') === undefined ? [] : [at('multipleOf', (low ?? 0) + 2 * step)]),
  ];
}

function lists(context: Context, node: Node, label: string): Found {
  const { items } = node;
  if (items === null) return [];
  const minimum = numberAt(node, 'minItems');
  const maximum = numberAt(node, 'maxItems');
  const counts = [
    ...(minimum === undefined
      ? []
      : ([
          ['minItems', minimum],
          ['minItems', minimum + 1],
        ] as const)),
    ...(maximum === undefined
      ? []
      : ([
          ['maxItems', maximum],
          ['maxItems', maximum - 1],
        ] as const)),
  ].filter(([, count]) => count >= (minimum ?? 0) && count <= (maximum ?? count));
  const bounds = counts.map(([keyword, count]): Variant | Unmade => {
    if (count > longest.list) return { keyword, reason: `Lists of more than ${longest.list} items are not made.` };
    const value = plainItems(context, node, `${label}/${count}`, count);
    return value.length === count
      ? { label: `${keyword.toLowerCase()}-${count}`, keyword, value, plain: false }
      : { keyword, reason: `There are not ${count} different items.` };
  });
  const listed = isIdentifier(context, items) ? identifiersAt(context, items) : plainItems(context, node, label, 2);
  const several = listed.filter(
    (item, index) => listed.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === index,
  );
  const [first] = several;
  return [
    ...((minimum ?? 0) === 0 ? [{ label: 'empty', keyword: 'type', value: [], plain: false }] : []),
    ...bounds,
    ...(first === undefined ? [] : [{ label: 'one-item', keyword: 'items', value: [first], plain: true }]),
    ...(several.length > 1
      ? [
          { label: 'several-items', keyword: 'items', value: several, plain: true },
          { label: 'several-items-reversed', keyword: 'items', value: [...several].reverse(), plain: true },
        ]
      : []),
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
  if (fixedText(context, node) !== undefined) return lengths(context, node, label);
  if (isIdentifier(context, node)) {
    const identifiers = identifiersAt(context, node);
    return identifiers.length === 1
      ? []
      : identifiers.map((value, index) => ({
          label: `identifier-${index + 1}`,
          keyword: 'type',
          value,
          plain: true,
        }));
  }
  const pattern = textAt(node, 'pattern');
  const matches =
    pattern === undefined
      ? []
      : matching(node, pattern, structure, 'matches', 20).filter((text) => allows(context, node, text));
  return [
    { label: 'empty', keyword: 'type', value: '', plain: false },
    ...lengths(context, node, label),
    ...[...new Set(matches)]
      .slice(0, 3)
      .map((value, index) => ({ label: `pattern-${index + 1}`, keyword: 'pattern', value, plain: false })),
    ...(formatted[textAt(node, 'format') ?? ''] ?? []).map((value, index) => ({
      label: `format-${index + 1}`,
      keyword: 'format',
      value,
      plain: false,
    })),
  ];
}

const formatted: Readonly<Record<string, readonly string[]>> = {
  uuid: ['00000000-0000-0000-0000-000000000000', 'A1B2C3D4-E5F6-7890-ABCD-EF1234567890'],
  date: ['2024-02-29', '1900-01-01', '9999-12-31'],
  'date-time': ['2024-02-29T23:59:59.999Z', '2026-01-01T00:00:00+05:30', '1969-12-31T23:59:59Z'],
  uri: ['https://www.example.com/a?b=c%20d#e', 'urn:example:animal:ferret:nose', 'mailto:eve@example.com'],
};

/** Every variant of a node, and the bounds that none was found for. Only values that the schema allows are returned. */
export function variantsOf(
  context: Context,
  node: Node,
): { readonly variants: readonly Variant[]; readonly unmade: readonly Unmade[] } {
  if (reasonAgainst(context, node) !== null) return { variants: [], unmade: [] };
  const label = `variant/${node.pointer}`;
  const choices = choicesOf(node)?.map((value, index): Variant => ({
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
    return isIdentifier(context, node) ? [] : numbers(node);
  });
  const all = [...(choices ?? []), ...byType];
  const variants = all.filter((one): one is Variant => 'value' in one && allows(context, node, one.value));
  const labels = new Map(variants.map((variant) => [variant.label, variant]));
  return { variants: [...labels.values()], unmade: all.filter((one): one is Unmade => 'reason' in one) };
}
