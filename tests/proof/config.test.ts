/* eslint-disable max-lines -- One table of settings, good and bad; the rows explain one another. */
import { describe, expect, test } from 'vitest';
import { loadSettings, type Flags, type SettingsInput } from '../support/config/index.ts';

const id = (digit: string): string =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;

const live = {
  NEETOCRM_TARGET: 'live',
  NEETOCRM_SUBDOMAIN: 'acme',
  NEETOCRM_API_KEY: 'a-key-of-the-workspace',
  NEETOCRM_CONTACT_ID: id('a'),
  NEETOCRM_SANDBOX: 'true',
};

const load = (input: Partial<SettingsInput>) =>
  loadSettings({
    flags: {},
    environment: {},
    dotenv: {},
    cwd: '/project',
    now: new Date('2026-03-04T05:06:07.008Z'),
    ci: false,
    ...input,
  });

/** The settings that were loaded; null when there were problems. */
const settingsOf = (input: Partial<SettingsInput>) => {
  const loaded = load(input);
  return loaded.ok ? loaded.settings : null;
};
const notesOf = (input: Partial<SettingsInput>) => {
  const loaded = load(input);
  return loaded.ok ? loaded.notes : null;
};
/** The variables that have a problem; empty when there was none. */
const problemsOf = (environment: Record<string, string>, flags: Flags = {}) => {
  const loaded = load({ environment, flags });
  return loaded.ok ? [] : loaded.problems.map((problem) => problem.variable);
};
const messagesOf = (environment: Record<string, string>, flags: Flags = {}) => {
  const loaded = load({ environment, flags });
  return loaded.ok ? '' : loaded.problems.map((problem) => `${problem.variable} ${problem.message}`).join('\n');
};

describe('with nothing configured', () => {
  test('the embedded mock is judged with the profile full', () =>
    expect(settingsOf({})).toMatchObject({
      target: { kind: 'mock', name: 'mock', baseUrl: '', loopback: true },
      apiKey: '',
      contactId: '',
      tagIds: [],
      maxRps: 0,
      timeoutMs: 10_000,
      profile: 'full',
      strict: false,
      requireAll: false,
      reportDir: '/project/reports',
      baseline: null,
      history: null,
      cases: [],
      requests: 2000,
      confirm: 10,
      maxMinutes: 30,
    }));

  test('the seed in CI is the date', () =>
    expect(settingsOf({ ci: true })).toMatchObject({ seed: 20_260_304, sources: { CONTRACT_SEED: 'derived' } }));

  test('the seed outside CI comes from the clock and differs a moment later', () => {
    const later = new Date('2026-03-04T05:06:07.009Z');
    expect(settingsOf({})?.seed).not.toBe(settingsOf({ now: later })?.seed);
    expect(settingsOf({})?.seed).toBeLessThan(2 ** 32);
  });
});

describe('precedence', () => {
  const dotenv = { CONTRACT_SEED: '1', CONTRACT_PROFILE: 'deep', CONTRACT_STRICT: 'yes' };

  test('a flag wins over the environment, the environment over the file', () => {
    const settings = settingsOf({
      flags: { seed: '3' },
      environment: { CONTRACT_SEED: '2', CONTRACT_PROFILE: 'smoke' },
      dotenv,
    });
    expect(settings).toMatchObject({
      seed: 3,
      profile: 'smoke',
      strict: true,
      sources: { CONTRACT_SEED: 'flag', CONTRACT_PROFILE: 'environment', CONTRACT_STRICT: '.env' },
    });
  });

  test('an empty variable counts as not set', () =>
    expect(settingsOf({ environment: { CONTRACT_SEED: '', CONTRACT_PROFILE: '  ' }, dotenv })).toMatchObject({
      seed: 1,
      profile: 'deep',
    }));

  test('--no-env leaves flags and defaults alone', () => {
    const settings = settingsOf({ flags: { env: false, seed: '7' }, environment: live, dotenv });
    expect(settings).toMatchObject({ target: { kind: 'mock' }, profile: 'full', seed: 7, strict: false });
  });

  test('a file with nonsense for a live target does not disturb the mock', () => {
    const nonsense = {
      ...live,
      NEETOCRM_TARGET: 'mock',
      NEETOCRM_API_KEY: 'a b',
      NEETOCRM_MAX_RPS: 'x',
      NEETOCRM_TARGET_NAME: 'acme',
    };
    expect(settingsOf({ dotenv: nonsense })).toMatchObject({
      target: { kind: 'mock', name: 'mock' },
      apiKey: '',
      maxRps: 0,
    });
  });
});

describe('a live target', () => {
  test('by sub-domain has its address and its name from it', () =>
    expect(settingsOf({ dotenv: live })).toMatchObject({
      target: { kind: 'live', name: 'acme', baseUrl: 'https://acme.neetocrm.com/api/external/v1', loopback: false },
      apiKey: 'a-key-of-the-workspace',
      contactId: id('a'),
      allowKeyInUrl: false,
      maxRps: 5,
      confirm: 10,
    }));

  test('by address is named after host and port', () => {
    const { NEETOCRM_SUBDOMAIN: _, NEETOCRM_SANDBOX: __, ...rest } = live;
    const environment = { ...rest, NEETOCRM_BASE_URL: 'http://127.0.0.1:4010/api/external/v1/' };
    expect(settingsOf({ environment })).toMatchObject({
      target: { name: '127.0.0.1:4010', baseUrl: 'http://127.0.0.1:4010/api/external/v1', loopback: true },
      allowKeyInUrl: true,
    });
  });

  test('takes everything else that is configured', () => {
    const environment = {
      ...live,
      NEETOCRM_COMPANY_ID: id('b'),
      NEETOCRM_OWNER_ID: id('c').toUpperCase(),
      NEETOCRM_TAG_IDS: `${id('d')}, ${id('e')},`,
      NEETOCRM_FIELD_ID: id('f'),
      NEETOCRM_FIELD_VALUE: ' as it was ',
      NEETOCRM_FOREIGN_CONTACT_ID: id('1'),
      NEETOCRM_TARGET_NAME: 'nightly',
      NEETOCRM_ALLOW_KEY_IN_URL: '1',
      NEETOCRM_MAX_RPS: '0.5',
      NEETOCRM_TIMEOUT_MS: '2500',
      CONTRACT_REPORT_DIR: 'out/here',
    };
    const flags = {
      case: ['one,two', 'two', ' three'],
      baseline: 'a.json',
      history: '/h.jsonl',
      confirm: '0',
      maxMinutes: '1.5',
    };
    expect(settingsOf({ environment, flags })).toMatchObject({
      target: { name: 'nightly' },
      companyId: id('b'),
      ownerId: id('C').toUpperCase(),
      tagIds: [id('d'), id('e')],
      fieldId: id('f'),
      fieldValue: ' as it was ',
      foreignContactId: id('1'),
      allowKeyInUrl: true,
      maxRps: 0.5,
      timeoutMs: 2500,
      reportDir: '/project/out/here',
      baseline: '/project/a.json',
      history: '/h.jsonl',
      cases: ['one', 'two', 'three'],
      confirm: 0,
      maxMinutes: 1.5,
    });
  });

  test('lists every problem at once', () =>
    expect(
      problemsOf({ NEETOCRM_TARGET: 'live', CONTRACT_PROFILE: 'big', NEETOCRM_TAG_IDS: id('a') }, { seed: '-1' }),
    ).toEqual(
      'NEETOCRM_SUBDOMAIN NEETOCRM_API_KEY NEETOCRM_CONTACT_ID NEETOCRM_TAG_IDS CONTRACT_PROFILE --seed'.split(' '),
    ));
});

describe('a workspace that is filled in', () => {
  const { NEETOCRM_TARGET: _, ...filled } = live;

  test.each([
    ['in the environment', { environment: filled }],
    ['in .env', { dotenv: filled }],
    [
      'by its address',
      { dotenv: { ...filled, NEETOCRM_SUBDOMAIN: '', NEETOCRM_BASE_URL: 'https://acme.neetocrm.com/api/external/v1' } },
    ],
    ['and a target that is empty', { dotenv: { ...filled, NEETOCRM_TARGET: ' ' } }],
  ])('%s is the target', (_where, input) => {
    expect(settingsOf(input)).toMatchObject({ target: { kind: 'live' }, sources: { NEETOCRM_TARGET: 'derived' } });
  });

  test.each([
    ['NEETOCRM_TARGET', { dotenv: { ...filled, NEETOCRM_TARGET: 'mock' } }],
    ['--target', { dotenv: filled, flags: { target: 'mock' } }],
    ['--no-env', { dotenv: filled, flags: { env: false } }],
  ])('is not the target where %s says otherwise', (_what, input) => {
    expect(settingsOf(input)).toMatchObject({ target: { kind: 'mock' } });
  });

  test.each([
    [['NEETOCRM_SUBDOMAIN']],
    [['NEETOCRM_API_KEY']],
    [['NEETOCRM_CONTACT_ID']],
    [['NEETOCRM_API_KEY', 'NEETOCRM_CONTACT_ID']],
    [['NEETOCRM_SUBDOMAIN', 'NEETOCRM_CONTACT_ID']],
    [['NEETOCRM_SUBDOMAIN', 'NEETOCRM_API_KEY']],
  ])('without %j names what is missing', (missing) => {
    const environment = { ...filled, ...Object.fromEntries(missing.map((name) => [name, ''])) };
    expect(problemsOf(environment)).toEqual(missing);
    expect(messagesOf(environment)).toContain('NEETOCRM_TARGET=mock');
  });

  test('is written to only with the word of its operator', () =>
    expect(problemsOf({ ...filled, NEETOCRM_SANDBOX: '' })).toEqual(['NEETOCRM_SANDBOX']));
});

describe('a value that is refused', () => {
  test.each([
    ['NEETOCRM_TARGET', 'prod'],
    ['NEETOCRM_SUBDOMAIN', 'Acme'],
    ['NEETOCRM_SUBDOMAIN', '-acme'],
    ['NEETOCRM_SUBDOMAIN', 'acme.neetocrm.com'],
    ['NEETOCRM_SUBDOMAIN', 'your-subdomain'],
    ['NEETOCRM_API_KEY', 'your-api-key'],
    ['NEETOCRM_API_KEY', 'contact'],
    ['NEETOCRM_API_KEY', '2026'],
    ['NEETOCRM_API_KEY', 'k9Qz7Lw2Xv4'],
    ['NEETOCRM_API_KEY', 'a-good-key-of-9Q\n'],
    ['NEETOCRM_API_KEY', 'a good key of 9Q'],
    ['NEETOCRM_API_KEY', 'schlüssel-9Qz7Lw2'],
    ['NEETOCRM_API_KEY', 'schluessel-€-9Qz7'],
    ['NEETOCRM_API_KEY', 'bell\u0007-key-9Qz7Lw'],
    ['NEETOCRM_API_KEY', 'phone_number'],
    ['NEETOCRM_API_KEY', 'Organization'],
    ['NEETOCRM_API_KEY', 'field_values_attributes'],
    ['NEETOCRM_API_KEY', 'Application/JSON'],
    ['NEETOCRM_API_KEY', '2026-01-01T00:00:00.000Z'],
    ['NEETOCRM_API_KEY', 'contact-2026-email'],
    ['NEETOCRM_API_KEY', 'aaaaaaaaaaaaaaaa'],
    ['NEETOCRM_API_KEY', id('a').slice(0, 20)],
    ['NEETOCRM_API_KEY', id('A')],
    ['NEETOCRM_CONTACT_ID', 'your-contact-id'],
    ['NEETOCRM_CONTACT_ID', '42'],
    ['NEETOCRM_CONTACT_ID', `${id('a')}0`],
    ['NEETOCRM_COMPANY_ID', 'acme'],
    ['NEETOCRM_OWNER_ID', 'me'],
    ['NEETOCRM_TAG_IDS', id('b')],
    ['NEETOCRM_TAG_IDS', `${id('b')},${id('B')}`],
    ['NEETOCRM_TAG_IDS', `${id('b')},vip`],
    ['NEETOCRM_FOREIGN_CONTACT_ID', id('A')],
    ['NEETOCRM_SANDBOX', 'maybe'],
    ['NEETOCRM_SANDBOX', 'false'],
    ['NEETOCRM_MAX_RPS', '0'],
    ['NEETOCRM_MAX_RPS', '101'],
    ['NEETOCRM_MAX_RPS', '5 per second'],
    ['NEETOCRM_TIMEOUT_MS', '99'],
    ['NEETOCRM_TIMEOUT_MS', '1e3'],
    ['NEETOCRM_ALLOW_HOST', '*.example.com'],
    ['NEETOCRM_ALLOW_HOST', 'https://example.com'],
    ['NEETOCRM_ALLOW_KEY_IN_URL', 'sometimes'],
    ['NEETOCRM_TARGET_NAME', '../../etc/passwd'],
    ['CONTRACT_SEED', '4294967296'],
    ['CONTRACT_SEED', '1.5'],
    ['CONTRACT_STRICT', 'strict'],
    ['CONTRACT_REQUIRE_ALL', '2'],
  ])('%s=%j is a problem of that variable', (name, value) => {
    expect(problemsOf({ ...live, [name]: value })).toEqual([name]);
  });

  test.each([
    ['--target', { target: '' }],
    ['--profile', { profile: 'tiny' }],
    ['--seed', { seed: 'abc' }],
    ['--baseline', { baseline: '' }],
    ['--history', { history: ' ' }],
    ['--requests', { requests: '0' }],
    ['--confirm', { confirm: '51' }],
    ['--max-minutes', { maxMinutes: '0' }],
    ['--max-minutes', { maxMinutes: '166' }],
    ['--case', { case: [','] }],
  ] satisfies [string, Flags][])('%s is refused by its own name', (name, flags) => {
    expect(problemsOf({}, flags)).toEqual([name]);
  });

  test('a field without a value and a value without a field are problems', () => {
    expect(problemsOf({ ...live, NEETOCRM_FIELD_ID: id('f') })).toEqual(['NEETOCRM_FIELD_VALUE']);
    expect(problemsOf({ ...live, NEETOCRM_FIELD_VALUE: 'x' })).toEqual(['NEETOCRM_FIELD_ID']);
  });

  test.each([['secret with spaces'], ['secret-é-secret'], ['phone_number'], ['your-secret']])(
    'the key %j is refused and not repeated in the message',
    (key) => {
      const message = messagesOf({ ...live, NEETOCRM_API_KEY: key });
      expect(message).toMatch(/^NEETOCRM_API_KEY [^\n]+$/);
      expect(message).not.toContain(key);
    },
  );

  test('a key in the place of another value is not shown', () => {
    const message = messagesOf({ ...live, NEETOCRM_SUBDOMAIN: 'kQ9z7Lw2Xv4t_', NEETOCRM_API_KEY: 'kQ9z7Lw2Xv4t_' });
    expect(message).toContain('NEETOCRM_SUBDOMAIN');
    expect(message).not.toContain('kQ9z7Lw2Xv4t_');
  });
});

describe('notes', () => {
  test('a mistyped variable is named with the one that was meant', () =>
    expect(notesOf({ dotenv: { NEETOCRM_APIKEY: 'x' }, environment: { CONTRACT_SEEDS: '1', HOME: '/root' } })).toEqual([
      expect.stringContaining('Did you mean NEETOCRM_API_KEY?'),
      expect.stringContaining('Did you mean CONTRACT_SEED?'),
    ]));

  test('a variable like no other is named without a guess', () =>
    expect(notesOf({ dotenv: { NEETOCRM_SOMETHING_ELSE: 'x' } })).toEqual([
      'NEETOCRM_SOMETHING_ELSE is not a variable of this suite and is ignored.',
    ]));

  test('a workspace that is filled in and not judged is mentioned', () =>
    expect(notesOf({ dotenv: { NEETOCRM_SUBDOMAIN: 'acme', NEETOCRM_TARGET: 'mock' } })).toEqual([
      expect.stringContaining('--target live'),
    ]));

  test('placeholders alone are no workspace, which is said', () => {
    const dotenv = { NEETOCRM_SUBDOMAIN: 'your-subdomain', NEETOCRM_API_KEY: 'your-api-key' };
    expect(settingsOf({ dotenv })).toMatchObject({ target: { kind: 'mock' } });
    expect(notesOf({ dotenv })).toEqual([expect.stringContaining('only placeholders')]);
  });
});
