/** The stand-in as a server: what it answers, what it keeps, and clients that do not behave. */
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { scenarioNamed } from '../support/sdk/scenarios.ts';
import type { StandIn } from '../support/sdk/standin.ts';
import { apiKey, endAll, start, update } from './helpers/sdk-standins.ts';

afterEach(endAll);

const clausesOf = (standIn: StandIn): readonly string[] =>
  standIn.records().flatMap(({ judgement }) => judgement.findings.map(({ clause }) => clause));

const until = async (ready: () => boolean): Promise<void> => {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Writes bytes to the stand-in and ends the connection when it has answered, or at once. */
const write = ({ origin }: StandIn, text: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.end(text));
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });

describe('the stand-in', () => {
  test('keeps a state, and answers a wrong request as the server would', async () => {
    const standIn = await start();
    await update(standIn, { name: 'Ada Quill' });
    const response = await update(standIn, { nmae: 'x' }, { method: 'PUT' });
    expect([response.status, await response.json()]).toMatchObject([200, { contact: { name: 'Ada Quill' } }]);
    expect(clausesOf(standIn)).toEqual(['sdk-method-patch', 'sdk-attributes-documented']);
  });

  test('answers 404 on every other path, with a key and without', async () => {
    const standIn = await start();
    const responses = await Promise.all([fetch(`${standIn.origin}/`), fetch(`${standIn.baseUrl}/companies`)]);
    expect(responses.map(({ status }) => status)).toEqual([404, 404]);
    expect(clausesOf(standIn)).toEqual(['sdk-path-documented', 'sdk-path-documented']);
  });

  test('refuses what breaks the contract when it is asked to', async () => {
    const standIn = await start({ refuse: true });
    const responses = [
      await update(standIn, { nmae: 'x' }),
      await update(standIn, {}),
      await update(standIn, { name: 'Ada' }),
    ];
    expect(responses.map(({ status }) => status)).toEqual([422, 400, 200]);
    expect(await responses[0]?.json()).toEqual({
      errors: ['"nmae" is not documented. The nearest documented name is name.'],
    });
  });

  test('refuses what is only told when it is strict as well', async () => {
    const standIn = await start({ refuse: true, strict: true });
    expect((await update(standIn, {})).status).toBe(422);
  });

  test('says that its port is taken', async () => {
    const { origin } = await start();
    await expect(start({ port: Number(new URL(origin).port) })).rejects.toThrow(
      /cannot listen on 127\.0\.0\.1: port \d+ is taken\. Name another with --port/,
    );
  });
});

describe('a client that does not behave', () => {
  const head = (standIn: StandIn, length: number): string =>
    `PATCH /api/external/v1/contacts/${standIn.facts.contactId} HTTP/1.1\r\nHost: x\r\nX-Api-Key: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

  test.each<readonly [string, (standIn: StandIn) => string]>([
    ['a body', (standIn) => `${head(standIn, 100)}{"contact":`],
    ['of the headers', () => 'PATCH /api/external/v1/contacts/1 HTTP/1.1\r\nHost: x\r\n'],
  ])('half %s is a request that is not whole', async (_what, text) => {
    const standIn = await start();
    await write(standIn, text(standIn));
    await until(() => standIn.records().length > 0);
    expect(clausesOf(standIn)).toEqual(['sdk-request-whole']);
  });

  test.each([
    ['a greeting of TLS', () => '\u0016\u0003\u0001\u0000', /no method of HTTP/],
    ['a method in small letters', (whole: string) => whole.replace('PATCH', 'patch'), /no method of HTTP/],
    [
      'two lengths',
      (whole: string) => whole.replace('Content-Length', 'Content-Length: 2\r\nContent-Length'),
      /announced twice/,
    ],
    [
      'a length beside chunks',
      (whole: string) => whole.replace('Host', 'Transfer-Encoding: chunked\r\nHost'),
      /beside Transfer-Encoding/,
    ],
    ['another expectation', (whole: string) => whole.replace('Host', 'Expect: a-miracle\r\nHost'), /Expect/],
    ['a tunnel', () => 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', /taken for a proxy/],
    ['no Host', (whole: string) => whole.replace('Host: x\r\n', ''), /no Host header/],
  ])('%s is no request that can be read, and the reason is told', async (_what, change, reason) => {
    const standIn = await start();
    await write(standIn, change(`${head(standIn, 2)}{}`));
    await until(() => standIn.records().length > 0);
    expect(standIn.records().map(({ judgement }) => judgement.findings.map(({ message }) => message))).toEqual([
      [expect.stringMatching(reason)],
    ]);
  });

  test('who is being ended is blamed for nothing', async () => {
    const standIn = await start();
    standIn.ending();
    await write(standIn, `${head(standIn, 100)}{"contact":`);
    expect(standIn.records()).toEqual([]);
  });

  test('a connection without a request is nothing', async () => {
    const standIn = await start();
    await write(standIn, '');
    expect(standIn.records()).toEqual([]);
  });

  test('fifty megabytes are counted, answered 413 and not judged', async () => {
    const standIn = await start();
    const response = await update(standIn, {}, { body: ' '.repeat(50_000_000) });
    expect(response.status).toBe(413);
    expect(standIn.records()).toMatchObject([{ bytes: 50_000_000, curl: null }]);
    expect(clausesOf(standIn)).toEqual(['sdk-body-judged']);
  });

  test('headers that are sent twice are seen', async () => {
    const standIn = await start();
    const [line = '', ...rest] = head(standIn, 27).split('\r\n');
    await write(standIn, [line, `X-Api-Key: ${apiKey}`, ...rest].join('\r\n') + '{"contact":{"name":"Adam"}}');
    await until(() => standIn.records().length > 0);
    expect(clausesOf(standIn)).toEqual(['sdk-key-in-header']);
  });
});

describe('a scenario', () => {
  test('is met by the request that it hits', async () => {
    const standIn = await start({ variant: (await scenarioNamed('rate-limit')).variant });
    expect(standIn.met()).toBe(false);
    const first = await update(standIn, { name: 'A' });
    expect([first.status, first.headers.get('retry-after'), standIn.met()]).toEqual([429, '1', true]);
    const later = [await update(standIn, { name: 'A' }), await update(standIn, { name: 'A' })];
    expect(later.map(({ status }) => status)).toEqual([429, 200]);
  });

  test('that only changes refusals is not met by an accepted update', async () => {
    const standIn = await start({ variant: (await scenarioNamed('html-error')).variant });
    await update(standIn, { name: 'A' });
    expect(standIn.met()).toBe(false);
    const refused = await update(standIn, { email: 'x' });
    expect([refused.headers.get('content-type'), standIn.met()]).toEqual(['text/html; charset=utf-8', true]);
  });

  test('of another contact is met by the first response that shows it', async () => {
    const standIn = await start({ variant: (await scenarioNamed('owner-null')).variant });
    expect(standIn.met()).toBe(false);
    const response = await update(standIn, { name: 'A' });
    expect([await response.json(), standIn.met()]).toMatchObject([{ contact: { owner: null } }, true]);
  });

  test.each(['cut-short', 'dropped-connection'])('%s breaks the response, and the request is kept', async (name) => {
    const standIn = await start({ variant: (await scenarioNamed(name)).variant });
    const text = await update(standIn, { name: 'A' }).then(
      (response) => response.text(),
      () => '',
    );
    expect(() => JSON.parse(text) as unknown).toThrow();
    await until(() => standIn.records().some(({ response }) => response !== null));
    expect([standIn.met(), standIn.records().length > 0]).toEqual([true, true]);
  });
});
