/** Owner and company: their own keys, and which record they name. */
import type { ClauseId } from '../../support/catalogue.ts';
import { mutation, patched, rewritten, showing, type Mutation } from './exchange-mutation.ts';
import {
  bareUpdate,
  companyId,
  companyUpdate,
  fullUpdate,
  otherId,
  ownerId,
  ownerUpdate,
} from './recorded-exchanges.ts';
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

const reference = (from: Scene, key: 'owner' | 'company', shape: ClauseId, echo: ClauseId): readonly Mutation[] => {
  const id = `/contact/${key}/id`;
  return [
    mutation(from, `${key} has no id`, patched(from, { op: 'remove', path: id }), shape, id),
    mutation(
      from,
      `${key} has its id as uuid`,
      patched(from, { op: 'move', from: id, path: `/contact/${key}/uuid` }),
      shape,
      id,
    ),
    mutation(
      from,
      `${key}'s id stands twice`,
      rewritten(from, `"${key}":{`, `"${key}":{"id":null,`),
      'answer-keys-unique',
      id,
    ),
    ...wrongTypes.map(([what, value]) => mutation(from, `${key}'s id is ${what}`, showing(from, id, value), shape, id)),
    ...wrongIds.map(([what, value]) =>
      mutation(from, `${key}'s id is ${what}`, showing(from, id, value), 'answer-identifiers-shape', id, [echo]),
    ),
    mutation(
      from,
      `${key}'s id is in capitals`,
      showing(from, id, (key === 'company' ? companyId : ownerId).toUpperCase()),
      'identifiers-letter-case-kept',
      id,
    ),
    mutation(from, `${key} is another one`, showing(from, id, otherId), echo, id),
    mutation(from, `${key} is the one before`, showing(from, id, from.before[`${key}_id`]), echo, id),
    mutation(
      from,
      `${key} stands in an array`,
      patched(
        from,
        { op: 'move', from: `/contact/${key}`, path: '/moved' },
        { op: 'add', path: `/contact/${key}`, value: [{ id: ownerId, name: 'One' }] },
      ),
      shape,
      `/contact/${key}`,
    ),
    mutation(
      from,
      `${key} is an identifier`,
      showing(from, `/contact/${key}`, key === 'owner' ? ownerId : companyId),
      shape,
      `/contact/${key}`,
    ),
  ];
};

const owner = (from: Scene): readonly Mutation[] => [
  ...reference(from, 'owner', 'answer-owner-shape', 'owner-comes-back'),
  mutation(
    from,
    "owner's id is null",
    showing(from, '/contact/owner/id', null),
    'answer-owner-shape',
    '/contact/owner/id',
    ['owner-comes-back'],
  ),
  mutation(from, 'owner is null', showing(from, '/contact/owner', null), 'owner-comes-back', '/contact/owner/id'),
  mutation(
    from,
    'owner is an object of nulls',
    showing(from, '/contact/owner', { id: null, name: null }),
    'answer-owner-shape',
    '/contact/owner/id',
    ['owner-comes-back'],
  ),
];

const company = (from: Scene): readonly Mutation[] => [
  ...reference(from, 'company', 'answer-company-shape', 'company-comes-back'),
  mutation(
    from,
    'company has no name',
    patched(from, { op: 'remove', path: '/contact/company/name' }),
    'answer-company-shape',
    '/contact/company/name',
  ),
  mutation(
    from,
    'company has its name as title',
    patched(from, { op: 'move', from: '/contact/company/name', path: '/contact/company/title' }),
    'answer-company-shape',
    '/contact/company/name',
  ),
  mutation(
    from,
    "company's name is null",
    showing(from, '/contact/company/name', null),
    'answer-company-shape',
    '/contact/company/name',
  ),
  ...wrongTypes.map(([what, value]) =>
    mutation(
      from,
      `company's name is ${what}`,
      showing(from, '/contact/company/name', value),
      'answer-company-shape',
      '/contact/company/name',
    ),
  ),
  mutation(
    from,
    "company's name stands twice",
    rewritten(from, '"company":{', '"company":{"name":"Twin",'),
    'answer-keys-unique',
    '/contact/company/name',
  ),
  mutation(
    from,
    "company's id is null",
    showing(from, '/contact/company/id', null),
    'answer-company-shape',
    '/contact/company/id',
    ['company-comes-back'],
  ),
  mutation(
    from,
    'company is an object of nulls',
    showing(from, '/contact/company', { id: null, name: null }),
    'company-comes-back',
    '/contact/company/id',
  ),
];

const bare: readonly Mutation[] = [
  mutation(
    bareUpdate,
    'an empty company has an id',
    showing(bareUpdate, '/contact/company/id', companyId),
    'answer-company-shape',
    '/contact/company/name',
  ),
  mutation(
    bareUpdate,
    'an empty company has a name',
    showing(bareUpdate, '/contact/company/name', ''),
    'answer-company-shape',
    '/contact/company/id',
  ),
  mutation(
    bareUpdate,
    'an empty owner is an object of nulls',
    showing(bareUpdate, '/contact/owner', { id: null }),
    'answer-owner-shape',
    '/contact/owner/id',
  ),
  mutation(
    bareUpdate,
    'a tag of null appears',
    showing(bareUpdate, '/contact/tags', [null]),
    'answer-tags-shape',
    '/contact/tags/0',
  ),
];

/** Mutations of the records within a contact. */
export const nestedMutations: readonly Mutation[] = [
  ...[fullUpdate, ownerUpdate].flatMap(owner),
  ...[fullUpdate, companyUpdate].flatMap(company),
  ...bare,
];
