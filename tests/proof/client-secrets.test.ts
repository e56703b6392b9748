import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFaults } from '../mock/faults/index.ts';
import type { Faults } from '../mock/faults/index.ts';
import { createClient, secretsOf } from '../support/client/index.ts';
import { growthOf } from './helpers/growth.ts';

const KEY = 'nK_3f9A77/c0d1+E2b45"Zq8';
const secrets = secretsOf(KEY);
const swapped = Array.from(KEY)
  .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
  .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each([
  ['as it is', KEY],
  ['in upper case', KEY.toUpperCase()],
  ['in lower case', KEY.toLowerCase()],
  ['in swapped case', swapped],
  ['without its last character', KEY.slice(0, -1)],
  ['without its first character', KEY.slice(1)],
  ['its first half', KEY.slice(0, 12)],
  ['its last half', KEY.slice(12)],
  ['percent-encoded', encodeURIComponent(KEY)],
  ['percent-encoded in lower case', encodeURIComponent(KEY).toLowerCase()],
  ['escaped for JSON', JSON.stringify(KEY).slice(1, -1)],
  [
    'in Unicode escapes',
    Array.from(KEY)
      .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  ],
  ['in base64', base64(KEY)],
  ['in base64 after a colon', base64(`:${KEY}`)],
  ['in base64 before a colon', base64(`${KEY}:`)],
  ['in base64 after two characters', base64(`u:${KEY}`)],
  ['in base64url', Buffer.from(KEY).toString('base64url')],
  ['in hexadecimal', Buffer.from(KEY).toString('hex')],
  ['backwards', Array.from(KEY).reverse().join('')],
])('the key is found and redacted %s', (_, form) => {
  expect(secrets.find(`{"a": "x ${form}"}`)).not.toEqual([]);
  expect(secrets.redact(`{"a": "x ${form}"}`)).toMatch(/^\{"a": "x .{0,2}\[redacted\]=?"\}$/);
  expect(secrets.redact(form.padEnd(4000, ' '))).not.toContain(form);
});

test('every occurrence is redacted, and what lies between is kept', () =>
  expect(secrets.redact(`${KEY} and ${KEY.toLowerCase()}, ${KEY}${KEY}.`)).toBe(
    '[redacted] and [redacted], [redacted].',
  ));

test('the part of a longer word that is not the key is kept', () =>
  expect(secrets.redact(`Bearer ${KEY}x`)).toBe('Bearer [redacted]x'));

test.each([
  ['an ordinary response', '{"contact":{"id":"5f0c1e9a-0000-4000-8000-000000000001","name":"Ada","tags":[]}}'],
  ['less than half of the key', KEY.slice(0, 11)],
  ['a letter that grows in lower case', 'İİİİİİİİİİİİİİİİİİİİİİİİİİİİİ'],
  ['nothing at all', ''],
])('%s is left as it is', (_, text) => {
  expect(secrets.redact(text)).toBe(text);
  expect(secrets.find(text)).toEqual([]);
});

test('a letter that grows in lower case does not move what is redacted', () =>
  expect(secrets.redact(`İİ ${KEY} İ`)).toBe('İİ [redacted] İ'));

test.each([
  ['a short key as a word', 'mock', 'mockingbird, a mock.', 'mockingbird, a [redacted].'],
  ['half a medium key as a word', 'sandbox-key-123', 'sandboxed sandbox- x', 'sandboxed [redacted] x'],
  ['a medium key inside of a word', 'abcdefghijk', 'xabcdefghijkx', 'xabcdefghijkx'],
  ['a key of one letter repeated', 'aaaaaaaaaaaaaaaaaaaa', `b${'a'.repeat(45)}b`, 'b[redacted]b'],
  ['no key', '', 'anything', 'anything'],
])('%s is only redacted where it is unmistakable', (_, key, text, redacted) => {
  expect(secretsOf(key).redact(text)).toBe(redacted);
});

test('half of a short word-like key is redacted but is not a leak', () => {
  expect(secretsOf('sandbox-key-123').redact('the sandbox- host')).toBe('the [redacted] host');
  expect(secretsOf('sandbox-key-123').find('the sandbox- host')).toEqual([]);
  expect(secretsOf('sandbox-key-123').find('key sandbox-key-123')).toEqual(['the key']);
});

const redactWithin = (text: string) => () =>
  expect(secrets.redact(text + KEY)).toHaveLength(text.length + '[redacted]'.length);

test('eight times the text takes less than a third of what a square would', () => {
  const text = 'nK_3f9 ordinary text '.repeat(12_500);
  const limit = 64 / 3;
  expect(growthOf(redactWithin(text), redactWithin(text.repeat(8)), limit)).toBeLessThan(limit);
});

let faults: Faults;
beforeAll(async () => {
  faults = await startFaults();
});
afterAll(() => faults.close());

test('where a response carried the key is noted, and the key is gone', async () => {
  const client = createClient({
    baseUrl: faults.baseUrl('echo'),
    apiKey: 'nk_3f9A77c0d1E2b45',
    maxRps: 0,
    timeoutMs: 5000,
  });
  const spec = { method: 'GET', path: '/contacts/1', headers: { 'X-Api-Key': 'nk_3f9A77c0d1E2b45' } } as const;
  const exchange = await client.send(spec, { case: 'proof', purpose: 'case' });
  client.close();
  expect(exchange.leaks).toEqual([
    { where: 'header', pointer: '/x-debug', form: 'the key, in another letter case' },
    { where: 'url', pointer: '/location', form: 'the key' },
    { where: 'body', pointer: '/contact/name', form: 'the key' },
    { where: 'body', pointer: '/contact/a~1b', form: 'the key' },
    { where: 'body', pointer: '/contact/tags/0', form: 'the key in base64' },
  ]);
  expect(secretsOf('nk_3f9A77c0d1E2b45').find(JSON.stringify(exchange))).toEqual([]);
});
