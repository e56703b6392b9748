/** The ways of `fixtures/doors.json`, as they go over the wire. */
import type { Exchange } from '../support/client/exchange.ts';
import { expect, test } from 'vitest';
import { assertSendable, wirePath } from '../support/client/wire.ts';
import { doors } from '../support/fixtures.ts';
import { cookieHeader, noteCookies } from '../support/play/cookies.ts';
import { doorOf, trustedHeaders } from '../support/transforms.ts';

const contactId = '7d2c9a40-51e3-4f7b-b8a6-0c94d3e2f518';
const ground = { contactId, foreignId: 'f', baseUrl: 'http://h:1/api/external/v1' };

test.each(doors)('$id leaves no word to be filled in', (row) => {
  const { path, headers } = doorOf(row, ground);
  expect([path, ...Object.values(headers)].filter((text) => /\{(id|ID|foreign|path|origin)\}/.test(text))).toEqual([]);
});

test.each(doors)('$id is a way that HTTP can carry', (row) => {
  const { path, headers } = doorOf(row, ground);
  expect(() => assertSendable({ method: row.method, path, headers })).not.toThrow();
  expect(wirePath('/api/external/v1', path)).toBe(`/api/external/v1${path}`);
});

test('name the contact on the wire and the target in their headers', () => {
  const rows = doors.filter(({ id }) => id === 'header-original-url' || id === 'header-same-origin');
  expect(rows.map((row) => Object.values(doorOf(row, ground).headers)[0])).toEqual([
    'http://h:1',
    `/api/external/v1/contacts/${contactId}`,
  ]);
});

test('all headers that are trusted fit into one request', () => {
  const headers = trustedHeaders(ground);
  expect(headers).toMatchObject({ 'X-Forwarded-For': '127.0.0.1', 'X-Remote-User': 'admin', 'X-Internal': 'true' });
  expect(JSON.stringify(headers).length).toBeLessThan(8000);
  expect(Object.keys(headers)).not.toContain('X-Original-URL');
});

test.each([
  ['_a=1; path=/; expires=Thu, 01 Jan 2037 00:00:00 GMT, b=2', '_a=1; b=2'],
  ['gone=; Max-Age=0', null],
])('the cookies of %s are sent back', (header, cookie) => {
  const cookies = new Map<string, string>();
  const response = { status: 200, headers: { 'set-cookie': header } } as unknown as Exchange['response'];
  noteCookies(cookies, { response } as Exchange);
  expect(cookieHeader(cookies)).toBe(cookie);
});
