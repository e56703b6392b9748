/** Who is to blame for a difference: the refused request that sent it, the update that wrote it, or the one that did not name it. */
import { expect, test } from 'vitest';
import type { JsonObject } from '../support/text/json.ts';
import {
  after,
  always,
  answered,
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
import { before, companyId, tagIds } from './helpers/recorded-exchanges.ts';

const refuses = (caseId: string, sent: JsonObject) => answered(intentOf(caseId, sent, refusal), 400);
const name = { name: 'Refused Name' };
const bad = () => after(modelWith(), refuses('bad', name));
const worse = () => after(bad(), refuses('worse', { name: 'Worse Name' }));
const effect = 'fail refused-update-changes-nothing /contact';
const settledBy = (caseId: string, exchange = 'read') =>
  ['refused-update-changes-nothing', 'malformed-json-refused'].map(
    (clause) => `pass ${clause} - ${caseId}@${exchange}`,
  );

/** A look at a contact that stays as it is shown. */
const looks = { event: looking, asks: patience };

const rows: readonly Talk[] = [
  {
    what: 'a refused request that sent the value is to blame for certain',
    ...looks,
    model: bad,
    answers: always(holding(name)),
    said: [`${effect}/name bad@bad certain open bad`],
    holds: {
      known: holding(name),
      pending: ['malformed-json-refused bad@bad {"name":"Refused Name"} about malformed-json-refused'],
    },
  },
  {
    what: 'the letter case of the value does not matter',
    ...looks,
    model: bad,
    answers: always(holding({ name: 'REFUSED name' })),
    said: [`${effect}/name bad@bad certain open bad`],
  },
  {
    what: 'of several the one that sent the value is to blame',
    ...looks,
    model: worse,
    answers: always(holding(name)),
    said: [`${effect}/name bad@bad certain open bad,worse`],
  },
  {
    what: 'of several that sent the same value the last is to blame',
    ...looks,
    model: () => after(bad(), refuses('again', name)),
    answers: always(holding(name)),
    said: [`${effect}/name again@again certain open bad,again`],
  },
  {
    what: 'of a value that none sent the last that named it is suspected',
    ...looks,
    model: () => after(worse(), refuses('other', { email: 'zoe@example.com' })),
    answers: always(holding({ name: before.email })),
    said: [`${effect}/name worse@worse open bad,worse,other`, ...settledBy('other')],
  },
  {
    what: 'a value that this run never sent is foreign',
    ...looks,
    model: bad,
    answers: always(holding({ name: 'Somebody Else' })),
    said: [`${effect}/name bad@bad foreign open bad`],
  },
  {
    what: 'a list with an item that this run never sent is foreign',
    ...looks,
    answers: always(holding({ tag_ids: [tagIds[0], tagIds[1]] })),
    said: ['fail unsent-attributes-keep-value /contact/tags look@read foreign'],
  },
  {
    what: 'a list of items that this run sent is not foreign',
    ...looks,
    answers: always(holding({ tag_ids: [tagIds[3].toUpperCase()] })),
    said: ['fail unsent-attributes-keep-value /contact/tags look@read'],
  },
  {
    what: 'an identifier that this run never sent is foreign',
    ...looks,
    answers: always(holding({ company_id: companyId })),
    said: ['fail unsent-attributes-keep-value /contact/company/id look@read foreign'],
  },
  {
    what: 'no value at all is not foreign',
    ...looks,
    answers: always(holding({ company_id: null, name: '', tag_ids: [] })),
    said: [
      'fail unsent-attributes-keep-value /contact/name look@read',
      'fail unsent-attributes-keep-value /contact/company/id look@read',
      'fail unsent-attributes-keep-value /contact/tags look@read',
    ],
  },
  {
    what: 'an empty value that a refused request sent is not certain',
    ...looks,
    model: () => after(modelWith(), refuses('bad', { name: '' })),
    answers: always(holding({ name: '' })),
    said: [`${effect}/name bad@bad open bad`],
  },
  {
    what: 'an empty list that a refused request sent is not certain',
    ...looks,
    model: () => after(modelWith(), refuses('bad', { tag_ids: [] })),
    answers: always(holding({ tag_ids: [] })),
    said: [`${effect}/tags bad@bad open bad`],
  },
  {
    what: 'no record, which a refused request sent, is not certain',
    ...looks,
    model: () => after(modelWith(), refuses('bad', { company_id: null })),
    answers: always(holding({ company_id: null })),
    said: [`${effect}/company/id bad@bad open bad`],
  },
  {
    what: 'a list that a refused request sent is certain',
    ...looks,
    model: () => after(modelWith(), refuses('bad', { tag_ids: [tagIds[1]] })),
    answers: always(holding({ tag_ids: [tagIds[1]] })),
    said: [`${effect}/tags bad@bad certain open bad`],
  },
];

test.each(titled(rows))('differs: %s', (_what, talk) => {
  expect(outcomeOf(talk)).toEqual(expectedOf(talk));
});
