/** What is kept of requests and responses: values, timestamps, and the texts that came from this run. */
import { expect, test } from 'vitest';
import type { Model } from '../support/model/index.ts';
import { canHold } from '../support/model/memory.ts';
import type { ContactState } from '../support/endpoint/state.ts';
import type { Json, JsonObject } from '../support/text/json.ts';
import { showing } from './helpers/change.ts';
import { after, converse, holding, modelWith } from './helpers/conversation.ts';
import {
  answered,
  byPut,
  controlling,
  either,
  intentOf,
  looking,
  recorded,
  sending,
  type Reply,
} from './helpers/ask.ts';
import { controlled, shows } from './helpers/replies.ts';
import { sent as name } from './helpers/scenes.ts';
import { before, companyId, createdAt, sentAt, tagIds, updated, updatedAt } from './helpers/records.ts';

test('a new model knows the snapshot, and has seen nothing yet', () =>
  expect(modelWith()).toMatchObject({
    about: { contactId: '8c2e6f1a-94d7-4b3e-a05c-1f7be29d46c3', timeoutMs: 10_000, host: 'acme.neetocrm.com' },
    known: before,
    unconfirmed: {},
    pending: [],
    seen: { createdAt: null, updatedAt: null, atFirst: createdAt, sentAt: 0 },
    reading: 'get',
    lag: 0,
    polls: 0,
    stuck: [],
    changed: [],
    open: [],
    elsewhereAccepted: false,
    inquiry: null,
  }));

const textsOf = (list: Model['familiar']): readonly string[] =>
  list === null ? [] : [...list.texts, ...textsOf(list.earlier)];

test.each<readonly [string, JsonObject, readonly string[]]>([
  ['a text', { name: ' Zoe PLAIN ' }, ['zoe plain']],
  ['a list', { tag_ids: ['AA', 'bb'] }, ['aa', 'bb']],
  ['an object in a list', { field_values_attributes: [{ field_id: 'F', value: 'V' }] }, ['f', 'v']],
  ['two attributes', { name: 'a', email: 'b' }, ['a', 'b']],
  ['a number', { name: 42 }, []],
  ['nothing', { name: null, tag_ids: [] }, []],
])('the texts of %s are familiar once it is sent', (_what, sent, texts) => {
  const { familiar } = after(modelWith(), sending(intentOf('names', sent)));
  expect(textsOf(familiar)).toEqual([...texts, ...textsOf(modelWith().familiar)]);
});

test('the texts of the snapshot are familiar, and nothing else', () => {
  expect(textsOf(modelWith().familiar)).toEqual(
    Object.values(before)
      .flat()
      .map((text) => text.toLowerCase()),
  );
  expect(modelWith({}, {}).familiar).toBeNull();
  expect(modelWith({}, { company_id: null }).familiar).toBeNull();
});

test('the texts of a control and of a read by an update are familiar', () => {
  const model = converse(modelWith(), looking, shows(404), controlled(before), ...[shows(before)]).model;
  expect(textsOf(model.familiar)).toContain('control plain');
  expect(textsOf(converse(modelWith(), controlling, controlled(before)).model.familiar)).toContain('control plain');
});

test.each<readonly [string, JsonObject, ContactState]>([
  ['a text', name, holding(name)],
  ['a list of identifiers', { tag_ids: [tagIds[1]] }, holding({ tag_ids: [tagIds[1]] })],
  ['an identifier', { company_id: companyId }, holding({ company_id: companyId })],
  ['an attribute that is never shown', { field_values_attributes: [] }, before],
  ['an attribute that no contact has', { contract_suite_probe: 'x' }, before],
])('without a contact, %s is known as sent', (_what, sent, known) => {
  expect(after(modelWith(), answered(intentOf('sent', sent), 202)).known).toEqual(known);
});

test.each<readonly [string, JsonObject]>([
  ['a number for a text', { name: 42 }],
  ['null for a text', { name: null }],
  ['a text for a list', { tag_ids: 'aa' }],
  ['a list with a number', { tag_ids: ['aa', 1] }],
  ['null for a list', { tag_ids: null }],
  ['null for an identifier', { company_id: null }],
])('without a contact, %s leaves its value open', (_what, sent) => {
  const [key = ''] = Object.keys(sent);
  const { known } = after(modelWith(), answered(intentOf('sent', sent, either), 202));
  expect(Object.keys(known)).toEqual(Object.keys(before).filter((each) => each !== key));
});

test.each<readonly [Parameters<typeof canHold>[0], Json, boolean]>([
  ['value', null, false],
  ['value', 7, true],
  ['value', [], true],
  ['text', 'a', true],
  ['text', 7, false],
  ['reference', 'a', true],
  ['reference', null, false],
  ['set', ['a'], true],
  ['set', ['a', 7], false],
  ['set', 'a', false],
])('an attribute of the kind %s can hold %j: %s', (kind, value, can) => expect(canHold(kind, value)).toBe(can));

test('an accepted update lets go what was free to be refused before it', () => {
  const refused = after(
    modelWith(),
    answered(intentOf('awkward', { ...name, phone_number: 'x' }, either), 422),
    answered(intentOf('other', { tag_ids: [] }, either), 422),
  );
  const accepted = after(refused, answered(intentOf('both', { phone_number: '+1 202-555-0199', email: 'b' }), 202));
  expect(accepted.pending.map((each) => each.case)).toEqual(['other']);
});

const times = (model: Model) => model.seen;
const first = { createdAt, updatedAt, atFirst: createdAt, sentAt };
const later = '2026-01-05T09:00:09.000Z';

test('the first response gives the timestamps', () =>
  expect(times(after(modelWith(), answered(intentOf('names', name), holding(name))))).toEqual(first));

test.each<readonly [string, string, unknown, object]>([
  ['a later updated_at is taken', '/contact/updated_at', later, { ...first, updatedAt: later, sentAt: sentAt + 50 }],
  ['a created_at stays as it was first', '/contact/created_at', later, { ...first, sentAt: sentAt + 50 }],
  ['an updated_at of null is passed over', '/contact/updated_at', null, { ...first, sentAt: sentAt + 50 }],
])('of the next response %s', (_what, path, value, seen) => {
  const model = after(modelWith(), answered(intentOf('names', name), holding(name)));
  const { response } = showing(updated('again', name), path, value);
  const again = answered(intentOf('again', name), before, { response, sentAt: sentAt + 50 });
  expect(times(after(model, again))).toEqual(seen);
});

test('a created_at that is no text is not taken', () => {
  const { response } = showing(updated('names', name), '/contact/created_at', 7);
  expect(times(after(modelWith(), answered(intentOf('names', name), before, { response })))).toMatchObject({
    createdAt: null,
  });
});

test.each<readonly [string, () => Model]>([
  ['a refusal', () => after(modelWith(), answered(intentOf('names', name, either), 422))],
  ['a read', () => converse(modelWith(), looking, shows(before)).model],
  ['an update by PUT', () => after(modelWith(), answered(byPut(intentOf('names', name, recorded)), before))],
])('%s gives no timestamps', (_what, model) => expect(times(model())).toEqual(modelWith().seen));

test('a control gives the timestamps too', () =>
  expect(times(converse(modelWith(), controlling, controlled(before)).model)).toEqual(first));

test('a step gives the exchange that was judged', () => {
  const intent = intentOf('names', name);
  const reply: Reply = holding(name);
  expect(converse(modelWith(), answered(intent, reply)).last.exchange?.case).toBe('names');
});
