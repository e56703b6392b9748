/** Two updates at the same time: both last, and what neither of them named stays. One that fails inside has the pair sent again. */
import { expect, test } from 'vitest';
import type { Both, Model } from '../support/model/index.ts';
import { patch } from './helpers/ask.ts';
import { patched } from './helpers/change.ts';
import { always, controlled, paired, patience, shows, waited } from './helpers/replies.ts';
import { converse, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import {
  both,
  done,
  keeps,
  kept,
  lasts,
  left as name,
  pair,
  pairOf,
  parallel,
  parallelOf,
  right as email,
} from './helpers/pairs.ts';
import { badPhone as phone } from './helpers/scenes.ts';
import { before, updated } from './helpers/records.ts';

const good = parallel(holding(name), done);
const { email: _email, ...hidden } = done;

const rows: Talks = {
  'both last': [
    { event: good, responses: [shows(done)] },
    { asks: ['read get'], said: [...kept, lasts], holds: { known: done, unconfirmed: {}, pending: [] } },
  ],
  'both last where one response does not show the other': [
    { event: parallel(holding(name), holding(email)), responses: [shows(done)] },
    { asks: ['read get'], said: [...kept, lasts] },
  ],
  'the left one is lost': [
    { event: good, responses: always(holding(email)) },
    {
      asks: patience,
      said: [...kept, 'fail parallel-updates-both-last /contact/name pair@right'],
      holds: { known: holding(email) },
    },
  ],
  'the right one is lost': [
    { event: good, responses: always(holding(name)) },
    { asks: patience, said: [...kept, 'fail parallel-updates-both-last /contact/email pair@right'] },
  ],
  'one comes back changed, which is not lost': [
    { event: good, responses: always(holding({ ...name, email: 'third@example.com' })) },
    { asks: patience, said: [...kept, lasts] },
  ],
  'one does not show, which is not lost': [
    { event: good, responses: [shows(hidden)] },
    { asks: ['read get'], said: [...kept, lasts] },
  ],
  'another attribute changed': [
    { event: parallel(holding({ ...name, phone_number: '' }), done), responses: always({ ...done, phone_number: '' }) },
    {
      asks: patience,
      said: [
        'fail unsent-attributes-keep-value /contact/phone_number pair@right',
        keeps('left'),
        keeps('right'),
        lasts,
      ],
      holds: { known: { ...done, phone_number: '' } },
    },
  ],
  'another attribute took a value that this run never sent': [
    { event: good, responses: always({ ...done, phone_number: '+44 20 7946-0000' }) },
    {
      asks: patience,
      said: [
        'fail unsent-attributes-keep-value /contact/phone_number pair@right foreign',
        keeps('left'),
        keeps('right'),
        lasts,
      ],
    },
  ],
  'one response shows another value of what neither sent': [
    { event: parallel(holding({ ...name, phone_number: '' }), done), responses: [shows(done)] },
    {
      asks: ['read get'],
      said: [
        keeps('right'),
        'fail unsent-attributes-keep-value /contact/phone_number pair@left',
        keeps('right'),
        lasts,
      ],
    },
  ],
  'responses say nothing of the rest where reads lag behind': [
    {
      model: () => modelWith({ lag: 100 }),
      event: parallel(holding({ ...name, phone_number: '' }), done),
      responses: [waited(100), shows(done)],
    },
    { asks: ['wait 100', 'read get'], said: [keeps('right'), lasts] },
  ],
  'responses without a contact say nothing of the rest': [
    { event: parallel(202, 204), responses: [shows(done)] },
    {
      asks: ['read get'],
      said: [
        'fail update-answers-200 /contact/name pair@left',
        'fail answer-envelope-contact - pair@left',
        'fail update-answers-200 /contact/email pair@right',
        keeps('right'),
        lasts,
      ],
    },
  ],
  'one is refused, which leaves it open': [
    { event: parallel(holding(name), 422), responses: always(holding(name)) },
    {
      asks: patience,
      said: [
        'fail update-answers-200 /contact/email pair@right',
        'inconclusive parallel-updates-both-last - pair@left',
      ],
      holds: { known: holding(name) },
    },
  ],
  'one is refused as a conflict, which is told of the pair': [
    { event: parallel(holding(name), 409), responses: always(holding(name)) },
    {
      asks: patience,
      said: ['fail parallel-updates-both-last /contact/email pair@right'],
      holds: { known: holding(name) },
    },
  ],
  'one is refused as its version is not the last': [
    { event: parallel(holding(name), 412), responses: always(holding(name)) },
    { asks: patience, said: ['fail parallel-updates-both-last /contact/email pair@right'] },
  ],
  'one is refused as the contact is locked': [
    { event: parallel(holding(name), 423), responses: always(holding(name)) },
    { asks: patience, said: ['fail parallel-updates-both-last /contact/email pair@right'] },
  ],
};

testTalks('both', rows);

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

const control = holding({ name: 'Control Plain' });
const again = `resend both ${JSON.stringify(both)}`;
const failed = ['fail never-5xx - pair@left', 'inconclusive update-answers-200 - pair@left'];
const phones: Both = [phone, email];
const withPhone = { ...control, ...phone };

const onceMore: Talks = {
  'one fails inside once, and the pair is sent again': [
    { event: parallel(500, holding(email)), responses: [controlled(control), paired(pair(done, done)), shows(done)] },
    { asks: ['control', again, 'read get'], said: [...failed, ...kept, lasts], holds: { known: done } },
  ],
  'the control before the second pair is what neither changed': [
    {
      event: parallelOf(phones, 500, 500),
      responses: [
        controlled(control),
        paired(pairOf(phones, withPhone, { ...withPhone, ...email })),
        shows({ ...withPhone, ...email }),
      ],
    },
    {
      asks: ['control', `resend both ${JSON.stringify(phones)}`, 'read get'],
      said: [...failed, ...kept, lasts],
      holds: { known: { ...withPhone, ...email }, stuck: [] },
    },
  ],
  'one fails inside twice, the third time both go through': [
    {
      event: parallel(500, holding(email)),
      responses: [controlled(control), paired(pair(done, 502)), paired(pair(done, done)), shows(done)],
    },
    { asks: ['control', again, again, 'read get'], said: [...failed, ...kept, lasts] },
  ],
  'one is cut short when both are sent again': [
    {
      event: parallel(500, holding(email)),
      responses: [controlled(control), paired(pair('reset', done)), paired(pair(done, done)), shows(done)],
    },
    { asks: ['control', again, again, 'read get'], said: [...failed, ...kept, lasts] },
  ],
  'one fails inside each time, which is broken': [
    {
      event: parallel(holding(name), 500),
      responses: [controlled(control), paired(pair(done, 500)), paired(pair(done, 500)), ...always(holding(name))],
    },
    {
      asks: ['control', again, again, ...patience],
      said: [
        'fail never-5xx /contact/email pair@right',
        'fail update-answers-200 /contact/email pair@right',
        'inconclusive parallel-updates-both-last - pair@left',
      ],
    },
  ],
  'one fails inside because the target is down': [
    { event: parallel(503, 503), responses: [controlled(503), waited(1000), controlled(503)] },
    { asks: ['control', 'wait 1000', 'control', 'stop down'], said: [] },
  ],
};

testTalks('once more', onceMore);

test('a control that comes after a pair does not make its times go back', () => {
  const value = '2026-01-05T09:30:00.000Z';
  const { response } = patched(updated('', {}, control), { op: 'replace', path: '/contact/updated_at', value });
  const later = { ...controlled(control), exchange: patch('control', { name: 'Control Plain' }, 200, { response }) };
  const fails = paired(pair(done, 500));
  const { said, model } = converse(modelWith(), parallel(holding(name), 500), later, fails, fails);
  expect(model.seen.updatedAt).toBe(value);
  expect(said.filter((each) => each.includes('updated-at'))).toEqual([]);
});
