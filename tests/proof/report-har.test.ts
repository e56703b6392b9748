/** The archive of exchanges, held against HAR 1.2 written as data. */
import type { Exchange } from '../support/client/exchange.ts';
import { describe, expect, test } from 'vitest';
import harSchema from '../../schemas/meta/har.schema.json' with { type: 'json' };
import { harOf, mostKept } from '../support/report/har.ts';
import { compile } from '../support/schemas.ts';
import { hostileTexts, sampleReport } from './helpers/rendered-reports.ts';
import { exchangeOf as exchangeWith } from './helpers/verdict-data.ts';

const validate = compile(harSchema);
const url = 'https://acme.neetocrm.com/api/external/v1/contacts/1?a=b%20c&a=d';

const text = '{"contact":{"name":"Ä"}}';
const documented = exchangeWith();
const exchangeOf = (change: Partial<Exchange> = {}): Exchange => ({
  ...documented,
  case: 'update-name',
  request: {
    ...documented.request,
    url,
    headers: { 'Content-Type': 'application/json', ...documented.request.headers },
    body: text,
  },
  response: {
    ...(documented.response as NonNullable<Exchange['response']>),
    headers: { 'content-type': 'application/json; charset=utf-8', 'set-cookie': 'session=secret', date: 'now' },
    text,
    bytes: 25,
  },
  ms: 12.5,
  sentAt: Date.UTC(2026, 0, 5, 9),
  ...change,
});
const entriesOf = (...exchanges: readonly Exchange[]) => harOf(sampleReport(), exchanges, exchanges.length).log.entries;

describe('the archive', () => {
  test.each<readonly [string, Exchange]>([
    ['an update', exchangeOf()],
    ['a request without a body', exchangeOf({ request: { ...exchangeOf().request, method: 'GET', body: null } })],
    ['a body that is not UTF-8', exchangeOf({ request: { ...exchangeOf().request, body: '\ufffd', bodyHex: 'ff' } })],
    ['no response', exchangeOf({ response: null, failure: { kind: 'timeout', message: 'No response in 10 s.' } })],
    [
      'a status without a whole body',
      exchangeOf({ response: null, failure: { kind: 'reset', message: 'Cut.', status: 502 } }),
    ],
    ['a response after 429', exchangeOf({ attempts: 3, throttled: 2 })],
    ...hostileTexts.map(
      (text, at) =>
        [
          `hostile text ${String(at)}`,
          exchangeOf({
            case: text,
            request: { ...exchangeOf().request, url: text, headers: { [text]: text }, body: text },
            response: {
              status: 200,
              headers: { [text]: text },
              text,
              bytes: 9,
              utf8: true,
              parsed: { ok: false, reason: 'not-json', message: text },
            },
          }),
        ] as const,
    ),
  ])('of %s keeps to the format', (_name, exchange) => {
    const har: unknown = JSON.parse(JSON.stringify(harOf(sampleReport(), [exchange], 1)));
    expect(validate(har) ? [] : validate.errors).toEqual([]);
  });

  test('has sizes in bytes, the query decoded, times, and dates in order', () => {
    const [first, second] = entriesOf(exchangeOf({ id: 2, sentAt: Date.UTC(2026, 0, 6) }), exchangeOf());
    expect(first).toMatchObject({
      startedDateTime: '2026-01-05T09:00:00.000Z',
      time: 12.5,
      timings: { send: 0, wait: 12.5, receive: 0 },
      request: {
        bodySize: 25,
        postData: { mimeType: 'application/json' },
        queryString: [
          { name: 'a', value: 'b c' },
          { name: 'a', value: 'd' },
        ],
      },
      response: { statusText: 'OK', content: { size: 25, mimeType: 'application/json; charset=utf-8' } },
      comment: '#1 case of update-name',
    });
    expect(second?.startedDateTime).toBe('2026-01-06T00:00:00.000Z');
  });

  test('shows no value of a header that may authorise somebody', () => {
    const text = JSON.stringify(entriesOf(exchangeOf()));
    expect(text).toContain('[not shown]');
    expect(text).not.toContain('session=secret');
  });

  test('cuts a long body and says so', () => {
    const long = exchangeOf({ request: { ...exchangeOf().request, body: 'x'.repeat(200_000) } });
    const [entry] = entriesOf(long);
    expect(entry?.request.postData?.text.length).toBeLessThan(17_000);
    expect(entry?.request.postData?.comment).toBe('the first 16384 of 200000 characters');
    expect(entry?.request.bodySize).toBe(200_000);
  });

  test('leaves bodies out once it is full, and counts what was not kept', () => {
    const request = { ...exchangeOf().request, body: 'x'.repeat(16_000) };
    const many = Array.from({ length: 5_000 }, (_, id) => exchangeOf({ id, request, response: null }));
    const { entries, comment } = harOf(sampleReport(), many, mostKept + 7).log;
    expect(entries[0]?.request.postData?.text).toHaveLength(16_000);
    expect(entries.at(-1)?.request.postData).toMatchObject({ text: '', comment: 'left out: the archive is full' });
    expect(comment).toContain(`5000 of ${String(mostKept + 7)} exchanges were kept.`);
  });
});
