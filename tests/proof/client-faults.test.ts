import type { Exchange, FailureKind } from '../support/client/exchange.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaults } from '../mock/faults/index.ts';
import type { Faults, FaultName } from '../mock/faults/index.ts';
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

const once: readonly (readonly [Address, FailureKind, number | undefined])[] = [
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

const late: readonly (readonly [FaultName, FailureKind, number | undefined])[] = [
  ['silent', 'timeout', undefined],
  ['head-only', 'timeout-in-body', 200],
  ['stall', 'timeout-in-body', 200],
  ['drip', 'timeout-in-body', 200],
];

const broken: readonly (readonly [Address, FailureKind, number | undefined])[] = [
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
    expect(exchange.response).toBeNull();
    expect(exchange.failure).toMatchObject(status === undefined ? { kind } : { kind, status });
    expect(exchange.attempts).toBe(1);
  });

  test.each(late)('%s fails as %s when the time is up', async (fault, kind, status) => {
    const exchange = await update(connect(fault, { timeoutMs: 600 }));
    expect(exchange.failure?.kind).toBe(kind);
    expect(exchange.failure?.status).toBe(status);
    expect(exchange.attempts).toBe(1);
    expect(exchange.ms).toBeGreaterThanOrEqual(100);
  });

  test.each(broken)('%s fails as %s after three attempts', async (fault, kind, status) => {
    const client = connect(fault);
    const exchange = await update(client);
    expect(exchange.failure?.kind).toBe(kind);
    expect(exchange.failure?.status).toBe(status);
    expect(exchange.attempts).toBe(3);
    expect(client.counts).toEqual({ sent: 1, retried: 2, throttled: 0 });
  });

  test('a connection that breaks once is used again and counted', async () => {
    const exchange = await update(connect('reset-once'));
    expect(exchange.response?.status).toBe(200);
    expect(exchange.attempts).toBe(2);
  });

  test('a kept connection that was closed costs one attempt and no pause', async () => {
    const client = connect('closed-when-idle', { retries: 0 });
    await update(client);
    const second = await update(client);
    expect(second.response?.status).toBe(200);
    expect(second.attempts).toBe(2);
    expect(client.counts.retried).toBe(1);
  });

  test('bytes that arrive after a response are not taken for the next one', async () => {
    const client = connect('longer-later');
    await update(client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const second = await update(client);
    expect(second.response?.text).toContain('Ada');
  });
});

describe.concurrent('gateways and throttling', () => {
  test.each(['twice-502', 'twice-503', 'twice-504'] as const)('%s is answered at the third attempt', async (fault) => {
    const exchange = await update(connect(fault));
    expect(exchange.response?.status).toBe(200);
    expect(exchange).toMatchObject({ attempts: 3, throttled: 0, failure: null });
  });

  test('a gateway that stays down is kept as the response that it is', async () => {
    const exchange = await update(connect('always-503'));
    expect(exchange.response?.status).toBe(503);
    expect(exchange.attempts).toBe(3);
  });

  test('a status of 500 is a response and not tried again', async () => {
    const exchange = await update(connect('always-500'));
    expect(exchange.response?.status).toBe(500);
    expect(exchange.attempts).toBe(1);
  });

  test('a redirect is a response and not followed', async () => {
    const exchange = await update(connect('redirect'));
    expect(exchange.response?.status).toBe(302);
    expect(exchange.response?.headers['location']).toBe('/ok/contacts/1');
  });

  test.each([
    ['throttle-seconds', 990],
    ['throttle-date', 990],
    ['throttle-bare', 490],
    ['throttle-text', 490],
  ] as const)('%s is waited out for at least %i ms', async (fault, pause) => {
    const client = connect(fault);
    const exchange = await update(client);
    const [first = 0, second = 0] = faults.arrivals(fault);
    expect(exchange.response?.status).toBe(200);
    expect(exchange).toMatchObject({ attempts: 2, throttled: 1 });
    expect(second - first).toBeGreaterThanOrEqual(pause);
    expect(client.counts).toEqual({ sent: 1, retried: 0, throttled: 1 });
  });

  test('a Retry-After of 503 is kept too', async () => {
    const exchange = await update(connect('later-503'));
    const [first = 0, second = 0] = faults.arrivals('later-503');
    expect(exchange).toMatchObject({ attempts: 2, throttled: 0 });
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  test('throttling without end is given up when the patience is', async () => {
    const exchange = await update(connect('throttle-forever', { maxThrottleWaitMs: 1100 }));
    expect(exchange.response?.status).toBe(429);
    expect(exchange.throttled).toBeLessThan(3);
    expect(exchange.throttled).toBeGreaterThan(0);
  });

  test('a pause of an hour is not begun', async () => {
    const exchange = await update(connect('throttle-an-hour'));
    expect(exchange.response?.status).toBe(429);
    expect(exchange).toMatchObject({ attempts: 1, throttled: 0 });
  });
});

describe.concurrent('the end of a run', () => {
  test.each(['silent', 'drip', 'throttle-an-hour'] as const)('%s is ended at once by the signal', async (fault) => {
    const ending = new AbortController();
    const client = connect(fault, { signal: ending.signal, maxThrottleWaitMs: 10_000_000 });
    setTimeout(() => ending.abort(), 60);
    const exchange = await update(client);
    expect(exchange.failure?.kind).toBe('aborted');
  });

  test('a client that was closed sends nothing', async () => {
    const client = connect('slow');
    client.close();
    const exchange = await update(client);
    expect(exchange.failure?.kind).toBe('aborted');
    expect(client.counts.sent).toBe(0);
  });

  test('closing ends the request that is under way', async () => {
    const client = connect('silent');
    const under = update(client);
    setTimeout(() => client.close(), 30);
    expect((await under).failure?.kind).toBe('aborted');
  });
});
