/** Adds up what each case covered of the request schema. */
import type { CoverageRow } from '../payloads/coverage.ts';

type Side = CoverageRow['valid'];

const addSides = (left: Side, right: Side): Side => {
  const statuses = new Map(Object.entries(left.statuses));
  for (const [status, count] of Object.entries(right.statuses))
    statuses.set(status, (statuses.get(status) ?? 0) + count);
  return { sent: left.sent + right.sent, statuses: Object.fromEntries(statuses) };
};

/** Sums rows of the same keyword and pointer onto `points`, which gives the order and the rows that nothing was sent for. */
export function addCoverage(
  points: readonly { readonly keyword: string; readonly pointer: string }[],
  rows: readonly CoverageRow[],
): readonly CoverageRow[] {
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
