/** How the sandbox reads: one way after another, and again after a while. Nothing is sent here. */
import type { Exchange } from '../support/client/exchange.ts';
import { describe, expect, test } from 'vitest';
import { facts } from '../mock/world.ts';
import { readings, type Reading } from '../support/endpoint/index.ts';
import { climb, rungsFrom } from '../support/restore/ladder.ts';
import { poll } from '../support/restore/poll.ts';

const ids = {
  apiKey: facts.apiKey,
  contactId: facts.contactId,
  companyId: null,
  ownerId: null,
  tagIds: [],
  foreignContactId: null,
  fieldId: facts.fieldId,
  fieldValue: facts.fieldValue,
};
const withoutField = { ...ids, fieldId: null, fieldValue: null };

describe('the ladder', () => {
  test.each<[Reading, readonly Reading[]]>([
    ['get', ['get', 'unknown-attribute', 'no-field-values', 'home-field-value', 'no-attributes']],
    ['no-field-values', ['no-field-values', 'home-field-value', 'no-attributes']],
    ['no-attributes', ['no-attributes']],
  ])('begins at %s and goes up from there', (first, rungs) => {
    expect(rungsFrom(first, ids).map(({ reading }) => reading)).toEqual(rungs);
  });

  test('has a request on every rung that the configuration suffices for', () => {
    expect(rungsFrom('get', ids).filter(({ request }) => request === null)).toEqual([]);
    expect(
      rungsFrom('get', withoutField)
        .filter(({ request }) => request === null)
        .map(({ reading }) => reading),
    ).toEqual(['home-field-value']);
  });

  /** Climbs where only some rungs show the contact, and says in which order things happened. */
  async function climbed(
    shown: readonly Reading[],
    {
      from = 'get',
      stopAt = null,
      silent = [],
      of = ids,
    }: {
      readonly from?: Reading;
      readonly stopAt?: Reading | null;
      readonly silent?: readonly Reading[];
      readonly of?: Parameters<typeof rungsFrom>[1];
    },
  ) {
    const log: string[] = [];
    const result = await climb<string>({
      ids: of,
      from,
      ask: (_request, reading) => {
        log.push(`ask ${reading}`);
        return Promise.resolve(silent.includes(reading) ? null : ({ case: reading } as Exchange));
      },
      shows: (exchange) => shown.find((reading) => reading === exchange.case) ?? null,
      goOn: ({ reading, exchange }) => {
        log.push(`missed ${reading}${exchange === null ? ' unsent' : ''}`);
        return reading !== stopAt;
      },
    });
    return { log, result };
  }

  test('ends with the first rung that shows the contact', async () => {
    const { log, result } = await climbed(['unknown-attribute', 'no-attributes'], {});
    expect(log).toEqual(['ask get', 'missed get', 'ask unknown-attribute']);
    expect(result).toMatchObject({ kind: 'shown', reading: 'unknown-attribute', shown: 'unknown-attribute' });
  });

  test('ends with a miss that is not worth another rung', async () => {
    const { log, result } = await climbed(['no-attributes'], { stopAt: 'unknown-attribute' });
    expect(log).toEqual(['ask get', 'missed get', 'ask unknown-attribute', 'missed unknown-attribute']);
    expect(result).toMatchObject({ kind: 'stopped', last: { reading: 'unknown-attribute' } });
  });

  test('asks what comes between two rungs after the last one too', async () => {
    const { log, result } = await climbed([], { from: 'no-attributes' });
    expect(log).toEqual(['ask no-attributes', 'missed no-attributes']);
    expect(result).toMatchObject({ kind: 'exhausted', misses: [{ reading: 'no-attributes' }] });
  });

  test('counts a rung that was not sent as a miss', async () => {
    const { log, result } = await climbed([], { from: 'no-field-values', silent: readings, of: withoutField });
    expect(log).toEqual([
      'ask no-field-values',
      'missed no-field-values unsent',
      'missed home-field-value unsent',
      'ask no-attributes',
      'missed no-attributes unsent',
    ]);
    expect(result.kind).toBe('exhausted');
  });
});

describe('polling', () => {
  test.each<[string, readonly number[], readonly number[], readonly number[], object]>([
    ['looks once where that will do', [5, 6], [0], [], { first: 0, last: 0, looks: 1 }],
    ['waits before it looks again', [5, 6], [2, 0], [5], { first: 2, last: 0, looks: 2 }],
    ['ends when no wait is left', [5, 6], [3, 2, 1], [5, 6], { first: 3, last: 1, looks: 3 }],
    ['without waits looks once', [], [3], [], { first: 3, last: 3, looks: 1 }],
  ])('is a series of looks: %s', async (_what, waits, seen, slept, polled) => {
    const [pauses, before]: [number[], (number | null)[]] = [[], []];
    const result = await poll<number>({
      waits,
      sleep: (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
      look: (last) => Promise.resolve(seen[before.push(last) - 1] ?? NaN),
      isDone: (value) => value === 0,
    });
    expect(pauses).toEqual(slept);
    expect(before).toEqual([null, ...seen.slice(0, -1)]);
    expect(result).toEqual(polled);
  });
});
