/** The table of what a status or a failure says about the target, column by column. */
import type { FailureKind } from '../support/client/exchange.ts';
import { describe, expect, test } from 'vitest';
import {
  controlFailure,
  failsInside,
  failureHas,
  hasSign,
  isAccepted,
  outageOf,
  refusalOf,
  statusHas,
  type Met,
  type Sign,
} from '../support/signs.ts';

const kinds: readonly FailureKind[] = [
  'timeout',
  'timeout-in-body',
  'reset',
  'refused',
  'dns',
  'tls',
  'too-large',
  'decode',
  'length',
  'protocol',
  'aborted',
];
const arrived: readonly FailureKind[] = ['too-large', 'decode', 'length'];
const unheard = kinds.filter((kind) => !arrived.includes(kind));

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_none, at) => from + at);
const statuses = range(100, 999);
const failing = range(500, 999);
const gateway = [502, 503, 504, ...range(520, 527)];
const locked = [401, 402, 403, 404, 423, 429, 451];

const columns: readonly (readonly [Sign, readonly number[], readonly FailureKind[]])[] = [
  ['accepted', range(200, 299), []],
  ['sent-again', gateway, ['reset', 'refused', 'length']],
  ['throttled', [429], []],
  ['not-the-api', [429, ...gateway], []],
  ['unjudgeable', [...locked, ...failing], unheard],
  ['fails-inside', failing, []],
  ['out-of-reach', [...locked, ...gateway], unheard],
  [
    'may-pass',
    [408, 409, 423, 425, 429, ...failing],
    ['timeout', 'timeout-in-body', 'reset', 'refused', 'dns', 'protocol'],
  ],
  ['nobody-there', [], ['refused', 'dns', 'tls', 'aborted']],
  ['conflict', [409, 412, 423], []],
  ['about-a-record', [403, 404], []],
];

const answered = (status: number): Met => ({ response: { status }, failure: null });
const failed = (kind: FailureKind, status?: number): Met => ({
  response: null,
  failure: { kind, message: 'Because.', ...(status === undefined ? {} : { status }) },
});

describe('the sign', () => {
  test.each(columns)('"%s" is had by these statuses and failures alone', (sign, ofStatus, ofFailure) => {
    expect(statuses.filter((status) => statusHas(status, sign))).toEqual(ofStatus);
    expect(kinds.filter((kind) => failureHas(kind, sign))).toEqual(ofFailure);
    expect(statuses.filter((status) => hasSign(answered(status), sign))).toEqual(ofStatus);
    expect(kinds.filter((kind) => hasSign(failed(kind), sign))).toEqual(ofFailure);
  });

  test('of nothing at all is none', () =>
    expect(columns.filter(([sign]) => hasSign({ response: null, failure: null }, sign))).toEqual([]));
});

describe('what came of a request', () => {
  test.each<[string, Met, string | null, string | null, string | null]>([
    ['200', answered(200), null, null, null],
    ['204', answered(204), null, null, null],
    ['302', answered(302), null, null, 'was answered with 302'],
    ['401', answered(401), 'was answered with 401', 'was answered with 401', 'was answered with 401'],
    ['422', answered(422), null, null, 'was answered with 422'],
    ['500', answered(500), 'was answered with 500', null, 'was answered with 500'],
    ['503', answered(503), 'was answered with 503', 'was answered with 503', 'was answered with 503'],
    [
      'a time-out',
      failed('timeout'),
      'got no response (timeout: Because.)',
      'got no response (timeout: Because.)',
      'got no response (timeout: Because.)',
    ],
    [
      'a 200 whose body does not end',
      failed('timeout-in-body', 200),
      'got no response (timeout-in-body: Because.)',
      'got no response (timeout-in-body: Because.)',
      'got no response (timeout-in-body: Because.)',
    ],
    ['a 200 that cannot be decoded', failed('decode', 200), null, null, null],
    ['a 500 that cannot be decoded', failed('decode', 500), null, null, 'got no whole response (decode)'],
    ['a body cut short before a status', failed('length'), null, null, 'got no whole response (length)'],
    ['nothing', { response: null, failure: null }, null, null, 'got no whole response (none)'],
  ])('is told in the same words by control, outage and refusal: %s', (_what, met, control, outage, refusal) => {
    expect(controlFailure(met)).toBe(control === null ? null : `a plain valid update ${control}`);
    expect(outageOf(met)).toBe(outage);
    expect(refusalOf(met)).toBe(refusal);
  });

  test('is accepted by the class 2xx and failed inside from 500 on', () => {
    expect(statuses.filter(isAccepted)).toEqual(range(200, 299));
    expect(statuses.filter((status) => failsInside(answered(status)))).toEqual(failing);
    expect(kinds.filter((kind) => failsInside(failed(kind, 500)))).toEqual([]);
  });
});
