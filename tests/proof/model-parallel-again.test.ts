/** Two updates at the same time of which one failed inside: the pair is sent again. */
import { expect, test } from 'vitest';
import type { Both, Event } from '../support/model/index.ts';
import {
  always,
  begin,
  controlled,
  expectedOf,
  holding,
  outcomeOf,
  paired,
  patch,
  patience,
  shows,
  type Reply,
  titled,
  type Talk,
} from './helpers/conversation.ts';

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
const lasts = 'pass parallel-updates-both-last - pair@right';
const keeps = (label: string) => `pass unsent-attributes-keep-value - pair@${label}`;
const kept = [keeps('right'), keeps('left'), keeps('right')];
const control = holding({ name: 'Control Plain' });
const again = `resend both ${JSON.stringify(both)}`;
const inside = 'fail never-5xx - pair@left';
const phone = { phone_number: '+1 202-555-0199' };
const second = [
  patch('left', phone, { ...control, ...phone }),
  patch('right', email, { ...control, ...phone, ...email }),
] as const;
const phones = (left: Reply, right: Reply): Event => ({
  type: 'parallel',
  at: begin,
  case: 'pair',
  both: [phone, email],
  exchanges: [patch('left', phone, left), patch('right', email, right)],
});

const rows: readonly Talk[] = [
  {
    what: 'one fails inside once, and the pair is sent again',
    event: parallel(500, holding(email)),
    answers: [controlled(control), paired(pair(done, done)), shows(done)],
    asks: ['control', again, 'read get'],
    said: [inside, 'inconclusive update-answers-200 - pair@left', ...kept, lasts],
    holds: { known: done },
  },
  {
    what: 'the control before the second pair is what neither changed',
    event: phones(500, 500),
    answers: [controlled(control), paired(second), shows({ ...control, ...phone, ...email })],
    asks: ['control', `resend both ${JSON.stringify([phone, email])}`, 'read get'],
    said: [inside, 'inconclusive update-answers-200 - pair@left', ...kept, lasts],
    holds: { known: { ...control, ...phone, ...email }, stuck: [] },
  },
  {
    what: 'one fails inside twice, the third time both go through',
    event: parallel(500, holding(email)),
    answers: [controlled(control), paired(pair(done, 502)), paired(pair(done, done)), shows(done)],
    asks: ['control', again, again, 'read get'],
    said: [inside, 'inconclusive update-answers-200 - pair@left', ...kept, lasts],
  },
  {
    what: 'one is cut short when both are sent again',
    event: parallel(500, holding(email)),
    answers: [controlled(control), paired(pair('reset', done)), paired(pair(done, done)), shows(done)],
    asks: ['control', again, again, 'read get'],
    said: [inside, 'inconclusive update-answers-200 - pair@left', ...kept, lasts],
  },
  {
    what: 'one fails inside each time, which is broken',
    event: parallel(holding(name), 500),
    answers: [controlled(control), paired(pair(done, 500)), paired(pair(done, 500)), ...always(holding(name))],
    asks: ['control', again, again, ...patience],
    said: [
      'fail never-5xx /contact/email pair@right',
      'fail update-answers-200 /contact/email pair@right',
      'inconclusive parallel-updates-both-last - pair@left',
    ],
  },
  {
    what: 'one fails inside because the target is down',
    event: parallel(503, 503),
    answers: [controlled(503)],
    asks: ['control', 'stop down'],
    said: [],
  },
];

test.each(titled(rows))('once more: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
