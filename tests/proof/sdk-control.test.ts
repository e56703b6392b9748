/** The paths of the stand-in by which a test runner marks its tests and asks for the verdict. */
import { afterEach, describe, expect, test } from 'vitest';
import { sdkReportOf } from '../support/judge/report.ts';
import type { StandIn } from '../support/sdk/standin.ts';
import { apiKey, endAll, start, update } from './helpers/sdk-standins.ts';

afterEach(endAll);

describe('the paths for test runners', () => {
  const at = (standIn: StandIn, path: string, method = 'GET'): Promise<Response> =>
    fetch(`${standIn.origin}/__contract/${path}`, { method });

  test('tell whether it is there, and count no request of their own', async () => {
    const standIn = await start();
    expect(await (await at(standIn, 'health')).json()).toEqual({ ok: true, requests: 0 });
    expect(standIn.records()).toEqual([]);
  });

  test('group requests by the test that was marked', async () => {
    const standIn = await start();
    await update(standIn, { name: 'A' });
    await at(standIn, `mark?name=${encodeURIComponent('renames a contact')}`, 'POST');
    await update(standIn, { nmae: 'B' });
    expect(standIn.records().map(({ test }) => test)).toEqual([null, 'renames a contact']);
  });

  test('give the journal as lines of JSON without the key', async () => {
    const standIn = await start();
    await update(standIn, { name: 'A' });
    await update(standIn, { nmae: 'B' });
    const response = await at(standIn, 'journal');
    const text = await response.text();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(lines).toMatchObject([
      { nth: 1, method: 'PATCH', response: { status: 200 }, findings: [] },
      { nth: 2, findings: [{ clause: 'sdk-attributes-documented', party: 'SDK' }] },
    ]);
    expect(text).not.toContain(apiKey);
  });

  test('give the verdict up to now', async () => {
    const standIn = await start({
      verdict: (records) =>
        sdkReportOf({
          suite: { name: 's', version: '1' },
          startedAt: '',
          durationMs: 0,
          strict: false,
          refuse: false,
          ignoreExit: false,
          scenario: null,
          program: null,
          ended: null,
          faults: [],
          records,
          scenarios: [],
        }),
    });
    expect(await (await at(standIn, 'verdict')).json()).toMatchObject({ verdict: 'inconclusive', exitCode: 3 });
    await update(standIn, { nmae: 'B' });
    expect(await (await at(standIn, 'verdict')).json()).toMatchObject({ verdict: 'violated', exitCode: 2 });
  });

  test('reset requests, tests and the contact', async () => {
    const standIn = await start();
    await at(standIn, 'mark?name=x', 'POST');
    await update(standIn, { name: 'Changed' });
    await at(standIn, 'reset', 'POST');
    const response = await update(standIn, { phone_number: '' });
    expect(await response.json()).toMatchObject({ contact: { name: 'Eve Holt' } });
    expect(standIn.records()).toMatchObject([{ nth: 1, test: null }]);
  });

  test.each([
    ['mark', 'GET', 405],
    ['mark', 'POST', 400],
    ['reset', 'GET', 405],
    ['health', 'POST', 405],
    ['journals', 'GET', 404],
    ['toString', 'GET', 404],
  ])('answer %s with %s by %i', async (path, method, status) => {
    const response = await at(await start(), path, method);
    expect([response.status, await response.json()]).toEqual([status, { error: expect.any(String) as string }]);
  });
});
