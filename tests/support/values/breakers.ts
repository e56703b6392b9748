/** Values that break one keyword at one node. Candidates only: the judge decides which of them break nothing else. */
import { omit, probeAttribute } from '../endpoint/index.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { breachesAt, reasonAgainst, type Context } from './context.ts';
import { neededOf, smallest } from './plain.ts';
import { isExactly } from './breaches.ts';
import { choicesOf, numberAt, type JsonType, type Node } from './tree.ts';
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

const breaking = (keyword: string, values: readonly Json[], label = ''): readonly Breaker[] =>
  values.map((value) => ({ keyword, label, value }));

function types(context: Context, node: Node, label: string): readonly Breaker[] {
  const wrong = wrongTypes
    .filter(([, allowed]) => !allowed.some((type) => node.types.includes(type)))
    .flatMap(([name, , value]) => breaking('type', [value, ...(name === 'number' ? fractionsWithin(node) : [])], name));
  const scalar = !node.types.includes('array') && !node.types.includes('object');
  if (!scalar || reasonAgainst(context, node) !== null) return wrong;
  return [...wrong, ...breaking('type', [[plain(context, node, label)]], 'array-of-one')];
}

/** The smallest object without one of its properties; none where something else in it cannot be made. */
function shell(context: Context, node: Node, label: string, without?: string): readonly JsonObject[] {
  const needed = neededOf(context, node).filter(({ key }) => key !== without);
  if (needed.some((child) => reasonAgainst(context, child) !== null)) return [];
  return [Object.fromEntries(needed.map((child) => [child.key, smallest(context, child, `${label}/${child.key}`)]))];
}

function objects(context: Context, node: Node, label: string): readonly Breaker[] {
  const closed = node.schema['additionalProperties'] === false ? shell(context, node, label) : [];
  const full = numberAt(node, 'minProperties') === undefined ? [] : shell(context, node, label);
  const fewer = full.flatMap((object) =>
    Object.keys(object)
      .filter((key) => !node.required.includes(key))
      .map((key) => omit(object, [key])),
  );
  return [
    ...node.required.flatMap((key) => breaking('required', shell(context, node, label, key), key)),
    ...breaking(
      'additionalProperties',
      closed.map((object) => ({ ...object, [probeAttribute]: 'contract suite' })),
    ),
    ...breaking('minProperties', fewer),
  ];
}

function lists(context: Context, node: Node, label: string): readonly Breaker[] {
  if (node.items === null || reasonAgainst(context, node) !== null) return [];
  const least = numberAt(node, 'minItems') ?? 0;
  const most = numberAt(node, 'maxItems') ?? Number.POSITIVE_INFINITY;
  const listOf = (count: number): readonly Json[] => plainItems(context, node, label, count);
  const [first] = listOf(1);
  return [
    ...(least === 0 ? [] : breaking('minItems', [listOf(least - 1)])),
    ...(most > 1000 ? [] : breaking('maxItems', [listOf(most + 1)])),
    ...(first === undefined
      ? []
      : breaking('uniqueItems', [
          [...listOf(Math.max(1, least - 1)), first],
          [first, first],
        ])),
  ];
}

function choices(node: Node): readonly Breaker[] {
  const list = choicesOf(node);
  if (list === null) return [];
  const keyword = Object.hasOwn(node.schema, 'const') ? 'const' : 'enum';
  const texts = list.filter((choice) => typeof choice === 'string');
  const cased = texts.flatMap((choice) => [choice.toUpperCase(), choice.toLowerCase()]);
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
  return [...breaking(keyword, ['not one of these', ...near]), ...breaking(keyword, other, 'other-letter-case')];
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
