/** A response shows an unsent attribute with another value, and a refused request may have written it. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, patience, resent, shows } from './helpers/replies.ts';
import { answered, either, intentOf } from './helpers/ask.ts';
import {
  afterBad,
  again,
  badEmail,
  badPhone,
  effect,
  gone,
  kept,
  names,
  sent,
  unsent,
  waits,
} from './helpers/scenes.ts';
import { before } from './helpers/records.ts';

const bad = () => afterBad(badEmail);
const blamed = `${effect}/email bad@bad`;
const putBack = ['put back {"email":"eve.holt@example.com"}', again, 'read get beyond'];

const rows: Talks = {
  'a refused request that sent the value is to blame for': [
    {
      model: bad,
      event: answered(names, holding({ ...sent, ...badEmail })),
      responses: always(holding({ ...sent, ...badEmail })),
    },
    { asks: patience, said: [`${blamed} open bad`], holds: { known: holding({ ...sent, ...badEmail }) } },
  ],
  'it is put back, the update takes it away again, and is guilty': [
    {
      model: bad,
      event: answered(names, gone),
      responses: [...always(gone), resent({ email: before.email }, kept), resent(sent, gone), shows(gone)],
    },
    { asks: [...patience, ...putBack], said: [`${unsent} open bad`], holds: { known: gone, polls: 6 } },
  ],
  'it is put back and stays, and the refused request is to blame': [
    {
      model: bad,
      event: answered(names, gone),
      responses: [...always(gone), resent({ email: before.email }, kept), resent(sent, kept), shows(kept)],
    },
    {
      asks: [...patience, ...putBack],
      said: [`${blamed} open bad`],
      holds: { known: kept, polls: 6, pending: waits(badEmail).slice(1) },
    },
  ],
  'a refused request that named another attribute is doubted too': [
    {
      model: () => afterBad(badPhone),
      event: answered(names, gone),
      responses: [...always(gone), resent({ email: before.email }, kept), resent(sent, kept), shows(kept)],
    },
    { asks: [...patience, ...putBack], said: [`${blamed} open bad`], holds: { known: kept } },
  ],
  'what was free to be refused is doubted as well': [
    {
      model: () => after(modelWith(), answered(intentOf('bad', badEmail, either), 422)),
      event: answered(names, gone),
      responses: [...always(gone), resent({ email: before.email }, kept), resent(sent, gone), shows(gone)],
    },
    { asks: [...patience, ...putBack], said: [`${unsent} open bad`] },
  ],
  'a refusal that was blamed already is not doubted': [
    {
      model: () => {
        const model = bad();
        return { ...model, pending: model.pending.filter(({ about }) => about !== null) };
      },
      event: answered(names, gone),
      responses: always(gone),
    },
    { asks: patience, said: [`${unsent} open bad`] },
  ],
  'nothing is put back once the repeated reads are used up': [
    { model: () => ({ ...bad(), polls: 60 }), event: answered(names, gone), responses: [shows(gone)] },
    { asks: ['read get'], said: [`${blamed} open bad`], holds: { known: gone, polls: 60 } },
  ],
  'no record at all cannot be put back': [
    {
      model: () => ({ ...afterBad(badPhone), known: holding({ company_id: null }) }),
      event: answered(names, kept),
      responses: always(kept),
    },
    { asks: patience, said: [`${effect}/company/id bad@bad open bad`], holds: { known: kept } },
  ],
  'a request that was free to be accepted is looked into as well': [
    { event: answered(intentOf('names', sent, either), gone), responses: [shows(kept), resent(sent, kept)] },
    { asks: ['read get', again], said: ['fail read-after-update-prompt /contact/email names@names'] },
  ],
};

testTalks('doubt', rows);
