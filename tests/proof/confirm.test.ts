/** Two looks at a broken promise: what they say together, what the second adds of its own, and what was not looked at again. */
import { expect, test } from 'vitest';
import { compareLooks, isFailure, unrepeated } from '../support/cases/confirm.ts';
import { causeOf } from '../support/cases/collect.ts';
import type { Observation } from '../support/model/index.ts';
import { patch } from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

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
const stored = seen('update-is-stored', '/contact/email');
const status = seen('update-answers-200', '');
/** A value that no request of the run has sent. */
const foreign = { ...unsent, foreign: true };
const again = patch('second', {}, before);

test.each<{ readonly what: string; readonly second: readonly Observation[]; readonly expected: object }>([
  {
    what: 'the same cause',
    second: [unsent],
    expected: { clause: unsent.clause, outcome: 'fail', confirmation: null },
  },
  {
    what: 'another promise about the same place',
    second: [stored],
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
  const [finding] = compareLooks([foreign], [], [foreign], nothing, 1);
  expect(finding).toMatchObject({ outcome: 'inconclusive' });
});

test('what a second look showed under another clause is one finding', () => {
  expect(compareLooks([unsent], [stored], [unsent], nothing, 1)).toHaveLength(1);
});

test('what is broken all the time does not stand for what was seen once', () => {
  const moved = seen('updated-at-advances', '/contact/updated_at');
  const always = seen('timestamps-millis-utc', '/contact/updated_at');
  expect(unrepeated([moved], [always], nothing)).toEqual([moved]);
  expect(unrepeated([unsent, stored], [stored], new Set([causeOf(stored)]))).toEqual([unsent]);
  const findings = compareLooks([unsent], [stored], [unsent], new Set([causeOf(stored)]), 1);
  expect(findings).toMatchObject([{ clause: unsent.clause, outcome: 'warn', flaky: true }]);
});

test('a promise without a place is only repeated by itself', () => {
  expect(unrepeated([status], [seen('answer-body-parses', '')], nothing)).toEqual([status]);
});

test.each<readonly [string, Partial<Observation>, boolean]>([
  ['a broken MUST', { clause: 'update-is-stored' }, true],
  ['a broken SHOULD', { clause: 'read-after-update-prompt' }, true],
  ['a broken MAY', { clause: 'awkward-text' }, false],
  ['what holds', { outcome: 'pass' }, false],
  ['what could not be judged', { outcome: 'inconclusive' }, false],
])('%s makes a run red or warns: %j', (_what, more, failure) => {
  expect(isFailure({ ...unsent, ...more })).toBe(failure);
});

test('what is seen again keeps its own exchange and names the second', () => {
  const first = { ...unsent, exchange: patch('first', {}, before) };
  const [finding] = compareLooks([first], [{ ...unsent, exchange: again, message: 'Again.' }], [first], nothing, 7);
  expect(finding).toMatchObject({ message: 'It changed.', seed: 7, exchange: { case: 'first' } });
  expect(finding?.confirmation).toBe(again);
});

test('what is seen again under another name is told by that name', () => {
  const second = { ...stored, case: 'writer', exchange: again };
  const [finding] = compareLooks([unsent], [second], [unsent], nothing, 7);
  expect(finding).toMatchObject({ clause: 'update-is-stored', case: 'writer', exchange: { case: 'second' } });
});

test('what was not looked at again is told as it was seen', () => {
  const [finding, ...others] = compareLooks([status], [], [], nothing, 7);
  expect(finding).toMatchObject({ clause: 'update-answers-200', outcome: 'fail', message: 'It changed.' });
  expect(finding).not.toHaveProperty('flaky');
  expect(others).toEqual([]);
});

test('what is not seen again says so', () => {
  const [finding] = compareLooks([status], [], [status], nothing, 7);
  expect(finding?.message).toBe('Seen once, and not again when it was looked at again: It changed.');
});

test('a foreign value that is seen again is broken', () => {
  expect(compareLooks([foreign], [foreign], [foreign], nothing, 7)).toMatchObject([{ outcome: 'fail' }]);
});

test('a foreign value that is not seen again says who else writes', () => {
  const [finding] = compareLooks([foreign], [], [foreign], nothing, 7);
  expect(finding?.message).toMatch(/^An attribute that was not sent took a value .* to this contact\. It changed\.$/);
});

const warned = {
  outcome: 'warn',
  flaky: true,
  message: 'Seen once, and not again when it was looked at again: It changed.',
};

test.each<readonly [string, Observation, readonly object[]]>([
  ['a failure', status, [warned]],
  ['a certain failure', { ...status, certain: true }, [{ outcome: 'fail', certain: true, message: 'It changed.' }]],
  ['a record', { ...status, clause: 'awkward-text' }, []],
  ['a pass', { ...status, outcome: 'pass' }, []],
])('of the second look alone, %s is told for what it is', (_what, second, findings) => {
  const found = compareLooks([], [second], [], nothing, 7);
  expect(found).toHaveLength(findings.length);
  expect(found).toMatchObject(findings);
});

test('what was known before the second look is not told anew', () => {
  expect(compareLooks([], [status], [], new Set([causeOf(status)]), 7)).toEqual([]);
  expect(compareLooks([status], [status], [], nothing, 7)).toHaveLength(1);
});

test('one cause that a second look shows twice is told once', () => {
  expect(compareLooks([], [status, { ...status, case: 'later' }], [], nothing, 7)).toMatchObject([{ case: 'later' }]);
});

test('what only a second look shows at the place of a loss is that loss', () => {
  const moved = seen('email-comes-back', '/contact/email');
  expect(compareLooks([unsent], [stored], [], nothing, 7)).toHaveLength(1);
  expect(compareLooks([unsent], [moved], [], nothing, 7)).toHaveLength(2);
});

test('a loss in a first look that held does not stand for one in the second', () => {
  const held = { ...unsent, outcome: 'pass' } as const;
  expect(compareLooks([held], [stored], [], nothing, 7)).toHaveLength(2);
});

test.each<readonly [string, Observation, readonly Observation[]]>([
  ['a loss that is inconclusive the second time', unsent, [{ ...stored, outcome: 'inconclusive' }]],
  ['a loss at another place', unsent, [seen('update-is-stored', '/contact/name')]],
  ['a loss without a place', seen('update-is-stored', ''), [seen('unsent-attributes-keep-value', '')]],
  ['a change that is no loss', seen('email-comes-back', '/contact/email'), [stored]],
])('not repeated: %s', (_what, first, second) => {
  expect(unrepeated([first], second, nothing)).toEqual([first]);
});

test.each<Observation['clause']>([
  'update-is-stored',
  'refused-update-changes-nothing',
  'unauthenticated-update-changes-nothing',
])('a loss is the same one when the second look lays it to %s', (clause) => {
  expect(unrepeated([unsent], [seen(clause, '/contact/email')], nothing)).toEqual([]);
  expect(unrepeated([seen(clause, '/contact/email')], [unsent], nothing)).toEqual([]);
});
