/** A response shows an unsent attribute with another value, and a refused request may have written it. */
import { expect, test } from 'vitest';
import {
  after,
  always,
  answered,
  either,
  expectedOf,
  holding,
  intentOf,
  modelWith,
  outcomeOf,
  patience,
  refusal,
  resent,
  shows,
  titled,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const sent = { name: 'Zoe Plain' };
const names = intentOf('names', sent);
const again = `resend ${names.spec.body ?? ''}`;
const gone = holding({ ...sent, email: '' });
const kept = holding(sent);
const phone = { phone_number: '+1 202-555-0199' };
const bad = () => after(modelWith(), answered(intentOf('bad', { email: 'bad@example.com' }, refusal), 400));
const badPhone = () => after(modelWith(), answered(intentOf('bad', phone, refusal), 400));
const unsent = 'fail unsent-attributes-keep-value /contact/email names@names';
const effect = 'fail refused-update-changes-nothing /contact/email bad@bad';

const rows: readonly Talk[] = [
  {
    what: 'a refused request that sent the value is to blame for certain',
    model: bad,
    event: answered(names, holding({ ...sent, email: 'bad@example.com' })),
    answers: always(holding({ ...sent, email: 'bad@example.com' })),
    asks: patience,
    said: [`${effect} certain open bad`],
    holds: { known: holding({ ...sent, email: 'bad@example.com' }) },
  },
  {
    what: 'it is put back, the update takes it away again, and is guilty',
    model: bad,
    event: answered(names, gone),
    answers: [...always(gone), resent({ email: before.email }, kept), resent(sent, gone), shows(gone)],
    asks: [...patience, 'put back {"email":"eve.holt@example.com"}', again, 'read get beyond'],
    said: [`${unsent} open bad`],
    holds: { known: gone, polls: 6 },
  },
  {
    what: 'it is put back and stays, and the refused request is to blame',
    model: bad,
    event: answered(names, gone),
    answers: [...always(gone), resent({ email: before.email }, kept), resent(sent, kept), shows(kept)],
    asks: [...patience, 'put back {"email":"eve.holt@example.com"}', again, 'read get beyond'],
    said: [`${effect} open bad`],
    holds: {
      known: kept,
      polls: 6,
      pending: ['malformed-json-refused bad@bad {"email":"bad@example.com"} about malformed-json-refused'],
    },
  },
  {
    what: 'a refused request that named another attribute is doubted too',
    model: badPhone,
    event: answered(names, gone),
    answers: [...always(gone), resent({ email: before.email }, kept), resent(sent, kept), shows(kept)],
    asks: [...patience, 'put back {"email":"eve.holt@example.com"}', again, 'read get beyond'],
    said: [`${effect} open bad`],
    holds: { known: kept },
  },
  {
    what: 'what was free to be refused is doubted as well',
    model: () => after(modelWith(), answered(intentOf('bad', { email: 'bad@example.com' }, either), 422)),
    event: answered(names, gone),
    answers: [...always(gone), resent({ email: before.email }, kept), resent(sent, gone), shows(gone)],
    asks: [...patience, 'put back {"email":"eve.holt@example.com"}', again, 'read get beyond'],
    said: [`${unsent} open bad`],
  },
  {
    what: 'a refusal that was blamed already is not doubted',
    model: () => {
      const model = bad();
      return { ...model, pending: model.pending.filter(({ about }) => about !== null) };
    },
    event: answered(names, gone),
    answers: always(gone),
    asks: patience,
    said: [`${unsent} open bad`],
  },
  {
    what: 'nothing is put back once the repeated reads are used up',
    model: () => ({ ...bad(), polls: 60 }),
    event: answered(names, gone),
    answers: [shows(gone)],
    asks: ['read get'],
    said: [`${effect} open bad`],
    holds: { known: gone, polls: 60 },
  },
  {
    what: 'no record at all cannot be put back',
    model: () => ({ ...badPhone(), known: holding({ company_id: null }) }),
    event: answered(names, kept),
    answers: always(kept),
    asks: patience,
    said: ['fail refused-update-changes-nothing /contact/company/id bad@bad open bad'],
    holds: { known: kept },
  },
  {
    what: 'a request that was free to be accepted is looked into as well',
    event: answered(intentOf('names', sent, either), gone),
    answers: [shows(kept), resent(sent, kept)],
    asks: ['read get', again],
    said: ['fail read-after-update-prompt /contact/email names@names'],
  },
];

test.each(titled(rows))('doubt: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
