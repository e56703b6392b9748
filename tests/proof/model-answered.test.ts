/** What the model makes of a request that was answered: what it wrote, what waits for proof, and what nobody knows any more. */
import { expect, test } from 'vitest';
import {
  after,
  answered,
  byPut,
  either,
  expectedOf,
  holding,
  intentOf,
  modelWith,
  outcomeOf,
  recorded,
  refusal,
  refusedHere,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const sent = { name: 'Zoe Plain' };
const shown = holding(sent);
const { name: _name, ...rest } = before;
const email = { email: 'zoe@example.com' };
const once = after(modelWith(), answered(intentOf('first', sent), shown));
const both = after(once, answered(intentOf('second', email), holding({ ...sent, ...email })));
const wait = ['refused-update-changes-nothing', 'malformed-json-refused', 'malformed-json-answers-400'] as const;

const accepted: readonly Talk[] = [
  {
    what: 'one attribute is known, and waits for a later response',
    event: answered(intentOf('names', sent), shown),
    said: ['pass unsent-attributes-keep-value - names@names'],
    holds: { known: shown, unconfirmed: { name: 'names@names after "Eve Holt"' }, pending: [], inquiry: null },
  },
  {
    what: 'every attribute says nothing of unsent ones',
    event: answered(intentOf('all', before), before),
    said: [],
    holds: { known: before },
  },
  {
    what: 'another attribute confirms the one before',
    model: once,
    event: answered(intentOf('second', email), holding({ ...sent, ...email })),
    said: ['pass unsent-attributes-keep-value - second@second', 'pass update-is-stored /contact/name first@second'],
    holds: {
      known: holding({ ...sent, ...email }),
      unconfirmed: { email: 'second@second after "eve.holt@example.com"' },
    },
  },
  {
    what: 'the same attribute again confirms nothing',
    model: once,
    event: answered(intentOf('second', sent), shown),
    said: ['pass unsent-attributes-keep-value - second@second'],
    holds: { unconfirmed: { name: 'second@second after "Zoe Plain"' } },
  },
  {
    what: 'an attribute that was not known has no previous value',
    model: modelWith({}, rest),
    event: answered(intentOf('names', sent), shown),
    said: ['pass unsent-attributes-keep-value - names@names'],
    holds: { known: shown, unconfirmed: { name: 'names@names after nothing known' } },
  },
  {
    what: 'an attribute that is not shown is not known',
    model: once,
    event: answered(intentOf('names', sent), rest),
    said: ['fail answer-nine-keys /contact/name names@names', 'pass unsent-attributes-keep-value - names@names'],
    holds: { known: rest, unconfirmed: {} },
  },
  {
    what: 'attributes that were hidden are known once they show',
    model: modelWith({}, { name: before.name }),
    event: answered(intentOf('names', sent), shown),
    said: ['pass unsent-attributes-keep-value - names@names'],
    holds: { known: shown, changed: [] },
  },
  {
    what: 'nothing but what was sent says nothing of the rest',
    model: modelWith({}, { name: before.name }),
    event: answered(intentOf('names', sent, recorded), sent),
    said: ['email', 'phone_number', 'owner', 'tags', 'company'].map(
      (key) => `fail answer-nine-keys /contact/${key} names@names`,
    ),
    holds: { known: sent },
  },
  {
    what: 'an answer without a contact holds what was sent',
    event: answered(intentOf('names', sent), 202),
    said: ['fail update-answers-200 /contact/name names@names', 'fail answer-envelope-contact - names@names'],
    holds: { known: shown, unconfirmed: { name: 'names@names after "Eve Holt"' } },
  },
  {
    what: 'a recorded request without a contact leaves what it names open',
    model: both,
    event: answered(intentOf('odd', sent, recorded), 202),
    said: [],
    holds: {
      known: { ...rest, ...email },
      unconfirmed: { email: 'second@second after "eve.holt@example.com"' },
    },
  },
  {
    what: 'a recorded request with a contact is taken in as it shows',
    event: answered(
      intentOf('odd', { name: 42 }, { kind: 'recorded', clause: 'wrong-types', odd: ['name'] }),
      holding({ name: '42' }),
    ),
    said: ['pass unsent-attributes-keep-value - odd@odd'],
    holds: { known: holding({ name: '42' }) },
  },
  {
    what: 'PUT leaves nothing known',
    model: once,
    event: answered(byPut(intentOf('puts', sent, recorded)), shown),
    said: [],
    holds: { known: {}, unconfirmed: {} },
  },
];

test.each(accepted)('accepted: $what', (talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});

const refused: readonly Talk[] = [
  {
    what: 'what had to be refused waits for proof with its clauses',
    event: answered(intentOf('bad', sent, refusedHere), 400),
    said: [],
    holds: {
      known: before,
      pending: [
        `${wait[0]} bad@bad {"name":"Zoe Plain"}`,
        `${wait[1]} bad@bad {"name":"Zoe Plain"} about ${wait[1]}`,
        `${wait[2]} bad@bad {"name":"Zoe Plain"} about ${wait[2]}`,
      ],
    },
  },
  {
    what: 'another status than expected is said at once',
    event: answered(intentOf('bad', sent, refusedHere), 409),
    said: [`fail ${wait[2]} - bad@bad`],
    holds: {
      pending: [`${wait[0]} bad@bad {"name":"Zoe Plain"}`, `${wait[1]} bad@bad {"name":"Zoe Plain"} about ${wait[1]}`],
    },
  },
  {
    what: 'a request that writes nothing waits all the same',
    event: answered(intentOf('bad', sent, refusal, { written: null }), 400),
    said: [],
    holds: { pending: [`${wait[0]} bad@bad {}`, `${wait[1]} bad@bad {} about ${wait[1]}`] },
  },
  {
    what: 'a failure of the server proves no refusal',
    event: answered(intentOf('bad', sent, refusedHere), 503),
    said: [`inconclusive ${wait[1]} - bad@bad`],
    holds: { pending: [`${wait[0]} bad@bad {"name":"Zoe Plain"}`] },
  },
  {
    what: 'what was free to be refused waits weakly',
    event: answered(intentOf('awkward', sent, either), 422),
    said: [],
    holds: { pending: [`${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`], known: before },
  },
  {
    what: 'two attributes that were refused are not partly applied',
    event: answered(intentOf('awkward', { ...sent, ...email }, either), 422),
    said: [],
    holds: {
      pending: [
        'refused-update-not-partly-applied awkward@awkward {"name":"Zoe Plain","email":"zoe@example.com"} weak',
      ],
    },
  },
  {
    what: 'a body of another form that was refused changes nothing',
    event: answered(intentOf('awkward', sent, either, { sent: null }), 422),
    said: [],
    holds: { pending: [`${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`] },
  },
  {
    what: 'a plain update that was refused waits weakly',
    event: answered(intentOf('names', sent), 422),
    said: ['fail update-answers-200 /contact/name names@names'],
    holds: { pending: [`${wait[0]} names@names {"name":"Zoe Plain"} weak`] },
  },
  {
    what: 'refusals wait one after the other',
    model: after(modelWith(), answered(intentOf('awkward', sent, either), 422)),
    event: answered(intentOf('other', email, either), 422),
    said: [],
    holds: {
      pending: [
        `${wait[0]} awkward@awkward {"name":"Zoe Plain"} weak`,
        `${wait[0]} other@other {"email":"zoe@example.com"} weak`,
      ],
    },
  },
];

test.each(refused)('refused: $what', (talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
