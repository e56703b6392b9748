/** What the model makes of a request that was answered: what it wrote, what waits for proof, and what nobody knows any more. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { answered, byPut, intentOf, recorded } from './helpers/ask.ts';
import { email, kept as shown, nameless as rest, sent, written } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const once = () => written('first');
const both = () => after(once(), answered(intentOf('second', email), holding({ ...sent, ...email })));

const accepted: Talks = {
  'one attribute is known, and waits for a later response': [
    { event: answered(intentOf('names', sent), shown) },
    {
      said: ['pass unsent-attributes-keep-value - names@names'],
      holds: { known: shown, unconfirmed: { name: 'names@names after "Eve Holt"' }, pending: [], inquiry: null },
    },
  ],
  'every attribute as it was says nothing of unsent ones': [
    { event: answered(intentOf('all', before), before) },
    {
      said: [
        'not-exercised company-comes-back /contact/company/id all@all',
        'not-exercised owner-comes-back /contact/owner/id all@all',
      ],
      holds: { known: before },
    },
  ],
  'another attribute confirms the one before': [
    { model: once, event: answered(intentOf('second', email), holding({ ...sent, ...email })) },
    {
      said: ['pass unsent-attributes-keep-value - second@second', 'pass update-is-stored /contact/name first@second'],
      holds: {
        known: holding({ ...sent, ...email }),
        unconfirmed: { email: 'second@second after "eve.holt@example.com"' },
      },
    },
  ],
  'the same attribute again confirms nothing': [
    { model: once, event: answered(intentOf('second', sent), shown) },
    {
      said: ['pass unsent-attributes-keep-value - second@second'],
      holds: { unconfirmed: { name: 'second@second after "Zoe Plain"' } },
    },
  ],
  'an attribute that was not known has no previous value': [
    { model: () => modelWith({}, rest), event: answered(intentOf('names', sent), shown) },
    {
      said: ['pass unsent-attributes-keep-value - names@names'],
      holds: { known: shown, unconfirmed: { name: 'names@names after nothing known' } },
    },
  ],
  'an attribute that is not shown is not known': [
    { model: once, event: answered(intentOf('names', sent), rest) },
    {
      said: ['fail answer-nine-keys /contact/name names@names', 'pass unsent-attributes-keep-value - names@names'],
      holds: { known: rest, unconfirmed: {} },
    },
  ],
  'attributes that were hidden are known once they show': [
    { model: () => modelWith({}, { name: before.name }), event: answered(intentOf('names', sent), shown) },
    { said: ['pass unsent-attributes-keep-value - names@names'], holds: { known: shown, changed: [] } },
  ],
  'nothing but what was sent says nothing of the rest': [
    { model: () => modelWith({}, { name: before.name }), event: answered(intentOf('names', sent, recorded), sent) },
    {
      said: ['email', 'phone_number', 'owner', 'tags', 'company'].map(
        (key) => `fail answer-nine-keys /contact/${key} names@names`,
      ),
      holds: { known: sent },
    },
  ],
  'a response without a contact holds what was sent': [
    { event: answered(intentOf('names', sent), 202) },
    {
      said: ['fail update-answers-200 /contact/name names@names', 'fail answer-envelope-contact - names@names'],
      holds: { known: shown, unconfirmed: { name: 'names@names after "Eve Holt"' } },
    },
  ],
  'a recorded request without a contact leaves its values open': [
    { model: both, event: answered(intentOf('odd', sent, recorded), 202) },
    {
      said: [],
      holds: { known: { ...rest, ...email }, unconfirmed: { email: 'second@second after "eve.holt@example.com"' } },
    },
  ],
  'a recorded request with a contact is taken in as it shows': [
    {
      event: answered(
        intentOf('odd', { name: 42 }, { kind: 'recorded', clause: 'wrong-types', odd: ['name'] }),
        holding({ name: '42' }),
      ),
    },
    { said: ['pass unsent-attributes-keep-value - odd@odd'], holds: { known: holding({ name: '42' }) } },
  ],
  'PUT leaves nothing known': [
    { model: once, event: answered(byPut(intentOf('puts', sent, recorded)), shown) },
    { said: [], holds: { known: {}, unconfirmed: {} } },
  ],
};

testTalks('accepted', accepted);
