/** Bodies that break exactly one keyword at one pointer. */
import { allows, contextOf, reasonAgainst, type Context } from '../values/context.ts';
import { bodyAround, numbered, payloadOf, pointerAt, slugOf } from './payload.ts';
import { neededOf } from '../values/plain.ts';
import { breakersOf } from '../values/breakers.ts';
import { breachesOf, isExactly } from '../values/breaches.ts';
import { nodesOf, type Node } from '../values/tree.ts';
import type { Breaker, PayloadOptions } from '../values/types.ts';
import type { Payload } from './payload.ts';

const prefixes: Readonly<Record<string, string>> = {
  type: 'wrong-type',
  required: 'missing',
  additionalProperties: 'unknown-attribute',
};

/** `wrong-type-email-number`, `missing-contact`, `breaks-pattern-company-id-longer`. */
function idOf(context: Context, node: Node, { keyword, label, value }: Breaker): string {
  const prefix = prefixes[keyword] ?? `breaks-${keyword.toLowerCase()}`;
  const place = keyword === 'required' && node.parent === null ? [] : [slugOf(context, node)];
  return [
    value === null ? 'null' : prefix,
    ...place,
    ...(label === '' || value === null ? [] : [label.replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase()]),
  ].join('-');
}

/** Why something that has to stand beside a node, or beside what it stands in, cannot be made; null when all can. */
export function surroundings(context: Context, node: Node): string | null {
  if (node.parent === null) return null;
  const beside = node.key === '*' ? [] : neededOf(context, node.parent, [node.key]).filter((child) => child !== node);
  const reason = beside.map((child) => reasonAgainst(context, child)).find((one) => one !== null);
  return reason ?? surroundings(context, node.parent);
}

function broken(context: Context, node: Node, id: string, breaker: Breaker, index = 0): Payload {
  const target = { keyword: breaker.keyword, pointer: pointerAt(node, index) };
  // Null, and a body without its envelope, are left open by the documents: a server may do with them what it likes.
  const may = breaker.value === null || (node.parent === null && breaker.keyword === 'required');
  return payloadOf(context, {
    id,
    kind: 'invalid',
    may,
    body: bodyAround(context, node, breaker.value, id, index),
    target,
    value: breaker.value,
  });
}

/** True when the body breaks what it is meant to break, and nothing else. */
export const exact = (context: Context, { body, target }: Payload): boolean =>
  isExactly(breachesOf(context.validate, body), target);

/** The payloads that break one keyword each at a node; in a list also behind a right item. */
export function payloadsAt(context: Context, node: Node): readonly Payload[] {
  if (surroundings(context, node) !== null) return [];
  const breakers = breakersOf(context, node, `breaker/${node.pointer}`);
  const first = breakers.map((breaker) => broken(context, node, idOf(context, node, breaker), breaker));
  if (node.key !== '*' || node.parent === null || reasonAgainst(context, node) !== null)
    return first.filter((payload) => exact(context, payload));
  const one = [
    ...new Map(
      breakers
        .toReversed()
        .filter(({ value }) => value !== null)
        .map((breaker) => [breaker.keyword, breaker]),
    ).values(),
  ];
  const second = one.map((breaker) => broken(context, node, `${idOf(context, node, breaker)}-second`, breaker, 1));
  return [...first, ...second].filter((payload) => exact(context, payload));
}

/**
 * For each keyword at each pointer the smallest bodies that break it there and nothing else: every wrong JSON type, null,
 * everything missing, an unknown property, lengths, patterns, formats, items and what is in them (also behind a right
 * item). None of them holds an invented identifier.
 */
export function invalidPayloads(options: PayloadOptions): readonly Payload[] {
  const context = contextOf(options);
  return numbered(nodesOf(context.root).flatMap((node) => payloadsAt(context, node)));
}

/** Null for each attribute: valid where the schema says so, else a wrong type; recorded in either case. */
export function nullPayloads(options: PayloadOptions): readonly Payload[] {
  const context = contextOf(options);
  return context.container.properties.flatMap((node) => {
    const allowed = allows(context, node, null);
    const id = `null-${slugOf(context, node)}`;
    const target = { keyword: 'type', pointer: pointerAt(node) };
    if (surroundings(context, node) !== null) return [];
    const made = payloadOf(context, {
      id,
      kind: allowed ? 'valid' : 'invalid',
      may: true,
      body: bodyAround(context, node, null, id),
      target,
      value: null,
    });
    return isExactly(breachesOf(context.validate, made.body), allowed ? null : target) ? [made] : [];
  });
}
