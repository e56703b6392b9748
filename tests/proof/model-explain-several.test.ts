/** Who is to blame where a read shows several differences at once: a refused request for everything that it sent, and for nothing else. */
import { expect, test } from 'vitest';
import { explainAll } from '../support/model/explain.ts';
import { after, holding, line, testTalks, type Talks } from './helpers/conversation.ts';
import { always } from './helpers/replies.ts';
import { patch } from './helpers/ask.ts';
import { afterAwkward, afterBad, badEmail, badName, effect, looks, refuses, waits, written } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const two = { ...badName, ...badEmail };
const partly = 'fail refused-update-not-partly-applied /contact';

const rows: Talks = {
  'a refused request that wrote two attributes is to blame for both': [
    { ...looks, model: () => afterBad(two), responses: always(holding(two)) },
    {
      said: ['name', 'email'].map((key) => `${effect}/${key} bad@bad open bad`),
      holds: { known: holding(two), pending: waits(two).slice(1) },
    },
  ],
  'one that was free to be refused is to blame for both as well': [
    { ...looks, model: () => afterAwkward(two), responses: always(holding(two)) },
    { said: ['name', 'email'].map((key) => `${partly}/${key} awkward@awkward open awkward`), holds: { pending: [] } },
  ],
  'of two that wrote an attribute each, each is to blame for its own': [
    { ...looks, model: () => after(afterBad(badName), refuses('worse', badEmail)), responses: always(holding(two)) },
    { said: [`${effect}/name bad@bad open bad,worse`, `${effect}/email worse@worse open bad,worse`] },
  ],
  'one that wrote is suspected where it sent another value': [
    { ...looks, model: () => afterBad(two), responses: always(holding({ ...badName, email: '' })) },
    { said: [`${effect}/name bad@bad open bad`, `${effect}/email bad@bad open bad`] },
  ],
  'one that wrote is not suspected where it sent nothing': [
    { ...looks, model: () => afterBad(badName), responses: always(holding({ ...badName, email: '' })) },
    {
      said: [`${effect}/name bad@bad open bad`, 'fail unsent-attributes-keep-value /contact/email look@read open bad'],
    },
  ],
  'a lost update is not laid to one that wrote something else': [
    {
      ...looks,
      model: () => after(written(), refuses('bad', { name: 'Other Name', ...badEmail })),
      responses: always(holding(badEmail)),
    },
    { said: ['fail update-is-stored /contact/name names@names open bad', `${effect}/email bad@bad open bad`] },
  ],
};

testTalks('several', rows);

test('the order of the differences makes no other one to blame', () => {
  const exchange = patch('read', {}, before);
  const found = [
    { key: 'name', expected: before.name, actual: badName.name },
    { key: 'email', expected: before.email, actual: '' },
  ];
  const said = (differences: typeof found) =>
    explainAll(afterBad(two), differences, () => ({ case: 'look', exchange })).said.map(line);
  expect(said(found)).toEqual([`${effect}/name bad@bad open bad`, `${effect}/email bad@bad open bad`]);
  expect(said(found.toReversed())).toEqual(said(found).toReversed());
});
