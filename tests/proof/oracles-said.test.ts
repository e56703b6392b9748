/** What the oracles say of good and of broken exchanges, word for word. */
import { describe, expect, test } from 'vitest';
import { mutations } from './helpers/mutations.ts';
import { saidOf, whatIsSaid } from './helpers/said.ts';
import said from './said.json' with { type: 'json' };

const stated = Object.entries(said) as readonly (readonly [string, unknown])[];

describe('the words of the oracles', () => {
  test('are on record for every kind of complaint and for no other', () =>
    expect(Object.keys(whatIsSaid())).toEqual(stated.map(([title]) => title)));

  test('are on record for every clause that a change breaks', () => {
    const spoken = new Set(
      stated.flatMap(([, judgements]) =>
        (judgements as ({ clause: string } | string)[]).map((each) => (typeof each === 'string' ? each : each.clause)),
      ),
    );
    expect(mutations.filter(({ clause }) => !spoken.has(clause)).map(({ title }) => title)).toEqual([]);
  });

  test.each(stated)('said of %s', (title, judgements) => {
    expect(JSON.parse(JSON.stringify(saidOf(title)))).toEqual(judgements);
  });
});
