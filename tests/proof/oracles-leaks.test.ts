/** What counts as a leak, and what only looks like one. */
import { describe, expect, test } from 'vitest';
import { leaks } from '../support/oracles/leaks.ts';
import { placeOf, values } from '../support/oracles/values.ts';
import { judgeExchange, type Judgement } from '../support/oracles/index.ts';
import { answering, patched, showing } from './helpers/change.ts';
import { before, otherId, ownerId, updated } from './helpers/records.ts';
import { nameUpdate, ownerUpdate, read, refusedValue, unknownId, wrongKey } from './helpers/recorded-exchanges.ts';
import { apiKey, situationOf, type Scene } from './helpers/recording.ts';
import { growthOf } from './helpers/growth.ts';

const brokenIn = (scene: Scene): readonly Judgement[] =>
  leaks(situationOf(scene)).filter(({ outcome }) => outcome === 'fail');
const saying = (text: string): Scene => showing(unknownId, '/error', text);

describe('a leak', () => {
  test.each<readonly [string, Scene, string, string, object]>([
    ['the key in the body', saying(`key ${apiKey}`), 'answer-never-carries-key', '/error', {}],
    ['the key in a header', answering(unknownId, { headers: { 'x-key': apiKey } }), 'answer-never-carries-key', '', {}],
    [
      'a trace',
      saying('app/models/contact.rb:42:in `save'),
      'answer-no-stack-trace',
      '/error',
      { actual: 'app/models/contact.rb:42:in `save' },
    ],
    [
      'the contact of somebody else',
      patched(unknownId, { op: 'add', path: '/record', value: { id: otherId, email: 'a@acme.org' } }),
      'answer-no-other-contact',
      '/record',
      { actual: otherId },
    ],
    [
      'the other contacts of the company',
      patched(nameUpdate, {
        op: 'add',
        path: '/contact/company/contacts',
        value: [{ id: otherId, email: 'a@acme.org' }],
      }),
      'answer-no-other-contact',
      '/contact/company/contacts/0',
      { actual: otherId },
    ],
    [
      'the address of a contact without an identifier',
      patched(nameUpdate, { op: 'add', path: '/account', value: { contacts: [{ email: 'a@acme.org' }] } }),
      'answer-no-other-contact',
      '/account/contacts/0',
      { actual: 'a@acme.org' },
    ],
    [
      'frames as objects',
      patched(nameUpdate, { op: 'add', path: '/trace', value: [{ file: 'a', line: 3 }] }),
      'answer-no-stack-trace',
      '/trace',
      {},
    ],
    [
      'the address of somebody else',
      saying('Taken by Adam.Quist@acme.org!'),
      'answer-no-other-contact',
      '/error',
      { actual: 'Adam.Quist@acme.org' },
    ],
    [
      'the contact to who has no valid key',
      patched(wrongKey, { op: 'add', path: '/contact', value: { email: before.email } }),
      'answer-no-other-contact',
      '/contact',
      {},
    ],
    [
      'the address of the contact on a page for who has no valid key',
      answering(wrongKey, { body: `<p>${before.email}</p>`, headers: { 'content-type': 'text/html' } }),
      'answer-no-other-contact',
      '',
      {},
    ],
  ])('of %s needs no further attempt', (_what, scene, clause, pointer, values) => {
    expect(brokenIn(scene)).toMatchObject([{ clause, pointer, certain: true, ...values }]);
  });

  test('of five places at most is told', () => {
    const notes = Object.fromEntries(Array.from({ length: 9 }, (_none, at) => [`n${String(at)}`, apiKey]));
    expect(brokenIn(patched(unknownId, { op: 'add', path: '/notes', value: notes }))).toHaveLength(5);
  });

  test('of a trace is told once and cut short', () => {
    const trace = `app/a.rb:1:in \`b'\n${'x'.repeat(1000)}`;
    const [found, ...more] = brokenIn(patched(nameUpdate, { op: 'add', path: '/traces', value: [trace, trace] }));
    expect(more).toEqual([]);
    expect(JSON.stringify(found?.actual).length).toBeLessThan(320);
  });
});

describe('no leak', () => {
  test.each([
    'Meet me at Acme (Berlin)',
    'at home',
    'Traceback',
    'panic',
    'panic: now',
    'goroutine',
    'contact.rb',
    'File "a", line',
    'Stack trace',
    'at 10:30:15',
    'at /home',
    'index.php',
    '#0 and #1',
  ])('is the name %j', (name) => expect(brokenIn(showing(read, '/contact/name', name))).toEqual([]));

  test.each<readonly [string, Scene]>([
    ['that was sent', updated('sent', { name: 'Traceback (most recent call last)' })],
    [
      'that was sent with spaces around it',
      showing(updated('sent', { name: ' goroutine 1 [x]: ' }), '/contact/name', 'goroutine 1 [x]:'),
    ],
    [
      'that the contact held',
      { ...showing(read, '/contact/name', 'panic: a\nb'), before: { ...read.before, name: 'panic: a\nb' } },
    ],
    [
      'on a page that quotes the request',
      {
        ...answering(updated('sent', { name: 'Traceback (most recent call last)' }), {
          status: 400,
          body: '<p>Traceback (most recent call last)</p>',
        }),
      },
    ],
  ])('is a trace %s', (_what, scene) => expect(brokenIn(scene)).toEqual([]));

  test.each([
    ['the address that was sent', 'Not.An.Address@Example is none'],
    ['the address that is held', 'eve.holt@example.com stays'],
    ['the address that is held, in capitals', 'EVE.HOLT@EXAMPLE.COM stays'],
    ['an address of the support', 'ask support@acme.org'],
    ['an address that takes no reply', 'from no-reply@acme.org'],
    ['an address of the vendor', 'ask anna@neeto.com'],
    ['an address of another product of the vendor', 'ask anna@mail.neetodesk.com'],
    ['an address at the host', 'ask anna@acme.neetocrm.com'],
    ['an address at the domain of the host', 'ask anna@neetocrm.com'],
    ['an address for illustration', 'such as user@example.com or you@company.com'],
    ['an identifier', `no ${otherId}`],
    ['an at sign', 'no @mentions, no a@b'],
  ])('is %s in an error', (_what, error) => expect(brokenIn(showing(refusedValue, '/error', error))).toEqual([]));

  test('is the owner of the contact, wherever it is shown', () => {
    const value = { id: ownerId, email: 'a@acme.org' };
    expect(brokenIn(patched(ownerUpdate, { op: 'add', path: '/meta', value }))).toEqual([]);
  });

  test('is the address of who helps, under a key that says so', () => {
    expect(brokenIn(patched(refusedValue, { op: 'add', path: '/help', value: 'Write to apis@acme.org' }))).toEqual([]);
  });

  test.each([
    ['the owner', '/contact/owner', { id: otherId, email: 'a@acme.org' }],
    ['the company', '/contact/company', { id: otherId, name: 'Acme', phone_number: '1' }],
    ['a tag', '/contact/tags', [{ id: otherId, email: 'a@acme.org' }]],
    ['who changed it', '/contact/updated_by', { id: otherId, email: 'a@acme.org' }],
    ['who may edit it', '/contact/permissions', { editors: [{ id: otherId, email: 'a@acme.org' }] }],
    ['who did something', '/activities', [{ id: 'a', by: { id: otherId, email: 'a@acme.org' } }]],
    ['a record that says it is a user', '/included', [{ type: 'user', id: otherId, email: 'a@acme.org' }]],
    ['an address with an identifier of its own', '/contact/emails', [{ id: 'e', email: 'a@acme.org' }]],
    ['the contact among contacts', '/contacts', [{ email: before.email }]],
    ['a stack of something else', '/stack', ['eu', 'blue']],
    ['a record without an identifier', '/meta', { email: 'a@acme.org' }],
    ['a record with nothing personal', '/meta', { id: otherId, name: 'Lead' }],
    ['the contact in capitals', '/meta', { id: '8C2E6F1A-94D7-4B3E-A05C-1F7BE29D46C3', email: 'a@acme.org' }],
  ])('is %s', (_what, path, value) => expect(brokenIn(patched(nameUpdate, { op: 'add', path, value }))).toEqual([]));
});

describe('a long response', () => {
  test.each(['a', 'at ', 'a.', 'at x (/', '#1 /a', 'at x() in ', 'File "a', 'panic: ', 'a@', 'at /:1', '/a', 'x.php'])(
    'of many %j is judged without taking its square',
    (part) => {
      const judged = (length: number) => {
        const situations = [read, unknownId].map((from) =>
          situationOf(patched(from, { op: 'add', path: '/error', value: part.repeat(length / part.length) })),
        );
        return () => expect(situations.flatMap(judgeExchange).length).toBeGreaterThan(5);
      };
      const limit = 64 / 3;
      expect(growthOf(judged(12_500), judged(100_000), limit)).toBeLessThan(limit);
    },
  );
});

describe('the values of a document', () => {
  test('are walked breadth first, with their pointers', () => {
    const found = [...values({ a: { 'b/c': [1, { '~': null }] }, d: 'e' })].map((placed) => [
      placeOf(placed),
      placed.key,
    ]);
    expect(found).toEqual([
      ['', ''],
      ['/a', 'a'],
      ['/d', 'd'],
      ['/a/b~1c', 'b/c'],
      ['/a/b~1c/0', '0'],
      ['/a/b~1c/1', '1'],
      ['/a/b~1c/1/~0', '~'],
    ]);
  });

  test('are walked up to a limit', () =>
    expect([
      ...values(
        Array.from({ length: 100 }, () => 0),
        10,
      ),
    ]).toHaveLength(10));
});
