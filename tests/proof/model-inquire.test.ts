/** A response shows an unsent attribute with another value: what really changed, who did it, and what only came late. */
import { expect, test } from 'vitest';
import {
  after,
  always,
  answered,
  expectedOf,
  holding,
  intentOf,
  modelWith,
  outcomeOf,
  patience,
  resent,
  shows,
  waited,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const sent = { name: 'Zoe Plain' };
const names = intentOf('names', sent);
const again = `resend ${names.spec.body ?? ''}`;
const gone = holding({ ...sent, email: '' });
const kept = holding(sent);
const emails = { email: 'zoe@example.com' };
const written = () => after(modelWith(), answered(intentOf('emails', emails), holding(emails)));
const change = [{ key: 'email', expected: before.email, actual: '' }];
const unsent = 'fail unsent-attributes-keep-value /contact/email names@names';

const rows: readonly Talk[] = [
  {
    what: 'it really changed, and the update is to blame',
    event: answered(names, gone),
    answers: always(gone),
    asks: patience,
    said: [unsent],
    holds: { known: gone, changed: change, polls: 5 },
  },
  {
    what: 'it cannot be read, and the update is to blame at once',
    model: () => modelWith({ reading: null }),
    event: answered(names, gone),
    said: [unsent],
    holds: { known: gone, changed: change },
  },
  {
    what: 'it is as it was, and the same update shows that too: late',
    event: answered(names, gone),
    answers: [shows(kept), resent(sent, kept)],
    asks: ['read get', again],
    said: ['fail read-after-update-prompt /contact/email names@names'],
    holds: { known: kept, changed: [], polls: 0 },
  },
  {
    what: 'it is as it was, and the same update shows it changed again: wrong',
    event: answered(names, gone),
    answers: [shows(kept), resent(sent, gone)],
    asks: ['read get', again],
    said: [unsent],
    holds: { known: kept, changed: [] },
  },
  {
    what: 'it is as it was, and the same update is refused: open',
    event: answered(names, gone),
    answers: [shows(kept), resent(sent, 422)],
    asks: ['read get', again],
    said: ['inconclusive unsent-attributes-keep-value - names@names'],
  },
  {
    what: 'it is as it was, and the same update is cut short: open',
    event: answered(names, gone),
    answers: [shows(kept), resent(sent, 'reset')],
    asks: ['read get', again],
    said: ['inconclusive unsent-attributes-keep-value - names@names'],
  },
  {
    what: 'it is as it was, and the same update shows no contact: wrong',
    event: answered(names, gone),
    answers: [shows(kept), resent(sent, 202)],
    asks: ['read get', again],
    said: [unsent],
  },
  {
    what: 'the read is late with it, and the response was right to wait for',
    event: answered(names, gone),
    answers: [shows(gone), waited(100), shows(kept, 105), resent(sent, kept)],
    asks: ['read get', 'wait 100', 'read get beyond', again],
    said: ['fail read-after-update-prompt /contact/email names@names'],
    holds: { lag: 116, changed: [] },
  },
  {
    what: 'one changed, the other only came late',
    event: answered(names, { ...gone, phone_number: '' }),
    answers: [...always(gone), resent(sent, gone)],
    asks: [...patience, again],
    said: [unsent, 'fail read-after-update-prompt /contact/phone_number names@names'],
    holds: { known: gone, changed: change },
  },
  {
    what: 'the update before was never stored: it is sent again, and not kept',
    model: written,
    event: answered(names, kept),
    answers: [...always(kept), resent(emails, holding({ ...sent, ...emails })), shows(kept)],
    asks: [...patience, 'put back {"email":"zoe@example.com"}', 'read get beyond'],
    said: ['fail update-is-stored /contact/email emails@emails certain'],
    holds: { known: kept },
  },
  {
    what: 'the update before is stored when it is sent again: this one took it away',
    model: written,
    event: answered(names, kept),
    answers: [...always(kept), resent(emails, holding({ ...sent, ...emails })), shows(holding({ ...sent, ...emails }))],
    asks: [...patience, 'put back {"email":"zoe@example.com"}', 'read get beyond'],
    said: [unsent],
    holds: { known: holding({ ...sent, ...emails }), unconfirmed: { name: 'names@names after "Eve Holt"' } },
  },
];

test.each(rows)('another unsent value: $what', (talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
