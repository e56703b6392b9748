/** Reports to render: everything in order, until a test changes what it is about. */
import type { Report, ReportClause, ReportDrift, ReportFinding } from '../../support/report/types.ts';

export const sampleClause = (change: Partial<ReportClause> = {}): ReportClause => ({
  id: 'name-comes-back',
  group: 'echo',
  level: 'MUST',
  grade: 'documented',
  statement: 'The name that was sent comes back.',
  source: 'neetoCRM API reference, response attribute name',
  outcome: 'pass',
  judged: 12,
  cases: { 'update-name': 'pass' },
  ...change,
});

const id = '11111111-2222-3333-4444-555555555555';

export const sampleFinding = (change: Partial<ReportFinding> = {}): ReportFinding => ({
  id: 'f1a2b3c4',
  clause: 'name-comes-back',
  outcome: 'fail',
  severity: 'red',
  pointer: '/contact/name',
  message: 'The name came back in another letter case.',
  expected: 'Ada Lovelace',
  actual: 'ada lovelace',
  case: 'update-name',
  cases: ['update-name'],
  count: 1,
  seed: 42,
  request: {
    method: 'PATCH',
    url: `https://acme.neetocrm.com/api/external/v1/contacts/${id}`,
    headers: { 'content-type': 'application/json', 'x-api-key': '[redacted]' },
    body: '{"contact":{"name":"Ada Lovelace"}}',
  },
  response: {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      contact: {
        id,
        name: 'ada lovelace',
        email: 'ada@example.com',
        phone_number: '+12025550123',
        created_at: '2026-01-05T09:00:00.000Z',
        updated_at: '2026-01-05T09:00:01.000Z',
        owner: null,
        tags: [],
        company: { id: null, name: null },
      },
    }),
    ms: 12.4,
  },
  curl: `curl --include --request PATCH 'https://acme.neetocrm.com/x' --header "X-Api-Key: $NEETOCRM_API_KEY"`,
  replay: 'npm run replay -- update-name --seed 42',
  firstSeen: '2026-01-05T09:00:00.000Z',
  flaky: false,
  confirmation: null,
  accepted: null,
  ...change,
});

export const sampleDrift = (change: Partial<ReportDrift> = {}): ReportDrift => ({
  fingerprint: 'd0d0cafe',
  classification: 'breaking',
  rule: 'answer-key-removed',
  clause: null,
  pointer: '/contact/email',
  was: 'string',
  is: null,
  against: 'baseline',
  message: 'The attribute email is gone.',
  sdkImpact: 'A typed client reads email.',
  schemaPatch: [],
  sightings: { seen: 14, of: 14, firstSeen: '2026-01-05T09:00:00.000Z', lastGood: null },
  red: true,
  accepted: null,
  example: null,
  ...change,
});

export const sampleReport = (change: Partial<Report> = {}): Report => ({
  schemaVersion: 1,
  suite: { name: 'neetocrm-contact-update-contract', version: '0.1.0' },
  target: { name: 'mock', kind: 'mock', baseUrl: 'http://127.0.0.1:4010/api/external/v1' },
  profile: 'full',
  seed: 42,
  partial: false,
  startedAt: '2026-01-05T09:00:00.000Z',
  durationMs: 3_200,
  requests: { sent: 240, retried: 0, throttled: 0, budget: 300 },
  verdict: 'conformant',
  exitCode: 0,
  reasons: [],
  clauses: [
    sampleClause({
      id: 'update-answers-200',
      group: 'answer',
      statement: 'A plain update is answered with status 200.',
    }),
    sampleClause(),
    sampleClause({
      id: 'company-comes-back',
      outcome: 'not-exercised',
      judged: 0,
      cases: {},
      reason: 'NEETOCRM_COMPANY_ID is not set.',
    }),
  ],
  findings: [],
  drift: [],
  acceptedProblems: [],
  sandbox: {
    snapshot: { how: 'GET', state: { name: 'Sandbox Contact' } },
    restored: true,
    attributes: { name: 'restored' },
    message: '',
  },
  coverage: [],
  observed: { answers: 0, statuses: {}, mediaTypes: {}, headers: {}, errorShapes: {}, shape: {}, cases: [] },
  cases: [{ id: 'update-name', title: 'a name comes back', group: 'echo', outcome: 'pass', requests: 2, ms: 20 }],
  ...change,
});

/** A run with one broken clause. */
export const violatedReport = (change: Partial<ReportFinding> = {}): Report =>
  sampleReport({
    verdict: 'violated',
    exitCode: 2,
    reasons: ['1 MUST clause failed: name-comes-back.'],
    clauses: [
      sampleClause({ id: 'update-answers-200', group: 'answer' }),
      sampleClause({ outcome: 'fail', cases: { 'update-name': 'fail' } }),
    ],
    findings: [sampleFinding(change)],
  });

/** What a target may put into any text of its responses. */
export const hostileTexts: readonly string[] = [
  ']]>',
  '<script>alert(1)</script>',
  '</details><img src=x onerror=alert(1)>',
  'zero \u0000 byte',
  '\u001b[2J\u001b[31mred\u001b]0;title\u0007',
  '\u009b31m C1',
  '\u202egnp.exe\u2066',
  'lone \ud83d surrogate',
  'not a character \ufffe \uffff',
  '`` ` ``` ```` fence',
  '```\n# heading\n```',
  'a | b | c',
  '@everyone see #1 and https://evil.example/ or www.evil.example',
  '[click](javascript:alert(1)) **bold** _it_ ~~no~~',
  '&lt;b&gt; &amp; "quotes" \'single\'',
  '漢字かな交じり文 👩‍👩‍👧‍👦 e\u0301',
  'line one\r\nline two\u2028line three\ttab',
  'x'.repeat(50_000),
];

/** A report with such a text in every field that is rendered. */
export const hostileReport = (text: string): Report => {
  const finding = sampleFinding({
    ...{ message: text, actual: text, expected: { [text]: text }, pointer: `/${text}`, curl: text, replay: text },
    ...{ cases: [text], firstSeen: text },
    response: { status: 200, headers: { 'content-type': text }, body: text, ms: 1 },
  });
  return sampleReport({
    target: { name: text, kind: 'live', baseUrl: text },
    reasons: [text, text],
    acceptedProblems: [text],
    clauses: [
      sampleClause({ outcome: 'fail', statement: text, source: text, group: text, reason: text }),
      sampleClause({ outcome: 'not-exercised', statement: text, reason: text }),
    ],
    findings: [finding, { ...finding, accepted: { because: text, until: text, daysLeft: 2, link: text } }],
    drift: [
      sampleDrift({
        message: text,
        pointer: text,
        was: text,
        is: { [text]: text },
        sdkImpact: text,
        fingerprint: text,
      }),
      sampleDrift({ classification: 'additive', red: false, message: text }),
    ],
    sandbox: {
      snapshot: { how: text, state: { name: text, [text]: text } },
      restored: false,
      attributes: { [text]: text },
      message: text,
    },
  });
};
