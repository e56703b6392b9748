/** Data for proofs about the verdict: a run in which all is well, and parts that are not. */
import type { ClauseId } from '../../support/catalogue.ts';
import type { Exchange } from '../../support/client/exchange.ts';
import type { Settings } from '../../support/config/types.ts';
import type { Finding, Outcome, ReportClause, ReportDrift, ReportFinding } from '../../support/report/types.ts';
import { clauseOf } from '../../support/catalogue.ts';
import { emptyObserved } from '../../support/observe/index.ts';
import type { VerdictInput } from '../../support/report/verdict.ts';
import type { RunFacts } from '../../support/run/assemble.ts';
import { noFloor } from '../../support/run/floor.ts';
import type { CaseReport } from '../../support/play/plan.ts';
import { loadSettings } from '../../support/config/index.ts';
import { sampleReport } from './sample-report.ts';

/** The clause of a report with that outcome; a MUST unless another is named. */
export function clauseAt(outcome: Outcome, id: ClauseId = 'update-answers-200', reason?: string): ReportClause {
  const { group, level, grade, statement } = clauseOf(id);
  const judged = outcome === 'pass' || outcome === 'fail' || outcome === 'warn' || outcome === 'accepted' ? 1 : 0;
  const cases = { 'name-alone': outcome };
  return {
    id,
    group,
    level,
    grade,
    statement,
    source: 'a page',
    outcome,
    judged,
    cases,
    ...(reason === undefined ? {} : { reason }),
  };
}

const [sampleFinding] = sampleReport.findings;
const [sampleDrift] = sampleReport.drift;

/** A finding of a report. */
export const findingAt = (
  outcome: Outcome,
  id: ClauseId = 'update-answers-200',
  message = 'A sentence.',
): ReportFinding => ({ ...(sampleFinding as ReportFinding), clause: id, outcome, message, accepted: null });

/** A difference from the baseline or from the documents. */
export const driftThat = (change: Partial<ReportDrift>): ReportDrift => ({
  ...(sampleDrift as ReportDrift),
  accepted: null,
  ...change,
});

/** What a run in which one MUST held hands to the verdict. */
export const allWell: VerdictInput = {
  clauses: [clauseAt('pass')],
  findings: [],
  drift: [],
  acceptedProblems: [],
  faults: [],
  down: null,
  ended: null,
  requireAll: false,
  storesOtherwise: null,
  idle: [],
};

/** Settings of a run on the mock, with every identifier that the mock would fill in left out. */
export function plainSettings(change: Partial<Settings> = {}): Settings {
  const loaded = loadSettings({
    flags: { target: 'mock', profile: 'full', seed: '1', env: false },
    environment: {},
    dotenv: {},
    cwd: '/',
    now: new Date(0),
    ci: true,
  });
  if (!loaded.ok) throw new Error('The settings of the mock have problems.');
  return { ...loaded.settings, ...change };
}

/** An exchange of the case, answered as documented. */
export const exchangeOf = (change: Partial<Exchange> = {}): Exchange => ({
  id: 1,
  case: 'name-alone',
  purpose: 'case',
  request: {
    method: 'PATCH',
    url: 'http://127.0.0.1:1/api/external/v1/contacts/1',
    path: '/api/external/v1/contacts/1',
    headers: { 'X-Api-Key': '[redacted]' },
    body: '{"contact":{"name":"Ada"}}',
  },
  response: {
    status: 200,
    headers: {},
    text: '{}',
    bytes: 2,
    utf8: true,
    parsed: { ok: true, value: {}, duplicateKeys: [] },
  },
  failure: null,
  leaks: [],
  attempts: 1,
  throttled: 0,
  ms: 3,
  sentAt: 0,
  ...change,
});

/** A finding as a case hands it over. */
export const found = (outcome: Outcome, change: Partial<Finding> = {}): Finding => ({
  clause: 'name-comes-back',
  outcome,
  pointer: '/contact/name',
  message: 'A sentence.',
  case: 'name-alone',
  seed: 1,
  exchange: null,
  ...change,
});

/** The result of a case. */
export const resultOf = (change: Partial<CaseReport> = {}): CaseReport => ({
  id: 'name-alone',
  title: 'a name alone',
  group: 'updates',
  findings: [],
  passes: {},
  notExercised: [],
  stopped: null,
  down: null,
  requests: 1,
  ms: 1,
  rows: [],
  observed: emptyObserved,
  coverage: [],
  lag: null,
  counts: { sent: 1, retried: 0, throttled: 0, confirming: 0 },
  ...change,
});

/** The facts of a run in which one case held. */
export const factsWith = (change: Partial<RunFacts> = {}): RunFacts => ({
  settings: plainSettings(),
  suite: { name: 'proof', version: '0' },
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  requests: { sent: 1, retried: 0, throttled: 0, budget: 300 },
  reports: [resultOf({ passes: { 'name-alone': { 'name-comes-back': 1 } } })],
  early: [],
  faults: [],
  down: null,
  ended: null,
  sandbox: { snapshot: null, restored: true, attributes: {}, message: '' },
  storesOtherwise: null,
  partial: false,
  floor: noFloor,
  unjudged: () => 'Not part of this proof.',
  ...change,
});

/** Compared with nothing. */
export const nothingElse = { baseline: null, accepted: { entries: [] }, history: [] } as const;
