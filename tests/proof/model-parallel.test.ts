/** Two updates at the same time: both last, and what neither of them named stays. */
import { expect, test } from 'vitest';
import type { Both, Event, Model } from '../support/model/index.ts';
import {
  always,
  begin,
  converse,
  expectedOf,
  holding,
  modelWith,
  outcomeOf,
  patch,
  patience,
  shows,
  waited,
  type Reply,
  titled,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const name = { name: 'Left Name' };
const email = { email: 'right@example.com' };
const both: Both = [name, email];
const done = holding({ ...name, ...email });
const pair = (left: Reply, right: Reply) => [patch('left', name, left), patch('right', email, right)] as const;
const parallel = (left: Reply, right: Reply): Event => ({
  type: 'parallel',
  at: begin,
  case: 'pair',
  both,
  exchanges: pair(left, right),
});
const good = parallel(holding(name), done);
const lasts = 'pass parallel-updates-both-last - pair@right';
const keeps = (label: string) => `pass unsent-attributes-keep-value - pair@${label}`;
const kept = [keeps('right'), keeps('left'), keeps('right')];
const { email: _email, ...hidden } = done;

const rows: readonly Talk[] = [
  {
    what: 'both last',
    event: good,
    answers: [shows(done)],
    asks: ['read get'],
    said: [...kept, lasts],
    holds: { known: done, unconfirmed: {}, pending: [] },
  },
  {
    what: 'both last where one response does not show the other',
    event: parallel(holding(name), holding(email)),
    answers: [shows(done)],
    asks: ['read get'],
    said: [...kept, lasts],
  },
  {
    what: 'the left one is lost',
    event: good,
    answers: always(holding(email)),
    asks: patience,
    said: [...kept, 'fail parallel-updates-both-last /contact/name pair@right'],
    holds: { known: holding(email) },
  },
  {
    what: 'the right one is lost',
    event: good,
    answers: always(holding(name)),
    asks: patience,
    said: [...kept, 'fail parallel-updates-both-last /contact/email pair@right'],
  },
  {
    what: 'one comes back changed, which is not lost',
    event: good,
    answers: always(holding({ ...name, email: 'third@example.com' })),
    asks: patience,
    said: [...kept, lasts],
  },
  {
    what: 'one does not show, which is not lost',
    event: good,
    answers: [shows(hidden)],
    asks: ['read get'],
    said: [...kept, lasts],
  },
  {
    what: 'another attribute changed',
    event: parallel(holding({ ...name, phone_number: '' }), done),
    answers: always({ ...done, phone_number: '' }),
    asks: patience,
    said: ['fail unsent-attributes-keep-value /contact/phone_number pair@right', keeps('left'), keeps('right'), lasts],
    holds: { known: { ...done, phone_number: '' } },
  },
  {
    what: 'another attribute took a value that this run never sent',
    event: good,
    answers: always({ ...done, phone_number: '+44 20 7946-0000' }),
    asks: patience,
    said: [
      'fail unsent-attributes-keep-value /contact/phone_number pair@right foreign',
      keeps('left'),
      keeps('right'),
      lasts,
    ],
  },
  {
    what: 'one response shows another value of what neither sent',
    event: parallel(holding({ ...name, phone_number: '' }), done),
    answers: [shows(done)],
    asks: ['read get'],
    said: [keeps('right'), 'fail unsent-attributes-keep-value /contact/phone_number pair@left', keeps('right'), lasts],
  },
  {
    what: 'responses say nothing of the rest where reads lag behind',
    model: () => modelWith({ lag: 100 }),
    event: parallel(holding({ ...name, phone_number: '' }), done),
    answers: [waited(100), shows(done)],
    asks: ['wait 100', 'read get'],
    said: [keeps('right'), lasts],
  },
  {
    what: 'responses without a contact say nothing of the rest',
    event: parallel(202, 204),
    answers: [shows(done)],
    asks: ['read get'],
    said: [
      'fail update-answers-200 /contact/name pair@left',
      'fail answer-envelope-contact - pair@left',
      'fail update-answers-200 /contact/email pair@right',
      keeps('right'),
      lasts,
    ],
  },
  {
    what: 'one is refused, which leaves it open',
    event: parallel(holding(name), 422),
    answers: always(holding(name)),
    asks: patience,
    said: ['fail update-answers-200 /contact/email pair@right', 'inconclusive parallel-updates-both-last - pair@left'],
    holds: { known: holding(name) },
  },
];

test.each(titled(rows))('both: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});

test('what was lost of two updates is told with both values', () => {
  const { observations } = converse(modelWith(), good, ...always(holding(email)));
  expect(observations.at(-1)).toMatchObject({ expected: name.name, actual: before.name });
});

test('what both updates sent is not foreign later', () => {
  const { familiar } = converse(modelWith(), good, shows(done)).model;
  const texts = (list: Model['familiar']): readonly string[] =>
    list === null ? [] : [...list.texts, ...texts(list.earlier)];
  expect(texts(familiar).slice(0, 2)).toEqual(['right@example.com', 'left name']);
});
