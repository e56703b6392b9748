/** Who moves an attribute, for more paces of others and of requests than `model-mover.test.ts` has. */
import { expect, test } from 'vitest';
import { lookAt, type Moving } from './helpers/moving.ts';

const parts = [0, 0.2, 0.5, 0.7];
const whoMoves = (moving: Moving) => lookAt(moving).model.movers['phone_number']?.who;

test.each([
  [1000, 4],
  [300, 50],
  [700, 50],
  [2000, 50],
  [1000, 200],
  [2000, 200],
])('each %i ms is the pace of somebody else, with requests of %i ms', (milliseconds, took) => {
  const found = parts.map((part) =>
    whoMoves({ kind: 'interval', milliseconds, shift: Math.round(part * milliseconds), took }),
  );
  expect(new Set(found)).toEqual(new Set(['somebody-else']));
});

test.each([
  [600, 50],
  [1500, 50],
  [600, 200],
  [2000, 200],
])('%i ms after each write is an effect of it, with requests of %i ms', (milliseconds, took) => {
  const found = [0, 20, Math.min(60, milliseconds / 10)].map((shift) =>
    lookAt({ kind: 'delay', milliseconds, shift, took }),
  );
  expect(found.map(({ model }) => model.movers['phone_number']?.who)).toEqual(Array(3).fill('late-effect'));
  expect(Math.max(...found.map(({ asks }) => asks.filter((ask) => ask !== 'wait').length))).toBeLessThan(60);
});
