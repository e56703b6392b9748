import { describe, expect, test } from 'vitest';
import { clearLine, progressLine, rewriteLine } from '../support/render/progress.ts';
import { isUnsafe } from '../support/text/sanitise.ts';

describe('progress', () => {
  const state = { sent: 34, budget: 300, groupsDone: 3, groups: 11, current: 'echo', elapsedMs: 12_400 };

  test('a line tells requests of the budget and clause groups done', () =>
    expect(progressLine(state)).toBe('requests 34 of 300 · clause groups 3 of 11 · echo · 12 s'));

  test('a rewritten line clears itself and never wraps', () => {
    const line = rewriteLine({ ...state, current: 'x\u001b[2J'.repeat(40) }, 40);
    expect(line.startsWith(clearLine)).toBe(true);
    expect(line.slice(clearLine.length)).toHaveLength(39);
    expect(isUnsafe(line.slice(clearLine.length))).toBe(false);
  });
});
