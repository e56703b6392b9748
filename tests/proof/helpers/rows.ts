/** JSON with a row on each line, so that a difference shows what changed and nothing else. */

const lines = (rows: readonly string[], [open, close]: string): string =>
  rows.length === 0 ? `${String(open)}${String(close)}` : `${String(open)}\n${rows.join(',\n')}\n${String(close)}`;

/** The members of an object, or the items of a list, each on a line of its own. */
export const inRows = (value: object): string =>
  Array.isArray(value)
    ? lines(
        value.map((item) => JSON.stringify(item)),
        '[]',
      )
    : lines(
        Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`),
        '{}',
      );

/** The same for an object of lists: each item of each list on a line of its own. */
export const inRowsOfLists = (value: Readonly<Record<string, readonly unknown[]>>): string =>
  lines(
    Object.entries(value).map(([key, items]) => `${JSON.stringify(key)}: ${inRows(items)}`),
    '{}',
  );
