/** Bodies that the request schema allows. */
import { canonical, type Json } from '../text/json.ts';
import {
  allows,
  sendableAttributes,
  contextOf,
  holdsIdentifiers,
  reasonAgainst,
  type Context,
} from '../values/context.ts';
import { bodyAround, bodyWith, numbered, payloadOf, pointerAt, slugOf } from './payload.ts';
import { breachesOf } from '../values/breaches.ts';
import { choicesOf, nodesOf, numberAt, type Node } from '../values/tree.ts';
import { plain, plainItems } from '../values/plain.ts';
import { drawOf } from '../values/seed.ts';
import { awkwardText, isMeantFor, realisticOf } from '../values/texts.ts';
import type { AwkwardText, PayloadOptions } from '../values/types.ts';
import type { Payload } from './payload.ts';
import { variantsOf } from '../values/variants.ts';

const randomSubsets = 10;

function together(context: Context, id: string, nodes: readonly Node[], target: Payload['target'] = null): Payload {
  const values = nodes.map((node) => [node.key, plain(context, node, id)] as const);
  return payloadOf(context, { id, kind: 'valid', plain: true, body: bodyWith(context, values, id), target });
}

function combinations(context: Context, attributes: readonly Node[]): readonly Payload[] {
  const alone = attributes.map((node) =>
    together(context, `${slugOf(context, node)}-alone`, [node], { keyword: 'type', pointer: pointerAt(node) }),
  );
  const random = Array.from({ length: randomSubsets }, (_, index) => {
    const id = `random-${index + 1}`;
    const order = drawOf(context.options.seed, id).shuffle(attributes);
    return together(context, id, order.slice(0, drawOf(context.options.seed, `${id}/size`).int(1, order.length)));
  });
  return attributes.length === 0
    ? []
    : [...alone, together(context, 'all-attributes', attributes), ...pairs(context, attributes), ...random];
}

/** What pairs are made of: a value of each sort that the schema tells apart, and, last, absence. */
function levelsOf(context: Context, node: Node, label: string): readonly (Json | undefined)[] {
  const choices = choicesOf(node)?.slice(0, 5) ?? (node.types.includes('boolean') ? [true, false] : null);
  const several = node.items === null ? [] : plainItems(context, node, label, 2);
  const different = new Set(several.map(canonical)).size > 1;
  const counts = different ? [1, 2].map((count) => several.slice(0, count)) : [];
  const present = [...(choices ?? counts)].filter((value) => allows(context, node, value));
  return [
    ...(present.length > 1 ? present : [plain(context, node, label)]),
    ...(context.container.required.includes(node.key) ? [] : [undefined]),
  ];
}

function pairs(context: Context, attributes: readonly Node[]): readonly Payload[] {
  const rows = pairwise(attributes.map((node) => levelsOf(context, node, 'levels').length));
  return rows.flatMap((row, number) => {
    const id = `pair-${number + 1}`;
    const values = attributes.flatMap((node, factor) => {
      const value = levelsOf(context, node, `${id}/levels`)[row[factor] ?? 0];
      return value === undefined ? [] : [[node.key, value] as const];
    });
    if (values.length === 0) return [];
    return [payloadOf(context, { id, kind: 'valid', plain: true, body: bodyWith(context, values, id), target: null })];
  });
}

function single(
  context: Context,
  node: Node,
  id: string,
  keyword: string,
  value: Json,
  flags: { readonly plain: boolean; readonly may?: boolean },
): Payload {
  return payloadOf(context, {
    id,
    kind: 'valid',
    ...flags,
    body: bodyAround(context, node, value, id),
    target: { keyword, pointer: pointerAt(node) },
    value,
  });
}

/** True when the smallest value around a node leaves out properties of an object that it stands in: nothing is promised about such a value. */
const isPartial = (context: Context, { parent, key }: Node): boolean =>
  parent !== null &&
  parent !== context.container &&
  (isPartial(context, parent) ||
    parent.properties.some((child) => child.key !== key && !parent.required.includes(child.key)));

function variants(context: Context, node: Node): readonly Payload[] {
  const slug = slugOf(context, node);
  return [
    ...variantsOf(context, node).variants.map(({ label, keyword, value, ...flags }) => {
      const prefix = numberAt(node, keyword) === undefined ? '' : 'boundary-';
      return single(
        context,
        node,
        label === 'null' || label === 'empty' ? `${label}-${slug}` : `${prefix}${slug}-${label}`,
        keyword,
        value,
        isPartial(context, node) ? { plain: false, may: true } : { plain: flags.plain, may: flags.may ?? false },
      );
    }),
    ...realisticOf(context, node).map(([label, text]) =>
      single(context, node, `realistic-${slug}-${label}`, 'type', text, { plain: false }),
    ),
  ];
}

/** Where an awkward text is sent: in the properties that it names, else wherever any text may stand. */
export const placesOf = (context: Context, nodes: readonly Node[], text: AwkwardText): readonly Node[] =>
  nodes.filter(
    (node) => node.types.includes('string') && !holdsIdentifiers(context, node) && isMeantFor(context, node, text),
  );

/** The attributes that can be sent, and what is in them that can. */
export const reachable = (context: Context): readonly Node[] =>
  sendableAttributes(context)
    .flatMap(nodesOf)
    .filter((node) => reasonAgainst(context, node) === null);

function awkward(context: Context, nodes: readonly Node[]): readonly Payload[] {
  return context.options.texts.flatMap((text) =>
    placesOf(context, nodes, text).flatMap((node) => {
      const value = awkwardText(context, node, text);
      const slug = slugOf(context, node);
      const id = `awkward-${slug}-${text.id.startsWith(`${slug}-`) ? text.id.slice(slug.length + 1) : text.id}`;
      const flags = { plain: false, may: text.class === 'may' };
      return allows(context, node, value) ? [single(context, node, id, 'type', value, flags)] : [];
    }),
  );
}

/**
 * Every valid body: each attribute alone, all, a pairwise covering set, random subsets, each constraint at and next to its
 * bound, each choice, the empty values, realistic and awkward ones. Throws {@link UnsupportedKeywordError} and
 * {@link PayloadError}; never returns a body that ajv refuses.
 */
export function validPayloads(options: PayloadOptions): readonly Payload[] {
  const context = contextOf(options);
  const nodes = reachable(context);
  const shell = context.container.schema['minProperties'] === undefined ? [] : variants(context, context.container);
  const made = [
    ...combinations(context, sendableAttributes(context)),
    ...shell,
    ...nodes.flatMap((node) => variants(context, node)),
    ...awkward(context, nodes),
  ];
  return numbered(made.filter(({ body }) => breachesOf(context.validate, body).length === 0));
}

/**
 * Rows of level numbers, one per factor, that cover every pair (greedy; the same for the same sizes).
 * @param sizes how many levels each factor has; at least 1 each. Of equally good levels the lower one is taken.
 */
export function pairwise(sizes: readonly number[]): readonly (readonly number[])[] {
  const open = new Set<string>();
  const key = (left: number, i: number, right: number, j: number): string =>
    left < right ? `${left}.${i}-${right}.${j}` : `${right}.${j}-${left}.${i}`;
  for (const [left, many] of sizes.entries()) {
    for (let right = left + 1; right < sizes.length; right += 1) {
      for (let i = 0; i < many; i += 1)
        for (let j = 0; j < (sizes[right] ?? 0); j += 1) open.add(key(left, i, right, j));
    }
  }
  const rows: (readonly number[])[] = [];
  for (let [next] = open; next !== undefined; [next] = open) {
    const row = new Map(next.split('-').map((part) => part.split('.').map(Number) as [number, number]));
    for (const [factor, many] of sizes.entries()) {
      if (row.has(factor)) continue;
      const gains = Array.from(
        { length: many },
        (_, level) => [...row].filter(([other, chosen]) => open.has(key(factor, level, other, chosen))).length,
      );
      row.set(factor, gains.indexOf(Math.max(...gains)));
    }
    for (const [left, i] of row) for (const [right, j] of row) if (left < right) open.delete(key(left, i, right, j));
    rows.push(sizes.map((_, factor) => row.get(factor) ?? 0));
  }
  return rows;
}
