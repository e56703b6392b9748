/** Confirmation as data: which further looks make a broken promise steady, and which let it pass. */
import { expect, test } from 'vitest';
import {
  isFailure,
  repeatedIn,
  sequenceOf,
  sequenceOfResponse,
  sequenceState,
  type Look,
  type Traces,
} from '../support/cases/steady.ts';
import { causeOf } from '../support/cases/collect.ts';
import type { Exchange } from '../support/client/exchange.ts';
import type { Observation } from '../support/model/index.ts';
import { responseKind } from '../support/oracles/index.ts';
import { patch } from './helpers/ask.ts';
import { before } from './helpers/records.ts';

const seen = (clause: Observation['clause'], pointer: string, more: Partial<Observation> = {}): Observation => ({
  clause,
  pointer,
  outcome: 'fail',
  message: 'It changed.',
  case: 'some-case',
  exchange: null,
  ...more,
});

const none: ReadonlySet<string> = new Set();
const noTraces: Traces = new Map();
const look = (...said: readonly Observation[]): Look => ({ said, exchanges: [0, 0], responses: new Map() });
const unsent = seen('unsent-attributes-keep-value', '/contact/email');
const stored = seen('update-is-stored', '/contact/email');
const status = seen('update-answers-200', '');

test.each<readonly [string, Partial<Observation>, boolean]>([
  ['a broken MUST', { clause: 'update-is-stored' }, true],
  ['a broken SHOULD', { clause: 'read-after-update-prompt' }, true],
  ['a broken MAY', { clause: 'awkward-text' }, false],
  ['what holds', { outcome: 'pass' }, false],
  ['what could not be judged', { outcome: 'inconclusive' }, false],
])('%s is a failure: %j', (_what, more, failure) => expect(isFailure({ ...unsent, ...more })).toBe(failure));

test.each<readonly [string, Observation, Observation, boolean]>([
  ['the same cause', unsent, unsent, true],
  ['the same cause in another case', unsent, { ...unsent, case: 'the-culprit' }, true],
  ['the same loss under another clause', unsent, stored, true],
  ['a promise about another place', unsent, seen('update-is-stored', '/contact/name'), false],
  ['a lower promise about the same place', unsent, seen('email-letter-case-kept', '/contact/email'), false],
  ['another promise without a place', status, seen('answer-body-parses', ''), false],
  [
    'the same item of a list',
    seen('tags-come-back', '/contact/tags/0'),
    seen('tags-come-back', '/contact/tags/3'),
    true,
  ],
])('a broken promise shows again: %s', (_what, first, again, shown) => {
  expect(repeatedIn(look(again), first, none, noTraces) !== undefined).toBe(shown);
});

test('a loss that was known before does not stand for another one', () =>
  expect(repeatedIn(look(stored), unsent, new Set([causeOf(stored)]), noTraces)).toBeUndefined());

const refused = (code: number, id: number): Observation => ({
  ...status,
  exchange: { ...patch('case', { name: 'Zoe' }, code), id },
});
const placed = (...places: readonly string[]): Traces =>
  new Map(
    places.map((place, index) => [
      index + 1,
      { place, isUpdate: true, kind: '', ordinals: { requests: index, updates: index, reads: 0 } },
    ]),
  );

test.each<readonly [string, number, string, boolean]>([
  ['the same response to the same request', 400, 'update 1', true],
  ['another response to the same request', 422, 'update 1', false],
  ['the same response to another request', 400, 'update 2', false],
])('a refusal shows again: %s', (_what, code, place, shown) => {
  const again = repeatedIn(look(refused(code, 2)), refused(400, 1), none, placed('update 1', place));
  expect(again !== undefined).toBe(shown);
});

/** Requests between one look and the next, where the contact is arranged by several. */
const step = 7;
const sequence = (shown: string, at: (index: number) => number = (index) => index * step) => ({
  points: [...shown].map((letter, index) => ({
    shown: letter === 'x',
    ordinals: { requests: at(index), updates: at(index), reads: at(index) },
  })),
});

test.each<readonly [string, string, ReturnType<typeof sequenceState>]>([
  ['nothing after the first', 'x', 'each-time'],
  ['two of two', 'xxx', 'each-time'],
  ['four of four', 'xxxxx', 'steady'],
  ['one of one missed', 'x-', 'perhaps'],
  ['none of three', 'x---', 'passing'],
  ['every second one, so far', 'x-x-x', 'perhaps'],
  ['every second one of eight', 'x-x-x-x-x', 'steady'],
  ['every third one of eight, with an exception', 'x--x--xx-', 'passing'],
  ['three of four', 'xxx-x', 'passing'],
  ['two at once and none at the end', 'xxx--', 'passing'],
])('a sequence: %s', (_what, shown, state) => expect(sequenceState(sequence(shown))).toBe(state));

test('what is broken by chance in every look but one keeps no time', () =>
  expect(sequenceState(sequence('xx-xxxxxx'))).toBe('passing'));

test('a sequence begins with the observation, and has one point per look', () => {
  const { points, repeated } = sequenceOf(unsent, [look(), look(stored), look(unsent)], none, noTraces);
  expect(points.map(({ shown }) => shown)).toEqual([true, false, true, true]);
  expect(repeated).toBe(stored);
});

/** A further look, and the traces of the first attempt and of it: the same request, answered alike or not. */
const lookedAt = (alike: boolean, ...said: readonly Observation[]): readonly [Look, Traces] => {
  const traces = placed('update 1', 'update 1');
  const kind = responseKind(refused(400, 1).exchange as Exchange);
  return [
    { said, exchanges: [1, 2], responses: new Map() },
    new Map([...traces].map(([id, trace]) => [id, { ...trace, kind: id === 1 || alike ? kind : '200 json' }])),
  ];
};

test.each<readonly [string, boolean, readonly Observation[], readonly boolean[]]>([
  ['says nothing of what it judged neither way', true, [], [true]],
  ['says what it found to hold', true, [{ ...refused(400, 2), outcome: 'pass' }], [true, false]],
  ['says that a response of another kind came', false, [], [true, false]],
  ['says nothing by what another request shows', true, [{ ...refused(400, 7), outcome: 'pass' }], [true]],
])('a look %s', (_what, alike, said, points) => {
  const [one, traces] = lookedAt(alike, ...said);
  expect(sequenceOf(refused(400, 1), [one], none, traces).points.map(({ shown }) => shown)).toEqual(points);
});

test('which read shows that reads are late is chance', () => {
  const late = (id: number): Observation => ({
    ...seen('read-after-update-prompt', '/contact/name'),
    exchange: { ...patch('case', {}, before), id },
  });
  expect(repeatedIn(look(late(2)), late(1), none, placed('read 4', 'read 5'))).toEqual(late(2));
});

test('a response shows again when its line is the same under its label', () => {
  const answered = (line: string): Look => ({ ...look(), responses: new Map([['update', { line, id: 2 }]]) });
  const first = { label: 'update', is: '404 a', id: 1 };
  const looks = [answered('404 a'), answered('200 b'), look()];
  const { points } = sequenceOfResponse(first, looks, placed('update 1', 'update 1'));
  expect(points.map(({ shown }) => shown)).toEqual([true, true, false, false]);
  expect(points.map(({ ordinals }) => ordinals.updates)).toEqual([0, 1, 1, 0]);
});

test('an observation without an exchange is like another one without', () => {
  const shown = { ...status, exchange: patch('case', {}, before) };
  expect(repeatedIn(look(status), status, none, noTraces)).toBe(status);
  expect(repeatedIn(look(shown), status, none, noTraces)).toBeUndefined();
});
