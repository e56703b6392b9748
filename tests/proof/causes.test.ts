import type { Report, ReportCause, ReportDrift, ReportFinding } from '../support/report/types.ts';
import type { Json } from '../support/text/json.ts';
import { describe, expect, test } from 'vitest';
import { applyAccepted, newEntry } from '../support/drift/index.ts';
import { causesIn, causesOf } from '../support/report/causes.ts';
import { sampleDrift, sampleFinding, sampleReport } from './helpers/rendered-reports.ts';

let number = 0;

/** A finding of a clause; its values are those of some seed. */
const found = (clause: string, pointer: string, change: Partial<ReportFinding> = {}): ReportFinding =>
  sampleFinding({ id: `f${(number += 1)}`, clause, pointer, message: `${clause} is broken.`, ...change });

const drifted = (rule: string, pointer: string, was: Json, is: Json, change: Partial<ReportDrift> = {}): ReportDrift =>
  sampleDrift({ fingerprint: `d${(number += 1)}`, rule, pointer, was, is, cases: ['name-alone'], ...change });

const causes = (findings: readonly ReportFinding[], drift: readonly ReportDrift[] = []): readonly ReportCause[] =>
  causesOf({ findings, drift });

const status = (clause: string, expected: Json, actual: number, cases: readonly string[]): ReportFinding =>
  found(clause, '', { expected, actual, cases, response: null });

const held = (clause: string, pointer: string): ReportDrift =>
  drifted('clause-broken', pointer, 'held', 'A sentence with a value.', { clause });

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
        found('unsent-attributes-keep-value', '/contact/phone_number', { expected: '+1', actual: '' }),
        found('read-only-attributes-not-written', '/contact/phone_number', { expected: '+1', actual: '' }),
        found('refused-update-changes-nothing', '/contact/phone_number', { expected: '+1', actual: '', flaky: true }),
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
      [drifted('recorded-changed', '', 'recorded: kept', 'recorded: moved', { clause: 'null-values', cases: ['a'] })],
    ],
    [
      'the request and the response of one attribute',
      [
        found('update-answers-200', '/contact/tag_ids/0', { expected: 200, actual: 422 }),
        found('tags-come-back', '/contact/tags'),
      ],
      [],
    ],
  ])('is made of %s', (_name, findings, drift) => {
    expect(causes(findings, drift)).toHaveLength(1);
  });

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

  test('of three deviations at once are three', () => {
    expect(causes(three)).toHaveLength(3);
  });

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
        found('unsent-attributes-keep-value', '/contact/phone_number', { expected: '1', actual: '', cases: ['a'] }),
        found('unsent-attributes-keep-value', '/contact/tags', { expected: ['1'], actual: [], cases: ['b'] }),
      ],
    ],
    [
      'a media type, and a value that is lost',
      [
        found('answer-media-type-json', '', { expected: 'application/json', actual: 'text/plain', cases: ['a'] }),
        found('unsent-attributes-keep-value', '/contact/tags', { expected: ['1'], actual: [], cases: ['a'] }),
      ],
    ],
  ])('%s stay apart', (_name, findings) => {
    expect(causes(findings)).toHaveLength(2);
  });

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

describe('a fingerprint', () => {
  const print = (change: Partial<ReportFinding>, drift: readonly ReportDrift[] = []): string | undefined =>
    causes([found('name-comes-back', '/contact/name', change)], drift)[0]?.fingerprint;

  test.each<[string, Partial<ReportFinding>]>([
    ['the case', { case: 'other', cases: ['other'] }],
    ['the seed', { seed: 7 }],
    ['prose', { message: 'Other words.' }],
    ['generated values', { expected: 'Eve Holt', actual: 'eve holt' }],
    ['how often', { count: 12 }],
  ])('does not depend on %s', (_name, change) => {
    expect(print(change)).toBe(print({}));
  });

  test('is the same with a baseline and without', () => {
    expect(print({}, [held('name-comes-back', '/contact/name')])).toBe(print({}));
  });

  test.each<[string, Partial<ReportFinding>]>([
    ['the place', { pointer: '/contact/email' }],
    ['what became of the value', { actual: null }],
    ['the rule', { clause: 'update-is-stored' }],
  ])('depends on %s', (_name, change) => {
    expect(print(change)).not.toBe(print({}));
  });
});

describe('accepting a cause', () => {
  const finding = found('name-comes-back', '/contact/name');
  const effect = found('update-is-stored', '/contact/name');
  const other = found('answer-company-shape', '/contact/company', { expected: 'an object', actual: null });
  const drift = [held('name-comes-back', '/contact/name')];
  const report: Report = sampleReport({ findings: [finding, effect, other], drift });
  const cause = causesIn(report).find(({ findings }) => findings.includes(finding.id));
  const ask = {
    what: cause?.fingerprint ?? '',
    because: 'known',
    until: '2026-12-31',
    link: undefined,
    target: 'mock',
  };

  test('covers its findings, its drift and its effects, and nothing else', () => {
    const made = newEntry(ask, report, '2026-11-26');
    const entry = 'entry' in made ? made.entry : null;
    expect(entry).toMatchObject({ fingerprint: cause?.fingerprint, target: 'mock' });
    const after = applyAccepted(report, { entries: entry === null ? [] : [entry] }, 'mock', '2026-11-26');
    expect(after.problems).toEqual([]);
    expect(after.findings.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted', 'fail']);
    expect(after.drift.map(({ red }) => red)).toEqual([false]);
    expect(causesOf(after).map(({ clauses }) => clauses)).toEqual([['answer-company-shape']]);
  });

  test('needs no causes in a report of an earlier version', () => {
    expect('causes' in report).toBe(false);
    expect(newEntry(ask, report, '2026-11-26')).toHaveProperty('entry');
  });
});
