/** A refusal of several attributes is held against the clause of none of them: it may be about any. Alone, each answers for itself. */
import { expect, test } from 'vitest';
import { act, sentContact } from '../mock/kit.ts';
import { refusal } from '../mock/responses.ts';
import type { Variant } from '../mock/index.ts';
import { play, trippedBy } from './helpers/servers.ts';

type Sent = Readonly<Record<string, unknown>>;

/** Refuses an update with 422 for what it sends. */
const refuses = (wrong: (sent: Sent) => boolean): Variant => ({
  validate: (call, next) => {
    const sent = sentContact(call);
    if (sent !== undefined && wrong(sent)) throw act(call, refusal(422, ['The contact is invalid']));
    return next();
  },
});
const isEmptied = ({ tag_ids }: Sent): boolean => Array.isArray(tag_ids) && tag_ids.length === 0;
const beside = (sent: Sent, name: string): boolean => Object.hasOwn(sent, name) && Object.keys(sent).length > 1;

/** Updates that name an empty tag array, a company or a custom field, alone and with others. */
const cases = [
  'documented-example',
  'company-id-alone',
  'tags-empty-array',
  'field-values-attributes-alone',
  'together-name-company-id-field-values-attributes',
  'tags-empty-array-with-name',
];
const clears = 'tags-empty-array-clears';
const field = 'field-values-accepted';
const fieldName = 'field_values_attributes';

test.each<readonly [string, (sent: Sent) => boolean, readonly string[]]>([
  ['a company beside an empty tag array', (sent) => isEmptied(sent) && beside(sent, 'company_id'), []],
  ['a name beside an empty tag array', (sent) => isEmptied(sent) && beside(sent, 'name'), []],
  ['an empty tag array beside anything', (sent) => isEmptied(sent) && beside(sent, 'tag_ids'), []],
  ['an empty tag array', isEmptied, [clears]],
  ['every company', (sent) => Object.hasOwn(sent, 'company_id'), []],
  ['a custom field beside anything', (sent) => beside(sent, fieldName), []],
  ['a custom field', (sent) => Object.hasOwn(sent, fieldName), [field]],
])('a server that refuses %s is red for that alone', async (_what, wrong, own) => {
  const { report, mutations } = await play({
    variant: refuses(wrong),
    id: 'refuses',
    profile: 'full',
    cases,
    haste: 20,
  });
  expect(mutations).toBeGreaterThan(0);
  expect(trippedBy(report).toSorted()).toEqual([...own, 'update-answers-200'].toSorted());
  expect(
    report.clauses.filter(({ id }) => id === clears || id === field).map(({ id, outcome }) => [id, outcome]),
  ).toEqual([field, clears].map((id) => [id, own.includes(id) ? 'fail' : 'pass']));
});

test.each([
  ['refused for its company', (sent: Sent) => Object.hasOwn(sent, 'company_id'), 'pass'],
  ['refused for itself', isEmptied, 'fail'],
])('an empty tag array beside others that is %s is sent alone', async (_what, wrong, outcome) => {
  const { report, sent } = await play({
    variant: refuses(wrong),
    id: 'refuses',
    profile: 'full',
    cases: cases.slice(-1),
    haste: 20,
  });
  expect(sent.filter((request) => request.endsWith('{"contact":{"tag_ids":[]}}'))).not.toEqual([]);
  expect(report.clauses.find(({ id }) => id === clears)?.outcome).toBe(outcome);
});
