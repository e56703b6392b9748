/** Owner and company: their own keys, and which record they name. */
import type { ClauseId } from '../../support/catalogue.ts';
import { add, drop, inTurn, move, put, spell } from './change.ts';
import { changes, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { bareUpdate, companyUpdate, fullUpdate, ownerUpdate } from './recorded-exchanges.ts';
import { companyId, otherId, ownerId } from './records.ts';
import type { Scene } from './recording.ts';

/** Texts that are no identifier. */
export const wrongIds: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['a name', 'acme'],
  ['a row number', '1042'],
  ['without its hyphens', 'b7a90c523f1e4d8692cae5640f8d71ba'],
  ['in braces', '{b7a90c52-3f1e-4d86-92ca-e5640f8d71ba}'],
  ['one digit short', 'b7a90c52-3f1e-4d86-92ca-e5640f8d71b'],
  ['one digit long', 'b7a90c52-3f1e-4d86-92ca-e5640f8d71baa'],
  ['no hexadecimal', 'g7a90c52-3f1e-4d86-92ca-e5640f8d71ba'],
  ['a URN', 'urn:uuid:b7a90c52-3f1e-4d86-92ca-e5640f8d71ba'],
  ['behind a line break', '\nb7a90c52-3f1e-4d86-92ca-e5640f8d71ba'],
  ['before a line break', 'b7a90c52-3f1e-4d86-92ca-e5640f8d71ba\n'],
];
/** Values that are no text. */
export const wrongTypes: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['a number', 1042],
  ['an array', []],
  ['an object', {}],
];

const reference = (from: Scene, key: 'owner' | 'company', shape: ClauseId, echo: ClauseId): readonly ChangeRow[] => {
  const record = `/contact/${key}`;
  const id = `${record}/id`;
  const own = key === 'owner' ? ownerId : companyId;
  const inArray = inTurn(move(record, '/moved'), add(record, [{ id: ownerId, name: 'One' }]));
  return [
    [`${key} has no id`, drop(id), shape, id],
    [`${key} has its id as uuid`, move(id, `${record}/uuid`), shape, id],
    [`${key}'s id stands twice`, spell(`"${key}":{`, `"${key}":{"id":null,`), 'answer-keys-unique', id],
    ...wrongTypes.map(([what, value]) => shows(`${key}'s id is ${what}`, id, value, shape)),
    ...wrongIds.map(([what, value]) => shows(`${key}'s id is ${what}`, id, value, 'answer-identifiers-shape', echo)),
    shows(`${key}'s id is in capitals`, id, own.toUpperCase(), 'identifiers-letter-case-kept'),
    shows(`${key} is another one`, id, otherId, echo),
    shows(`${key} is the one before`, id, from.before[`${key}_id`], echo),
    [`${key} stands in an array`, inArray, shape, record],
    shows(`${key} is an identifier`, record, own, shape),
    shows(`${key}'s id is null`, id, null, shape, echo),
  ];
};

const nulls = { id: null, name: null };
const ownerAt = '/contact/owner/id';
const companyAt = '/contact/company/id';
const companyShape = 'answer-company-shape';
const owner = (from: Scene): readonly Mutation[] =>
  changes(from, [
    ...reference(from, 'owner', 'answer-owner-shape', 'owner-comes-back'),
    ['owner is null', put('/contact/owner', null), 'owner-comes-back', ownerAt],
    ['owner is an object of nulls', put('/contact/owner', nulls), 'answer-owner-shape', ownerAt, 'owner-comes-back'],
  ]);

const name = '/contact/company/name';
const company = (from: Scene): readonly Mutation[] =>
  changes(from, [
    ...reference(from, 'company', companyShape, 'company-comes-back'),
    ['company has no name', drop(name), companyShape, name],
    ['company has its name as title', move(name, '/contact/company/title'), companyShape, name],
    shows("company's name is null", name, null, companyShape),
    ...wrongTypes.map(([what, value]) => shows(`company's name is ${what}`, name, value, companyShape)),
    ["company's name stands twice", spell('"company":{', '"company":{"name":"Twin",'), 'answer-keys-unique', name],
    ['company is an object of nulls', put('/contact/company', nulls), 'company-comes-back', companyAt],
  ]);

const bare = changes(bareUpdate, [
  ['an empty company has an id', put(companyAt, companyId), companyShape, name],
  ['an empty company has a name', put(name, ''), companyShape, companyAt],
  ['an empty owner is an object of nulls', put('/contact/owner', { id: null }), 'answer-owner-shape', ownerAt],
  ['a tag of null appears', put('/contact/tags', [null]), 'answer-tags-shape', '/contact/tags/0'],
]);

/** Mutations of the records within a contact. */
export const nestedMutations: readonly Mutation[] = [
  ...[fullUpdate, ownerUpdate].flatMap(owner),
  ...[fullUpdate, companyUpdate].flatMap(company),
  ...bare,
];
