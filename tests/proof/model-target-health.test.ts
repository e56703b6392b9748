/** Whether the target is well: controls, and plain updates that may have met a target that is down. */
import { expect, test } from 'vitest';
import { after, converse, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { answered, controlling, intentOf, refusal, type Reply } from './helpers/ask.ts';
import { controlled, waited } from './helpers/replies.ts';
import {
  afterBad,
  badEmail,
  kept as shown,
  leftOpen as abandoned,
  names,
  refuses,
  waits,
  written,
} from './helpers/scenes.ts';
import { answering } from './helpers/change.ts';
import { before, updated } from './helpers/records.ts';
import { contactId, type Scene } from './helpers/recording.ts';

const control = holding({ name: 'Control Plain' });
const bad = () => afterBad(badEmail);
const both = () => after(written(), refuses('bad', badEmail));
/** The first update of the control's attribute alone. */
const own = intentOf('own', { name: 'Control Plain' });
const { name: _name, ...hidden } = control;

const suspicious: Talks = {
  'it was refused as before the control, and is judged': [
    { event: answered(names, 404), responses: [controlled(control)] },
    {
      asks: ['control'],
      said: ['fail update-answers-200 /contact/name names@names'],
      holds: { known: control, pending: ['refused-update-changes-nothing names@names {"name":"Zoe Plain"} weak'] },
    },
  ],
  'the control fails twice, and what waits is given up': [
    { model: both, event: answered(names, 500), responses: [controlled(500), waited(1000), controlled(500)] },
    {
      asks: ['control', 'wait 1000', 'control', 'stop down'],
      said: [...abandoned, 'inconclusive update-answers-200 - names@names'],
      holds: { pending: [], unconfirmed: {} },
    },
  ],
  'the control fails once, and the update is judged': [
    {
      event: answered(names, 400),
      model: () => after(modelWith(), answered(own, control)),
      responses: [controlled(400), waited(1000), controlled(control)],
    },
    { asks: ['control', 'wait 1000', 'control'], said: ['fail update-answers-200 /contact/name names@names'] },
  ],
  'it fails inside although the control goes through, and may have been stored': [
    { event: answered(names, 500), responses: [controlled(control)] },
    {
      asks: ['control'],
      said: ['fail never-5xx /contact/name names@names', 'fail update-answers-200 /contact/name names@names'],
      holds: { known: hidden, pending: [] },
    },
  ],
};

testTalks('a plain update', suspicious);

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
  [402, ['control']],
  [423, ['control']],
  [451, ['control']],
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

test('a control that is refused before any was accepted has written nothing', () => {
  const told = converse(modelWith(), controlling, controlled(409));
  expect(told.last).not.toHaveProperty('failure');
  expect(told.last.model).toMatchObject({ known: modelWith().known, unconfirmed: {}, control: { accepted: false } });
});

const gone = 'The target cannot be judged any more: a plain valid update';

test.each<readonly [Reply, string]>([
  [401, 'was answered with 401.'],
  [402, 'was answered with 402.'],
  [423, 'was answered with 423.'],
  [503, 'was answered with 503.'],
  ['reset', 'got no response (reset: as recorded).'],
])('a control that is answered with %j twice fails', (reply, why) => {
  const told = converse(bad(), controlling, controlled(reply), waited(1000), controlled(reply));
  expect(told.asks).toEqual(['control', 'wait 1000', 'control']);
  expect(told.last.failure).toBe(`${gone} ${why}`);
});

test('a control that is throttled has waited already, and fails at once', () => {
  const told = converse(bad(), controlling, controlled(429));
  expect(told.asks).toEqual(['control']);
  expect(told.last.failure).toBe(`${gone} was answered with 429.`);
});

test.each<readonly [string, Reply, string]>([
  ['any refusal', 422, 'was answered with 422, and one went through before.'],
  ['a locked account', 410, 'was answered with 410, and one went through before.'],
  [
    'a 2xx without a contact',
    204,
    'was answered with 204 application/json, and one was answered with a contact before.',
  ],
])('after one that went through, a control fails by %s', (_what, reply, why) => {
  const model = after(modelWith(), answered(own, control));
  const told = converse(model, controlling, controlled(reply), waited(1000), controlled(reply));
  expect(told.last.failure).toBe(`${gone} ${why}`);
});

const isBroken = { response: answering(updated('', {}), { body: `{"contact":{"ID":"${contactId}"` }).response };
const isOfGateway = { response: answering(updated('', {}), { body: '{"name":"Closed' }).response };

test.each<readonly [string, Partial<Scene>, readonly string[]]>([
  ['quotes its identifier', isBroken, []],
  ['quotes nothing of it', isOfGateway, ['control']],
])('after a contact, broken JSON that %s asks for %j', (_what, scene, asks) => {
  const model = after(modelWith(), answered(own, control));
  expect(converse(model, answered(names, 200, scene)).asks.slice(0, 1)).toEqual(asks);
});

test.each<readonly [string, Reply]>([
  ['another 2xx', 204],
  ['a contact', control],
])('after one that was answered with 202, a control goes through with %s', (_what, reply) => {
  const model = after(modelWith(), answered(own, 202));
  expect(converse(model, controlling, controlled(reply)).last).not.toHaveProperty('failure');
});

test('only an update of the attribute of the control alone is one', () => {
  const model = after(modelWith(), answered(intentOf('other', { email: 'a@example.com' }), control));
  expect(converse(model, controlling, controlled(422)).last).not.toHaveProperty('failure');
});

test.each<readonly [string, Reply, readonly string[]]>([
  ['a page', 204, ['control']],
  ['a contact', control, []],
  ['a refusal', 401, []],
])('a request that had to be refused and met with %s asks for %j', (_what, reply, asks) => {
  const told = converse(modelWith({}, {}), answered(intentOf('bad', {}, refusal), reply));
  expect(told.asks.slice(0, 1).filter((ask) => ask === 'control')).toEqual(asks);
});

const controls: Talks = {
  'that goes through is taken in, and settles nothing': [
    { model: bad, event: controlling, responses: [controlled(control)] },
    {
      asks: ['control'],
      said: [],
      holds: { known: control, unconfirmed: { name: 'well@control after "Eve Holt"' }, pending: waits(badEmail) },
    },
  ],
  'is known as it was answered, with what was hidden before': [
    {
      model: () => modelWith({}, { name: before.name }),
      event: controlling,
      responses: [controlled(holding({ name: 'control plain' }))],
    },
    { asks: ['control'], said: [], holds: { known: holding({ name: 'control plain' }) } },
  ],
  'that fails gives up what waits for proof': [
    { model: both, event: controlling, responses: [controlled(500), waited(1000), controlled(500)] },
    {
      asks: ['control', 'wait 1000', 'control'],
      said: abandoned,
      holds: { pending: [], unconfirmed: {}, known: shown },
    },
  ],
};

testTalks('a control', controls);
