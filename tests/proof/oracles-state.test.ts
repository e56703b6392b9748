/** What the oracles read from a contact, and how they compare it. */
import type { ParsedBody } from '../support/client/exchange.ts';
import type { ContactState } from '../support/endpoint/state.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import {
  contactOf,
  differences,
  omit,
  overlay,
  own,
  pick,
  sameId,
  sameIds,
  stateOf,
} from '../support/endpoint/index.ts';
import { describe, expect, test } from 'vitest';

const id = '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c3';
const parsed = (text: string): ParsedBody => ({ ok: true, value: JSON.parse(text) as Json, duplicateKeys: [] });

describe('the state of a contact', () => {
  test.each<readonly [string, JsonObject, ContactState]>([
    ['nothing', {}, {}],
    ['texts', { name: 'Eve', email: '', phone_number: '1' }, { name: 'Eve', email: '', phone_number: '1' }],
    ['texts of other types', { name: null, email: 1, phone_number: [] }, {}],
    ['no company', { company: { id: null, name: null } }, { company_id: null }],
    ['a company', { company: { id, name: 'Acme' } }, { company_id: id }],
    ['a company without its id', { company: { name: 'Acme' } }, {}],
    ['a company of null', { company: null }, {}],
    ['a company with a row number', { company: { id: 7, name: 'Acme' } }, {}],
    ['a company as text', { company: id }, {}],
    ['no owner', { owner: null }, { owner_id: null }],
    ['an owner', { owner: { id } }, { owner_id: id }],
    ['an owner in a list', { owner: [{ id }] }, {}],
    ['no tags', { tags: [] }, { tag_ids: [] }],
    ['tags as identifiers', { tags: [id] }, { tag_ids: [id] }],
    ['tags as objects', { tags: [{ id }] }, { tag_ids: [id] }],
    ['a tag that cannot be read', { tags: [id, { name: 'Lead' }] }, {}],
    ['a tag of null', { tags: [null] }, {}],
    ['tags as an object', { tags: { id } }, {}],
    ['tags of null', { tags: null }, {}],
    ['keys of the request', { company_id: id, owner_id: id, tag_ids: [id] }, {}],
  ])('is read from %s', (_what, contact, state) => expect(stateOf(contact)).toEqual(state));

  test.each([
    ['an object', '{"contact":{"id":"1"}}', { id: '1' }],
    ['a list', '{"contact":[]}', null],
    ['null', '{"contact":null}', null],
    ['no envelope', '{"id":"1"}', null],
    ['an array', '[{"contact":{}}]', null],
    ['an envelope of the prototype', '{"__proto__":{"contact":{"id":"1"}}}', null],
  ])('is looked for under contact: %s', (_what, text, contact) => expect(contactOf(parsed(text))).toEqual(contact));

  test('is not looked for in a body that is not JSON', () => {
    expect(contactOf({ ok: false, reason: 'html', message: '' })).toBeNull();
    expect(contactOf(undefined)).toBeNull();
  });

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('has no %s of its own', (key) => {
    expect(own({}, key)).toBeUndefined();
    expect(own(JSON.parse(`{"${key}":1}`) as JsonObject, key)).toBe(1);
  });
});

describe('states', () => {
  const tags = ['aa', 'bb'];
  test.each<readonly [string, ContactState, ContactState, readonly string[]]>([
    ['agree on nothing', {}, { name: 'Eve' }, []],
    ['do not differ where one was not read', { name: 'Eve', email: 'a' }, { email: 'a' }, []],
    ['differ in a name by its case', { name: 'Eve' }, { name: 'eve' }, ['name']],
    ['differ in a name by a space', { name: 'Eve' }, { name: 'Eve ' }, ['name']],
    [
      'differ in each text',
      { name: 'a', email: 'a', phone_number: 'a' },
      { name: 'b', email: 'b', phone_number: 'b' },
      ['name', 'email', 'phone_number'],
    ],
    ['agree on an identifier in another case', { company_id: 'AA' }, { company_id: 'aa' }, []],
    ['differ in a company of none', { company_id: null }, { company_id: 'aa' }, ['company_id']],
    ['agree on no owner', { owner_id: null }, { owner_id: null }, []],
    ['agree on tags in another order', { tag_ids: tags }, { tag_ids: ['BB', 'aa', 'aa'] }, []],
    ['differ in a tag', { tag_ids: tags }, { tag_ids: ['aa'] }, ['tag_ids']],
    ['differ in tags of none', { tag_ids: tags }, { tag_ids: [] }, ['tag_ids']],
  ])('two states %s', (_what, expected, actual, keys) => {
    expect(differences(expected, actual).map(({ key }) => key)).toEqual(keys);
    expect(differences(actual, expected).map(({ key }) => key)).toEqual(keys);
  });

  test('differ with the values of both', () =>
    expect(differences({ name: 'Eve', owner_id: null }, { name: 'Adam', owner_id: id })).toEqual([
      { key: 'name', expected: 'Eve', actual: 'Adam' },
      { key: 'owner_id', expected: null, actual: id },
    ]));

  test('are put over one another, picked and left out by key', () => {
    const state: ContactState = { name: 'Eve', email: 'a', owner_id: null };
    expect(overlay(state, { name: 'Adam', tag_ids: [] })).toEqual({
      name: 'Adam',
      email: 'a',
      owner_id: null,
      tag_ids: [],
    });
    expect(pick(state, ['name', 'owner_id', 'tag_ids'])).toEqual({ name: 'Eve', owner_id: null });
    expect(omit(state, ['name', 'tag_ids'])).toEqual({ email: 'a', owner_id: null });
  });

  test.each([
    ['AA', 'aa', true],
    ['aa', 'ab', false],
    [null, null, true],
    [null, 'aa', false],
    ['', null, false],
  ])('name one record: %j and %j, %j', (left, right, equal) => {
    expect(sameId(left, right)).toBe(equal);
    expect(sameId(right, left)).toBe(equal);
  });

  test.each([
    [[], [], true],
    [['aa', 'bb'], ['bb', 'AA'], true],
    [['aa', 'aa'], ['aa'], true],
    [['aa'], ['aa', 'bb'], false],
    [['aa'], ['bb'], false],
  ])('hold the same set: %j and %j, %j', (left, right, equal) => {
    expect(sameIds(left, right)).toBe(equal);
    expect(sameIds(right, left)).toBe(equal);
  });
});
