/** Which keyword of the request schema was tried where, on both sides, and what was answered. */
import type { KeywordPoint } from '../values/types.ts';
import type { Payload } from '../payloads/index.ts';
import { escapeKey, isObject, type Json } from '../text/json.ts';

interface Side {
  readonly sent: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/** A keyword at a place: how often it was kept and how often broken, and how often each status was answered. */
export interface CoverageRow extends KeywordPoint {
  readonly valid: Side;
  readonly invalid: Side;
}

/** What coverage needs to know of a payload. */
export type CoveredPayload = Pick<Payload, 'kind' | 'target' | 'body'>;

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

/** True when an invalid payload breaks that keyword at that place; `*` stands for any index. */
const hits = ({ keyword, pointer }: KeywordPoint, target: Payload['target']): boolean => {
  if (keyword !== target?.keyword) return false;
  const [wanted, found] = [pointer.split('/'), target.pointer.split('/')];
  return (
    wanted.length === found.length &&
    wanted.every((part, index) => part === found[index] || (part === '*' && /^\d+$/.test(found[index] ?? '')))
  );
};

/** How often something was sent, and how often each status was answered, in the order of the statuses. */
function sideOf(statuses: readonly (number | null)[]): Side {
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
  sent: readonly { readonly payload: CoveredPayload; readonly status: number | null }[],
): readonly CoverageRow[] {
  const seen = sent.map((one) => ({ present: new Set(pointersIn(one.payload.body)), ...one }));
  return points.map((point) => {
    const side = (kind: CoveredPayload['kind']): Side =>
      sideOf(
        seen
          .filter(
            ({ payload, present }) =>
              payload.kind === kind && (kind === 'valid' ? present.has(point.pointer) : hits(point, payload.target)),
          )
          .map(({ status }) => status),
      );
    return { keyword: point.keyword, pointer: point.pointer, valid: side('valid'), invalid: side('invalid') };
  });
}

const addSides = (left: Side, right: Side): Side => {
  const statuses = new Map(Object.entries(left.statuses));
  for (const [status, count] of Object.entries(right.statuses))
    statuses.set(status, (statuses.get(status) ?? 0) + count);
  return { sent: left.sent + right.sent, statuses: Object.fromEntries(statuses) };
};

/** Sums rows of the same keyword and pointer onto `points`, which gives the order and the rows that nothing was sent for. */
export function addCoverage(points: readonly KeywordPoint[], rows: readonly CoverageRow[]): readonly CoverageRow[] {
  const none: Side = { sent: 0, statuses: {} };
  return points.map(({ keyword, pointer }) =>
    rows
      .filter((row) => row.keyword === keyword && row.pointer === pointer)
      .reduce<CoverageRow>(
        (sum, row) => ({
          keyword,
          pointer,
          valid: addSides(sum.valid, row.valid),
          invalid: addSides(sum.invalid, row.invalid),
        }),
        { keyword, pointer, valid: none, invalid: none },
      ),
  );
}
