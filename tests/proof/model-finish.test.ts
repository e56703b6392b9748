/** The end of a run, a conversation that is left, and results of what was not asked. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { answered, finishing, intentOf } from './helpers/ask.ts';
import { shows, showsBy } from './helpers/replies.ts';
import {
  afterAwkward,
  afterBad,
  afterBoth,
  badEmail as sent,
  hidden,
  leftOpen as open,
  settledBy,
  stored as storedIn,
} from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const bad = () => afterBad(sent);
const both = () => afterBoth(sent);
const stored = storedIn('end');
const probe = { contract_suite_probe: 'read' };

const rows: Talks = {
  'one read settles what waits': [
    { model: both, event: finishing, responses: [shows(before)] },
    {
      asks: ['read get'],
      said: [stored, 'pass refused-update-changes-nothing - awkward@read', ...settledBy('bad')],
      holds: { pending: [] },
    },
  ],
  'what GET leaves open is looked at by an update': [
    { model: bad, event: finishing, responses: [shows(hidden), showsBy(probe, before)] },
    {
      asks: ['read get', 'read unknown-attribute'],
      said: [stored, stored, ...settledBy('bad')],
      holds: { pending: [], reading: 'unknown-attribute' },
    },
  ],
  'what no response shows stays open': [
    { model: both, event: finishing, responses: [shows(hidden), showsBy(probe, hidden)] },
    {
      asks: ['read get', 'read unknown-attribute'],
      said: [stored, 'fail answer-nine-keys /contact/email end@read open awkward,bad', stored, ...open],
      holds: { pending: [], unconfirmed: {} },
    },
  ],
  'what an update leaves open is not looked at twice': [
    {
      model: () => ({ ...bad(), reading: 'unknown-attribute' }),
      event: finishing,
      responses: [showsBy(probe, hidden)],
    },
    {
      asks: ['read unknown-attribute'],
      said: ['fail answer-nine-keys /contact/email end@read open bad', stored, ...open],
      holds: { pending: [] },
    },
  ],
  'what was free to be refused leaves nothing open': [
    { model: () => afterAwkward(sent), event: finishing, responses: [shows(hidden)] },
    { asks: ['read get'], said: [stored], holds: { pending: [] } },
  ],
  'a written value that no response shows is left as it is': [
    {
      model: () => after(modelWith(), answered(intentOf('emails', sent), holding(sent))),
      event: finishing,
      responses: [shows(hidden)],
    },
    {
      asks: ['read get'],
      said: ['pass read-after-update-prompt - end@read', stored],
      holds: { unconfirmed: { email: 'emails@emails after "eve.holt@example.com"' } },
    },
  ],
  'a contact that cannot be read leaves what waits open': [
    { model: () => ({ ...both(), reading: null }), event: finishing },
    { said: open, holds: { pending: [] } },
  ],
  'a contact that cannot be read leaves no other thing open': [
    { model: () => modelWith({ reading: null }), event: finishing },
    { said: [] },
  ],
  'a contact of which nothing was shown cannot be judged': [
    { model: () => modelWith({}, {}), event: finishing },
    { asks: ['stop unavailable'], said: [] },
  ],
  'a contact of which nothing was shown is read for what waits': [
    { model: () => ({ ...bad(), known: {} }), event: finishing, responses: [shows(before)] },
    { asks: ['read get'], said: settledBy('bad'), holds: { known: before } },
  ],
  'a contact of which something is known is read': [
    { event: finishing, responses: [shows(before)] },
    { asks: ['read get'], said: [stored] },
  ],
};

testTalks('the end', rows);
