/** What the model makes of requests of which nobody knows whether they were applied, and of those that were wrongly accepted. */
import { expect, test } from 'vitest';
import type { Event } from '../support/model/index.ts';
import { after, converse, heldBy, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, controlled, patience, shows, waited } from './helpers/replies.ts';
import {
  answered,
  either,
  elsewhere,
  intentOf,
  recorded,
  refusedHere,
  sending,
  unauthenticated,
} from './helpers/ask.ts';
import { afterBad, email, hidden, kept as shown, leftOpen, nameless as rest, sent, written } from './helpers/scenes.ts';
import { responseOf, before, neighbour } from './helpers/records.ts';
import { respelledId } from './helpers/recorded-exchanges.ts';

const { email: _email, ...withoutEmail } = holding({ name: 'Control Plain' });
const once = () => written('first');

const unknown: Talks = {
  ...Object.fromEntries(
    [300, 302, 304, 399].map((status) => [
      `what was answered with ${String(status)}`,
      [
        { model: once, event: answered(intentOf('moved', sent, recorded), status) },
        {
          said: status === 304 ? [] : ['fail update-is-not-redirected - moved@moved'],
          holds: { known: rest, unconfirmed: {}, pending: [] },
        },
      ],
    ]),
  ),
  'a free request without a response, after a control': [
    { event: answered(intentOf('cut', email, either), 'reset'), responses: [controlled(withoutEmail)] },
    { asks: ['control'], said: ['inconclusive awkward-text - cut@cut'], holds: { known: withoutEmail, pending: [] } },
  ],
  'a free request without a response, when the control fails': [
    {
      model: () => afterBad(sent),
      event: answered(intentOf('cut', email, either), 'timeout'),
      responses: [controlled('timeout'), waited(1000), controlled('timeout')],
    },
    {
      asks: ['control', 'wait 1000', 'control', 'stop down'],
      said: ['fail answers-in-time - cut@cut', 'inconclusive awkward-text - cut@cut', ...leftOpen],
      holds: { known: hidden, pending: [], unconfirmed: {} },
    },
  ],
  'what had to be refused waits for proof, after a control': [
    { event: answered(intentOf('cut', email, refusedHere), 'reset'), responses: [controlled(withoutEmail)] },
    {
      asks: ['control'],
      said: ['inconclusive malformed-json-refused - cut@cut'],
      holds: {
        known: holding({ name: 'Control Plain' }),
        pending: ['refused-update-changes-nothing cut@cut {"email":"zoe@example.com"}'],
      },
    },
  ],
  'a plain update without a response, after a control': [
    { event: answered(intentOf('cut', email), 'reset'), responses: [controlled(withoutEmail)] },
    {
      asks: ['control'],
      said: ['inconclusive update-answers-200 - cut@cut'],
      holds: { known: withoutEmail, pending: [] },
    },
  ],
  'a plain update that cannot be decoded, without a control': [
    { event: answered(intentOf('cut', sent), 'decode') },
    {
      said: ['fail answer-body-decodes - cut@cut', 'inconclusive update-answers-200 - cut@cut'],
      holds: { known: rest, pending: [] },
    },
  ],
};

testTalks('open', unknown);

const wrong: Talks = {
  'by the contact is read without being judged': [
    { event: answered(intentOf('bad', sent, refusedHere), shown), responses: always(shown) },
    {
      // Something is amiss, so none of these reads is of the budget of the profile.
      asks: patience.map((ask) => ask.replace(/^read get$/, 'read get beyond')),
      said: ['fail malformed-json-refused - bad@bad'],
      holds: { known: shown, pending: [], elsewhereAccepted: false },
    },
  ],
  'without a key is certain': [
    { event: answered(intentOf('bad', {}, unauthenticated), before), responses: [shows(before)] },
    { asks: ['read get beyond'], said: ['fail wrong-key-refused - bad@bad certain'], holds: { known: before } },
  ],
  'by another record ends requests to others': [
    { event: answered(intentOf('bad', sent, elsewhere), shown) },
    {
      said: ['fail unknown-id-refused - bad@bad certain'],
      holds: { known: before, elsewhereAccepted: true, pending: [] },
    },
  ],
  'by another record stops the next one to another': [
    { model: () => modelWith({ elsewhereAccepted: true }), event: sending(intentOf('next', sent, elsewhere)) },
    { asks: ['stop unavailable'], said: [], holds: { known: before } },
  ],
  'by another record lets one to the contact through': [
    { model: () => modelWith({ elsewhereAccepted: true }), event: sending(intentOf('next', sent, refusedHere)) },
    { said: [], holds: { open: [] } },
  ],
  'by no record lets the next one to another through': [
    { event: sending(intentOf('next', sent, elsewhere)) },
    { said: [], holds: { open: [] } },
  ],
};

testTalks('accepted wrongly', wrong);

const inBraces = intentOf('braces', {}, respelledId.expectation);
const neighbourly = (): Event => answered(inBraces, 200, { response: responseOf(200, { contact: neighbour }) });

test('a neighbour that another spelling of the id finds teaches nothing', () => {
  const start = after(once(), answered(intentOf('bad', email, refusedHere), 400));
  const { said, asks, model } = converse(start, neighbourly());
  expect({ said, asks }).toEqual({
    said: ['fail answer-about-addressed-contact /contact/id braces@braces certain'],
    asks: [],
  });
  expect(heldBy(model)).toEqual({ ...heldBy(start), elsewhereAccepted: true });
});

test('the contact that another spelling of the id finds is taken in', () => {
  const { said, model } = converse(once(), answered(inBraces, shown));
  expect(said).toEqual([
    'pass unsent-attributes-keep-value - braces@braces',
    'pass update-is-stored /contact/name first@braces',
  ]);
  expect(heldBy(model)).toMatchObject({ known: shown, unconfirmed: {}, elsewhereAccepted: false });
});
