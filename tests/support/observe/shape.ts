/** The shape of JSON: per pointer the types, formats and small enumerations that were seen. */
import type { ParsedBody } from '../client/exchange.ts';
import { segmentsOf, type Json } from '../text/json.ts';
import { endpoint } from '../endpoint/index.ts';
import { formatOf, typeOf } from './formats.ts';
import { joinNodes, settledShape, sortedRecord, type ObservedNode } from './merge.ts';
import { lastOf, segmentOf } from './pointer.ts';

/** Limits against hostile responses: deeper, wider or longer than this is not looked at. */
const deepest = 12;
const mostNodes = 2000;
const mostItems = 100;

/** The names of the documented attributes of the contact. */
export const documentedNames: ReadonlySet<string> = new Set(endpoint.responseKeys.map(segmentOf));

/** What a client writes: its text is data, whatever it looks like. */
const written = endpoint.textKeys;
/** An enumeration is made of words. One letter, digits or blanks make a text data. */
const word = /^[A-Za-z][A-Za-z_-]{2,31}$/;

interface Body {
  /** The case to note as the one that showed something first; null notes none. */
  readonly source: string | null;
  /** Undefined when the body was not JSON. */
  readonly value: Json | undefined;
  /** Texts that the request carried, in lower case. */
  readonly sent: readonly string[];
}

/** Everything below a documented attribute is data of a record, never an enumeration. */
const isData = (pointer: string): boolean => segmentsOf(pointer).some((segment) => documentedNames.has(segment));

function valuesOf(pointer: string, text: string, known: readonly string[]): readonly string[] | null {
  if (isData(pointer) || !word.test(text)) return null;
  const lower = text.toLowerCase();
  // A part of what a client wrote says nothing, neither for an enumeration nor against one.
  return known.some((other) => other.includes(lower)) ? [] : [text];
}

function nodeOf(pointer: string, value: Json, body: Body, known: readonly string[]): ObservedNode {
  const type = typeOf(value);
  const { source } = body;
  const format = typeof value === 'string' ? (written.has(lastOf(pointer)) ? 'text' : formatOf(value)) : null;
  const shown = format === null ? [type] : [type, format];
  return {
    seen: 1,
    of: 1,
    types: { [type]: 1 },
    formats: format === null ? {} : { [format]: 1 },
    values: typeof value === 'string' ? valuesOf(pointer, value, known) : [],
    ...(source === null ? {} : { shownBy: Object.fromEntries(shown.map((key) => [key, source])) }),
  };
}

/** The texts of the contact in the response: a key made from one of them is data. */
function writtenTexts(value: Json): readonly string[] {
  const texts: string[] = [];
  const queue: { at: Json; depth: number }[] = [{ at: value, depth: 0 }];
  for (let next = queue.pop(); next !== undefined && texts.length < 50; next = queue.pop()) {
    if (typeof next.at !== 'object' || next.at === null || next.depth > 4) continue;
    for (const [key, item] of Object.entries(next.at).slice(0, mostItems)) {
      if (typeof item === 'string' && written.has(key)) texts.push(item.toLowerCase());
      else queue.push({ at: item, depth: next.depth + 1 });
    }
  }
  return texts;
}

function walk(body: Body, nodes: Map<string, ObservedNode>): void {
  if (body.value === undefined) return;
  const known = [...body.sent, ...writtenTexts(body.value)];
  const queue: { pointer: string; value: Json; depth: number }[] = [{ pointer: '', value: body.value, depth: 0 }];
  let count = 0;
  for (let next = queue.pop(); next !== undefined && count < mostNodes; next = queue.pop(), count += 1) {
    const { pointer, value, depth } = next;
    const node = nodeOf(pointer, value, body, known);
    const before = nodes.get(pointer);
    nodes.set(pointer, before === undefined ? node : joinNodes(before, node));
    if (typeof value !== 'object' || value === null || depth >= deepest) continue;
    if (Array.isArray(value)) {
      for (const item of (value as readonly Json[]).slice(0, mostItems))
        queue.push({ pointer: `${pointer}/*`, value: item, depth: depth + 1 });
    } else {
      // Keys that fall together as `{id}` are looked at once: they are entries of a map, not keys of an object.
      const children = new Map(
        Object.entries(value)
          .slice(0, mostItems)
          .map(([key, item]): [string, Json] => [segmentOf(key), item]),
      );
      for (const [segment, item] of children) {
        queue.push({ pointer: `${pointer}/${segment}`, value: item, depth: depth + 1 });
      }
    }
  }
}

/** The shape that the bodies have in common. Bodies that were not JSON count only in `of` of the root. */
export function shapeOf(bodies: readonly Body[]): Readonly<Record<string, ObservedNode>> {
  if (bodies.length === 0) return {};
  const nodes = new Map<string, ObservedNode>();
  for (const body of bodies) walk(body, nodes);
  const root = nodes.get('') ?? { seen: 0, of: 0, types: {}, formats: {}, values: [] };
  nodes.set('', { ...root, of: bodies.length });
  return settledShape(nodes);
}

function kindOf(value: Json, depth: number): string {
  if (Array.isArray(value)) {
    const items = [
      ...new Set(value.slice(0, mostItems).map((item: Json) => (depth > 1 ? typeOf(item) : kindOf(item, depth + 1)))),
    ];
    return `[${items.sort().join('|')}]`;
  }
  if (typeof value !== 'object' || value === null || depth > 1) return typeOf(value);
  const kinds = sortedRecord(
    Object.entries(value).map(([key, item]) => [segmentOf(key), kindOf(item, depth + 1)] as const),
  );
  return `{${Object.entries(kinds)
    .slice(0, 12)
    .map(([key, kind]) => `${key}: ${kind}`)
    .join(', ')}}`;
}

/**
 * The shape of the body of a refusal in one line, such as `{error: string}` or `{errors: [string]}`; for a body that is
 * not JSON, why not (`html`, `empty`, …). No texts, so that wording is never pinned.
 */
export function errorShapeOf(parsed: ParsedBody): string {
  return (parsed.ok ? kindOf(parsed.value, 0) : parsed.reason).replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}
