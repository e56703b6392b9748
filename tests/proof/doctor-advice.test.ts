/** What `npm run doctor` says will not be exercised is what a run does not exercise. */
import type { ClauseId } from '../support/catalogue.ts';
import type { Settings } from '../support/config/types.ts';
import type { ContactState } from '../support/endpoint/state.ts';
import { describe, expect, test } from 'vitest';
import { facts } from '../mock/world.ts';
import { hostRule, notExercised, notWritten } from '../support/cli/doctor-advice.ts';
import { attributesOf, endpoint, stateKeys } from '../support/endpoint/index.ts';
import { foldClauses } from '../support/report/fold.ts';
import { sandboxSettings } from './helpers/sandbox.ts';

const untestable = foldClauses({ results: [], unjudged: () => '' }).filter((clause) => clause.untestable === true);

const here = sandboxSettings('http://127.0.0.1:1/api/external/v1', { foreignContactId: facts.foreignContactId });
const filled: ContactState = {
  ...Object.fromEntries(attributesOf('text', 'value').map(({ name }) => [name, 'filled'])),
  company_id: facts.companyId,
  owner_id: facts.ownerId,
  tag_ids: facts.tagIds,
};
const without = (name: string): ContactState =>
  Object.fromEntries(Object.entries(filled).filter(([key]) => key !== name));

const tagClauses: readonly ClauseId[] = [
  'tags-come-back',
  'tags-empty-array-clears',
  'tags-list-replaces',
  'tags-shown-once',
  'tags-duplicate-ids',
  'tags-unknown-id',
];
const companyClauses: readonly ClauseId[] = ['company-comes-back', 'unknown-company'];
const fieldClauses: readonly ClauseId[] = ['field-values-accepted', 'unknown-field', 'malformed-field-values'];
const elsewhere = { target: { ...here.target, loopback: false }, allowKeyInUrl: false };
const always = untestable.map(({ id }) => id);

describe('what the doctor says is not exercised', () => {
  test.each<[string, Partial<Settings>, ContactState, readonly ClauseId[]]>([
    ['nothing more of a contact that is filled', {}, filled, []],
    ['a foreign id', { foreignContactId: null }, filled, ['foreign-id-refused', 'foreign-id-answers-403-or-404']],
    ['a company that is not configured', { companyId: null }, filled, companyClauses],
    ['an owner that is not there', {}, { ...filled, owner_id: null }, ['owner-comes-back', 'unknown-owner']],
    ['a company that is hidden', {}, without('company_id'), companyClauses],
    ['an email that is hidden', {}, without('email'), ['email-comes-back']],
    ['tags of which there is one', { tagIds: facts.tagIds.slice(0, 1) }, filled, tagClauses],
    ['tags that are hidden', {}, without('tag_ids'), tagClauses],
    ['a field without a value', { fieldValue: null }, filled, fieldClauses],
    [
      'tags and a field that are not configured',
      { tagIds: [], fieldId: null },
      filled,
      [...tagClauses, ...fieldClauses, 'updated-at-tags-or-fields-only'],
    ],
    ['the key in a URL elsewhere', elsewhere, filled, ['key-in-url-refused', 'key-as-bearer-token']],
    ['nothing more elsewhere, with the key in a URL', { ...elsewhere, allowKeyInUrl: true }, filled, []],
  ])('is what nobody can test, and %s', (_what, change, state, more) => {
    const told = notExercised({ ...here, ...change }, state).map(({ clause }) => clause);
    expect(new Set(told)).toEqual(new Set([...always, ...more]));
  });

  test('gives the reasons that a report gives', () =>
    expect(notExercised(here, filled).map(({ clause, reason }) => [clause, reason])).toEqual(
      untestable.map(({ id, reason }) => [id, reason]),
    ));
});

describe('what the doctor says is not written', () => {
  test.each<[string, Partial<Settings>, ContactState | null, readonly string[]]>([
    ['nothing of a contact that is filled', {}, filled, []],
    ['what the contact lacks', {}, { ...filled, owner_id: null }, ['owner_id']],
    ['what the target hides', {}, without('name'), ['name']],
    ['what is not configured', { fieldId: null, tagIds: [] }, filled, ['tag_ids', 'field_values_attributes']],
    ['what is not configured, of an unknown contact', { companyId: null }, null, ['company_id']],
  ])('is told: %s', (_what, change, state, names) => {
    const told = notWritten({ ...here, ...change }, state);
    expect(told.map(({ name }) => name)).toEqual(names);
    expect(told.filter(({ reason }) => !/^\S.{10,}\.$/.test(reason))).toEqual([]);
  });

  test('is among the documented attributes', () => {
    const told = notWritten(here, {});
    expect(told.map(({ name }) => name)).toEqual(stateKeys);
    expect(endpoint.attributes.length).toBeGreaterThan(told.length);
  });
});

describe('why the suite may write to a host', () => {
  const ruleOf = (host: string): string =>
    hostRule({
      target: { ...here.target, loopback: false, baseUrl: `https://${host}/api/external/v1` },
      sources: { NEETOCRM_ALLOW_HOST: 'environment' },
    });

  test.each(['acme.neetocrm.com', 'acme.neetocrm.net', 'a.b.neetocrm.com'])('is that %s is of the vendor', (host) => {
    expect(ruleOf(host)).toContain(`${host} is a host of the vendor`);
  });

  test.each(['neetocrm.com.example.com', 'acme_1.neetocrm.com', 'acme-.neetocrm.com'])(
    'is that %s was allowed by the operator',
    (host) => expect(ruleOf(host)).toContain(`${host} is allowed by NEETOCRM_ALLOW_HOST (environment)`),
  );
});
