/** Reading the contact again: what is late is waited for, what stays away is not waited for twice. */
import { expect, test } from 'vitest';
import type { Observation } from '../support/model/index.ts';
import { after, converse, heldBy, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, patience, shows, waited } from './helpers/replies.ts';
import { answered, intentOf, looking } from './helpers/ask.ts';
import { email, hidden, kept as shown, refuses, sent, stored, waits, written } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const lost = 'fail update-is-stored /contact/name names@names';
const doubly = { phone_number: '1', ...email };

const rows: Talks = {
  'as expected, with nothing that waits': [
    { event: looking, responses: [shows(before)] },
    { asks: ['read get'], said: [stored('look')], holds: { known: before, polls: 0, lag: 0, stuck: [] } },
  ],
  'as expected, at once, what was written': [
    { model: written, event: looking, responses: [shows(shown, 5)] },
    {
      asks: ['read get'],
      said: [
        'pass read-after-update-prompt - look@read',
        stored('look'),
        'pass update-is-stored /contact/name names@read',
      ],
      holds: { known: shown, unconfirmed: {}, polls: 0, lag: 0 },
    },
  ],
  'as expected, at once, where reads lag behind': [
    { model: () => ({ ...written(), lag: 150 }), event: looking, responses: [waited(150), shows(shown, 160)] },
    {
      asks: ['wait 150', 'read get'],
      said: [stored('look'), 'pass update-is-stored /contact/name names@read'],
      holds: { lag: 150, polls: 0 },
    },
  ],
  'late, which is learned for the next read': [
    {
      model: written,
      event: looking,
      responses: [shows(before, 5), waited(105), shows(before, 110), waited(310), shows(shown, 315)],
    },
    {
      asks: ['read get', 'wait 100', 'read get beyond', 'wait 200', 'read get beyond'],
      said: [
        'fail read-after-update-prompt /contact/name look@read',
        stored('look'),
        'pass update-is-stored /contact/name names@read',
      ],
      holds: { lag: 347, polls: 2, stuck: [], unconfirmed: {} },
    },
  ],
  'late after the lag that was waited for, which is learned too': [
    {
      model: () => ({ ...written(), lag: 150 }),
      event: looking,
      responses: [waited(150), shows(before, 155), waited(255), shows(shown, 260)],
    },
    {
      asks: ['wait 150', 'read get', 'wait 100', 'read get beyond'],
      said: [
        'fail read-after-update-prompt /contact/name look@read',
        stored('look'),
        'pass update-is-stored /contact/name names@read',
      ],
      holds: { lag: 286, polls: 1 },
    },
  ],
  'very late, and never waited for longer than ten seconds': [
    { model: written, event: looking, responses: [shows(before), waited(), shows(shown, 9500)] },
    {
      asks: ['read get', 'wait 100', 'read get beyond'],
      said: [
        'fail read-after-update-prompt /contact/name look@read',
        stored('look'),
        'pass update-is-stored /contact/name names@read',
      ],
      holds: { lag: 10_000, polls: 1 },
    },
  ],
  'never, after two seconds of waiting': [
    { model: written, event: looking, responses: always(before) },
    { asks: patience, said: [lost], holds: { known: before, unconfirmed: {}, polls: 5, lag: 0, stuck: ['name'] } },
  ],
  'never, once the repeated reads are used up': [
    { model: () => ({ ...written(), polls: 58 }), event: looking, responses: always(before).slice(0, 5) },
    { asks: patience.slice(0, 5), said: [lost], holds: { polls: 60, stuck: ['name'] } },
  ],
  'never, of an attribute that was not put right before': [
    { model: () => ({ ...written(), stuck: ['phone_number', 'name'] }), event: looking, responses: [shows(before)] },
    {
      asks: ['read get'],
      said: ['fail update-is-stored /contact/name names@read'.replace('@read', '@names')],
      holds: { polls: 0, stuck: ['name'], unconfirmed: {}, known: before },
    },
  ],
  'never, of one attribute that is stuck and one that is not': [
    {
      model: () => ({ ...written(), known: holding({ ...sent, ...email }), stuck: ['name'] }),
      event: looking,
      responses: always(before),
    },
    {
      asks: patience,
      said: [
        'fail update-is-stored /contact/name names@names',
        'fail unsent-attributes-keep-value /contact/email look@read',
      ],
      holds: { polls: 5, stuck: ['name', 'email'] },
    },
  ],
  'in part, which proves nothing of what is hidden': [
    {
      model: () => after(modelWith(), answered(intentOf('emails', email), holding(email))),
      event: looking,
      responses: [shows(hidden)],
    },
    {
      asks: ['read get'],
      said: ['pass read-after-update-prompt - look@read', stored('look')],
      holds: { known: holding(email), unconfirmed: { email: 'emails@emails after "eve.holt@example.com"' } },
    },
  ],
  'in part, which settles no refusal of a hidden attribute': [
    {
      model: () => after(written(), refuses('bad', doubly)),
      event: looking,
      responses: [shows({ ...hidden, ...sent })],
    },
    {
      asks: ['read get'],
      said: [
        'pass read-after-update-prompt - look@read',
        stored('look'),
        'pass update-is-stored /contact/name names@read',
      ],
      holds: { pending: waits(doubly) },
    },
  ],
  'with nothing known, which is learned': [
    { model: () => modelWith({}, {}), event: looking, responses: [shows(before)] },
    { asks: ['read get'], said: [], holds: { known: before } },
  ],
  'a stuck attribute that is hidden now, which stays stuck': [
    { model: () => modelWith({ stuck: ['email', 'phone_number'] }), event: looking, responses: [shows(hidden)] },
    { asks: ['read get'], said: [stored('look')], holds: { stuck: ['email'], known: before } },
  ],
};

testTalks('a look', rows);

test('a look gives the state that was read', () =>
  expect(converse(modelWith(), looking, shows(hidden)).last.state).toEqual(hidden));

test('a late read says what it showed at first, and after how long', () => {
  const told = converse(written(), looking, shows(before, 5), waited(), shows(shown, 110));
  expect(told.observations.find(({ outcome }) => outcome === 'fail')).toMatchObject({
    expected: sent.name,
    actual: before.name,
    message: expect.stringContaining('110 ms') as Observation['message'],
  });
});

test('what a read leaves open is known as it was', () => {
  const { model } = converse(written(), looking, shows({ email: before.email }));
  expect(heldBy(model)).toMatchObject({ known: shown, unconfirmed: { name: 'names@names after "Eve Holt"' } });
});
