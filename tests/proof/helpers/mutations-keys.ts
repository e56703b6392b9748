/** Keys of the response dropped, renamed, nulled, emptied, retyped, duplicated: each key, each way. */
import type { ClauseId } from '../../support/catalogue.ts';
import { changes, shows, type ChangeRow, type Mutation } from './exchange-mutation.ts';
import { drop, move, put, spell } from './change.ts';
import { bareUpdate, fullUpdate } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

const scalars = ['id', 'name', 'email', 'phone_number', 'created_at', 'updated_at'] as const;
const references = ['owner', 'company'] as const;
const keys = [...scalars, 'owner', 'tags', 'company'] as const;

/** The clause that a lost value breaks where it was sent. */
const echo: Readonly<Record<string, ClauseId>> = {
  name: 'name-comes-back',
  email: 'email-comes-back',
  phone_number: 'phone-number-comes-back',
  owner: 'owner-comes-back',
  company: 'company-comes-back',
  tags: 'tags-come-back',
};
const sentAs: Readonly<Record<string, string>> = { owner: 'owner_id', company: 'company_id', tags: 'tag_ids' };
const echoOf = ({ sent }: Scene, key: string): readonly ClauseId[] =>
  echo[key] !== undefined && Object.hasOwn(sent ?? {}, sentAs[key] ?? key) ? [echo[key]] : [];

const shape = { owner: 'answer-owner-shape', tags: 'answer-tags-shape', company: 'answer-company-shape' } as const;

const camel = (key: string): string => {
  const name = key.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return name === key ? `contact_${key}` : name;
};
const at = (key: string): string => `/contact/${key}`;

const dropped = (key: string): ChangeRow => [`the key ${key} is dropped`, drop(at(key)), 'answer-nine-keys', at(key)];

const renamed = (key: string): readonly ChangeRow[] =>
  [camel(key), key.toUpperCase(), `${key} `].map((name) => [
    `the key ${key} becomes "${name}"`,
    move(at(key), at(name)),
    'answer-nine-keys',
    at(key),
  ]);

const nulled = (from: Scene): readonly ChangeRow[] => [
  ...scalars.map((key) => shows(`${key} is null`, at(key), null, 'answer-types', ...echoOf(from, key))),
  shows('company is null', '/contact/company', null, shape.company, ...echoOf(from, 'company')),
  shows('tags are null', '/contact/tags', null, shape.tags),
];

const types: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['0', 0],
  ['a number', 42.5],
  ['a text', 'text'],
  ['an empty array', []],
  ['an array', ['text']],
  ['an empty object', {}],
  ['an object', { value: 'text' }],
];
const isRecord = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value);

const retyped: readonly ChangeRow[] = types.flatMap(([what, value]) => [
  ...(typeof value === 'string' ? [] : scalars).map((key) =>
    shows(`${key} is ${what}`, at(key), value, 'answer-types'),
  ),
  ...references.map((key): ChangeRow => [
    `${key} is ${what}`,
    put(at(key), value),
    shape[key],
    isRecord(value) ? `${at(key)}/id` : at(key),
  ]),
  ...(Array.isArray(value) ? [] : [shows(`tags are ${what}`, at('tags'), value, shape.tags)]),
]);

const emptied: readonly ChangeRow[] = [
  ...(['name', 'email', 'phone_number'] as const).map((key) =>
    shows(`${key} is empty`, at(key), '', echo[key] as ClauseId),
  ),
  shows('id is empty', at('id'), '', 'answer-identifiers-shape', 'answer-about-addressed-contact'),
  shows('created_at is empty', at('created_at'), '', 'timestamps-are-date-times'),
  shows('updated_at is empty', at('updated_at'), '', 'timestamps-are-date-times'),
  ['owner becomes empty', put(at('owner'), null), 'owner-comes-back', '/contact/owner/id'],
  ['company becomes empty', put(at('company'), { id: null, name: null }), 'company-comes-back', '/contact/company/id'],
  shows('tags become empty', at('tags'), [], 'tags-come-back'),
];

/** A key stands twice; the second one, which parsers take, is the good one. */
const duplicated = (key: string): readonly ChangeRow[] =>
  [
    ['', `"${key}":null`],
    [', once escaped', `"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}":[]`],
  ].map(([how, twin]) => [
    `the key ${key} stands twice${how}`,
    spell('{"contact":{', `{"contact":{${twin},`),
    'answer-keys-unique',
    at(key),
  ]);

/** Mutations of the nine keys of a response. */
export const keyMutations: readonly Mutation[] = [
  ...[fullUpdate, bareUpdate].flatMap((from) =>
    changes(from, [
      ...keys.flatMap((key) => [dropped(key), ...renamed(key), ...duplicated(key)]),
      ...nulled(from),
      ...retyped,
    ]),
  ),
  ...changes(fullUpdate, emptied),
];
