/** Where the other oracles draw their lines: exchanges just on this and just on that side of each. */
import type { ClauseId } from '../support/catalogue.ts';
import { describe, expect, test } from 'vitest';
import { sayings, type EdgeRow } from './helpers/edges.ts';
import { answering, showing } from './helpers/exchange-mutation.ts';
import {
  bareUpdate,
  emailUpdate,
  malformedJson,
  nameUpdate,
  read,
  refusedValue,
  unknownId,
  wrongType,
} from './helpers/recorded-exchanges.ts';
import type { Scene } from './helpers/recording.ts';

const typed = (scene: Scene, contentType: string): Scene =>
  answering(scene, { headers: { 'content-type': contentType } });
const deep = (depth: number): string => `${'{"a":'.repeat(depth)}"x"${'}'.repeat(depth)}`;
const refusing = (body: unknown): Scene => answering(unknownId, { body: JSON.stringify(body) });

const parses: readonly EdgeRow[] = [
  ['an array', answering(nameUpdate, { body: '[]' }), 'fail'],
  ['a text', answering(nameUpdate, { body: '"{}"' }), 'fail'],
  ['a number', answering(nameUpdate, { body: '7' }), 'fail'],
  ['nothing at all under 204', answering(nameUpdate, { status: 204, body: '' }), 'silent'],
  ['a response of which nothing is promised and that shows no contact', answering(wrongType, { body: '[]' }), 'silent'],
  ['a response of which nothing is promised and that shows one', wrongType, 'pass'],
];

const charset: readonly EdgeRow[] = [
  [
    'us-ascii and nothing else',
    typed(answering(bareUpdate, { body: '{"contact":{}}' }), 'application/json; charset=us-ascii'),
    'pass',
  ],
  ['us-ascii and a letter that is none', typed(nameUpdate, 'application/json; charset=us-ascii'), 'fail'],
  [
    'latin-1 and nothing but ASCII',
    typed(answering(bareUpdate, { body: '{"contact":{}}' }), 'application/json; charset=iso-8859-1'),
    'fail',
  ],
  ['a parameter charset without a value', typed(nameUpdate, 'application/json; charset='), 'pass'],
];

const unique: readonly EdgeRow[] = [
  ['a key that stands once', nameUpdate, 'pass'],
  ['a refusal', refusedValue, 'pass'],
  ['a read', read, 'silent'],
  ['no bytes', answering(nameUpdate, { body: '' }), 'silent'],
  ['HTML', typed(nameUpdate, 'text/html'), 'silent'],
  ['a response that cannot be parsed', answering(nameUpdate, { body: '{"contact":' }), 'silent'],
];

const size: readonly EdgeRow[] = [
  ['a million bytes', answering(nameUpdate, { body: `"${'x'.repeat(999_998)}"` }), 'pass'],
  ['a million bytes and one', answering(nameUpdate, { body: `"${'x'.repeat(999_999)}"` }), 'fail'],
];

const otherContact: readonly EdgeRow[] = [
  ['an address of the vendor', refusing({ error: 'Write to team@neetocrm.com' }), 'pass'],
  [
    'an address of who has the name of the vendor in front',
    refusing({ error: 'Write to team@neetocrm.com.evil.org' }),
    'fail /error',
  ],
  ['an address of the host', refusing({ error: 'Write to team@acme.neetocrm.com' }), 'pass'],
  ['an address of support', refusing({ error: 'Write to no-reply@mail.org' }), 'pass'],
  ['an address of noreply', refusing({ error: 'Write to noreply@mail.org' }), 'pass'],
  ['an address that has support within', refusing({ error: 'Taken by kim.support@mail.org' }), 'fail /error'],
  ['an address in the response to an accepted update', showing(emailUpdate, '/contact/name', 'kim@mail.org'), 'pass'],
  [
    'a person under a status of 300',
    { ...answering(unknownId, { status: 300, body: JSON.stringify({ error: 'kim@mail.org' }) }) },
    'fail /error',
  ],
  ['a path that cannot be decoded', { ...unknownId, spec: { ...unknownId.spec, path: '/contacts/%E0%A4%A' } }, 'pass'],
  [
    'an address that the path names',
    { ...refusing({ error: 'No kim@mail.org here' }), spec: { ...unknownId.spec, path: '/contacts/kim%40mail.org' } },
    'pass',
  ],
  ['a hundred levels', refusing(JSON.parse(deep(100))), 'pass'],
];

const errorsJson: readonly EdgeRow[] = [
  ['application/json', refusedValue, 'pass'],
  ['application/json with a charset', typed(refusedValue, 'application/json ; charset=utf-8'), 'pass'],
  ['application/problem+json', typed(refusedValue, 'application/problem+json'), 'pass'],
  ['a type that ends like JSON', typed(refusedValue, 'application/jsonp'), 'fail'],
  ['a type that holds one', typed(refusedValue, 'text/application/json'), 'fail'],
  ['no type', answering(refusedValue, { headers: { 'content-type': undefined } }), 'fail'],
  ['text', typed(malformedJson, 'text/plain'), 'fail'],
];

const tables: readonly (readonly [ClauseId, readonly EdgeRow[]])[] = [
  ['answer-body-parses', parses],
  ['answer-charset-utf8', charset],
  ['answer-keys-unique', unique],
  ['answer-size-bounded', size],
  ['answer-no-other-contact', otherContact],
  ['errors-are-json', errorsJson],
];

describe.each(tables)('%s', (clause, rows) => {
  test.each(rows)('at the line: %s', (_what, scene, expected) => expect(sayings(scene, clause)).toBe(expected));
});
