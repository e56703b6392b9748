/** The stand-in as a server: what it answers, what it keeps, and clients that do not behave. */
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { bodyOf } from '../support/endpoint/index.ts';
import { sdkReportOf } from '../support/sdk/judge/report.ts';
import { scenarioNamed } from '../support/sdk/scenarios.ts';
import { startStandIn, type StandIn, type StandInOptions } from '../support/sdk/standin.ts';

let open: StandIn | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const apiKey = 'nCrmTheKeyOfThisRun0123456789';

async function start(change: Partial<StandInOptions> = {}): Promise<StandIn> {
  const options = { host: '127.0.0.1', port: 0, apiKey, refuse: false, strict: false, verdict: () => ({}) };
  return (open = await startStandIn({ ...options, ...change }));
}

const update = (
  { baseUrl, facts }: StandIn,
  attributes: object,
  init: { readonly method?: string; readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> =>
  fetch(`${baseUrl}/contacts/${facts.contactId}`, {
    method: 'PATCH',
    body: bodyOf(attributes as never),
    ...init,
    headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json', ...init.headers },
  });

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
    const answer = await update(standIn, { nmae: 'x' }, { method: 'PUT' });
    expect([answer.status, await answer.json()]).toMatchObject([200, { contact: { name: 'Ada Quill' } }]);
    expect(clausesOf(standIn)).toEqual(['sdk-method-patch', 'sdk-attributes-documented']);
  });

  test('answers 404 on every other path, with a key and without', async () => {
    const standIn = await start();
    const answers = await Promise.all([fetch(`${standIn.origin}/`), fetch(`${standIn.baseUrl}/companies`)]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    expect(clausesOf(standIn)).toEqual(['sdk-path-documented', 'sdk-path-documented']);
  });

  test('refuses what breaks the contract when it is asked to', async () => {
    const standIn = await start({ refuse: true });
    const answers = [
      await update(standIn, { nmae: 'x' }),
      await update(standIn, {}),
      await update(standIn, { name: 'Ada' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([422, 400, 200]);
    expect(await answers[0]?.json()).toEqual({
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

  test('half a body is a request that is not whole', async () => {
    const standIn = await start();
    await write(standIn, `${head(standIn, 100)}{"contact":`);
    await until(() => standIn.records().length > 0);
    expect(clausesOf(standIn)).toEqual(['sdk-request-whole']);
  });

  test('half of the headers are a request that is not whole', async () => {
    const standIn = await start();
    await write(standIn, 'PATCH /api/external/v1/contacts/1 HTTP/1.1\r\nHost: x\r\n');
    await until(() => standIn.records().length > 0);
    expect(clausesOf(standIn)).toEqual(['sdk-request-whole']);
  });

  test('a greeting of TLS is no request', async () => {
    const standIn = await start();
    await write(standIn, '\u0016\u0003\u0001\u0000');
    await until(() => standIn.records().length > 0);
    expect(clausesOf(standIn)).toEqual(['sdk-request-whole']);
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
    const answer = await update(standIn, {}, { body: ' '.repeat(50_000_000) });
    expect(answer.status).toBe(413);
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
    const answer = await at(standIn, 'journal');
    const text = await answer.text();
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(answer.headers.get('content-type')).toContain('application/x-ndjson');
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
    const answer = await update(standIn, { phone_number: '' });
    expect(await answer.json()).toMatchObject({ contact: { name: 'Eve Holt' } });
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
    const answer = await at(await start(), path, method);
    expect([answer.status, await answer.json()]).toEqual([status, { error: expect.any(String) as string }]);
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

  test('of another contact is met by the first answer that shows it', async () => {
    const standIn = await start({ variant: (await scenarioNamed('owner-null')).variant });
    expect(standIn.met()).toBe(false);
    const answer = await update(standIn, { name: 'A' });
    expect([await answer.json(), standIn.met()]).toMatchObject([{ contact: { owner: null } }, true]);
  });

  test.each(['cut-short', 'dropped-connection'])('%s breaks the answer, and the request is kept', async (name) => {
    const standIn = await start({ variant: (await scenarioNamed(name)).variant });
    const text = await update(standIn, { name: 'A' }).then(
      (answer) => answer.text(),
      () => '',
    );
    expect(() => JSON.parse(text) as unknown).toThrow();
    await until(() => standIn.records().some(({ response }) => response !== null));
    expect([standIn.met(), standIn.records().length > 0]).toEqual([true, true]);
  });
});
