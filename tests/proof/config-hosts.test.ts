import { expect, test } from 'vitest';
import { loadSettings } from '../support/config/index.ts';

const contact = 'aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa';

/** The variables that have a problem with an address; empty when it may be written to. */
const problemsWith = (address: string, more: Record<string, string> = { NEETOCRM_SANDBOX: 'true' }) => {
  const loaded = loadSettings({
    flags: { target: 'live' },
    environment: {
      NEETOCRM_BASE_URL: address,
      NEETOCRM_API_KEY: 'abcd1234-9Qz7',
      NEETOCRM_CONTACT_ID: contact,
      ...more,
    },
    dotenv: {},
    cwd: '/work',
    now: new Date(0),
    ci: false,
  });
  return loaded.ok ? [] : loaded.problems.map((problem) => `${problem.variable} ${problem.message}`);
};

const sandbox = { NEETOCRM_SANDBOX: 'true' };

test.each([
  ['https://acme.neetocrm.com/api/external/v1', sandbox],
  ['https://acme.neetocrm.net/api/external/v1/', sandbox],
  ['https://eu.acme.neetocrm.com:8443/api/external/v1', sandbox],
  ['http://localhost:4010/api/external/v1', {}],
  ['http://127.0.0.1:1/api/external/v1', {}],
  ['http://127.8.9.10:4010/prefix/api/external/v1', {}],
  ['http://[::1]:4010/api/external/v1', {}],
  ['https://crm.example.com/api/external/v1', { ...sandbox, NEETOCRM_ALLOW_HOST: 'other.example, CRM.example.com' }],
  ['https://crm.example.com:8443/api/external/v1', { ...sandbox, NEETOCRM_ALLOW_HOST: 'crm.example.com:8443' }],
])('%s may be written to', (address, more) => expect(problemsWith(address, more)).toEqual([]));

test.each([
  ['a host that only ends alike', 'https://evil-neetocrm.com/api/external/v1'],
  ['a host that only begins alike', 'https://acme.neetocrm.com.evil.org/api/external/v1'],
  ['a vendor domain without a workspace', 'https://neetocrm.com/api/external/v1'],
  ['another domain of the vendor', 'https://acme.neeto.com/api/external/v1'],
  ['a look-alike letter', 'https://acme.nеetocrm.com/api/external/v1'],
  ['a user name before the host', 'https://acme.neetocrm.com@evil.org/api/external/v1'],
  ['an empty user name', 'https://@acme.neetocrm.com/api/external/v1'],
  ['a backslash', 'https://acme.neetocrm.com\\@evil.org/api/external/v1'],
  ['a trailing dot', 'https://acme.neetocrm.com./api/external/v1'],
  ['a host like localhost', 'https://localhost.evil.org/api/external/v1'],
  ['a host like loopback', 'https://127.0.0.1.evil.org/api/external/v1'],
  ['any address of this machine', 'https://0.0.0.0/api/external/v1'],
  ['an address of the local network', 'https://10.0.0.1/api/external/v1'],
  ['plain http', 'http://acme.neetocrm.com/api/external/v1'],
  ['another scheme', 'ftp://acme.neetocrm.com/api/external/v1'],
  ['no scheme', 'acme.neetocrm.com/api/external/v1'],
  ['no path', 'https://acme.neetocrm.com'],
  ['another version', 'https://acme.neetocrm.com/api/external/v2'],
  ['a query', 'https://acme.neetocrm.com/api/external/v1?x=1'],
  ['an empty fragment', 'https://acme.neetocrm.com/api/external/v1#'],
  ['the placeholder', 'https://your-subdomain.neetocrm.com/api/external/v1'],
])('an address with %s is refused', (_what, address) => {
  expect(problemsWith(address)).toEqual([expect.stringMatching(/^NEETOCRM_BASE_URL /)]);
});

test('a user name and a password are not repeated in the message', () =>
  expect(problemsWith('https://user:s3cret@acme.neetocrm.com:x/').join()).not.toContain('s3cret'));

test('a host that is allowed for one port is not for another', () => {
  const more = { ...sandbox, NEETOCRM_ALLOW_HOST: 'crm.example.com:8443' };
  expect(problemsWith('https://crm.example.com/api/external/v1', more)).toHaveLength(1);
});

test('a workspace that is not said to be a sandbox is not written to', () =>
  expect(problemsWith('https://acme.neetocrm.com/api/external/v1', {})).toEqual([
    expect.stringContaining('NEETOCRM_SANDBOX=true'),
  ]));

test('a foreign host needs leave, https and the word at once', () =>
  expect(problemsWith('http://crm.example.com/api/external/v1', {})).toHaveLength(3));

test.each([
  ['contradict each other are refused', 'other', [expect.stringContaining('says other')]],
  ['agree are taken', 'acme', []],
])('a sub-domain and an address that %s', (_what, subdomain, problems) => {
  const more = { ...sandbox, NEETOCRM_SUBDOMAIN: subdomain };
  expect(problemsWith('https://acme.neetocrm.com/api/external/v1', more)).toEqual(problems);
});
