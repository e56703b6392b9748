import type { Exchange, FailureKind } from '../support/client/exchange.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaults } from '../mock/faults/index.ts';
import type { Faults } from '../mock/faults/index.ts';
import { createClient } from '../support/client/index.ts';
import type { Client, ClientOptions } from '../support/client/index.ts';

type Address = Parameters<Faults['baseUrl']>[0];

let faults: Faults;
const clients: Client[] = [];

beforeAll(async () => {
  faults = await startFaults();
});

afterAll(async () => {
  clients.forEach((client) => client.close());
  await faults.close();
});

function connect(fault: Address, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    baseUrl: faults.baseUrl(fault),
    apiKey: 'nk_0123456789abcdef',
    maxRps: 0,
    timeoutMs: 5000,
    ...options,
  });
  clients.push(client);
  return client;
}

function update(client: Client): Promise<Exchange> {
  const headers = { 'X-Api-Key': 'nk_0123456789abcdef', 'Content-Type': 'application/json' };
  const spec = { method: 'PATCH', path: '/contacts/1', headers, body: '{"contact":{"name":"Ada"}}' } as const;
  return client.send(spec, { case: 'proof', purpose: 'case' });
}

type Row = readonly [fault: Address, kind: FailureKind, status: number | undefined];
const once: readonly Row[] = [
  ['dns', 'dns', undefined],
  ['tls', 'tls', undefined],
  ['not-http', 'protocol', undefined],
  ['huge', 'too-large', 200],
  ['huge-declared', 'too-large', 200],
  ['endless', 'too-large', 200],
  ['gzip-bomb', 'too-large', 200],
  ['gzip-lie', 'decode', 200],
  ['gzip-cut', 'decode', 200],
  ['unknown-coding', 'decode', 200],
  ['longer', 'length', 200],
];

const late: readonly Row[] = [
  ['silent', 'timeout', undefined],
  ['head-only', 'timeout-in-body', 200],
  ['stall', 'timeout-in-body', 200],
  ['drip', 'timeout-in-body', 200],
];

const broken: readonly Row[] = [
  ['refused', 'refused', undefined],
  ['reset', 'reset', undefined],
  ['close', 'reset', undefined],
  ['reset-in-body', 'reset', 200],
  ['close-in-chunks', 'reset', 200],
  ['shorter', 'length', 200],
];

describe.concurrent('faults of the line', () => {
  test.each(once)('%s fails as %s at the first attempt', async (fault, kind, status) => {
    const exchange = await update(connect(fault));
    const failure = status === undefined ? { kind } : { kind, status };
    expect(exchange).toMatchObject({ response: null, failure, attempts: 1 });
  });

  test.each(late)('%s fails as %s when the time is up', async (fault, kind, status) => {
    const exchange = await update(connect(fault, { timeoutMs: 600 }));
    expect([exchange.failure?.kind, exchange.failure?.status, exchange.attempts]).toEqual([kind, status, 1]);
    expect(exchange.ms).toBeGreaterThanOrEqual(100);
  });

  test.each(broken)('%s fails as %s after three attempts', async (fault, kind, status) => {
    const client = connect(fault);
    const { failure, attempts } = await update(client);
    expect([failure?.kind, failure?.status, attempts]).toEqual([kind, status, 3]);
    expect(client.counts).toEqual({ sent: 1, retried: 2, throttled: 0 });
  });

  test('a kept connection that was closed costs one attempt and no pause', async () => {
    const client = connect('closed-when-idle', { retries: 0 });
    await update(client);
    expect(await update(client)).toMatchObject({ response: { status: 200 }, attempts: 2 });
    expect(client.counts.retried).toBe(1);
  });

  test('bytes that arrive after a response are not taken for the next one', async () => {
    const client = connect('longer-later');
    await update(client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await update(client)).response?.text).toContain('Ada');
  });
});

const well = { status: 200 };
describe.concurrent('gateways and throttling', () => {
  test.each<readonly [string, Address, object]>([
    ['a connection that breaks once is used again', 'reset-once', { response: well, attempts: 2 }],
    ['502 is sent again twice', 'twice-502', { response: well, attempts: 3, throttled: 0, failure: null }],
    ['503 is sent again twice', 'twice-503', { response: well, attempts: 3, throttled: 0, failure: null }],
    ['504 is sent again twice', 'twice-504', { response: well, attempts: 3, throttled: 0, failure: null }],
    ['a gateway that stays down is the response that it is', 'always-503', { response: { status: 503 }, attempts: 3 }],
    ['a status of 500 is a response', 'always-500', { response: { status: 500 }, attempts: 1 }],
    ['a redirect is not followed', 'redirect', { response: { status: 302, headers: { location: '/ok/contacts/1' } } }],
    ['an hour is no pause', 'throttle-an-hour', { response: { status: 429 }, attempts: 1, throttled: 0 }],
  ])('of the line: %s', async (_what, fault, expected) => expect(await update(connect(fault))).toMatchObject(expected));

  test.each([
    ['throttle-seconds', 990],
    ['throttle-date', 990],
    ['throttle-bare', 490],
    ['throttle-text', 490],
  ] as const)('%s is waited out for at least %i ms', async (fault, pause) => {
    const client = connect(fault);
    expect(await update(client)).toMatchObject({ response: well, attempts: 2, throttled: 1 });
    const [first = 0, second = 0] = faults.arrivals(fault);
    expect(second - first).toBeGreaterThanOrEqual(pause);
    expect(client.counts).toEqual({ sent: 1, retried: 0, throttled: 1 });
  });

  test('a Retry-After of 503 is kept too', async () => {
    expect(await update(connect('later-503'))).toMatchObject({ attempts: 2, throttled: 0 });
    const [first = 0, second = 0] = faults.arrivals('later-503');
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('throttling without end is given up when the patience is', async () => {
    const { response, throttled } = await update(connect('throttle-forever', { maxThrottleWaitMs: 1100 }));
    expect(response?.status).toBe(429);
    expect([1, 2]).toContain(throttled);
  });
});

describe.concurrent('the end of a run', () => {
  test.each(['silent', 'drip', 'throttle-an-hour'] as const)('%s is ended at once by the signal', async (fault) => {
    const ending = new AbortController();
    const client = connect(fault, { signal: ending.signal, maxThrottleWaitMs: 10_000_000 });
    setTimeout(() => ending.abort(), 60);
    expect((await update(client)).failure?.kind).toBe('aborted');
  });

  test('a client that was closed sends nothing', async () => {
    const client = connect('slow');
    client.close();
    expect((await update(client)).failure?.kind).toBe('aborted');
    expect(client.counts.sent).toBe(0);
  });

  test('closing ends the request that is under way', async () => {
    const client = connect('silent');
    setTimeout(() => client.close(), 30);
    expect((await update(client)).failure?.kind).toBe('aborted');
  });
});
