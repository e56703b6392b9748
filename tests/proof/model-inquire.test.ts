/** A response shows an unsent attribute with another value: what really changed, who did it, and what only came late. */
import { after, holding, modelWith, testTalks, type Talks } from './helpers/conversation.ts';
import { always, patience, resent, shows, waited } from './helpers/replies.ts';
import { answered, begin, intentOf, patch } from './helpers/ask.ts';
import { again, badPhone as phone, email as emails, gone, kept, names, sent, unsent } from './helpers/scenes.ts';
import { responseOf, before } from './helpers/records.ts';
import { contactId } from './helpers/recording.ts';

const written = () => after(modelWith(), answered(intentOf('emails', emails), holding(emails)));
const lostTwo = () => ({
  ...written(),
  known: holding({ ...emails, ...phone }),
  unconfirmed: {
    ...written().unconfirmed,
    phone_number: { case: 'phones', exchange: patch('phones', phone, holding(phone)), previous: before.phone_number },
  },
});
const change = [{ key: 'email', expected: before.email, actual: '' }];

const rows: Talks = {
  'it really changed, and the update is to blame': [
    { event: answered(names, gone), responses: always(gone) },
    { asks: patience, said: [unsent], holds: { known: gone, changed: change, polls: 5 } },
  ],
  'it cannot be read, and the update is to blame at once': [
    { model: () => modelWith({ reading: null }), event: answered(names, gone) },
    { said: [unsent], holds: { known: gone, changed: change } },
  ],
  'as it was, and the same update shows that too: late': [
    { event: answered(names, gone), responses: [shows(kept), resent(sent, kept)] },
    {
      asks: ['read get', again],
      said: ['fail read-after-update-prompt /contact/email names@names'],
      holds: { known: kept, changed: [], polls: 0 },
    },
  ],
  'as it was, and the same update shows it changed: wrong': [
    { event: answered(names, gone), responses: [shows(kept), resent(sent, gone)] },
    { asks: ['read get', again], said: [unsent], holds: { known: kept, changed: [] } },
  ],
  'as it was, and the same update is refused: open': [
    { event: answered(names, gone), responses: [shows(kept), resent(sent, 422)] },
    { asks: ['read get', again], said: ['inconclusive unsent-attributes-keep-value - names@names'] },
  ],
  'as it was, and the same update is cut short: open': [
    { event: answered(names, gone), responses: [shows(kept), resent(sent, 'reset')] },
    { asks: ['read get', again], said: ['inconclusive unsent-attributes-keep-value - names@names'] },
  ],
  'as it was, and the same update shows no contact: wrong': [
    { event: answered(names, gone), responses: [shows(kept), resent(sent, 202)] },
    { asks: ['read get', again], said: [unsent] },
  ],
  'the read is late as well, and the response was only late': [
    { event: answered(names, gone), responses: [shows(gone), waited(100), shows(kept, 105), resent(sent, kept)] },
    {
      asks: ['read get', 'wait 100', 'read get beyond', again],
      said: ['fail read-after-update-prompt /contact/email names@names'],
      holds: { lag: 116, changed: [] },
    },
  ],
  'one changed, the other only came late': [
    { event: answered(names, { ...gone, phone_number: '' }), responses: [...always(gone), resent(sent, gone)] },
    {
      asks: [...patience, again],
      said: [unsent, 'fail read-after-update-prompt /contact/phone_number names@names'],
      holds: { known: gone, changed: change },
    },
  ],
  'the update before is sent again and not kept: it was lost': [
    {
      model: written,
      event: answered(names, kept),
      responses: [...always(kept), resent(emails, holding({ ...sent, ...emails })), shows(kept)],
    },
    {
      asks: [...patience, 'put back {"email":"zoe@example.com"}', 'read get beyond'],
      said: ['fail update-is-stored /contact/email emails@emails'],
      holds: { known: kept },
    },
  ],
  'the update before is sent again and kept: this one is to blame': [
    {
      model: written,
      event: answered(names, kept),
      responses: [
        ...always(kept),
        resent(emails, holding({ ...sent, ...emails })),
        shows(holding({ ...sent, ...emails })),
      ],
    },
    {
      asks: [...patience, 'put back {"email":"zoe@example.com"}', 'read get beyond'],
      said: [unsent],
      holds: { known: holding({ ...sent, ...emails }), unconfirmed: { name: 'names@names after "Eve Holt"' } },
    },
  ],
  'two updates before were lost, and each is sent again by itself': [
    {
      model: lostTwo,
      event: answered(names, kept),
      responses: [
        ...always(kept),
        resent(emails, holding({ ...sent, ...emails })),
        shows(holding({ ...sent, ...emails, ...phone })),
        resent(phone, kept),
        shows(holding({ ...sent, ...emails })),
      ],
    },
    {
      asks: [
        ...patience,
        'put back {"email":"zoe@example.com"}',
        'read get beyond',
        'put back {"phone_number":"+1 202-555-0199"}',
        'read get beyond',
      ],
      said: [unsent, 'fail update-is-stored /contact/phone_number phones@phones'],
      holds: { known: holding({ ...sent, ...emails }) },
    },
  ],
  'one was lost before, and one that was long there changed': [
    {
      model: written,
      event: answered(names, { ...kept, phone_number: '' }),
      responses: [...always({ ...kept, phone_number: '' }), resent(emails, kept), shows({ ...kept, phone_number: '' })],
    },
    {
      asks: [...patience, 'put back {"email":"zoe@example.com"}', 'read get beyond'],
      said: [
        'fail update-is-stored /contact/email emails@emails',
        'fail unsent-attributes-keep-value /contact/phone_number names@names',
      ],
    },
  ],
  'two are as they were, and the same update shows one changed': [
    { event: answered(names, { ...gone, phone_number: '' }), responses: [shows(kept), resent(sent, gone)] },
    { asks: ['read get', again], said: [unsent, 'fail read-after-update-prompt /contact/phone_number names@names'] },
  ],
  'as it was, and a refusal of the same update shows that: late': [
    {
      event: answered(names, gone),
      responses: [
        shows(kept),
        {
          type: 'resent',
          at: begin,
          exchange: patch('again', sent, kept, {
            response: responseOf(422, { contact: { id: contactId, email: before.email } }),
          }),
        },
      ],
    },
    { asks: ['read get', again], said: ['fail read-after-update-prompt /contact/email names@names'] },
  ],
};

testTalks('unsent', rows);
