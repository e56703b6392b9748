import type { Exchange } from '../support/client/exchange.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaults } from '../mock/faults/index.ts';
import type { Faults, FaultName } from '../mock/faults/index.ts';
import { createClient, parseBody } from '../support/client/index.ts';
import { growthOf } from './helpers/growth.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

test.each([
  ['nothing', '', 'empty'],
  ['white space', ' \r\n', 'empty'],
  ['a page', '<!doctype html><p>', 'html'],
  ['an object that breaks off', '{"a":{"b":1}', 'truncated'],
  ['a string that breaks off', '{"a":"b', 'truncated'],
  ['a word', 'OK', 'not-json'],
  ['half a word', '{"a":tru}', 'not-json'],
  ['two values', '{}{}', 'not-json'],
  ['single quotes', "{'a':1}", 'not-json'],
  ['a comma too many', '[1,]', 'not-json'],
  ['513 levels', '['.repeat(513) + ']'.repeat(513), 'too-deep'],
  ['a million brackets', '['.repeat(1_000_000), 'too-deep'],
] as const)('a body of %s is not JSON, with the reason', (_, text, reason) => {
  expect(parseBody(bytes(text), {})).toMatchObject({ ok: false, reason, text });
});

test.each([
  ['none', '{"a":{"b":1},"b":{"b":1}}', []],
  ['one', '{"a":1,"a":2}', ['/a']],
  ['one written with an escape', '{"a":1,"\\u0061":2}', ['/a']],
  ['one in an item', '{"x":[0,{"y":1,"y":1}]}', ['/x/1/y']],
  ['names that need escaping', '{"a/b~c":1,"a/b~c":1}', ['/a~1b~0c']],
  ['the same one three times', '{"a":1,"a":2,"a":3}', ['/a']],
  ['values that look like names', '{"a":"\\"a\\":1","b":["a","a"]}', []],
  ['a name that is dangerous', '{"__proto__":1,"__proto__":2}', ['/__proto__']],
])('repeated names are found: %s', (_, text, duplicateKeys) => {
  expect(parseBody(bytes(text), {})).toMatchObject({ ok: true, duplicateKeys });
});

test('512 levels are parsed', () => expect(parseBody(bytes('['.repeat(512) + ']'.repeat(512)), {}).ok).toBe(true));

test('a refusal to parse never quotes the body', () =>
  expect(parseBody(bytes('\u001b[2Jsecret'), {})).toMatchObject({ message: 'The body is not JSON.' }));

/** Reads a body of so many names. */
const readNames = (names: number) => {
  const text = bytes(`{${Array.from({ length: names }, (_, i) => `"name-${i}":${i}`).join(',')}}`);
  return () => expect(parseBody(text, {})).toMatchObject({ ok: true, duplicateKeys: [] });
};

/** Eight times the work, less than a third of what a square would take. */
const limit = 64 / 3;

test('eight times the names take less than a third of what a square would', () =>
  expect(growthOf(readNames(12_500), readNames(100_000), limit)).toBeLessThan(limit));

describe('hostile responses', () => {
  let faults: Faults;
  beforeAll(async () => {
    faults = await startFaults();
  });
  afterAll(() => faults.close());

  async function read(fault: FaultName): Promise<NonNullable<Exchange['response']>> {
    const client = createClient({
      baseUrl: faults.baseUrl(fault),
      apiKey: 'nk_0123456789abcdef',
      maxRps: 0,
      timeoutMs: 5000,
    });
    const exchange = await client.send(
      { method: 'GET', path: '/contacts/1', headers: {} },
      { case: 'proof', purpose: 'read' },
    );
    client.close();
    return exchange.response as NonNullable<Exchange['response']>;
  }

  test.each([
    ['bad-utf8', false, true],
    ['byte-order-mark', false, true],
    ['proto', true, true],
    ['duplicate-keys', true, true],
    ['huge-numbers', true, true],
    ['escapes', true, true],
    ['gzip-good', true, true],
    ['deep', true, false],
    ['html', true, false],
    ['empty', true, false],
    ['no-content', true, false],
    ['truncated', true, false],
    ['not-json', true, false],
  ] as const)('%s arrives whole: UTF-8 %s, JSON %s', async (fault, utf8, ok) => {
    const response = await read(fault);
    expect(response.utf8).toBe(utf8);
    expect(response.parsed.ok).toBe(ok);
  });

  test('dangerous names are members like others and change nothing', async () => {
    const { parsed } = await read('proto');
    expect(Object.keys((parsed as { value: object }).value)).toEqual(['__proto__', 'constructor', 'contact']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('a header with a dangerous name is recorded, a repeated one joined', async () => {
    const { headers } = await read('proto-header');
    expect(Object.entries(headers)).toEqual([
      ['__proto__', 'a'],
      ['x-twice', 'a, b'],
      ['content-length', '2'],
    ]);
  });
});
