/**
 * What differs from the shape or the headers that a baseline pins is drift where it is steady: in all responses, in a pattern, or each time
 * that a case is played. What comes and goes is told, and never red.
 */
import type { Call, Variant } from '../mock/types.ts';
import { describe, expect, test } from 'vitest';
import { makeBaseline } from '../support/drift/index.ts';
import { play } from './helpers/servers.ts';

type Shown = ReturnType<NonNullable<Variant['show']>>;
type When = (call: Call, shown: Shown) => boolean;

/** A server that shows more than is documented, but in some of its responses. */
function servers(change: (shown: Shown) => Shown, when: When, isHeaderLeftOut: (call: Call) => boolean = () => false) {
  const variant: Variant = {
    show: (call, next) => {
      const shown = { ...next(), score: 1 };
      if (!when(call, shown)) return shown;
      call.acted();
      return change(shown);
    },
    respond: (call, response) =>
      isHeaderLeftOut(call) ? response : { ...response, headers: { ...response.headers, 'X-Extra': '1' } },
  };
  return variant;
}
const never: When = () => false;
const once: When = ({ nth }) => nth === 9;
const withoutScore = ({ score: _, ...shown }: Shown): Shown => shown;
const otherScore = (shown: Shown): Shown => ({ ...shown, score: 'a' });
const good = servers((shown) => shown, never);
const baseline = play({ variant: good, profile: 'smoke', haste: 50 }).then(({ report }) =>
  makeBaseline(report, new Date(0)),
);

async function drifting(variant: Variant, confirm = 10) {
  const { report } = await play({ variant, profile: 'smoke', haste: 50, baseline: await baseline, confirm });
  return {
    verdict: report.verdict,
    red: report.drift.filter(({ red }) => red).map(({ rule, pointer }) => `${rule} ${pointer}`),
    reason: report.reasons.find((reason) => reason.startsWith('not as the baseline pins it')) ?? null,
  };
}

const passing = 'not as the baseline pins it, and not so in each confirmation';

describe('a departure from the baseline', () => {
  test.each([
    ['a key that one response lacks', servers(withoutScore, once), '/contact/score'],
    ['another type in one response', servers(otherScore, once), '/contact/score'],
    ['null in one response', servers((shown) => ({ ...shown, score: null }), once), '/contact/score'],
    [
      'a header that one response lacks',
      servers(
        (shown) => shown,
        never,
        ({ nth }) => nth === 9,
      ),
      'header x-extra',
    ],
    ['a key that is gone for a while', servers(withoutScore, ({ nth }) => nth > 8 && nth < 14), '/contact/score'],
  ] as const)('that comes and goes is not red: %s', async (_what, variant, name) => {
    expect(await drifting(variant)).toEqual({ verdict: 'conformant', red: [], reason: `${passing}: ${name}` });
  });

  test.each([
    ['a key that is gone', servers(withoutScore, () => true), 'key-removed /contact/score'],
    [
      'a header that is gone',
      servers(
        (shown) => shown,
        never,
        () => true,
      ),
      'header-gone ',
    ],
    [
      'a key that every third response lacks',
      servers(withoutScore, ({ nth }) => nth % 3 === 0),
      'key-became-optional /contact/score',
    ],
    [
      'a key that is gone where there are no tags',
      servers(withoutScore, (_call, { tags }) => JSON.stringify(tags) === '[]'),
      'key-became-optional /contact/score',
    ],
    [
      'another type where there are no tags',
      servers(otherScore, (_call, { tags }) => JSON.stringify(tags) === '[]'),
      'type-widened /contact/score',
    ],
    [
      'a key that is gone from some request on',
      servers(withoutScore, ({ nth }) => nth > 12),
      'key-became-optional /contact/score',
    ],
  ] as const)('that is steady is red: %s', async (_what, variant, drift) => {
    expect(await drifting(variant)).toEqual({ verdict: 'violated', red: [drift], reason: null });
  });

  test('that may not be looked at again leaves the run inconclusive', async () =>
    expect(await drifting(servers(withoutScore, once), 0)).toEqual({
      verdict: 'inconclusive',
      red: [],
      reason: 'not as the baseline pins it, and could not be confirmed: /contact/score',
    }));
});
