/** Who is to blame where an update and a refused request both come into question, and where nothing was known. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../support/text/json.ts';
import {
  after,
  always,
  answered,
  either,
  expectedOf,
  holding,
  intentOf,
  looking,
  modelWith,
  outcomeOf,
  patience,
  refusal,
  titled,
  type Talk,
} from './helpers/conversation.ts';
import { before } from './helpers/recorded-exchanges.ts';

const refuses = (caseId: string, sent: JsonObject) => answered(intentOf(caseId, sent, refusal), 400);
const name = { name: 'Refused Name' };
const bad = () => after(modelWith(), refuses('bad', name));
const sent = { name: 'Zoe Plain' };
const written = () => after(modelWith(), answered(intentOf('names', sent), holding(sent)));
const { name: _name, ...nameless } = before;
const effect = 'fail refused-update-changes-nothing /contact';
const settledBy = (caseId: string, exchange = 'read') =>
  ['refused-update-changes-nothing', 'malformed-json-refused'].map(
    (clause) => `pass ${clause} - ${caseId}@${exchange}`,
  );

/** A look at a contact that stays as it is shown. */
const looks = { event: looking, asks: patience };

const rows: readonly Talk[] = [
  {
    what: 'a refused request that named something else is suspected',
    ...looks,
    model: bad,
    answers: always(holding({ email: 'else@example.com' })),
    said: [`${effect}/email bad@bad foreign open bad`, ...settledBy('bad')],
    holds: { pending: [] },
  },
  {
    what: 'an update that is lost is to blame, not a refused one before it',
    ...looks,
    model: () => after(written(), refuses('bad', { name: 'Other Name' })),
    answers: always(before),
    said: ['fail update-is-stored /contact/name names@names certain open bad'],
  },
  {
    what: 'a refused request that sent the previous value is to blame',
    ...looks,
    model: () => after(written(), refuses('bad', { name: before.name })),
    answers: always(before),
    said: [`${effect}/name bad@bad certain open bad`],
  },
  {
    what: 'a refused request that named a written attribute is suspected',
    ...looks,
    model: () => after(written(), refuses('bad', name)),
    answers: always(holding({ name: 'Somebody Else' })),
    said: [`${effect}/name bad@bad foreign open bad`],
  },
  {
    what: 'another value than the one that was answered is not certain',
    ...looks,
    model: written,
    answers: always(holding({ name: 'Somebody Else' })),
    said: ['fail update-is-stored /contact/name names@names foreign'],
  },
  {
    what: 'what a free request would have written counts as well',
    ...looks,
    model: () => after(modelWith(), answered(intentOf('awkward', name, either), 422)),
    answers: always(holding(name)),
    said: [`${effect}/name awkward@awkward certain open awkward`],
    holds: { pending: [] },
  },
  {
    what: 'where nothing was known, the value that was refused tells',
    event: looking,
    asks: ['read get'],
    model: () => after(modelWith({}, nameless), refuses('bad', name)),
    answers: [...always(holding(name)).slice(0, 1)],
    said: ['pass update-is-stored - look@read', `${effect}/name bad@bad`, ...settledBy('bad')],
    holds: { pending: [], known: holding(name) },
  },
  {
    what: 'what was there already was not written by a refused request',
    event: looking,
    asks: ['read get'],
    model: () => after(modelWith(), refuses('bad', { name: before.name })),
    answers: always(before).slice(0, 1),
    said: ['pass update-is-stored - look@read', ...settledBy('bad')],
    holds: { pending: [] },
  },
  {
    what: 'where nothing was known, another value tells nothing',
    event: looking,
    asks: ['read get'],
    model: () => after(modelWith({}, nameless), refuses('bad', name)),
    answers: [...always(before).slice(0, 1)],
    said: ['pass update-is-stored - look@read', ...settledBy('bad')],
    holds: { pending: [] },
  },
  {
    what: 'where nothing was known and nothing shows, nothing is told',
    event: looking,
    asks: ['read get'],
    model: () => after(modelWith({}, nameless), refuses('bad', name)),
    answers: [...always(nameless).slice(0, 1)],
    said: ['pass update-is-stored - look@read', ...settledBy('bad')],
    holds: { pending: [] },
  },
  {
    what: 'what was known and does not show stays open',
    event: looking,
    asks: ['read get'],
    model: bad,
    answers: [...always(nameless).slice(0, 1)],
    said: ['pass update-is-stored - look@read'],
    holds: {
      pending: [
        'refused-update-changes-nothing bad@bad {"name":"Refused Name"}',
        'malformed-json-refused bad@bad {"name":"Refused Name"} about malformed-json-refused',
      ],
    },
  },
];

test.each(titled(rows))('blame: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
