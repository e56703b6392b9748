/** A target that throttles without end: how long it is waited for, and what a run says of it. No pause passes here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaults, type Faults } from '../mock/faults/index.ts';
import type { MockResponse, Variant } from '../mock/types.ts';
import { createClient, type ClientOptions } from '../support/client/index.ts';
import { runContract } from '../support/run/run.ts';
import { answered, either, intentOf, recorded, refusal } from './helpers/ask.ts';
import { controlled } from './helpers/replies.ts';
import { converse, modelWith } from './helpers/conversation.ts';
import { nothingElse, plainSettings } from './helpers/verdict-data.ts';

let faults: Faults;
beforeAll(async () => {
  faults = await startFaults();
});
afterAll(() => faults.close());

/** A clock that only pauses and attempts move on, and the pauses that it was asked for. */
function handMade(perAttempt = 0) {
  const pauses: number[] = [];
  let time = 0;
  const clock: NonNullable<ClientOptions['clock']> = {
    now: () => time,
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds + perAttempt;
      return Promise.resolve();
    },
  };
  return { clock, pauses, elapsed: () => time };
}

async function sentTwice(fault: 'throttle-forever' | 'throttle-an-hour', clock: NonNullable<ClientOptions['clock']>) {
  const baseUrl = faults.baseUrl(fault);
  const client = createClient({ baseUrl, apiKey: 'nk_0123456789abcdef', maxRps: 0, timeoutMs: 5000, clock });
  const spec = { method: 'PATCH', path: '/contacts/1', headers: {}, body: '{}' } as const;
  const about = { case: 'proof', purpose: 'case' } as const;
  try {
    return [await client.send(spec, about), await client.send(spec, about)] as const;
  } finally {
    client.close();
  }
}

describe('a client that is throttled without end', () => {
  test('waits with growing pauses for a minute, and then no more', async () => {
    const { clock, pauses, elapsed } = handMade();
    const [first, second] = await sentTwice('throttle-forever', clock);
    expect(elapsed()).toBeLessThanOrEqual(60_000);
    expect(elapsed()).toBeGreaterThan(20_000);
    expect(first.throttled + second.throttled).toBe(pauses.length);
    expect([first, second].map(({ response }) => response?.status)).toEqual([429, 429]);
  });

  test('counts what the attempts take, too', async () => {
    const { clock, pauses, elapsed } = handMade(20_000);
    await sentTwice('throttle-forever', clock);
    expect(elapsed()).toBeGreaterThan(60_000);
    expect(pauses.length).toBeLessThanOrEqual(3);
  });

  test('does not wait where it is asked for longer than a minute', async () => {
    const { clock, pauses } = handMade();
    const exchanges = await sentTwice('throttle-an-hour', clock);
    expect(exchanges.map(({ attempts }) => attempts)).toEqual([1, 1]);
    expect(pauses).toEqual([]);
  });
});

/** Answers 429 from a request on. */
const throttlesFrom = (first: number): Variant => {
  const response: MockResponse = { status: 429, headers: { 'retry-after': '3600' }, text: 'Slow down' };
  return { before: ({ nth }) => (nth >= first ? response : undefined) };
};

describe('a response 429 that the client gave up on', () => {
  const update = (expectation: typeof either) => intentOf('throttled', { name: 'Zoe Plain' }, expectation);

  test.each([either, recorded, refusal])(
    'to a request that is $kind has a control ask for the target',
    (expectation) => {
      const told = converse(modelWith(), answered(update(expectation), 429), controlled(429));
      expect(told.asks).toEqual(['control', 'stop down']);
    },
  );

  test('is no sign of an outage where the control goes through', () => {
    const told = converse(modelWith(), answered(update(refusal), 429), controlled(200));
    expect(told.asks).toEqual(['control']);
  });
});

describe('a run that is throttled without end', () => {
  test.each(['smoke', 'full'] as const)(
    'of the profile %s ends at once, with the contact to be put back',
    async (profile) => {
      const report = await runContract({
        settings: plainSettings({ profile }),
        comparisons: nothingElse,
        signal: new AbortController().signal,
        variant: throttlesFrom(14),
      });
      expect(report).toMatchObject({ verdict: 'error', exitCode: 1, sandbox: { restored: false } });
      expect(report.reasons.join(' ')).toMatch(/The contact could not be put back/);
      expect(report.findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
      // The one that is throttled, a control, and what puts the contact back.
      expect(report.requests.sent).toBeLessThanOrEqual(17);
    },
  );
});
