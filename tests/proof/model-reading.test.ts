/** The ladder of ways to read the contact: one that stops working is replaced by the next, with a control in between. */
import { expect, test } from 'vitest';
import { showing } from './helpers/change.ts';
import { exchangeOf } from './helpers/recording.ts';
import { answered, begin, intentOf, looking } from './helpers/ask.ts';
import { controlled, shows, showsBy, unread, waited } from './helpers/replies.ts';
import { after, converse, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { before, companyId } from './helpers/records.ts';
import { read } from './helpers/recorded-exchanges.ts';

const probe = { contract_suite_probe: 'read' };
const none = { field_values_attributes: [] };
const home = { field_values_attributes: [{ field_id: 'budget', value: '10' }] };
const control = holding({ name: 'Control Plain' });
const well = controlled(before, { name: before.name });
const stored = 'pass update-is-stored - look@read';
/** The control wrote the name, and the read shows it. */
const confirmed = 'pass update-is-stored /contact/name look@read';

const shown = ['pass update-is-stored /contact/email written@read', confirmed];
const zoe = holding({ email: 'zoe@example.com' });
const plainZoe = { ...zoe, name: 'Control Plain' };

/** A way that does not find the contact, after an update that should show. */
const unfound = (status: number): Talks[string] => [
  {
    model: () => after(modelWith(), answered(intentOf('written', { email: 'zoe@example.com' }), zoe)),
    event: looking,
    responses: [shows(status), controlled(plainZoe), showsBy(probe, plainZoe)],
  },
  {
    asks: ['read get', 'control', 'read unknown-attribute'],
    said: ['fail update-is-stored /contact/email written@read', stored, ...shown],
    holds: { reading: 'get', unfound: 1 },
  },
];

const rows: Talks = {
  'an update with an unknown attribute follows GET': [
    { event: looking, responses: [shows(405), well, showsBy(probe, before)] },
    {
      asks: ['read get', 'control', 'read unknown-attribute'],
      said: [stored, confirmed],
      holds: { reading: 'unknown-attribute' },
    },
  ],
  'GET that answers 404 does not show what was written': unfound(404),
  'GET that answers 410 does not show what was written': unfound(410),
  'GET that has not found the contact forty times is given up': [
    {
      model: () => modelWith({ unfound: 40 }),
      event: looking,
      responses: [shows(404), well, showsBy(probe, before)],
    },
    {
      asks: ['read get', 'control', 'read unknown-attribute'],
      said: [stored, confirmed],
      holds: { reading: 'unknown-attribute' },
    },
  ],
  'what the control in between wrote is expected then': [
    { event: looking, responses: [shows(405), controlled(control), showsBy(probe, control)] },
    {
      asks: ['read get', 'control', 'read unknown-attribute'],
      said: [stored, confirmed],
      holds: { reading: 'unknown-attribute', known: control, stuck: [], polls: 0 },
    },
  ],
  'what the control in between did not write is not': [
    {
      model: () => modelWith({ polls: 60 }),
      event: looking,
      responses: [shows(404), controlled(control), showsBy(probe, { ...control, email: '' })],
    },
    {
      asks: ['read get', 'control', 'read unknown-attribute'],
      said: ['fail unsent-attributes-keep-value /contact/email look@read', confirmed],
      holds: { known: { ...control, email: '' }, stuck: ['email'] },
    },
  ],
  'what the configuration lacks is passed over, after a control': [
    {
      model: () => modelWith({ reading: 'home-field-value' }),
      event: looking,
      responses: [unread, well, showsBy({}, before)],
    },
    {
      asks: ['read home-field-value', 'control', 'read no-attributes'],
      said: [stored, confirmed],
      holds: { reading: 'no-attributes' },
    },
  ],
  'a contact of another id is no reading': [
    {
      model: () => modelWith({ reading: 'no-field-values' }),
      event: looking,
      responses: [
        { type: 'read', at: begin, exchange: exchangeOf(showing(read, '/contact/id', companyId)) },
        well,
        showsBy(home, before),
      ],
    },
    {
      asks: ['read no-field-values', 'control', 'read home-field-value'],
      said: [stored, confirmed],
      holds: { reading: 'home-field-value' },
    },
  ],
  'after the last way the contact can no longer be read': [
    {
      model: () => modelWith({ reading: 'home-field-value' }),
      event: looking,
      responses: [unread, well, showsBy({}, 500), well],
    },
    {
      asks: ['read home-field-value', 'control', 'read no-attributes', 'control', 'stop unreadable'],
      said: ['fail never-5xx - look@read'],
      holds: { reading: 'home-field-value', known: before },
    },
  ],
  'no way at all is asked for where there is none': [
    { model: () => modelWith({ reading: null }), event: looking },
    { asks: ['stop unreadable'], said: [] },
  ],
  'a target that is down ends the ladder': [
    { event: looking, responses: [shows(503), controlled(503), waited(1000), controlled(503)] },
    { asks: ['read get', 'control', 'wait 1000', 'control', 'stop down'], said: [] },
  ],
  'a plain update that reads is judged as one': [
    { model: () => modelWith({ reading: 'no-field-values' }), event: looking, responses: [showsBy(none, 201)] },
    {
      asks: ['read no-field-values', 'control'],
      said: [
        'fail update-answers-200 /contact/field_values_attributes look@read',
        'fail answer-envelope-contact - look@read',
      ],
    },
  ],
};

test('an update that reads by an unknown attribute is recorded only', () => {
  const model = modelWith({ reading: 'unknown-attribute' });
  const refused = converse(model, looking, showsBy(probe, 422)).observations.map(({ clause }) => clause);
  expect(refused).toContain('unknown-attributes');
  expect(refused).not.toContain('update-answers-200');
  const accepted = converse(model, looking, showsBy(probe, before)).observations.map(({ clause }) => clause);
  expect(accepted).toContain('unknown-attributes');
  expect(accepted).not.toContain('wrong-type-comes-back-typed');
});

testTalks('reading', rows);
