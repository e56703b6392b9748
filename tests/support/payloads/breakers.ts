/** Values that break one keyword at one node. Candidates only: the judge decides which of them break nothing else. */
import { probeAttribute } from '../endpoint/index.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { breachesAt, reasonAgainst, type Context } from './context.ts';
import { neededOf, smallest } from './body.ts';
import { isExactly } from './judge.ts';
import { choicesOf, numberAt, type JsonType, type Node } from './model.ts';
import { fractionsWithin, numbersBeyond } from './numbers.ts';
import { plain, plainItems } from './plain.ts';
import { textsBeyond } from './text-bounds.ts';
import type { Breaker } from './types.ts';

const wrongTypes: readonly (readonly [string, readonly JsonType[], Json])[] = [
  ['string', ['string'], 'contract suite'],
  ['number', ['number'], 12.5],
  ['integer', ['number', 'integer'], 42],
  ['true', ['boolean'], true],
  ['false', ['boolean'], false],
  ['null', ['null'], null],
  ['object', ['object'], {}],
  ['array', ['array'], []],
];

function types(context: Context, node: Node, label: string): readonly Breaker[] {
  const wrong = wrongTypes
    .filter(([, allowed]) => !allowed.some((type) => node.types.includes(type)))
    .flatMap(([name, , value]) =>
      [value, ...(name === 'number' ? fractionsWithin(node) : [])].map((one) => ({
        keyword: 'type',
        label: name,
        value: one,
      })),
    );
  const scalar = !node.types.includes('array') && !node.types.includes('object');
  if (!scalar || reasonAgainst(context, node) !== null) return wrong;
  return [...wrong, { keyword: 'type', label: 'array-of-one', value: [plain(context, node, label)] }];
}

/** The required properties of an object, without those that cannot be made; `without` is left away. */
function shell(context: Context, node: Node, label: string, without?: string): JsonObject | null {
  const needed = neededOf(context, node).filter(({ key }) => key !== without);
  if (needed.some((child) => reasonAgainst(context, child) !== null)) return null;
  return Object.fromEntries(needed.map((child) => [child.key, smallest(context, child, `${label}/${child.key}`)]));
}

function objects(context: Context, node: Node, label: string): readonly Breaker[] {
  const missing = node.required.map((key) => ({
    keyword: 'required',
    label: key,
    value: shell(context, node, label, key),
  }));
  const closed = node.schema['additionalProperties'] === false ? shell(context, node, label) : null;
  const least = numberAt(node, 'minProperties');
  const full = least === undefined ? null : shell(context, node, label);
  const fewer =
    full === null
      ? []
      : Object.keys(full)
          .filter((key) => !node.required.includes(key))
          .map((key) => Object.fromEntries(Object.entries(full).filter(([other]) => other !== key)));
  return [
    ...missing.flatMap(({ value, ...rest }) => (value === null ? [] : [{ ...rest, value }])),
    ...(closed === null
      ? []
      : [{ keyword: 'additionalProperties', label: '', value: { ...closed, [probeAttribute]: 'contract suite' } }]),
    ...fewer.map((value) => ({ keyword: 'minProperties', label: '', value })),
  ];
}

function lists(context: Context, node: Node, label: string): readonly Breaker[] {
  if (node.items === null || reasonAgainst(context, node) !== null) return [];
  const least = numberAt(node, 'minItems') ?? 0;
  const most = numberAt(node, 'maxItems');
  const [first] = plainItems(context, node, label, 1);
  const padding = plainItems(context, node, label, Math.max(1, least - 1));
  return [
    ...(least === 0 ? [] : [{ keyword: 'minItems', label: '', value: plainItems(context, node, label, least - 1) }]),
    ...(most === undefined || most > 1000
      ? []
      : [{ keyword: 'maxItems', label: '', value: plainItems(context, node, label, most + 1) }]),
    ...(first === undefined
      ? []
      : [
          { keyword: 'uniqueItems', label: '', value: [...padding, first] },
          { keyword: 'uniqueItems', label: '', value: [first, first] },
        ]),
  ];
}

function choices(node: Node): readonly Breaker[] {
  const list = choicesOf(node);
  if (list === null) return [];
  const keyword = Object.hasOwn(node.schema, 'const') ? 'const' : 'enum';
  const cased = list.flatMap((choice) =>
    typeof choice === 'string' ? [choice.toUpperCase(), choice.toLowerCase()] : [],
  );
  const other = cased.filter((value) => !list.includes(value)).slice(0, 1);
  const near = list.flatMap((choice): readonly Json[] =>
    typeof choice === 'string'
      ? [`${choice}x`]
      : typeof choice === 'number'
        ? [choice + 1, choice + 7]
        : typeof choice === 'boolean'
          ? [!choice]
          : [],
  );
  return [
    ...['not one of these', ...near].map((value) => ({ keyword, label: '', value })),
    ...other.map((value) => ({ keyword, label: 'other-letter-case', value })),
  ];
}

/**
 * For each keyword that holds at a node, values that break it there and nothing else: all wrong JSON types, each missing
 * required property, and else the first candidate of each label.
 */
export function breakersOf(context: Context, node: Node, label: string): readonly Breaker[] {
  const candidates = [
    ...types(context, node, label),
    ...objects(context, node, label),
    ...lists(context, node, label),
    ...choices(node),
  ];
  const typed = [
    ...(node.types.includes('string') ? textsBeyond(context, node, label) : []),
    ...(node.types.includes('integer') || node.types.includes('number') ? numbersBeyond(node) : []),
  ];
  const exact = [...candidates, ...typed].filter(
    ({ keyword, value }) =>
      Object.hasOwn(node.schema, keyword) && isExactly(breachesAt(context, node, value), { keyword, pointer: '' }),
  );
  return [
    ...new Map(exact.toReversed().map((breaker) => [`${breaker.keyword}/${breaker.label}`, breaker])).values(),
  ].toReversed();
}
