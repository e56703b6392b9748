/** A target that fails when the contact is put back, for a while or for good. No pause is waited for here. */
import { describe, expect, test } from 'vitest';
import type { FailureKind } from '../support/client/exchange.ts';
import { takes } from '../mock/kit.ts';
import type { MockResponse, Call, VariantSource } from '../mock/types.ts';
import { openSandbox } from '../support/sandbox/index.ts';
import { startBench, type Bench } from './helpers/sandbox.ts';
import { heldBy } from './kill/killer.ts';

let bench: Bench;

/** What came of putting back what a run has written. */
async function played(variant: VariantSource) {
  bench = await startBench(variant);
  const { mock, pauses } = bench;
  const before = heldBy(mock);
  const opening = await bench.opened();
  await bench.write({ name: 'Nora Blix', email: 'nora.blix@example.com', tag_ids: [] });
  const hits = mock.hits();
  pauses.length = 0;
  const restored = await opening.restore();
  return { before, after: heldBy(mock), restored, pauses, hits: mock.hits() - hits };
}

/** Fails once the run has written, until so many requests have failed. */
const failing =
  (response: MockResponse, times: number, when: (call: Call) => boolean = () => true): VariantSource =>
  () => {
    let [written, failed] = [false, 0];
    return {
      before: (call) => {
        const isRun = call.bytes.includes('nora.blix');
        written ||= isRun;
        if (!written || isRun || failed >= times || !when(call)) return undefined;
        failed += 1;
        return response;
      },
    };
  };
const status = (code: number): MockResponse => ({ status: code, headers: {}, body: { error: 'Not now' } });
const isPatch = ({ method }: Call): boolean => method === 'PATCH';

describe('a target that fails when the contact is put back', () => {
  // The client by itself sends three times what is answered with 502 or 503, and twice more what breaks off.
  test.each<[string, MockResponse, number, (call: Call) => boolean]>([
    ['500 to every request', status(500), 14, () => true],
    ['500 to updates alone', status(500), 10, isPatch],
    ['502', status(502), 7, () => true],
    ['503 to updates alone', status(503), 7, isPatch],
    ['no response', { ...status(500), drop: true }, 7, () => true],
  ])('is tried again until it is well: %s', async (_what, response, times, when) => {
    const { before, after, restored, pauses } = await played(failing(response, times, when));
    expect(restored).toMatchObject({ ok: true, byHand: null });
    expect(after).toBe(before);
    expect(pauses.slice(0, 2)).toEqual([1000, 2000]);
  });

  test('is left alone after half a minute of growing pauses', async () => {
    const { restored, pauses, hits } = await played(failing(status(500), Infinity));
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(restored).toMatchObject({ ok: false, cause: 'not-reachable' });
    expect(restored.message).toContain('did not answer, in 6 tries');
    expect(hits).toBeLessThanOrEqual(30);
  });

  // No pause passes here, so that the target reads the clock of those that were made: each update has to keep its distance.
  test.each([400, 2000])('is given %i ms between two updates where it answers 409 before', async (distance) => {
    let last = -Infinity;
    let isFirst = true;
    const { restored, before, after, pauses } = await played({
      before: (call) => {
        if (!isPatch(call) || !call.bytes.includes('Eve Holt')) return undefined;
        const now = bench.pauses.reduce((sum, pause) => sum + pause, 0);
        const isEarly = now - last < distance;
        last = now;
        return isEarly ? status(409) : undefined;
      },
      // The first update that puts back loses the name: another one has to follow.
      ...takes((changes) => {
        if (changes.name !== 'Eve Holt' || !isFirst) return changes;
        isFirst = false;
        return { ...changes, name: 'Nora Blix' };
      }),
    });
    expect(restored).toMatchObject({ ok: true, byHand: null });
    expect(after).toBe(before);
    expect(pauses.length).toBeGreaterThan(0);
  });

  test.each([408, 409, 423, 425])('is tried again until it no longer refuses with %i', async (code) => {
    const { restored, before, after, pauses } = await played(failing(status(code), 3, isPatch));
    expect(restored).toMatchObject({ ok: true, byHand: null, requests: 5 });
    expect(after).toBe(before);
    expect(pauses).toEqual([1000, 2000, 4000]);
  });

  test.each([
    ['obeyed', '6', true, [6000, 6000]],
    ['not waited for where it asks for more than half a minute', '60', false, []],
  ])('has its Retry-After %s', async (_what, seconds, ok, expected) => {
    const response = { ...status(409), headers: { 'retry-after': seconds } };
    const { restored, pauses } = await played(failing(response, ok ? 2 : Infinity, isPatch));
    expect(restored.ok).toBe(ok);
    expect(pauses).toEqual(expected);
  });

  test.each<[string, FailureKind]>([
    ['a look-up of its name', 'dns'],
    ['a connection', 'refused'],
  ])('is tried again after %s failed', async (_what, kind) => {
    const bench = await startBench();
    const { mock, pauses, options } = bench;
    const before = heldBy(mock);
    let failures = 2;
    const send: typeof options.client.send = async (spec, about) => {
      failures += 1;
      const exchange = await options.client.send(failures <= 2 ? { ...spec, path: '/nowhere' } : spec, about);
      return failures > 2 ? exchange : { ...exchange, response: null, failure: { kind, message: 'Not now.' } };
    };
    const opening = await openSandbox({ ...options, client: { ...options.client, send } });
    await bench.write({ name: 'Nora Blix' });
    failures = 0;
    pauses.length = 0;
    expect(opening.kind === 'open' && (await opening.restore())).toMatchObject({ ok: true, requests: 4 });
    expect(heldBy(mock)).toBe(before);
    expect(pauses).toEqual([1000, 2000]);
  });

  test('has all put back but what it refuses as a conflict each time', async () => {
    const variant = failing(status(409), Infinity, (call) => isPatch(call) && call.bytes.includes('"email"'));
    const { restored } = await played(variant);
    expect(restored).toMatchObject({ ok: false, byHand: { email: 'eve.holt@example.com' } });
    expect(Object.keys(restored.byHand ?? {})).toEqual(['email']);
  });

  test.each([400, 401, 403, 404, 422])('is not waited for when it refuses with %i', async (code) => {
    const { restored, pauses } = await played(failing(status(code), Infinity, isPatch));
    expect(restored.ok).toBe(false);
    expect(pauses).toEqual([]);
  });

  test('is not waited for when all but the way of one attribute is well', async () => {
    const variant = failing(status(500), 1, isPatch);
    const { restored, before, after, pauses } = await played(variant);
    expect({ ok: restored.ok, after, pauses }).toEqual({ ok: true, after: before, pauses: [] });
  });
});
