/** A good exchange with one thing changed yields the clause that the change breaks, at its place, and no other one. */
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { clauseOf } from '../support/catalogue.ts';
import { judgementsOf, outcomesOf, yieldOf } from './helpers/exchange-mutation.ts';
import { mutations, mutationTables } from './helpers/mutations.ts';
import { harmlessChanges } from './helpers/mutations-harmless.ts';
import { scenes } from './helpers/recorded-exchanges.ts';
import { apiKey, exchangeOf } from './helpers/recording.ts';

describe('good exchanges', () => {
  test.each(scenes.map((scene) => [scene.id, scene] as const))('nothing fails in: %s', (_id, scene) => {
    expect([...outcomesOf(scene, 'fail')]).toEqual([]);
    expect([...outcomesOf(scene, 'inconclusive')]).toEqual([]);
    expect(outcomesOf(scene, 'pass').size).toBeGreaterThan(3);
  });
});

describe.each(Object.entries(mutationTables))('one change: %s', (_table, rows) => {
  test.each(rows.map((row) => [row.title, row] as const))('found in %s', (_title, mutation) => {
    const { clause, pointer, implied } = mutation;
    expect(yieldOf(mutation)).toEqual({ clause, pointers: [pointer], implied: [...implied].sort() });
  });
});

describe('changes that the documents leave open', () => {
  test.each(harmlessChanges.map((row) => [row.title, row.scene] as const))('allowed in %s', (_title, scene) => {
    expect([...outcomesOf(scene, 'fail')]).toEqual([]);
    expect([...outcomesOf(scene, 'inconclusive')]).toEqual([]);
  });
});

describe('the mutations', () => {
  const all = [...mutations, ...harmlessChanges];

  test('are more than a thousand, and dozens in every table', () => {
    expect(mutations.length).toBeGreaterThan(1000);
    expect(Object.values(mutationTables).filter((rows) => rows.length < 50)).toEqual([]);
  });

  test('are each named once, and briefly', () => {
    const titles = [
      ...mutations.map(({ title }) => `found in ${title}`),
      ...harmlessChanges.map(({ title }) => `allowed in ${title}`),
    ];
    expect(titles.filter((title, at) => titles.indexOf(title) !== at || title.length > 70)).toEqual([]);
  });

  test('change something', () => {
    const same = all.filter(({ from, scene }) => isDeepStrictEqual(from, scene));
    // A name that only looks like a leak is the whole point of its exchange.
    expect(same.filter(({ from }) => from.id !== 'named').map(({ title }) => title)).toEqual([]);
  });

  test('start from exchanges in which nothing fails', () => {
    const origins = [...new Set(all.map(({ from }) => from))];
    expect(origins.filter((from) => outcomesOf(from, 'fail').size > 0).map(({ id }) => id)).toEqual([]);
  });

  test('break promises and not habits', () => {
    const habits = mutations.filter(({ clause, outcome }) => outcome === 'fail' && clauseOf(clause).level === 'MAY');
    expect(habits.map(({ title }) => title)).toEqual([]);
  });

  test('are each explained by a sentence', () => {
    const messages = mutations.flatMap(({ scene }) =>
      judgementsOf(scene).flatMap(({ outcome, message }) => (outcome === 'fail' ? [message] : [])),
    );
    expect(messages.filter((message) => !/^\S.{10,}\.$/su.test(message))).toEqual([]);
  });

  test('never bring the key into a judgement or a record', () => {
    const told = mutationTables.leaks.map(({ scene }) =>
      JSON.stringify([judgementsOf(scene), exchangeOf(scene).response]),
    );
    expect(told.filter((text) => text.toLowerCase().includes(apiKey.slice(0, 16).toLowerCase()))).toEqual([]);
  });
});
