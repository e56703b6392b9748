/** What has to be settled before a request is sent: it would cover the traces of an earlier one. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, patience, shows } from './helpers/replies.ts';
import { answered, intentOf, recorded, refusedHere, sending } from './helpers/ask.ts';
import { afterAwkward, badName as name, effect, email, stored } from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const bad = () => after(modelWith(), answered(intentOf('bad', name, refusedHere), 400));
const both = () => after(bad(), answered(intentOf('worse', email, refusedHere), 400));
const settled = (caseId: string, label = 'bad') =>
  ['refused-update-changes-nothing', 'malformed-json-refused', 'malformed-json-answers-400'].map(
    (clause) => `pass ${clause} - ${label}@${caseId}`,
  );

const rows: Talks = {
  'nothing is asked while nothing is refused': [
    {
      model: () => modelWith({ changed: [{ key: 'name', expected: 'a', actual: 'b' }], open: ['old'] }),
      event: sending(intentOf('next', { name: ' New NAME ' })),
    },
    { said: [], holds: { known: before, changed: [], open: [] } },
  ],
  'the contact is read before its traces are covered': [
    { model: bad, event: sending(intentOf('next', name)), responses: [shows(before)] },
    { asks: ['read get'], said: [stored('next'), ...settled('read')], holds: { pending: [], open: [] } },
  ],
  'one of several traces is enough': [
    {
      model: both,
      event: sending(intentOf('next', { ...email, phone_number: '+1 202-555-0199' }, recorded)),
      responses: [shows(before)],
    },
    {
      asks: ['read get'],
      said: [stored('next'), ...settled('read'), ...settled('read', 'worse')],
      holds: { pending: [], open: [] },
    },
  ],
  'a part of a trace is enough': [
    {
      model: () => after(modelWith(), answered(intentOf('bad', { ...name, ...email }, refusedHere), 400)),
      event: sending(intentOf('next', name)),
      responses: [shows(before)],
    },
    { asks: ['read get'], said: [stored('next'), ...settled('read')], holds: { pending: [], open: [] } },
  ],
  'a trace that is found is told, and its case is no longer open': [
    { model: bad, event: sending(intentOf('next', name)), responses: always(holding(name)) },
    {
      asks: patience,
      said: [`${effect}/name bad@bad open bad`],
      holds: { known: holding(name), open: ['bad'], stuck: ['name'] },
    },
  ],
  'another attribute covers nothing': [
    { model: bad, event: sending(intentOf('next', email)) },
    { said: [], holds: { open: ['bad'] } },
  ],
  'what has to be refused covers nothing': [
    { model: bad, event: sending(intentOf('next', name, refusedHere)) },
    { said: [], holds: { open: ['bad'] } },
  ],
  'what writes nothing covers nothing': [
    { model: bad, event: sending(intentOf('next', name, recorded, { written: null })) },
    { said: [], holds: { open: ['bad'] } },
  ],
  'what was free to be refused may be covered': [
    { model: () => afterAwkward(name), event: sending(intentOf('next', name)) },
    { said: [], holds: { open: ['awkward'] } },
  ],
  'what cannot be read may be covered': [
    { model: () => ({ ...bad(), reading: null }), event: sending(intentOf('next', name)) },
    { said: [], holds: { open: ['bad'] } },
  ],
  'the open cases are named once each, in their order': [
    { model: both, event: sending(intentOf('next', { phone_number: '+1 202-555-0199' })) },
    { said: [], holds: { open: ['bad', 'worse'] } },
  ],
};

testTalks('sending', rows);
