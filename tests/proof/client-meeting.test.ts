/** Two requests that are to be sent at the same time are, at every pace. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, meetingOf } from '../support/client/index.ts';

let underWay = 0;
let most = 0;
/** Answers only once nothing has come for a while: who is sent at the same time is there by then. */
const server = createServer((_request, response) => {
  underWay += 1;
  most = Math.max(most, underWay);
  setTimeout(() => {
    underWay -= 1;
    response.end('{}');
  }, 100);
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => server.close());

const connect = () =>
  createClient({
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    apiKey: 'nk_0123456789abcdef',
    maxRps: 5,
    timeoutMs: 5000,
  });
const about = { case: 'a', purpose: 'case' } as const;

test.each([
  ['that meet are sent at the same time', 2, 2],
  ['that do not meet are kept apart by the pace', 1, 1],
])('two requests %s', async (_what, parties, together) => {
  most = 0;
  const client = connect();
  const meeting = meetingOf(parties);
  const spec = { method: 'GET', path: '/', headers: {}, meeting } as const;
  await Promise.all([client.send(spec, about), client.send(spec, about)]);
  client.close();
  expect(most).toBe(together);
});

test('a meeting to which one does not come is opened for the other', async () => {
  const meeting = meetingOf(2);
  const arrived = meeting.arrive();
  meeting.open();
  await expect(arrived).resolves.toBeUndefined();
});
