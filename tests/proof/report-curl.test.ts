import type { Exchange } from '../support/client/exchange.ts';
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { curlOf, replayOf } from '../support/report/curl.ts';
import { bodyLimit, toReportRequest, toReportResponse } from '../support/report/exchange.ts';
import { requestExcerpt } from '../support/report/excerpt.ts';
import { isUnsafe } from '../support/text/sanitise.ts';
import { exchangeOf } from './helpers/verdict-data.ts';

type Request = Exchange['request'];

const headers = { 'x-api-key': '[redacted]', 'content-type': 'application/json', accept: 'application/json' };
const request = (change: Partial<Request> = {}): Request => ({ ...exchangeOf().request, headers, ...change });

const lineOf = (change: Partial<Request> = {}): string => curlOf({ request: request(change) }) ?? '';

/** What a real shell hands to curl: its arguments, and what is piped to it, after the last of them. */
function argumentsOf(line: string): readonly string[] {
  const stub = `curl() { for word; do printf '%s\\0' "$word"; done; cat; }; ${line}`;
  const output = execFileSync('sh', ['-c', stub], {
    input: '',
    env: { PATH: '/usr/bin:/bin', NEETOCRM_API_KEY: 's3cret $(id)' },
  });
  return output.toString('utf8').split('\0');
}

describe('curl', () => {
  test('the key is read from the environment and nothing else is expanded', () => {
    expect(argumentsOf(lineOf({ body: '{"a":"$HOME `id` $(id) \\\\ \'"}' }))).toEqual([
      '--include',
      '--request',
      'PATCH',
      'http://127.0.0.1:1/api/external/v1/contacts/1',
      '--header',
      'X-Api-Key: s3cret $(id)',
      '--header',
      'content-type: application/json',
      '--header',
      'accept: application/json',
      '--data-binary',
      '{"a":"$HOME `id` $(id) \\\\ \'"}',
      '',
    ]);
    expect(lineOf()).toContain('--header "X-Api-Key: $NEETOCRM_API_KEY"');
  });

  test.each([
    ['a key in the URL', { url: 'http://h/x?api_key=[redacted]' }, 'http://h/x?api_key=s3cret $(id)'],
    ['a key among quotes', { headers: { 'x-odd': `'$(id)'[redacted]"` } }, `x-odd: '$(id)'s3cret $(id)"`],
    ['a bearer key', { headers: { authorization: 'Bearer [redacted]' } }, 'authorization: Bearer s3cret $(id)'],
    ['a wrong key', { headers: { 'x-api-key': `wrong'key` } }, `X-Api-Key: wrong'key`],
    ['an empty key', { headers: { 'x-api-key': '' } }, 'X-Api-Key;'],
    ['no media type', { headers: {} }, 'Content-Type:'],
    ['a media type of its own', { headers: { 'Content-Type': 'text/plain' } }, 'Content-Type: text/plain'],
    ['a body that names a file', { body: '@/etc/passwd' }, '@/etc/passwd'],
    ['brackets in the URL', { url: 'http://h/{1}[2]' }, '--globoff'],
    ['dots in the URL', { url: 'http://h/contacts/../x' }, '--path-as-is'],
    ['a percent sign in the URL', { url: 'http://h/%00%20' }, 'http://h/%00%20'],
  ] satisfies [string, Partial<Request>, string][])('%s reaches curl as it was sent', (_name, change, word) => {
    expect(argumentsOf(lineOf(change))).toContain(word);
  });

  test('a body that begins with an at sign is not read as a file', () =>
    expect(argumentsOf(lineOf({ body: '@x' })).slice(-3)).toEqual(['--data-raw', '@x', '']));

  test.each([null, ''])('a request with the body %j sends none', (body) => {
    expect(lineOf({ body })).not.toContain('--data');
  });

  test.each(['\u001b[2J %s \\n \u202e', 'tab\tand\nline', '\u009b1m \u200b', `'%%'\u0007`])(
    'a body with invisible characters is piped byte for byte (%#)',
    (body) => {
      const line = lineOf({ body });
      expect(isUnsafe(line)).toBe(false);
      expect(argumentsOf(line).slice(-3)).toEqual(['--data-binary', '@-', body]);
    },
  );

  test('a body with a zero byte is piped whole', () => {
    const words = argumentsOf(lineOf({ body: 'a\u0000b' }));
    expect(words.slice(-4)).toEqual(['--data-binary', '@-', 'a', 'b']);
  });

  test('a form of the key is written in the words of the shell', () =>
    expect(argumentsOf(curlOf({ request: request() }, '${NEETOCRM_API_KEY%?}') ?? '')).toContain(
      'X-Api-Key: s3cret $(id',
    ));

  test('a body too long for a command line has no curl', () =>
    expect(curlOf({ request: request({ body: 'x'.repeat(20_000) }) })).toBeNull());

  test('headers that curl makes itself are left out', () =>
    expect(
      lineOf({ headers: { Host: 'h', 'Content-Length': '3', Connection: 'close', 'user-agent': 'x' } }),
    ).not.toMatch(/Host|Length|Connection|user-agent/));
});

describe('an exchange in a report', () => {
  test('a long body keeps the part around the pointer', () => {
    const text = `{"pad":"${'x'.repeat(50_000)}","contact":{"name":"Ada"}}`;
    const response = { status: 200, headers: { 'content-type': 'b' }, text, bytes: text.length, utf8: true } as const;
    const parsed = { ok: true, value: {}, duplicateKeys: [] } as const;
    const kept = toReportResponse(exchangeOf({ response: { ...response, parsed } }), '/contact/name');
    expect(kept).toMatchObject({ status: 200, headers: { 'content-type': 'b' }, ms: 3 });
    expect(kept?.body).toContain('"name":"Ada"');
    expect(kept?.body.length).toBeLessThan(bodyLimit + 100);
  });

  test('a request without a body and a response that never came are null', () => {
    const cut = exchangeOf({ request: request({ body: null }), response: null });
    expect([toReportRequest(cut).body, toReportResponse(cut)]).toEqual([null, null]);
  });

  test.each([
    ['update-name', 'npm run replay -- update-name --seed 7'],
    [`odd'; id`, `npm run replay -- 'odd'\\''; id' --seed 7`],
  ])('the case %s is replayed by its slug and seed', (slug, command) => expect(replayOf(slug, 7)).toBe(command));
});

describe('a body that is not the UTF-8 of a text', () => {
  const bodyHex = '7b22257d27005c0aff';

  test('is piped to curl byte for byte', () => {
    const line = lineOf({ body: 'other', bodyHex });
    const output = execFileSync('sh', ['-c', `curl() { cat; }; ${line}`], { env: { PATH: '/usr/bin:/bin' } });
    expect(output.toString('hex')).toBe(bodyHex);
    expect(line).toContain('--data-binary @-');
  });

  test('has no command line once the key was taken out of it', () =>
    expect(curlOf({ request: request({ body: 'other', bodyHex: '7b[redacted]' }) })).toBeNull());

  test('is kept by a report', () =>
    expect(toReportRequest(exchangeOf({ request: request({ body: 'other', bodyHex }) }))).toMatchObject({ bodyHex }));

  test('is shown with its bytes', () => {
    const options = { maxLines: 4, columns: 80 };
    expect(requestExcerpt({ body: '{"\ufffd"', bodyHex: '7b22ff22' }, '', options)).toEqual([
      '{"\ufffd"',
      'in hexadecimal: 7b22ff22',
    ]);
  });
});

test('a value that is not recorded is a variable named like its header', () => {
  const line = lineOf({ headers: { Cookie: '[not shown]' } });
  expect(line).toContain('--header "Cookie: $COOKIE"');
});

test('curl does not wait for the body of a response to HEAD', () =>
  expect(lineOf({ method: 'HEAD', body: null })).toMatch(/^curl --include --head '/));
