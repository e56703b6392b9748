/** From values to bodies to bytes. A payload is never taken at its word: ajv judges the bytes that are sent. */
import { isObject, sameJson, type Json, type JsonObject } from '../text/json.ts';
import { breachesOf, isExactly, type SchemaValidator } from '../values/breaches.ts';
import type { Context } from '../values/context.ts';
import { PayloadError } from '../values/errors.ts';
import { neededOf, plain, plainItems, smallest } from '../values/plain.ts';
import { numberAt, type Node } from '../values/tree.ts';
import type { KeywordPoint } from '../values/types.ts';

export interface Payload {
  /** A slug that depends on the schema and the texts, not on the seed. */
  readonly id: string;
  /** What the request schema says of it. */
  readonly kind: 'valid' | 'invalid';
  /** True: a server has to accept it. False: it may refuse it with 400 or 422 (or, when invalid, accept it). */
  readonly plain: boolean;
  /** True: nothing is promised about it either way; it is recorded. */
  readonly may: boolean;
  readonly body: Json;
  /** The attributes of the contact that the body has, in order. */
  readonly attributes: readonly string[];
  /** What an invalid one breaks and what a valid one is there for. The pointer is into this body; null: nothing in particular. */
  readonly target: KeywordPoint | null;
  /** The value at the pointer, where there is one. */
  readonly value?: Json;
  /** The bytes of the body, as text. ASCII escapes stand for lone surrogates and control characters. */
  readonly text: string;
}

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
export function bodyWith(context: Context, values: readonly (readonly [string, Json])[], label: string): Json {
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
export function contactInBody(context: Context, body: Json): JsonObject | null {
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
  const contact = contactInBody(context, body);
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

const said = (breaches: readonly KeywordPoint[]): string =>
  breaches.length === 0
    ? 'no error'
    : breaches.map(({ keyword, pointer }) => `${keyword} at ${JSON.stringify(pointer)}`).join(', ');

/**
 * Judges the bytes of a payload. Throws {@link PayloadError}, a fault of the suite, when a valid one has an error, when
 * an invalid one has another error than the one it is meant to have, or when its text is not its body.
 */
export function assertPayload(validate: SchemaValidator, payload: Payload): void {
  let body: Json;
  try {
    body = JSON.parse(payload.text) as Json;
  } catch (cause) {
    throw new PayloadError(`Payload ${payload.id} is not JSON. Mend its generator; it was not sent.`, { cause });
  }
  if (!sameJson(body, payload.body)) {
    throw new PayloadError(`The text of payload ${payload.id} is not its body. Mend its generator; it was not sent.`);
  }
  const wanted = payload.kind === 'valid' ? null : payload.target;
  const breaches = breachesOf(validate, body);
  const settled = payload.kind === 'valid' || wanted !== null;
  if (settled && isExactly(breaches, wanted)) return;
  throw new PayloadError(
    `Payload ${payload.id} is meant to have ${said(wanted === null ? [] : [wanted])} and ajv finds ${said(breaches)}. Mend its generator; it was not sent. Body: ${payload.text.slice(0, 300)}`,
  );
}
