/** Values that break one keyword at one node. Candidates only: the judge decides which of them break nothing else. */
import { identifierSample, probeAttribute } from '../endpoint/index.ts';
import type { Json, JsonObject } from '../types.ts';
import { allows, breachesAt, isIdentifier, reasonAgainst } from './context.ts';
import type { Context } from './context.ts';
import { neededOf, smallest } from './body.ts';
import { isExactly } from './judge.ts';
import { structure, textsOfLength } from './lengths.ts';
import { choicesOf, constraints, numberAt, textAt } from './model.ts';
import type { JsonType, Node } from './model.ts';
import { plain, plainItems, rangeOf, stepOf, tidy } from './plain.ts';
import { matching } from './strings.ts';

export interface Breaker {
  readonly keyword: string;
  /** Part of the id; empty where there is one breaker per keyword. */
  readonly label: string;
  readonly value: Json;
}

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

/** Fractions inside the bounds of an integer. */
function halves(node: Node): readonly number[] {
  const { low, high } = rangeOf(node);
  return [low === null ? null : low + 0.5, high === null ? null : high - 0.5].filter((value) => value !== null);
}

function types(context: Context, node: Node, label: string): readonly Breaker[] {
  const wrong = wrongTypes
    .filter(([, allowed]) => !allowed.some((type) => node.types.includes(type)))
    .flatMap(([name, , value]) =>
      [value, ...(name === 'number' ? halves(node) : [])].map((one) => ({ keyword: 'type', label: name, value: one })),
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

const unlike: readonly string[] = ['not allowed', 'x', '', '!', '0', 'ÿ'];
const malformed: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  email: [
    ['no-at', 'not an address'],
    ['no-domain', 'eve@'],
    ['no-local-part', '@example.com'],
  ],
  uuid: [
    ['words', 'not-a-uuid'],
    ['short', 'a1b2c3d4-e5f6-7890-abcd-ef123456789'],
  ],
  date: [
    ['words', 'not a date'],
    ['no-such-day', '2026-02-30'],
    ['day-first', '31.12.2026'],
  ],
  'date-time': [
    ['words', 'not a time'],
    ['no-such-day', '2026-02-30T10:00:00Z'],
    ['date-only', '2026-01-05'],
  ],
  uri: [
    ['words', 'not a uri'],
    ['relative', '/relative'],
  ],
};

function strings(context: Context, node: Node, label: string): readonly Breaker[] {
  const least = numberAt(node, 'minLength');
  const most = numberAt(node, 'maxLength');
  const lengths = [
    ...(least === undefined ? [] : [['minLength', least - 1] as const]),
    ...(most === undefined || most > 100_000 ? [] : [['maxLength', most + 1] as const]),
  ].flatMap(([keyword, length]) =>
    length < 0 ? [] : textsOfLength(context, node, length, label).map((value) => ({ keyword, label: '', value })),
  );
  if (textAt(node, 'pattern') === undefined) return [...lengths, ...formats(node)];
  // Not from the seed of the run: which breakers there are may not depend on it.
  const samples = isIdentifier(context, node)
    ? [identifierSample]
    : matching(node, textAt(node, 'pattern') ?? '', structure, 'breakers', 12);
  const right = samples.filter((text) => text !== '' && allows(context, node, text));
  const altered = right.flatMap((text) => [
    ['shorter', text.slice(0, -1)] as const,
    ['longer', `${text}0`] as const,
    ['other-character', `${text.slice(0, -1)}~`] as const,
    ['space-before', ` ${text}`] as const,
  ]);
  const same = right.flatMap((text) => [...text].map((_, index) => `${text.slice(0, index)}~${text.slice(index + 1)}`));
  return [
    ...lengths,
    ...['not-an-identifier', ...unlike, ...same].map((value) => ({ keyword: 'pattern', label: '', value })),
    ...altered.map(([name, value]) => ({ keyword: 'pattern', label: name, value })),
    ...formats(node),
  ];
}

const formats = (node: Node): readonly Breaker[] =>
  (malformed[textAt(node, 'format') ?? ''] ?? []).map(([label, value]) => ({ keyword: 'format', label, value }));

function numbers(node: Node): readonly Breaker[] {
  const step = stepOf(node);
  const beyond = (keyword: string, offset: number): readonly Breaker[] => {
    const bound = numberAt(node, keyword);
    if (bound === undefined) return [];
    const next = offset < 0 ? Math.ceil(bound / step) * step : Math.floor(bound / step) * step;
    return [bound, tidy(next), tidy(next + offset * step)].map((value) => ({ keyword, label: '', value }));
  };
  const unit = numberAt(node, 'multipleOf');
  const start =
    numberAt(node, 'minimum') ??
    numberAt(node, 'exclusiveMinimum') ??
    (numberAt(node, 'maximum') ?? numberAt(node, 'exclusiveMaximum') ?? 2 * step) - 2 * step;
  const between =
    unit === undefined
      ? []
      : [1, 0.5, 1.5].map((part) =>
          tidy(Math.ceil(start / unit) * unit + (node.types.includes('integer') ? part : part * unit * 0.5)),
        );
  return [
    ...beyond('minimum', -1),
    ...beyond('maximum', 1),
    ...beyond('exclusiveMinimum', -1),
    ...beyond('exclusiveMaximum', 1),
    ...between.map((value) => ({ keyword: 'multipleOf', label: '', value })),
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
    ...(node.types.includes('string') ? strings(context, node, label) : []),
    ...(node.types.includes('integer') || node.types.includes('number') ? numbers(node) : []),
  ];
  const exact = [...candidates, ...typed].filter(
    ({ keyword, value }) =>
      Object.hasOwn(node.schema, keyword) && isExactly(breachesAt(context, node, value), { keyword, pointer: '' }),
  );
  return [
    ...new Map(exact.toReversed().map((breaker) => [`${breaker.keyword}/${breaker.label}`, breaker])).values(),
  ].toReversed();
}

/** The keywords of a node that payloads break. */
export const keywordsOf = (node: Node): readonly string[] =>
  constraints.filter(
    (keyword) =>
      Object.hasOwn(node.schema, keyword) &&
      !(keyword === 'additionalProperties' && node.schema[keyword] !== false) &&
      !(keyword === 'uniqueItems' && node.schema[keyword] !== true) &&
      !(keyword === 'required' && node.required.length === 0),
  );
