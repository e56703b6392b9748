/** What becomes of findings when a run ends: broken, coming and going, or open. */
import { expect, test } from 'vitest';
import { responseKind } from '../support/oracles/index.ts';
import { noSettlement, rhythmsOf, settleFindings, type Settled } from '../support/cases/settled.ts';
import type { Trace } from '../support/cases/steady.ts';
import type { CaseReport } from '../support/play/plan.ts';
import { settledReports } from '../support/run/settled-reports.ts';
import type { Finding, LookedAt } from '../support/report/types.ts';
import { patch } from './helpers/ask.ts';
import { play } from './helpers/servers.ts';

const cause = 'update-answers-200 /contact/name';
const finding = (looked?: Omit<LookedAt, 'cause'>, more: Partial<Finding> = {}): Finding => ({
  clause: 'update-answers-200',
  outcome: 'fail',
  pointer: '/contact/name',
  message: 'It failed.',
  case: 'some-case',
  seed: 1,
  exchange: patch('some-case', {}, 500),
  ...(looked === undefined ? {} : { looked: { ...looked, cause } }),
  ...more,
});
const settle = (one: Finding, settled: readonly Settled[] = [], rhythms: readonly string[] = []) =>
  settleFindings([one], { settled, rhythms })[0];

test.each<readonly [string, Finding, readonly Settled[], object]>([
  ['needed no look', finding(), [], { outcome: 'fail', message: 'It failed.' }],
  ['was steady to the end', finding({ state: 'awaited' }), [{ cause, state: 'steady' }], { outcome: 'fail' }],
  [
    'was gone at the end',
    finding({ state: 'awaited' }),
    [{ cause, state: 'passing' }],
    { outcome: 'warn', flaky: true },
  ],
  ['came and went', finding({ state: 'passing' }), [], { outcome: 'warn', flaky: true }],
  ['was written by somebody else', finding({ state: 'passing', foreign: true }), [], { outcome: 'inconclusive' }],
  [
    'could not be looked at',
    finding({ state: 'open', reason: 'the run ended' }),
    [],
    { outcome: 'inconclusive', message: 'Could not be confirmed (the run ended): It failed.' },
  ],
  [
    'waited for looks that never came',
    finding({ state: 'awaited' }),
    [],
    {
      outcome: 'inconclusive',
      message: 'Could not be confirmed (the run ended before its last confirmations): It failed.',
    },
  ],
])('a finding that %s', (_what, one, settled, expected) => {
  expect(settle(one, settled)).toMatchObject(expected);
  expect(settle(one, settled)).not.toHaveProperty('looked');
});

test.each<readonly [string, readonly Settled['state'][], string]>([
  ['steady beside passing', ['steady', 'passing'], 'fail'],
  ['passing beside steady', ['passing', 'steady'], 'fail'],
  ['open beside passing', ['open', 'passing'], 'inconclusive'],
  ['passing beside open', ['passing', 'open'], 'inconclusive'],
  ['steady beside open', ['steady', 'open'], 'fail'],
])('of two observations of one cause, %s counts', (_what, states, outcome) => {
  const settled = states.map((state) => ({ cause, state }));
  expect(settle(finding({ state: 'awaited' }), settled)).toMatchObject({ outcome });
});

test('a response that comes and goes is left out under its pinned label', () => {
  const responses = [200, 422, 409].map((status) => ({
    ...{ label: 'update', method: 'PATCH', status },
    ...{ mediaType: 'application/json', errorShape: null },
  }));
  const left = (label: string) => {
    const settlement = { ...noSettlement, unsteady: [{ case: 'some-case', label, state: 'passing' as const }] };
    const report = { findings: [], observed: { cases: [{ case: 'some-case', answers: responses }] }, settlement };
    const [settled] = settledReports([report as unknown as CaseReport]);
    return settled?.observed.cases[0]?.answers.map((each) => `${each.label} ${String(each.status)}`);
  };
  expect(left('update #2')).toEqual(['update 200', 'update #3 409']);
  expect(left('update')).toEqual(['update #2 422', 'update #3 409']);
});

test('what comes and goes in a pattern is broken', () => {
  const kind = responseKind(patch('some-case', {}, 500));
  expect(settle(finding({ state: 'passing' }), [], [kind])).toMatchObject({ outcome: 'fail', message: 'It failed.' });
  expect(settle(finding({ state: 'passing' }), [], ['503 text/html'])).toMatchObject({ outcome: 'warn' });
});

/** Requests by their kinds: `.` accepted, `x` failed, `r` a read, `-` refused. */
const traces = (kinds: string): readonly Trace[] => {
  let updates = 0;
  return [...kinds].map((letter, index): Trace => {
    const isUpdate = letter !== 'r';
    updates += isUpdate ? 1 : 0;
    return {
      place: '',
      isUpdate,
      kind: letter === 'x' ? '500 json' : letter === '-' ? '401 json' : '200 json',
      ordinals: { requests: index, updates, reads: 0 },
    };
  });
};

test.each<readonly [string, string, readonly string[]]>([
  ['every second request', '.x'.repeat(8), ['500 json']],
  ['every third update, with reads between', '..rx.r.x..x..xr..xr..x..x..x', ['500 json']],
  ['fewer than eight times', '.x'.repeat(7), []],
  ['every second one but once', `${'.x'.repeat(8)}..x`, []],
  ['every second one, and a refusal in its place', `${'.x'.repeat(8)}.-.x`, ['500 json']],
  ['at random', '.x..x.x...xx..x.x...x.x..x', []],
])('a kind of response that comes to %s', (_what, kinds, expected) => {
  expect(rhythmsOf(traces(kinds)).filter((kind) => kind === '500 json')).toEqual(expected);
});

test('a label that every object has is no response that a baseline pins', async () => {
  const { report } = await play({ profile: 'deep', cases: ['attribute-constructor'] });
  expect(report).toMatchObject({ exitCode: 0, reasons: [] });
});
