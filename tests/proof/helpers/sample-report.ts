/** A report with every key that a report can have, for proofs about its schema. */
import type { Report, ReportRequest, ReportResponse } from '../../support/report/types.ts';

const request: ReportRequest = {
  method: 'PATCH',
  url: 'http://127.0.0.1:3999/api/external/v1/contacts/3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4',
  headers: { 'x-api-key': '[redacted]' },
  body: '{"contact":{"tag_ids":[]}}',
};
const response: ReportResponse = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}', ms: 3.5 };
const accepted = { because: 'Known to the vendor.', until: '2027-01-31', daysLeft: 69, link: 'https://example.com/1' };
const at = '2026-11-23T02:00:00.000Z';

/** A report of a run that found one violation and one drift. */
export const sampleReport: Report = {
  schemaVersion: 1,
  suite: { name: 'neetocrm-contact-update-contract', version: '0.1.0' },
  target: { name: 'mock', kind: 'mock', baseUrl: 'http://127.0.0.1:3999/api/external/v1' },
  profile: 'full',
  seed: 20261123,
  partial: false,
  startedAt: at,
  durationMs: 2140.25,
  requests: { sent: 180, retried: 0, throttled: 0, budget: 300 },
  verdict: 'violated',
  exitCode: 2,
  reasons: ['tags-empty-array-clears failed.'],
  clauses: [
    {
      id: 'tags-empty-array-clears',
      group: 'tags',
      level: 'MUST',
      grade: 'documented',
      statement: 'An empty tag array removes every tag.',
      source: 'neetoCRM API reference, "Update contact" page',
      outcome: 'fail',
      judged: 3,
      cases: { 'tags-cleared': 'fail' },
      reason: 'Two tags were left.',
    },
  ],
  findings: [
    {
      id: 'f-3b1c',
      clause: 'tags-empty-array-clears',
      outcome: 'fail',
      severity: 'red',
      pointer: '/contact/tags',
      message: 'Two tags were left.',
      expected: [],
      actual: ['a', 'b'],
      case: 'tags-cleared',
      cases: ['tags-cleared'],
      count: 1,
      seed: 20261123,
      request,
      response,
      curl: 'curl …',
      replay: 'npm run replay -- tags-cleared',
      firstSeen: at,
      flaky: false,
      confirmation: { request, response },
      accepted,
    },
  ],
  drift: [
    {
      fingerprint: 'd-91ab',
      classification: 'additive',
      rule: 'key-gained',
      clause: null,
      pointer: '/contact/website',
      was: null,
      is: 'string',
      against: 'documented',
      message: 'The contact has a key that no document names.',
      sdkImpact: 'None.',
      schemaPatch: [{ op: 'add', path: '/properties/contact/properties/website', value: { type: 'string' } }],
      sightings: { seen: 12, of: 12, firstSeen: at, lastGood: null },
      red: false,
      accepted,
      example: { case: 'name-alone', request, response, curl: null, replay: null },
    },
  ],
  acceptedProblems: [],
  sandbox: {
    snapshot: { how: 'GET', state: { name: 'Eve' } },
    restored: true,
    attributes: { name: 'restored' },
    message: 'The contact is as it was.',
  },
  coverage: [
    {
      keyword: 'type',
      pointer: '/properties/contact/properties/name',
      valid: { sent: 4, statuses: { '200': 4 } },
      invalid: { sent: 2, statuses: { '422': 2 } },
    },
  ],
  observed: {
    answers: 12,
    statuses: { '200': 12 },
    mediaTypes: { 'application/json': 12 },
    headers: { 'content-type': 12 },
    errorShapes: { 'error:string': 2 },
    shape: { '/contact/name': { seen: 12, of: 12, types: { string: 12 }, formats: {}, values: null } },
    cases: [
      {
        case: 'name-alone',
        answers: [{ label: 'update', method: 'PATCH', status: 200, mediaType: 'application/json', errorShape: null }],
      },
    ],
  },
  cases: [{ id: 'name-alone', title: 'a name alone', group: 'echo', outcome: 'pass', requests: 1, ms: 4.2 }],
};
