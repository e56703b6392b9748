/** Two objects that differ in the order of their keys alone are one value, for the generators too. */
import { expect, test } from 'vitest';
import { assertPayload, validPayloads } from '../support/payloads/index.ts';
import { plainValue } from '../support/values/plain.ts';
import { validatorOf } from '../support/values/breaches.ts';
import { envelope, optionsFor } from './helpers/payload-options.ts';

const both = { street: 'a', city: 'b' };
const one = { street: 'c' };
const options = () => optionsFor(envelope({ address: { type: 'object', enum: [both, one] } }));

test.each([
  ['the first of two', both, one],
  ['the first with its keys in another order', { city: 'b', street: 'a' }, one],
  ['the second of two', one, both],
])('a plain object unlike %s is found', (_what, unlike, expected) => {
  const found = Array.from({ length: 10 }, (_, salt) => plainValue(options(), 'address', String(salt), [unlike]));
  expect(found).toEqual(found.map(() => expected));
});

test('a text that holds its body with the keys in another order is sent', () => {
  const made = options();
  const [payload] = validPayloads(made).filter(({ text }) => text.includes(JSON.stringify(both)));
  const text = payload?.text.replace(JSON.stringify(both), '{"city":"b","street":"a"}') ?? '';
  expect(text).not.toBe(payload?.text);
  expect(() => assertPayload(validatorOf(made.schema), { ...payload, text } as typeof payload & {})).not.toThrow();
});
