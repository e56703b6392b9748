/** Where the oracles draw their lines: exchanges just on this and just on that side of each. */
import { expect, test } from 'vitest';
import { edges } from './helpers/edge-rows.ts';
import { judgementsOf } from './helpers/exchange-mutation.ts';

test.each(edges)('at the line of $clause: $what', ({ clause, scene, expected }) => {
  const found = judgementsOf(scene).filter((judgement) => judgement.clause === clause);
  const said = found.map(({ outcome, pointer }) => `${outcome} ${pointer}`.trim()).join(', ');
  expect(found.length === 0 ? 'silent' : said).toBe(expected);
});
