/** Whether the target is well: controls, and plain updates that may have met a target that is down. */
import { expect, test } from 'vitest';
import {
  after,
  answered,
  controlled,
  controlling,
  converse,
  expectedOf,
  holding,
  modelWith,
  outcomeOf,
  resent,
  type Reply,
  titled,
  type Talk,
} from './helpers/conversation.ts';
import {
  afterBad,
  again,
  badEmail,
  kept as shown,
  leftOpen as abandoned,
  names,
  refuses,
  sent,
  waits,
  written,
} from './helpers/conversation-scenes.ts';
import { before } from './helpers/recorded-exchanges.ts';

const control = holding({ name: 'Control Plain' });
const bad = () => afterBad(badEmail);
const both = () => after(written(), refuses('bad', badEmail));
const inside = 'fail never-5xx - names@names';
const unsent = 'pass unsent-attributes-keep-value - names@again';

const suspicious: readonly Talk[] = [
  {
    what: 'it was refused as before the control, and is judged',
    event: answered(names, 404),
    answers: [controlled(control)],
    asks: ['control'],
    said: ['fail update-answers-200 /contact/name names@names'],
    holds: { known: control, pending: ['refused-update-changes-nothing names@names {"name":"Zoe Plain"} weak'] },
  },
  {
    what: 'the control fails, and what waits is given up',
    model: both,
    event: answered(names, 500),
    answers: [controlled(500)],
    asks: ['control', 'stop down'],
    said: [...abandoned, 'inconclusive update-answers-200 - names@names'],
    holds: { pending: [], unconfirmed: {} },
  },
  {
    what: 'it fails inside each time, and is broken',
    event: answered(names, 500),
    answers: [controlled(control), resent(sent, 500), resent(sent, 503)],
    asks: ['control', again, again],
    said: [inside, 'fail never-5xx /contact/name names@names', 'fail update-answers-200 /contact/name names@names'],
    holds: { known: control, pending: ['refused-update-changes-nothing names@names {"name":"Zoe Plain"} weak'] },
  },
  {
    what: 'it fails inside once, and could not be judged',
    event: answered(names, 502),
    answers: [controlled(control), resent(sent, shown)],
    asks: ['control', again],
    said: [inside, 'inconclusive update-answers-200 - names@names', unsent],
    holds: { known: shown },
  },
  {
    what: 'it fails inside twice, and goes through the third time',
    event: answered(names, 500),
    answers: [controlled(control), resent(sent, 599), resent(sent, shown)],
    asks: ['control', again, again],
    said: [inside, 'inconclusive update-answers-200 - names@names', unsent],
    holds: { known: shown },
  },
  {
    what: 'it is cut short when it is sent again',
    event: answered(names, 500),
    answers: [controlled(control), resent(sent, 'reset'), resent(sent, shown)],
    asks: ['control', again, again],
    said: [inside, 'inconclusive update-answers-200 - names@names', unsent],
  },
];

test.each(titled(suspicious))('a plain update: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});

test.each<readonly [Reply, readonly string[]]>([
  [401, ['control']],
  [403, ['control']],
  [404, ['control']],
  [429, ['control']],
  [500, ['control']],
  [599, ['control']],
  ['timeout', ['control']],
  ['refused', ['control']],
  ['decode', []],
  ['length', []],
  ['too-large', []],
  [400, []],
  [402, []],
  [409, []],
  [422, []],
  [428, []],
  [430, []],
  [499, []],
  [302, []],
  [202, []],
])('a plain update that is answered with %s asks for %j', (reply, asks) => {
  expect(converse(modelWith(), answered(names, reply)).asks).toEqual(asks);
});

test.each<readonly [string, Reply]>([
  ['200', control],
  ['202', 202],
  ['a redirect', 302],
  ['a refusal of the value', 422],
  ['what cannot be decoded', 'decode'],
])('a control that is answered with %s does not fail', (_what, reply) => {
  const told = converse(bad(), controlling, controlled(reply));
  expect(told.asks).toEqual(['control']);
  expect(told.last).not.toHaveProperty('failure');
});

test.each<readonly [Reply, string]>([
  [401, 'a plain valid update was answered with 401.'],
  [503, 'a plain valid update was answered with 503.'],
  ['reset', 'a plain valid update got no answer (reset: as recorded).'],
])('a control that is answered with %j fails', (reply, why) => {
  const told = converse(bad(), controlling, controlled(reply));
  expect(told.asks).toEqual(['control']);
  expect(told.last.failure).toBe(`The target cannot be judged any more: ${why}`);
});

const controls: readonly Talk[] = [
  {
    what: 'that goes through is taken in, and settles nothing',
    model: bad,
    event: controlling,
    answers: [controlled(control)],
    asks: ['control'],
    said: [],
    holds: {
      known: control,
      unconfirmed: { name: 'well@control after "Eve Holt"' },
      pending: waits(badEmail),
    },
  },
  {
    what: 'is known as it was answered, with what was hidden before',
    model: () => modelWith({}, { name: before.name }),
    event: controlling,
    answers: [controlled(holding({ name: 'control plain' }))],
    asks: ['control'],
    said: [],
    holds: { known: holding({ name: 'control plain' }) },
  },
  {
    what: 'that fails gives up what waits for proof',
    model: both,
    event: controlling,
    answers: [controlled(500)],
    asks: ['control'],
    said: abandoned,
    holds: { pending: [], unconfirmed: {}, known: shown },
  },
];

test.each(titled(controls))('a control %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
