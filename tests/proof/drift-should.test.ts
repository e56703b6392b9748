/** What a baseline says of promises that are a warning by themselves, and of what caches may keep. */
import { describe, expect, test } from 'vitest';
import type { Drift } from '../support/drift/compare/rules.ts';
import { compareHeaders } from '../support/drift/compare/responses.ts';
import { entryOf } from '../support/drift/compare/entry.ts';
import { oneCauseEach } from '../support/drift/compare/group.ts';
import { makeBaseline } from '../support/drift/index.ts';
import { emptyObserved, observe } from '../support/observe/index.ts';
import { exchangeOf, runOf } from './helpers/drift-run.ts';

const pointer = '/contact/updated_at';
const counts = { seen: 3, of: 3, cases: ['name-alone'] };
const finer: Drift = {
  rule: 'precision-gained',
  pointer,
  clause: 'timestamps-millis-utc',
  was: 'ms',
  is: 'us',
  direction: 'ms → us',
  ...counts,
};
const broke: Drift = {
  ...finer,
  rule: 'clause-broken',
  was: 'held',
  is: 'does not hold',
  direction: 'timestamps-millis-utc lost',
  classification: 'behavioural',
};
const context = { against: 'baseline', at: '', observed: emptyObserved, exampleOf: () => null } as const;
const told = (drifts: readonly Drift[]) =>
  oneCauseEach(drifts).map((drift) => `${drift.rule} ${entryOf(drift, context).red ? 'red' : 'told'}`);

describe('times that become finer', () => {
  test.each([
    ['are told where no promise about them was pinned', [finer], ['precision-gained told']],
    ['are red where a promise held that they break', [finer, broke], ['precision-gained red']],
    [
      'elsewhere do not stand for a promise',
      [{ ...finer, pointer: '/contact/created_at' }, broke],
      ['precision-gained told', 'clause-broken red'],
    ],
  ])('by themselves and beside promises %s', (_what, drifts, wanted) => expect(told(drifts)).toEqual(wanted));
});

const contact = { contact: { id: 'x' } };
const seen = (control?: string) =>
  observe([
    {
      case: 'a',
      label: 'update',
      accepted: true,
      exchange: exchangeOf(
        'a',
        {},
        {
          status: 200,
          headers: {
            'content-type': 'application/json',
            ...(control === undefined ? {} : { 'Cache-Control': control }),
          },
          body: contact,
        },
      ),
    },
  ]);

describe('what caches may keep', () => {
  test.each([
    ['public, max-age=3600', true],
    ['max-age=60', true],
    ['s-maxage="30"', true],
    ['PUBLIC', true],
    ['max-age=0, private, must-revalidate', false],
    ['private, max-age=600', false],
    ['no-store', false],
    ['max-age=0', false],
    [undefined, false],
  ])('with Cache-Control %s is pinned: %s', (control, isPinned) => {
    expect(Object.keys(seen(control).headers).includes('cache-control: storable')).toBe(isPinned);
  });

  test.each([
    ['more than before is red', undefined, 'public', ['header-new true']],
    ['less than before is told', 'public', undefined, ['header-gone false']],
    ['as before is nothing', 'public', 'max-age=9', []],
  ])('and did not, or did: %s', (_what, before, now, wanted) => {
    const baseline = { ...makeBaseline(runOf({}), new Date(0)), headers: Object.keys(seen(before).headers) };
    const drifts = compareHeaders(baseline, { observed: seen(now) }, false);
    expect(drifts.map((drift) => `${drift.rule} ${String(entryOf(drift, context).red)}`)).toEqual(wanted);
  });
});
