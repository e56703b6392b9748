/** Time per request against one stand-in: bare `node:http`, supertest alone, our client, our client with every oracle. */
import type { Exchange } from '../../support/client/exchange.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import { contactOf, contactPath, headersFor, stateOf } from '../../support/endpoint/index.ts';
import http from 'node:http';
import supertest from 'supertest';
import { startMock, type MockServer } from '../../mock/index.ts';
import { createClient } from '../../support/client/index.ts';
import { judgeExchange } from '../../support/oracles/index.ts';
import { measure, table, type Contender } from './measure.ts';

const ratio = (value: number, reference = Number.NaN): string => `${(value / reference).toFixed(2)} ×`;

let nth = 0;
/** Another name each time, so that the stand-in has something to write. */
const bodyOf = (): { readonly name: string; readonly body: string } => {
  const name = `Bench ${(nth += 1)}`;
  return { name, body: JSON.stringify({ contact: { name } }) };
};

function bare(url: URL, headers: Readonly<Record<string, string>>, agent: http.Agent): Contender {
  const once = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const { body } = bodyOf();
      const request = http.request(
        url,
        { method: 'PATCH', headers: { ...headers, 'Content-Length': Buffer.byteLength(body) }, agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  return {
    name: 'bare node:http, keep-alive',
    run: async (times) => {
      for (let i = 0; i < times; i += 1) await once();
    },
  };
}

function alone(url: URL, headers: Readonly<Record<string, string>>, agent: http.Agent): Contender {
  const server = supertest(url.origin);
  return {
    name: 'supertest alone, keep-alive agent',
    run: async (times) => {
      for (let i = 0; i < times; i += 1)
        await server.patch(url.pathname).agent(agent).set(headers).send(bodyOf().body).expect(200);
    },
  };
}

function judging(mock: MockServer, judge: boolean): Contender & { readonly close: () => void } {
  const { apiKey, contactId } = mock.facts;
  const client = createClient({ baseUrl: mock.baseUrl, apiKey, maxRps: 0, timeoutMs: 10_000 });
  const host = new URL(mock.baseUrl).hostname;
  let before: ContactState = {};
  const look = (exchange: Exchange, name: string): void => {
    const judgements = judgeExchange({
      exchange,
      expectation: { kind: 'plain' },
      sent: { name },
      before,
      contactId,
      seen: { createdAt: null, updatedAt: null, sentAt: 0 },
      timeoutMs: 10_000,
      host,
    });
    const odd = judgements.find(({ outcome }) => outcome === 'fail');
    if (odd !== undefined) throw new Error(`The stand-in broke ${odd.clause}: ${odd.message}`);
    before = stateOf(contactOf(exchange.response?.parsed) ?? {});
  };
  return {
    name: judge ? 'our client and every oracle' : 'our client (paced, timed, redacted, parsed)',
    run: async (times) => {
      for (let i = 0; i < times; i += 1) {
        const { name, body } = bodyOf();
        const exchange = await client.send(
          { method: 'PATCH', path: contactPath(contactId), headers: headersFor(apiKey), body },
          { case: 'bench', purpose: 'case' },
        );
        if (judge) look(exchange, name);
      }
    },
    close: () => client.close(),
  };
}

/** The table; ratios are to supertest alone. */
export async function requestTable(): Promise<string> {
  const mock = await startMock();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const [client, oracles] = [judging(mock, false), judging(mock, true)];
  try {
    const url = new URL(`${mock.baseUrl}${contactPath(mock.facts.contactId)}`);
    const headers = headersFor(mock.facts.apiKey);
    const timings = await measure([bare(url, headers, agent), alone(url, headers, agent), client, oracles], {
      rounds: 21,
      times: 150,
    });
    const [, reference] = timings;
    return table(
      [
        'one update, one after the other, stand-in included',
        'milliseconds',
        'to supertest alone',
        'milliseconds of processor',
        'to supertest alone',
      ],
      timings.map(({ name, median, cpu }) => [
        name,
        median.toFixed(3),
        ratio(median, reference?.median),
        cpu.toFixed(3),
        ratio(cpu, reference?.cpu),
      ]),
    );
  } finally {
    client.close();
    oracles.close();
    agent.destroy();
    await mock.close();
  }
}
