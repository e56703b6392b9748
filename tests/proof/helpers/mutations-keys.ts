/** Keys of the response dropped, renamed, nulled, emptied, retyped, duplicated: each key, each way. */
import type { ClauseId } from '../../support/catalogue.ts';
import { mutation, patched, rewritten, showing, type Mutation } from './exchange-mutation.ts';
import { bareUpdate, fullUpdate } from './recorded-exchanges.ts';
import type { Scene } from './recording.ts';

const scalars = ['id', 'name', 'email', 'phone_number', 'created_at', 'updated_at'] as const;
const records = ['owner', 'tags', 'company'] as const;
const keys = [...scalars, ...records];

const scenes: readonly Scene[] = [fullUpdate, bareUpdate];

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

const shape: Readonly<Record<(typeof records)[number], ClauseId>> = {
  owner: 'answer-owner-shape',
  tags: 'answer-tags-shape',
  company: 'answer-company-shape',
};

const camel = (key: string): string => {
  const name = key.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return name === key ? `contact_${key}` : name;
};
const at = (key: string): string => `/contact/${key}`;

const dropped = (from: Scene): readonly Mutation[] =>
  keys.map((key) =>
    mutation(
      from,
      `the key ${key} is dropped`,
      patched(from, { op: 'remove', path: at(key) }),
      'answer-nine-keys',
      at(key),
    ),
  );

const renamed = (from: Scene): readonly Mutation[] =>
  keys.flatMap((key) =>
    [camel(key), key.toUpperCase(), `${key} `].map((name) =>
      mutation(
        from,
        `the key ${key} becomes "${name}"`,
        patched(from, { op: 'move', from: at(key), path: at(name) }),
        'answer-nine-keys',
        at(key),
      ),
    ),
  );

const nulled = (from: Scene): readonly Mutation[] => [
  ...scalars.map((key) =>
    mutation(from, `${key} is null`, showing(from, at(key), null), 'answer-types', at(key), echoOf(from, key)),
  ),
  mutation(
    from,
    'company is null',
    showing(from, '/contact/company', null),
    shape.company,
    '/contact/company',
    echoOf(from, 'company'),
  ),
  mutation(from, 'tags are null', showing(from, '/contact/tags', null), shape.tags, '/contact/tags'),
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
const isText = (value: unknown): boolean => typeof value === 'string';
const isRecord = (value: unknown): boolean => typeof value === 'object' && !Array.isArray(value);

const retyped = (from: Scene): readonly Mutation[] => [
  ...scalars.flatMap((key) =>
    types
      .filter(([, value]) => !isText(value))
      .map(([what, value]) =>
        mutation(from, `${key} is ${what}`, showing(from, at(key), value), 'answer-types', at(key)),
      ),
  ),
  ...(['owner', 'company'] as const).flatMap((key) =>
    types
      .filter(([, value]) => !isRecord(value))
      .map(([what, value]) => mutation(from, `${key} is ${what}`, showing(from, at(key), value), shape[key], at(key))),
  ),
  ...(['owner', 'company'] as const).flatMap((key) =>
    types
      .filter(([, value]) => isRecord(value))
      .map(([what, value]) =>
        mutation(from, `${key} is ${what}`, showing(from, at(key), value), shape[key], `${at(key)}/id`),
      ),
  ),
  ...types
    .filter(([, value]) => !Array.isArray(value))
    .map(([what, value]) =>
      mutation(from, `tags are ${what}`, showing(from, at('tags'), value), shape.tags, at('tags')),
    ),
];

const emptied: readonly Mutation[] = [
  ...(['name', 'email', 'phone_number'] as const).map((key) =>
    mutation(fullUpdate, `${key} is empty`, showing(fullUpdate, at(key), ''), echo[key] as ClauseId, at(key)),
  ),
  mutation(fullUpdate, 'id is empty', showing(fullUpdate, at('id'), ''), 'answer-identifiers-shape', at('id'), [
    'answer-about-addressed-contact',
  ]),
  ...(['created_at', 'updated_at'] as const).map((key) =>
    mutation(fullUpdate, `${key} is empty`, showing(fullUpdate, at(key), ''), 'timestamps-are-date-times', at(key)),
  ),
  mutation(
    fullUpdate,
    'owner becomes empty',
    showing(fullUpdate, at('owner'), null),
    'owner-comes-back',
    '/contact/owner/id',
  ),
  mutation(
    fullUpdate,
    'company becomes empty',
    showing(fullUpdate, at('company'), { id: null, name: null }),
    'company-comes-back',
    '/contact/company/id',
  ),
  mutation(fullUpdate, 'tags become empty', showing(fullUpdate, at('tags'), []), 'tags-come-back', at('tags')),
];

/** A key stands twice; the second one, which parsers take, is the good one. */
const duplicated = (from: Scene): readonly Mutation[] =>
  keys.flatMap((key) =>
    [`"${key}":null`, `"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}":[]`].map((twin, nth) =>
      mutation(
        from,
        `the key ${key} stands twice${nth === 0 ? '' : ', once escaped'}`,
        rewritten(from, '{"contact":{', `{"contact":{${twin},`),
        'answer-keys-unique',
        at(key),
      ),
    ),
  );

/** Mutations of the nine keys of a response. */
export const keyMutations: readonly Mutation[] = [
  ...scenes.flatMap((from) => [
    ...dropped(from),
    ...renamed(from),
    ...nulled(from),
    ...retyped(from),
    ...duplicated(from),
  ]),
  ...emptied,
];
