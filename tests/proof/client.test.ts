import type { Exchange, RequestSpec } from '../support/client/exchange.ts';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { createClient, RequestNotSendableError } from '../support/client/index.ts';
import type { Client, ClientOptions } from '../support/client/index.ts';
import { createPace, retryAfterMs } from '../support/client/pace.ts';

/** What the server saw, sent back by it. */
interface Seen {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: number;
}

let server: Server;
let origin: string;
const seen: Seen[] = [];
const clients: Client[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('hex');
      const headers = request.headers as Record<string, string>;
      seen.push({ url: request.url ?? '', method: request.method ?? '', headers, body, at: performance.now() });
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  clients.forEach((client) => client.close());
  server.closeAllConnections();
  server.close();
});

function connect(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    baseUrl: `${origin}/api/external/v1`,
    apiKey: 'nk_0123456789abcdef',
    maxRps: 0,
    timeoutMs: 5000,
    ...options,
  });
  clients.push(client);
  return client;
}

function send(client: Client, spec: Partial<RequestSpec>): Promise<Exchange> {
  return client.send(
    { method: 'PATCH', path: '/contacts/1', headers: {}, ...spec },
    { case: 'proof', purpose: 'case' },
  );
}

const ROOT = '/api/external/v1/contacts';

test.each([
  ['dot segments', '/contacts/../users', `${ROOT}/../users`],
  ['encoded dots and slashes', '/contacts/%2e%2E%2F1', `${ROOT}/%2e%2E%2F1`],
  ['a broken percent-encoding', '/contacts/%zz', `${ROOT}/%zz`],
  ['an empty id', '/contacts/', `${ROOT}/`],
  ['doubled slashes', '/contacts//1', `${ROOT}//1`],
  ['a trailing space', '/contacts/1 ', `${ROOT}/1%20`],
  ['a tab and a line break', '/contacts/1\t\r\nX: y', `${ROOT}/1%09%0D%0AX:%20y`],
  ['a backslash and braces', '/contacts/\\{1}', `${ROOT}/%5C%7B1%7D`],
  ['letters beyond ASCII', '/contacts/é😀', `${ROOT}/%C3%A9%F0%9F%98%80`],
  ['half of a surrogate pair', '/contacts/\ud800', `${ROOT}/%EF%BF%BD`],
  ['a fragment, which is not sent', '/contacts/1#x', `${ROOT}/1`],
  ['a query', '/contacts/1?a=b&c=d%20e', `${ROOT}/1?a=b&c=d%20e`],
  ['four thousand characters', `/contacts/${'a'.repeat(4000)}`, `${ROOT}/${'a'.repeat(4000)}`],
])('a path with %s is recorded as it was sent', async (_, path, wire) => {
  const exchange = await send(connect(), { path });
  expect(seen.at(-1)?.url).toBe(wire);
  expect(exchange.request.path).toBe(wire);
  expect(exchange.request.url).toBe(`${origin}${wire}`);
});

test('nothing is sent that was not asked for but what HTTP needs', async () => {
  await send(connect(), { body: '{"a":1}' });
  expect(Object.keys(seen.at(-1)?.headers ?? {}).sort()).toEqual(
    'accept-encoding connection content-length host user-agent x-contract-case'.split(' '),
  );
});

test('every request names its case in a header, unless that is switched off', async () => {
  const exchange = await send(connect(), { method: 'GET' });
  expect(seen.at(-1)?.headers['x-contract-case']).toBe(exchange.case);
  expect(exchange.request.headers).toEqual({});
  await send(connect({ caseHeader: false }), { method: 'GET' });
  expect(seen.at(-1)?.headers).not.toHaveProperty('x-contract-case');
});

test('every request names the suite and its version', async () => {
  const exchange = await send(connect(), { method: 'GET' });
  expect(seen.at(-1)?.headers['user-agent']).toBe(`${packageFile.name}/${packageFile.version}`);
  expect(exchange.request.headers).toEqual({});
});

test('a request without a body has no length and no type', async () => {
  const exchange = await send(connect(), { method: 'GET' });
  expect(Object.keys(seen.at(-1)?.headers ?? {}).sort()).toEqual(
    'accept-encoding connection host user-agent x-contract-case'.split(' '),
  );
  expect(seen.at(-1)?.method).toBe('GET');
  expect(exchange.request.body).toBeNull();
});

test.each([
  ['broken JSON', '{"a":', 'application/json'],
  ['text beyond ASCII', '{"a":"é😀\u0000"}', 'application/json; charset=utf-8'],
  ['a form', 'a=1&b=%20', 'application/x-www-form-urlencoded'],
  ['nothing', '', 'application/json'],
  ['a JSON text in a JSON text', '"{\\"a\\":1}"', 'text/plain'],
])('a body of %s is sent byte for byte', async (_, body, type) => {
  await send(connect(), { body, headers: { 'Content-Type': type } });
  expect(Buffer.from(seen.at(-1)?.body ?? '', 'hex').toString('utf8')).toBe(body);
  expect(seen.at(-1)?.headers['content-type']).toBe(type);
});

test('the key is in no part of the record of a request', async () => {
  const key = 'nk_0123456789abcdef';
  const spec = {
    path: `/contacts/1?api_key=${key}`,
    headers: { 'X-Api-Key': key, Authorization: `Bearer ${key.slice(0, 9)}` },
    body: key,
  };
  const exchange = await send(connect(), spec);
  expect(JSON.stringify(exchange)).not.toContain('nk_012345');
  expect(exchange.request.headers).toEqual({ 'X-Api-Key': '[redacted]', Authorization: 'Bearer [redacted]' });
  expect(seen.at(-1)?.headers['x-api-key']).toBe(key);
});

test('a key that has nothing to do with the valid one is recorded as sent', async () => {
  const exchange = await send(connect(), { headers: { 'X-Api-Key': 'not-a-key' } });
  expect(exchange.request.headers['X-Api-Key']).toBe('not-a-key');
});

test('a header that HTTP cannot carry is a fault of the suite', async () => {
  const sending = send(connect(), { headers: { 'X-Api-Key': 'secret\nvalue' } });
  await expect(sending).rejects.toThrow(RequestNotSendableError);
  await expect(sending).rejects.not.toThrow(/secret/);
});

test('exchanges are numbered in the order of sending and handed on once', async () => {
  const ids: number[] = [];
  const client = connect({ firstId: 7, onExchange: (exchange) => ids.push(exchange.id) });
  const sent = await Promise.all([send(client, {}), send(client, {}), send(client, {})]);
  expect(sent.map((exchange) => exchange.id)).toEqual([7, 8, 9]);
  expect(ids.sort()).toEqual([7, 8, 9]);
  expect(client.counts).toEqual({ sent: 3, retried: 0, throttled: 0 });
});

test('a pace of twenty a second keeps requests fifty milliseconds apart', async () => {
  const client = connect({ maxRps: 20 });
  const begun = Date.now();
  const exchanges = await Promise.all([1, 2, 3, 4, 5].map(() => send(client, {})));
  const waited = exchanges.map(({ sentAt }) => sentAt - begun);
  // A busy machine may send later, and never earlier: the fifth has four gaps before it.
  expect(Math.max(...waited)).toBeGreaterThanOrEqual(4 * 50 - 5);
});

test.each([
  ['unlimited', 0, [5, 2.5, 1.25]],
  ['ten a second', 10, [5, 2.5, 1.25]],
  ['one a second', 1, [0.5, 0.5, 0.5]],
  ['one in four seconds', 0.25, [0.25, 0.25, 0.25]],
])('a pace of %s is halved, down to one in two seconds', (_, rps, expected) => {
  const pace = createPace(rps, new AbortController().signal);
  const paces = expected.map(() => {
    pace.slowDown();
    return pace.rps;
  });
  expect(paces).toEqual(expected);
});

const NOW = Date.parse('2026-01-05T09:00:00Z');

test.each([
  ['seconds', { 'retry-after': '7' }, 7000],
  ['a date', { 'retry-after': 'Mon, 05 Jan 2026 09:00:30 GMT' }, 30_000],
  [
    'a date by a clock that is wrong',
    { 'retry-after': 'Mon, 05 Jan 2026 19:00:02 GMT', date: 'Mon, 05 Jan 2026 19:00:00 GMT' },
    2000,
  ],
  ['a date that is past', { 'retry-after': 'Mon, 05 Jan 2026 08:00:00 GMT' }, 0],
  ['words', { 'retry-after': 'in a while 9' }, null],
  ['a negative number', { 'retry-after': '-5' }, null],
  ['nothing', {}, null],
])('Retry-After is read as a pause from %s', (_, headers, ms) => expect(retryAfterMs(headers, NOW)).toBe(ms));

test.each([
  ['bytes that are not UTF-8', Buffer.from('7b22ff227d', 'hex'), '{"\ufffd"}', '7b22ff227d'],
  ['JSON in UTF-16', Buffer.from('{}', 'utf16le'), '{\0}\0', undefined],
  ['bytes of a text', Buffer.from('{"é":1}'), '{"é":1}', undefined],
])('a body of %s goes over the wire as it is, and is recorded', async (_what, body, text, bodyHex) => {
  const headers = { 'Content-Type': 'application/json' };
  const exchange = await send(connect(), { headers, body });
  expect(seen.at(-1)).toMatchObject({ body: body.toString('hex'), headers: { 'content-length': String(body.length) } });
  expect(exchange.request.body).toBe(text);
  expect(exchange.request.bodyHex).toBe(bodyHex);
});

test('a response to HEAD is whole without a body', async () => {
  const exchange = await send(connect(), { method: 'HEAD' });
  expect(exchange).toMatchObject({ failure: null, response: { status: 200, bytes: 0 } });
});

test('a header that is withheld is sent and not recorded', async () => {
  const spec = { headers: { Cookie: 'session=secret' }, withheld: ['cookie'] };
  const exchange = await send(connect(), spec);
  expect(seen.at(-1)?.headers['cookie']).toBe('session=secret');
  expect(exchange.request.headers['Cookie']).toBe('[not shown]');
});
