/** From values to bodies to bytes. */
import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { reasonAgainst, type Context } from './context.ts';
import { choicesOf, numberAt, type Node } from './model.ts';
import { plain, plainItems } from './plain.ts';
import type { KeywordPoint, Payload } from './types.ts';

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

/** The smallest body that has `value` at `node`; in an array at `index` of the innermost list. */
export function bodyAround(context: Context, node: Node, value: Json, label: string, index = 0): Json {
  const { parent } = node;
  if (parent === null) return value;
  if (node.key !== '*') {
    const members = neededOf(context, parent, [node.key]).map((child) => [
      child.key,
      child === node ? value : smallest(context, child, `${label}/${child.key}`),
    ]);
    return bodyAround(context, parent, Object.fromEntries(members) as Json, label);
  }
  const others = Math.max(index, (numberAt(parent, 'minItems') ?? 0) - 1);
  const items = others === 0 ? [] : plainItems(context, parent, `${label}/others`, others);
  return bodyAround(context, parent, [...items.slice(0, index), value, ...items.slice(index)], label);
}

/** A body with these attributes in this order; required ones that are not named follow. */
export function bodyOf(context: Context, values: readonly (readonly [string, Json])[], label: string): Json {
  const { container } = context;
  const named = values.map(([key]) => key);
  const rest = neededOf(context, container, named).filter(({ key }) => !named.includes(key));
  const members = [
    ...values,
    ...rest.map((child) => [child.key, plain(context, child, `${label}/${child.key}`)] as const),
  ];
  return bodyAround(context, container, Object.fromEntries(members), label);
}

/** The JSON Pointer of a node in a body made by {@link bodyAround}. */
export const pointerAt = (node: Node, index = 0): string =>
  node.key === '*'
    ? `${node.parent === null ? '' : pointerAt(node.parent)}/${index}`
    : node.parent === null
      ? ''
      : `${pointerAt(node.parent)}${node.pointer.slice(node.parent.pointer.length)}`;

/** What the body holds under the envelope; null when it does not get that far. */
export function contactIn(context: Context, body: Json): JsonObject | null {
  const { container } = context;
  const found =
    container.parent === null
      ? body
      : isObject(body) && Object.hasOwn(body, container.key)
        ? body[container.key]
        : null;
  return isObject(found) ? found : null;
}

/** How ids name a place: from the envelope down, with hyphens. */
export function slugOf(context: Context, node: Node): string {
  if (node.parent === null) return 'body';
  const path = node === context.container ? node.key : node.pointer.slice(context.container.pointer.length + 1);
  return path
    .replaceAll('*', 'item')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}

/** What a payload is made from; the rest follows from it. */
interface Draft {
  readonly id: string;
  readonly kind: Payload['kind'];
  readonly plain?: boolean;
  readonly may?: boolean;
  readonly body: Json;
  readonly target: KeywordPoint | null;
  readonly value?: Json;
}

/** The payload of a draft, with its bytes. */
export function payloadOf(context: Context, draft: Draft): Payload {
  const { id, kind, body, target, value } = draft;
  const contact = contactIn(context, body);
  const known = context.container.properties.map(({ key }) => key);
  const attributes = contact === null ? [] : Object.keys(contact).filter((key) => known.includes(key));
  const shared = { id, kind, plain: draft.plain ?? false, may: draft.may ?? false, body, attributes, target };
  // JSON.stringify escapes lone surrogates (ECMAScript 2019, "well-formed JSON.stringify"), so the text is always UTF-8.
  return { ...shared, ...(value === undefined ? {} : { value }), text: JSON.stringify(body) };
}

/** Ids are unique: a later one that is taken gets a number. */
export function numbered(payloads: readonly Payload[]): readonly Payload[] {
  const taken = new Map<string, number>();
  return payloads.map((payload) => {
    const times = (taken.get(payload.id) ?? 0) + 1;
    taken.set(payload.id, times);
    return times === 1 ? payload : { ...payload, id: `${payload.id}-${times}` };
  });
}
