/** An attribute with few values: what is always broken for one of them is seen again, and what can only be sent as it is held proves nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenWithFewValues, deafToManager, faithfulWithFewValues } from '../mock/few-valued.ts';
import { checkOut, type Checkout, type Ran } from './attributes/checkout.ts';
import type { LookedAt } from './attributes/looks.ts';
import { withFewValues } from './attributes/schemas.ts';

let checkout: Checkout;
let played: Ran;
let rows: readonly LookedAt[];
beforeAll(async () => {
  checkout = await checkOut(withFewValues);
  played = await checkout.run('tests/proof/attributes/looks.ts');
  rows = played.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LookedAt);
});
afterAll(() => checkout.dispose());

const playsOf = (id: string): readonly LookedAt[] => {
  const plays = rows.filter((row) => row.id === id);
  if (plays.length === 0) throw new Error(`${id} was not played. ${played.stderr}`);
  return plays;
};

test('a server that keeps the contract with few values is conformant', () =>
  expect(playsOf(faithfulWithFewValues.id)).toMatchObject([
    {
      verdict: 'conformant',
      exitCode: 0,
      reasons: [expect.stringMatching(/^left to the profile nightly: \d+ generated payloads/)],
      said: [],
      leftOut: ['door-cookies-of-target'],
    },
  ]));

describe('a server that always breaks the contract for some of few values', () => {
  /** Clauses that a late clock warns of say nothing here. */
  const isAbout = (attribute: string) => (line: string) => line.endsWith(`/${attribute}`);

  test.each(brokenWithFewValues)('is violated by that attribute: $id', ({ id, attribute }) => {
    const red = playsOf(id).filter(({ exitCode }) => exitCode === 2);
    expect(red).not.toEqual([]);
    expect(red.filter(({ said }) => !said.filter(isAbout(attribute)).some((line) => line.startsWith('fail ')))).toEqual(
      [],
    );
  });

  test.each(brokenWithFewValues)('is violated whatever the seed that shows it: $id', ({ id, attribute }) => {
    const seen = playsOf(id).filter(({ said }) => said.some(isAbout(attribute)));
    expect(seen.filter(({ exitCode }) => exitCode !== 2)).toEqual([]);
  });

  test.each(brokenWithFewValues.filter(({ id }) => !/-(mapped|rounded)$/.test(id)))(
    'is violated at every seed: $id',
    ({ id }) => expect(playsOf(id).filter(({ exitCode }) => exitCode !== 2)).toEqual([]),
  );
});

describe('an identifier of which one value is known', () => {
  test.each([faithfulWithFewValues, deafToManager])('is not exercised, and the report says why: $id', ({ id }) => {
    const [{ verdict, untried } = {}] = playsOf(id);
    expect(verdict).toBe('conformant');
    expect(untried?.['optional-attributes-come-back']).toContain('manager_id');
  });
});
