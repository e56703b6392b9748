/** Which keyword was tried where, on both sides, and what was answered. */
import { escapeKey, isObject } from '../endpoint/index.ts';
import type { CoverageRow, Json, JsonObject } from '../types.ts';
import { keywordsOf } from './breakers.ts';
import { modelOf, nodesOf } from './model.ts';
import type { KeywordPoint, Payload } from './types.ts';

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

interface Side {
  sent: number;
  readonly statuses: Map<string, number>;
}
const side = (): Side => ({ sent: 0, statuses: new Map() });
const frozen = ({ sent, statuses }: Side): CoverageRow['valid'] => ({
  sent,
  statuses: Object.fromEntries([...statuses].sort(([left], [right]) => (left < right ? -1 : 1))),
});

/**
 * Counts as payloads are sent, so that none of them has to be kept. A valid payload tries every keyword at every pointer
 * that it has a value for, an invalid one the keyword that it breaks. `status` is null when nothing was answered.
 */
export function coverageCounter(points: readonly KeywordPoint[]): {
  readonly add: (payload: Sent, status: number | null) => void;
  readonly rows: () => readonly CoverageRow[];
} {
  const rows = points.map((point) => ({ ...point, valid: side(), invalid: side() }));
  const patterns = new Map(
    points.map(({ pointer }) => [
      pointer,
      new RegExp(
        `^${pointer
          .split('/')
          .map((part) => (part === '*' ? '(?:\\*|\\d+)' : part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
          .join('/')}$`,
      ),
    ]),
  );
  return {
    add: ({ kind, target, body }, status) => {
      const present = kind === 'valid' ? new Set(pointersIn(body)) : null;
      for (const row of rows) {
        const hit =
          present === null
            ? row.keyword === target?.keyword && patterns.get(row.pointer)?.test(target.pointer) === true
            : present.has(row.pointer);
        if (!hit) continue;
        const counted = row[kind];
        const answer = status === null ? 'none' : String(status);
        counted.sent += 1;
        counted.statuses.set(answer, (counted.statuses.get(answer) ?? 0) + 1);
      }
    },
    rows: () =>
      rows.map((row) => ({
        keyword: row.keyword,
        pointer: row.pointer,
        valid: frozen(row.valid),
        invalid: frozen(row.invalid),
      })),
  };
}

/** The same for a list of what was sent. */
export function coverage(
  points: readonly KeywordPoint[],
  sent: readonly { readonly payload: Sent; readonly status: number | null }[],
): readonly CoverageRow[] {
  const counter = coverageCounter(points);
  for (const { payload, status } of sent) counter.add(payload, status);
  return counter.rows();
}

/** The rows that were not tried on both sides. */
export const untried = (rows: readonly CoverageRow[]): readonly CoverageRow[] =>
  rows.filter(({ valid, invalid }) => valid.sent === 0 || invalid.sent === 0);
