/** Whether the page still contradicts itself as `fixtures/errata.json` says. Pure. */
import errataFile from '../../../fixtures/errata.json' with { type: 'json' };
import prose from '../../../fixtures/documented/prose.json' with { type: 'json' };
import documentedResponse from '../../../fixtures/documented/response.json' with { type: 'json' };
import { documentedRequest } from '../../support/fixtures.ts';
import type { Json, JsonObject } from '../../support/text/json.ts';

/** A document and a JSON Pointer (RFC 6901) into it, such as `response#/contact/owner`. */
export type Reference = string;

/** A statement about the documented request, response and prose. */
export type Condition =
  | { readonly any: readonly Condition[] }
  /** The request sends a value and the response has another one, or none. */
  | { readonly sentDiffers: readonly [Reference, Reference] }
  /** The request sends a list and the response has one of another length, or none. */
  | { readonly sentCountDiffers: readonly [Reference, Reference] }
  /** Both are there and are the same text. */
  | { readonly equal: readonly [Reference, Reference] }
  /** Every one is empty, and not every one in the same way. */
  | { readonly emptyInDifferentWays: readonly Reference[] }
  /** Some identifier is of no version, or of another one than 4. */
  | { readonly someNotVersion4: readonly Reference[] }
  /** Two of the references hold the same text. */
  | { readonly someReused: readonly Reference[] }
  /** The attributes that the prose describes are not the keys of that object. */
  | { readonly proseDiffersFromKeysOf: Reference };

/** A contradiction of the page, what the suite takes to be true, and what is the case for as long as it stands. */
export interface Erratum {
  readonly id: string;
  readonly statement: string;
  readonly position: string;
  readonly check: Condition;
}

/** What the page says. `prose.response`: the attribute that each sentence about the response is read to describe. */
export interface DocumentedPage {
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly prose: { readonly response: readonly { readonly attribute: string }[] };
}

/** The contradictions of the page. The cast is honest because another proof holds the file against its schema. */
export const errata = errataFile as unknown as readonly Erratum[];

/** The page as it was read. */
export const documentedPage = {
  request: documentedRequest,
  response: documentedResponse,
  prose,
} as const satisfies DocumentedPage;

const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

const unescape = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

function read(page: DocumentedPage, reference: Reference): Json | undefined {
  const [document, pointer = ''] = reference.split('#', 2);
  if (document !== 'request' && document !== 'response') {
    throw new TypeError(`The reference ${reference} names no document. Begin it with request# or response#.`);
  }
  let value: unknown = page[document];
  for (const token of pointer.split('/').slice(1).map(unescape)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value as Json;
}

function emptiness(value: Json | undefined): string | null {
  if (value === null) return 'null';
  if (value === '') return 'empty text';
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : null;
  return Object.values(value as JsonObject).every((item) => item === null) ? 'object of nulls' : null;
}

const texts = (page: DocumentedPage, references: readonly Reference[]): readonly string[] =>
  references.map((reference) => read(page, reference)).filter((value) => typeof value === 'string');

function countOf(value: Json | undefined): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

/**
 * Whether the condition is true of the page.
 *
 * @throws TypeError when a reference names neither the request nor the response.
 */
export function holds(condition: Condition, page: DocumentedPage): boolean {
  if ('any' in condition) return condition.any.some((one) => holds(one, page));
  if ('sentDiffers' in condition) {
    const [sent, answered] = condition.sentDiffers.map((reference) => read(page, reference));
    return sent !== undefined && sent !== answered;
  }
  if ('sentCountDiffers' in condition) {
    const [sent, answered] = condition.sentCountDiffers.map((reference) => countOf(read(page, reference)));
    return sent !== undefined && sent !== answered;
  }
  if ('equal' in condition) {
    const [one, other] = condition.equal.map((reference) => read(page, reference));
    return one !== undefined && one === other;
  }
  if ('emptyInDifferentWays' in condition) {
    const ways = condition.emptyInDifferentWays.map((reference) => emptiness(read(page, reference)));
    return !ways.includes(null) && new Set(ways).size > 1;
  }
  if ('someNotVersion4' in condition) return texts(page, condition.someNotVersion4).some((id) => !version4.test(id));
  if ('someReused' in condition) {
    const ids = texts(page, condition.someReused);
    return new Set(ids).size < ids.length;
  }
  const object = read(page, condition.proseDiffersFromKeysOf);
  const keys = typeof object === 'object' && object !== null ? Object.keys(object) : [];
  const described = page.prose.response.map(({ attribute }) => attribute);
  return new Set([...keys, ...described]).size > keys.length || keys.length > described.length;
}

/** The ids of the errata that are no longer true of the page: it was mended, and the position wants another look. */
export const mended = (errata: readonly Erratum[], page: DocumentedPage): readonly string[] =>
  errata.filter(({ check }) => !holds(check, page)).map(({ id }) => id);
