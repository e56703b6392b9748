/** Every profile fits into its requests, whatever the server does where the contract is silent. The whole form is `npm run proof:full`. */
import { describe, expect, test } from 'vitest';
import { faithful } from '../mock/faithful/index.ts';
import { progressLine } from '../support/render/progress.ts';
import { requestsText } from '../support/render/summary.ts';
import { fit } from './helpers/fit.ts';

/** Those on which a profile takes most. */
const costly = new Set(['unknown-attributes-refused', 'strict-text', 'put-replaces']);
const servers = [{ id: 'good', variant: {} }, ...faithful.filter(({ id }) => costly.has(id))];
const rows = servers.flatMap((server) =>
  [true, false].map((get) => ({ ...server, get, where: `${server.id}${get ? '' : ' without GET'}` })),
);

describe('every case is played within the budget', () => {
  test.each(rows.flatMap((row) => [1, 7, 20].map((seed) => ({ ...row, seed }))))(
    'of smoke: $where, seed $seed',
    async (row) => {
      const { requests, budget, cut } = await fit({ ...row, profile: 'smoke' });
      expect(cut).toEqual([]);
      expect(requests).toBeLessThanOrEqual(budget);
    },
  );

  test.each(rows.filter(({ id, get }) => id === 'strict-text' || !get).map((row) => ({ ...row, seed: 3 })))(
    'of full: $where, seed $seed',
    async (row) => {
      const { requests, budget, cut } = await fit({ ...row, profile: 'full' });
      expect(cut).toEqual([]);
      expect(requests).toBeLessThanOrEqual(budget);
    },
    60_000,
  );
});

test('requests on top of the budget are told apart', () => {
  const state = { sent: 34, budget: 300, groupsDone: 3, groups: 11, current: 'echo', elapsedMs: 12_400 };
  const requests = { sent: 327, confirming: 31, retried: 0, throttled: 0, budget: 300 };
  expect(requestsText({ requests })).toBe('296 + 31 of 300 requests');
  expect(requestsText({ requests: { ...requests, confirming: 0 } })).toBe('327 of 300 requests');
  expect(progressLine({ ...state, confirming: 31 })).toMatch(/^requests 34 of 300 \+ 31 · /);
});
