/** Values of response headers that a report keeps, and those that it does not. */
import { expect, test } from 'vitest';
import { toReportResponse } from '../support/report/exchange.ts';
import { bareAddress, unshown } from '../support/text/headers.ts';
import { play } from './helpers/servers.ts';
import { exchangeOf } from './helpers/verdict-data.ts';

const secret = 'oR5tQ9zL2wXv7kB4';
const names = ['set-cookie', 'x-amz-security-token', 'authorization', 'location', 'x-session', 'link', 'X-Csrf-Token'];

test('a report keeps all names of headers and the values of harmless ones', () => {
  const exchange = exchangeOf();
  const given = {
    'content-type': 'application/json',
    'retry-after': '7',
    ...Object.fromEntries(names.map((name) => [name, secret])),
  };
  const headers = {
    ...exchange,
    response: exchange.response === null ? null : { ...exchange.response, headers: given },
  };
  expect(toReportResponse(headers)?.headers).toEqual({
    'content-type': 'application/json',
    'retry-after': '7',
    ...Object.fromEntries(names.map((name) => [name, unshown])),
  });
});

test('the report of a broken server holds no value of an unlisted header', async () => {
  const { report } = await play({
    profile: 'smoke',
    cases: ['name-alone', 'tags-empty-array'],
    variant: {
      respond: (_call, response) => ({
        ...response,
        status: response.status === 200 ? 302 : response.status,
        headers: {
          ...response.headers,
          ...Object.fromEntries(names.map((name) => [name, `https://u:${secret}@a.test/?t=${secret}`])),
        },
      }),
    },
  });
  expect(report.findings.some(({ response }) => response?.headers['set-cookie'] === unshown)).toBe(true);
  expect(JSON.stringify(report)).not.toContain(secret);
});

test.each([
  ['https://u:p@a.test/b?c=d#e', 'https://a.test/b'],
  ['/b?c', '/b'],
  ['//u@a.test/', '//a.test/'],
])('the address %s is told as %s', (address, told) => expect(bareAddress(address)).toBe(told));
