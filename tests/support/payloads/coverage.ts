/** Which keyword was tried where, on both sides, and what was answered. */
import type { Json, JsonObject } from '../text/json.ts';
import { escapeKey, isObject } from '../endpoint/index.ts';
import { keywordsOf } from './breakers.ts';
import { modelOf, nodesOf } from './model.ts';
import type { KeywordPoint, Payload } from './types.ts';

/** A keyword at a place of the request schema: how often payloads tried it, on both sides, and what they were answered with. */
export interface CoverageRow {
  readonly keyword: string;
  readonly pointer: string;
  readonly valid: { readonly sent: number; readonly statuses: Readonly<Record<string, number>> };
  readonly invalid: { readonly sent: number; readonly statuses: Readonly<Record<string, number>> };
}

/** Every keyword at every pointer of a request schema that payloads are generated for, in the order of the schema. */
export const keywordPoints = (schema: JsonObject): readonly KeywordPoint[] =>
  nodesOf(modelOf(schema)).flatMap((node) => keywordsOf(node).map((keyword) => ({ keyword, pointer: node.pointer })));

/** What coverage needs to know of a payload. */
export type Sent = Pick<Payload, 'kind' | 'target' | 'body'>;

/** The pointers of everything in a body, array items as `*`. Deeper than 100 levels nothing is looked at. */
function pointersIn(value: Json, pointer = '', depth = 0): readonly string[] {
  if (depth > 100) return [];
  if (Array.isArray(value))
    return [
      pointer,
      ...new Set((value as readonly Json[]).flatMap((item) => pointersIn(item, `${pointer}/*`, depth + 1))),
    ];
  if (isObject(value))
    return [
      pointer,
      ...Object.entries(value).flatMap(([key, item]) => pointersIn(item, `${pointer}/${escapeKey(key)}`, depth + 1)),
    ];
  return [pointer];
}

const hits = ({ keyword, pointer }: KeywordPoint, target: Payload['target']): boolean => {
  if (keyword !== target?.keyword) return false;
  const [wanted, found] = [pointer.split('/'), target.pointer.split('/')];
  return (
    wanted.length === found.length &&
    wanted.every((part, index) => part === found[index] || (part === '*' && /^\d+$/.test(found[index] ?? '')))
  );
};

/** How often something was sent, and how often each status was answered, in the order of the statuses. */
function sideOf(statuses: readonly (number | null)[]): CoverageRow['valid'] {
  const counts = new Map<string, number>();
  for (const status of statuses.map((one) => (one === null ? 'none' : String(one))).sort())
    counts.set(status, (counts.get(status) ?? 0) + 1);
  return { sent: statuses.length, statuses: Object.fromEntries(counts) };
}

/**
 * One row per point. A valid payload tries every keyword at every pointer that it has a value for, an invalid one the keyword
 * that it breaks. `status` is null when nothing was answered.
 */
export function coverage(
  points: readonly KeywordPoint[],
  sent: readonly { readonly payload: Sent; readonly status: number | null }[],
): readonly CoverageRow[] {
  const seen = sent.map((one) => ({ ...one, present: new Set(pointersIn(one.payload.body)) }));
  return points.map((point) => {
    const side = (kind: Sent['kind']): CoverageRow['valid'] =>
      sideOf(
        seen
          .filter(({ payload, present }) =>
            payload.kind !== kind ? false : kind === 'valid' ? present.has(point.pointer) : hits(point, payload.target),
          )
          .map(({ status }) => status),
      );
    return { ...point, valid: side('valid'), invalid: side('invalid') };
  });
}
