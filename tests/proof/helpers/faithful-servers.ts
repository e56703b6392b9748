/** The faithful servers that differ most from the good one: what is played of them where there is no time for all. */
export const mostDifferent: ReadonlySet<string> = new Set(
  'normalises strict-text reads-unknown little-configuration tags-as-ids other-statuses'.split(' '),
);
