/** What is one cause, and what is several. */
import type { ReportDrift, ReportFinding } from '../support/report/types.ts';
import { describe, expect, test } from 'vitest';
import { causesOf } from '../support/causes/causes.ts';
import { causes, drifted, found, held, status } from './helpers/cause-data.ts';
import { sampleReport } from './helpers/rendered-reports.ts';

const lost = { expected: '+1', actual: '' };
const phone = '/contact/phone_number';
const moved = (cases: readonly string[]): ReportDrift =>
  drifted('recorded-changed', '', 'recorded: kept', 'recorded: moved', { clause: 'null-values', cases });

describe('one cause', () => {
  test.each<[string, readonly ReportFinding[], readonly ReportDrift[]]>([
    [
      'a finding and its drift',
      [found('answer-types', '/contact/id', { expected: 'string', actual: 82_314 })],
      [drifted('type-changed', '/contact/id', 'string', 'integer', { clause: 'answer-types' })],
    ],
    [
      'a broken promise and its drift',
      [found('name-comes-back', '/contact/name')],
      [held('name-comes-back', '/contact/name')],
    ],
    [
      'one change of two attributes',
      [],
      ['created_at', 'updated_at'].map((key) => drifted('format-lost', `/contact/${key}`, 'date-time', 'epoch')),
    ],
    [
      'one status in many groups of cases',
      [status('update-answers-200', 200, 201, ['name-alone'])],
      ['name-comes-back', 'tags-come-back', 'other-methods'].map((clause) =>
        drifted('status-within-class', '', '200', '201', { clause }),
      ),
    ],
    [
      'a refusal that is none, in each way to leave out the key',
      ['missing-key-refused', 'key-in-url-refused'].map((clause) => status(clause, 'not 2xx', 200, [clause])),
      [],
    ],
    [
      'a value that is lost, and what follows from it',
      [
        found('unsent-attributes-keep-value', phone, lost),
        found('read-only-attributes-not-written', phone, lost),
        found('refused-update-changes-nothing', phone, { ...lost, flaky: true }),
      ],
      [],
    ],
    [
      'a promise that is broken for every attribute',
      ['name', 'email', 'phone_number'].map((key) => found('update-is-stored', `/contact/${key}`, { cases: [key] })),
      [],
    ],
    [
      'a response that shows no contact, and what cannot be seen in it',
      [status('update-answers-200', 200, 204, ['a', 'b'])],
      [moved(['a'])],
    ],
    [
      'bytes that are no UTF-8, and a body that does not parse for it',
      [
        found('answer-bytes-utf8', '', { expected: null, actual: null, cases: ['a', 'b'] }),
        found('answer-body-parses', '', { expected: 'JSON', actual: 'x', cases: ['b'] }),
      ],
      [],
    ],
    [
      'a contact in the place of another, and each value of it',
      [
        found('answer-about-addressed-contact', '/contact/id', { expected: 'a', actual: 'b', cases: ['a', 'b'] }),
        found('created-at-constant', '/contact/created_at', { expected: '1', actual: '2', cases: ['a'] }),
      ],
      [],
    ],
    [
      'a refusal of values with one status, with and without the attribute that it is for',
      [
        status('invalid-value-answers-400-or-422', [400, 422], 403, ['a']),
        found('invalid-value-answers-400-or-422', '/contact/name', { expected: [400, 422], actual: 403, cases: ['b'] }),
      ],
      [],
    ],
    [
      'an accepted update that is refused, with and without the one attribute that it is for',
      [
        status('update-answers-200', 200, 422, ['a']),
        found('update-answers-200', '/contact/tags', { expected: 200, actual: 422, cases: ['b'] }),
      ],
      [],
    ],
    [
      'undocumented keys that are written, of two clauses',
      [
        found('read-only-attributes-not-written', '/contact/company_attributes/name', {
          expected: 'not written',
          cases: ['a'],
        }),
        found('unknown-attributes-not-written', '/contact/notes', { expected: 'not written', cases: ['b'] }),
      ],
      [],
    ],
    [
      'redirects, wherever they come from',
      [status('update-is-not-redirected', 'no redirect', 303, ['a'])],
      [drifted('status-across-class', '', '200', '303', { clause: 'other-methods', cases: ['b'] })],
    ],
    [
      'a leak in refusals, and the form that they have with it',
      [found('answer-no-stack-trace', '/traces', { expected: null, actual: 'x', cases: ['a', 'b'] })],
      [drifted('error-shape-changed', '', '{error: string}', '{error: string, traces: [string]}', { cases: ['a'] })],
    ],
    [
      'a name that is wrong in many responses, and what a case recorded of it',
      [
        found('names-belong-to-identifiers', '/contact/company/name', {
          expected: 'Acme',
          actual: 'Umbra',
          cases: Array.from({ length: 12 }, (_, at) => `case-${String(at)}`),
        }),
      ],
      [moved(['z'])],
    ],
    [
      'the request and the response of one attribute',
      [
        found('update-answers-200', '/contact/tag_ids/0', { expected: 200, actual: 422 }),
        found('tags-come-back', '/contact/tags'),
      ],
      [],
    ],
  ])('is made of %s', (_name, findings, drift) => expect(causes(findings, drift)).toHaveLength(1));

  test('holds each finding and drift once, and each clause', () => {
    const findings = [found('name-comes-back', '/contact/name'), found('update-is-stored', '/contact/name')];
    const drift = [held('name-comes-back', '/contact/name')];
    expect(causes(findings, drift)).toMatchObject([
      {
        severity: 'red',
        clauses: ['name-comes-back', 'update-is-stored'],
        findings: findings.map(({ id }) => id),
        drift: drift.map(({ fingerprint }) => fingerprint),
        alsoSeenAs: ['update-is-stored at /contact/name'],
      },
    ]);
  });

  test('names the rule of a status, and in how many groups of cases', () => {
    const drift = Array.from({ length: 26 }, (_, at) =>
      drifted('status-within-class', '', '200', '201', { clause: at === 0 ? 'name-comes-back' : 'tags-come-back' }),
    );
    const { observed } = sampleReport();
    const all = { findings: [], drift, observed: { ...observed, statuses: { '201': 80 } } };
    expect(causesOf(all)[0]?.summary).toBe('every 200 became 201, 26 groups of cases');
    expect(causesOf({ ...all, observed: { ...observed, statuses: { '200': 1 } } })[0]?.summary).toBe(
      '200 became 201, 26 groups of cases',
    );
  });
});

describe('several causes', () => {
  const three = [
    found('name-comes-back', '/contact/name', { expected: 'abc', actual: 'ab', cases: ['name-alone'] }),
    found('answer-company-shape', '/contact/company', { expected: 'an object', actual: null, cases: ['name-alone'] }),
    status('unauthenticated-answers-401', [401], 403, ['key-missing']),
  ];

  test('of three deviations at once are three', () => expect(causes(three)).toHaveLength(3));

  test.each<[string, readonly ReportFinding[]]>([
    [
      'two statuses of two groups',
      [
        status('unauthenticated-answers-401', [401], 403, ['a']),
        status('malformed-json-answers-400', [400], 500, ['b']),
      ],
    ],
    [
      'two attributes that are lost by different updates',
      [
        found('unsent-attributes-keep-value', phone, { ...lost, cases: ['a'] }),
        found('unsent-attributes-keep-value', '/contact/tags', { expected: ['1'], actual: [], cases: ['b'] }),
      ],
    ],
    [
      'a value that is wrong in one case, and what another case recorded',
      [found('name-comes-back', '/contact/name', { cases: ['a'] }), found('tags-unknown-id', '', { cases: ['b'] })],
    ],
    [
      'a media type, and a value that is lost',
      [
        found('answer-media-type-json', '', { expected: 'application/json', actual: 'text/plain', cases: ['a'] }),
        found('unsent-attributes-keep-value', '/contact/tags', { expected: ['1'], actual: [], cases: ['a'] }),
      ],
    ],
  ])('%s stay apart', (_name, findings) => expect(causes(findings)).toHaveLength(2));

  test('are told red first', () => {
    const warning = found('updated-at-advances', '/contact/updated_at', { outcome: 'warn', severity: 'warning' });
    const told = causes([warning, ...three]);
    expect(told.map(({ severity }) => severity)).toEqual(['red', 'red', 'red', 'warning']);
  });
});

test.each<[string, readonly ReportFinding[], readonly ReportDrift[]]>([
  ['additive drift', [], [drifted('key-added', '/contact/note', 'absent', 'string', { red: false })]],
  ['what could not be judged', [found('name-comes-back', '/contact/name', { outcome: 'inconclusive' })], []],
  [
    'what is accepted',
    [found('name-comes-back', '/contact/name', { accepted: { because: 'b', until: '2027-01-01', daysLeft: 1 } })],
    [],
  ],
])('%s is no cause', (_name, findings, drift) => {
  const quiet = findings.map((finding) => ({ ...finding, severity: 'warning' as const }));
  expect(causes(quiet, drift)).toEqual([]);
});
