/** Who moves an attribute: the request that is blamed, a late effect of each write, or somebody else. */
import { expect, test } from 'vitest';
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, patience, resent, shows, waited } from './helpers/replies.ts';
import { answered, intentOf, looking, refusal } from './helpers/ask.ts';
import { lookAt, type Moving } from './helpers/moving.ts';
import { before } from './helpers/records.ts';

const phone = { phone_number: before.phone_number };
const gone = holding({ phone_number: '' });
const putBack = `put back ${JSON.stringify(phone)}`;
const fresh = () => modelWith({ movers: {} });
const unsent = 'unsent-attributes-keep-value /contact/phone_number look@read';
const read = 'read get beyond';

const rows: Talks = {
  'what stays when it is put back is the doing of a request': [
    {
      model: fresh,
      event: looking,
      responses: [...always(gone), resent(phone, before), shows(before, 5), waited(2500), shows(before, 2505)],
    },
    {
      asks: [...patience, putBack, read, 'wait 2495', read],
      said: [`fail ${unsent}`],
      holds: { known: before, movers: { phone_number: { who: 'request' } }, effect: 0 },
    },
  ],
  'what goes at once each time is the doing of the write': [
    {
      model: fresh,
      event: looking,
      responses: [
        ...always(gone),
        ...[1, 2, 3].flatMap(() => [resent(phone, before), shows(gone, 5)]),
        waited(9),
        resent(phone, before),
        shows(gone, 5),
      ],
    },
    {
      asks: [...patience, ...[1, 2, 3].flatMap(() => [putBack, read]), 'wait 4', putBack, read],
      said: [`fail ${unsent}`],
      holds: { known: gone, movers: { phone_number: { who: 'request' } }, effect: 0 },
    },
  ],
  'what goes once and stays after that is the doing of somebody else': [
    {
      model: fresh,
      event: looking,
      responses: [
        ...always(gone),
        resent(phone, before),
        shows(gone, 5),
        resent(phone, before),
        shows(before, 5),
        waited(3000),
        shows(before, 3000),
        shows(before, 3000),
      ],
    },
    {
      asks: [...patience, putBack, read, putBack, read, 'wait 20', read, read],
      said: [`inconclusive ${unsent}`],
      holds: { known: before, movers: { phone_number: { who: 'somebody-else' } } },
    },
  ],
  'what cannot be put back is laid to the request': [
    { model: fresh, event: looking, responses: [...always(gone), resent(phone, 422)] },
    {
      asks: [...patience, putBack],
      said: [`fail ${unsent}`],
      holds: { known: gone, movers: { phone_number: { who: 'request' } } },
    },
  ],
  'what a refused request is known to have sent is not asked about': [
    {
      model: () => after(fresh(), answered(intentOf('bad', { phone_number: '+1 202-555-0100' }, refusal), 400)),
      event: looking,
      responses: always(holding({ phone_number: '+1 202-555-0100' })),
    },
    {
      asks: patience,
      said: ['fail refused-update-changes-nothing /contact/phone_number bad@bad open bad'],
      holds: { movers: {} },
    },
  ],
  'an attribute that somebody else writes to is not put back again': [
    {
      model: () => modelWith({ movers: { phone_number: { who: 'somebody-else' } } }),
      event: looking,
      responses: always(gone),
    },
    { asks: patience, said: [`inconclusive ${unsent}`], holds: { known: gone } },
  ],
  'what each write comes to is waited for, and laid to the write': [
    {
      model: () =>
        modelWith({
          movers: { phone_number: { who: 'late-effect', delay: 600 } },
          effect: 660,
          stuck: ['phone_number'],
        }),
      event: looking,
      responses: [waited(660), shows(gone, 665)],
    },
    {
      asks: ['wait 660', 'read get'],
      said: ['fail update-is-stored /contact/phone_number look@read'],
      holds: { known: gone },
    },
  ],
};

testTalks('moved', rows);

const parts = [0, 0.2, 0.5, 0.7];
const whoMoves = (moving: Moving) => lookAt(moving).model.movers['phone_number']?.who;

test.each([
  [500, 4],
  [1000, 50],
])('who writes each %i ms is somebody else, with requests of %i ms', (milliseconds, took) => {
  const found = parts.map((part) =>
    whoMoves({ kind: 'interval', milliseconds, shift: Math.round(part * milliseconds), took }),
  );
  expect(new Set(found)).toEqual(new Set(['somebody-else']));
});

test.each([
  [600, 4],
  [100, 50],
  [300, 200],
])('what happens %i ms after a write is its effect, with requests of %i ms', (milliseconds, took) => {
  const found = [0, 20, Math.min(60, milliseconds / 10)].map((shift) =>
    lookAt({ kind: 'delay', milliseconds, shift, took }),
  );
  expect(found.map(({ model }) => model.movers['phone_number']?.who)).toEqual(Array(3).fill('late-effect'));
  expect(Math.max(...found.map(({ asks }) => asks.filter((ask) => ask !== 'wait').length))).toBeLessThan(60);
});
