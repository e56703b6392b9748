/** Two looks at a broken promise: what they say together. */
import { expect, test } from 'vitest';
import { compareLooks, unrepeated } from '../support/cases/confirm.ts';
import { causeOf } from '../support/cases/collect.ts';
import type { Observation } from '../support/model/index.ts';

const seen = (clause: Observation['clause'], pointer: string, more: Partial<Observation> = {}): Observation => ({
  clause,
  pointer,
  outcome: 'fail',
  message: 'It changed.',
  case: 'some-case',
  exchange: null,
  ...more,
});

const nothing: ReadonlySet<string> = new Set();
const unsent = seen('unsent-attributes-keep-value', '/contact/email');

test.each<{ readonly what: string; readonly second: readonly Observation[]; readonly expected: object }>([
  {
    what: 'the same cause',
    second: [unsent],
    expected: { clause: unsent.clause, outcome: 'fail', confirmation: null },
  },
  {
    what: 'another promise about the same place',
    second: [seen('update-is-stored', '/contact/email')],
    expected: { clause: 'update-is-stored', outcome: 'fail', confirmation: null },
  },
  {
    what: 'the same cause in another case',
    second: [{ ...unsent, case: 'the-culprit' }],
    expected: { clause: unsent.clause, outcome: 'fail', case: 'the-culprit' },
  },
  {
    what: 'a promise about another place',
    second: [seen('update-is-stored', '/contact/name')],
    expected: { clause: unsent.clause, outcome: 'warn', flaky: true },
  },
  {
    what: 'a promise of a lower level about the same place',
    second: [seen('email-letter-case-kept', '/contact/email')],
    expected: { clause: unsent.clause, outcome: 'warn', flaky: true },
  },
  { what: 'nothing', second: [], expected: { clause: unsent.clause, outcome: 'warn', flaky: true } },
])('a broken promise, and then $what', ({ second, expected }) => {
  const [finding] = compareLooks([unsent], second, [unsent], nothing, 1);
  expect(finding).toMatchObject(expected);
});

test('a foreign value that does not come again is inconclusive', () => {
  const foreign = { ...unsent, foreign: true };
  const [finding] = compareLooks([foreign], [], [foreign], nothing, 1);
  expect(finding).toMatchObject({ outcome: 'inconclusive' });
});

test('what a second look showed under another clause is one finding', () => {
  const second = [seen('update-is-stored', '/contact/email')];
  expect(compareLooks([unsent], second, [unsent], nothing, 1)).toHaveLength(1);
});

test('what is broken all the time does not stand for what was seen once', () => {
  const stored = seen('update-is-stored', '/contact/email');
  const moved = seen('updated-at-advances', '/contact/updated_at');
  const always = seen('timestamps-millis-utc', '/contact/updated_at');
  expect(unrepeated([moved], [always], nothing)).toEqual([moved]);
  expect(unrepeated([unsent, stored], [stored], new Set([causeOf(stored)]))).toEqual([unsent]);
  const findings = compareLooks([unsent], [stored], [unsent], new Set([causeOf(stored)]), 1);
  expect(findings).toMatchObject([{ clause: unsent.clause, outcome: 'warn', flaky: true }]);
});

test('a promise without a place is only repeated by itself', () => {
  const status = seen('update-answers-200', '');
  expect(unrepeated([status], [seen('answer-body-parses', '')], nothing)).toEqual([status]);
});
