/** A stand-in for a run: a small server model answers fixed and generated cases, and a report is made of it. */
import type { Exchange } from '../../support/client/exchange.ts';
import type { Outcome, Report, ReportClause, ReportFinding } from '../../support/report/types.ts';
import type { Json, JsonObject } from '../../support/text/json.ts';
import { mergeObserved, observe, emptyObserved } from '../../support/observe/index.ts';
import type { ObservedExchange } from '../../support/observe/index.ts';
import { sampleReport } from './sample-report.ts';

export const id = '3f0b1c52-8a47-4d19-9e6b-2c7f5d80a1e4';
const other = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890';

export interface ObservedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}
/** Changes a response of the model; undefined fields stay. */
export type Change = (
  response: ObservedResponse,
  about: { readonly case: string; readonly turn: number },
) => ObservedResponse;

const json = { 'content-type': 'application/json; charset=utf-8', 'x-frame-options': 'DENY', date: 'now' };

/** The contact as a well-kept server shows it. */
export const contact = (name: string, turn: number): JsonObject => ({
  id,
  name,
  email: `${name.toLowerCase().replace(/[^a-z]/g, '')}@example.com`,
  phone_number: '+12025550143',
  created_at: '2025-03-15T10:30:00.000Z',
  updated_at: `2025-03-15T10:31:${String(turn % 60).padStart(2, '0')}.250Z`,
  owner: turn % 3 === 0 ? null : { id: other },
  tags: turn % 2 === 0 ? [] : [{ id: other, name: 'vip' }],
  company: turn % 4 === 0 ? { id: null, name: null } : { id: other, name: 'Acme' },
});

const accepted = (name: string, turn: number): ObservedResponse => ({
  status: 200,
  headers: json,
  body: { contact: { ...contact(name, turn), kind: turn % 2 === 0 ? 'lead' : 'customer' } },
});
const refused = (status: number): ObservedResponse => ({ status, headers: json, body: { error: 'No.' } });

/** Case → what the model responds, in the order of the run. */
export const fixedCases: readonly {
  readonly case: string;
  readonly clauses: readonly string[];
  readonly status: number;
}[] = [
  { case: 'name-alone', clauses: ['update-answers-200', 'name-comes-back'], status: 200 },
  { case: 'all-together', clauses: ['update-answers-200', 'name-comes-back', 'tags-come-back'], status: 200 },
  { case: 'tags-cleared', clauses: ['update-answers-200', 'tags-empty-array-clears'], status: 200 },
  { case: 'repeat', clauses: ['update-answers-200', 'same-update-twice-same-contact'], status: 200 },
  { case: 'email-upper-case', clauses: ['update-answers-200', 'email-letter-case-kept'], status: 200 },
  { case: 'key-missing', clauses: ['missing-key-refused', 'unauthenticated-answers-401'], status: 401 },
  { case: 'id-unknown', clauses: ['unknown-id-refused', 'unknown-or-malformed-id-answers-404'], status: 404 },
  { case: 'null-name', clauses: ['null-values'], status: 422 },
  { case: 'null-email', clauses: ['null-values'], status: 422 },
  { case: 'put-instead', clauses: ['other-methods'], status: 200 },
];
const everywhere = ['never-5xx', 'answer-never-carries-key'];
const ofAccepted = ['answer-nine-keys', 'answer-types', 'answer-extra-keys', 'timestamps-millis-utc'];
const names = ['Ada', 'Bo Lee', 'Cato', 'Dora Ek', 'Enzo', 'Fay', 'Gil', 'Hana', 'Ilse Noor', 'Jun', 'Kaya', 'Lux'];

export interface RunOptions {
  readonly seed?: number;
  readonly change?: Change;
  /** Clause → case → outcome, where it is not a pass. */
  readonly outcomes?: Readonly<Record<string, Readonly<Record<string, Outcome>>>>;
  readonly findings?: readonly ReportFinding[];
  readonly only?: readonly string[];
  readonly report?: Partial<Report>;
  readonly generated?: number;
}

/** An exchange of the model. */
export const exchangeOf = (about: string, sent: Json, response: ObservedResponse): Exchange => ({
  id: 1,
  case: about,
  purpose: 'case',
  request: { method: 'PATCH', url: 'http://x', path: '/contacts/1', headers: {}, body: JSON.stringify(sent) },
  response: {
    status: response.status,
    headers: response.headers,
    text: JSON.stringify(response.body),
    bytes: 1,
    utf8: true,
    parsed:
      typeof response.body === 'string'
        ? { ok: false, reason: 'html', message: 'HTML' }
        : { ok: true, value: response.body, duplicateKeys: [] },
  },
  failure: null,
  leaks: [],
  attempts: 1,
  throttled: 0,
  ms: 3,
  sentAt: 0,
});

const levels: Readonly<Record<string, ReportClause['level']>> = {
  'email-letter-case-kept': 'SHOULD',
  'unauthenticated-answers-401': 'SHOULD',
  'unknown-or-malformed-id-answers-404': 'SHOULD',
  'same-update-twice-same-contact': 'SHOULD',
  'never-5xx': 'SHOULD',
  'timestamps-millis-utc': 'SHOULD',
  'null-values': 'MAY',
  'other-methods': 'MAY',
  'answer-extra-keys': 'MAY',
};
const rank: readonly Outcome[] = ['pass', 'accepted', 'inconclusive', 'warn', 'fail'];

/** The report of one run against the model. */
export function runOf(options: RunOptions = {}): Report {
  const { seed = 1, change = (response: ObservedResponse) => response, outcomes = {} } = options;
  const cases = fixedCases.filter((entry) => options.only?.includes(entry.case) ?? true);
  const count = options.only === undefined ? (options.generated ?? 12) : 0;
  const generated = Array.from({ length: count }, (_, index) => `random-${index}`);
  const nameAt = (turn: number): string => names[(turn * 5 + seed * 7) % names.length] ?? 'Ada';
  const sightings: ObservedExchange[] = [
    ...cases.map((entry, turn): ObservedExchange => {
      const response = change(entry.status === 200 ? accepted(nameAt(turn), turn) : refused(entry.status), {
        case: entry.case,
        turn,
      });
      return {
        case: entry.case,
        label: 'update',
        accepted: response.status < 300,
        exchange: exchangeOf(entry.case, { contact: { name: nameAt(turn) } }, response),
      };
    }),
    ...generated.map((name, index): ObservedExchange => {
      const turn = index + seed;
      const response = change(accepted(nameAt(turn), turn), { case: name, turn });
      return {
        case: name,
        label: 'update',
        accepted: response.status < 300,
        fixed: false,
        exchange: exchangeOf(name, { contact: { name: nameAt(turn) } }, response),
      };
    }),
  ];
  const judged = new Map<string, Record<string, Outcome>>();
  const note = (clause: string, about: string): void => {
    const own = judged.get(clause) ?? {};
    own[about] = outcomes[clause]?.[about] ?? 'pass';
    judged.set(clause, own);
  };
  for (const entry of cases) {
    for (const clause of [...entry.clauses, ...everywhere, ...(entry.status === 200 ? ofAccepted : [])])
      note(clause, entry.case);
  }
  for (const name of generated)
    for (const clause of [...ofAccepted, ...everywhere, 'email-letter-case-kept']) note(clause, name);
  const clauses = [...judged].map(([clause, own]): ReportClause => ({
    ...{
      id: clause,
      group: 'g',
      level: levels[clause] ?? 'MUST',
      grade: 'documented',
      statement: `The promise ${clause}.`,
      source: 'page',
    },
    outcome: Object.values(own).reduce(
      (worst, next) => (rank.indexOf(next) > rank.indexOf(worst) ? next : worst),
      'pass',
    ),
    judged: Object.keys(own).length,
    cases: own,
  }));
  return {
    ...sampleReport,
    seed,
    clauses,
    findings: options.findings ?? [],
    drift: [],
    observed: sightings.reduce((sum, item) => mergeObserved(sum, observe([item], { sources: true })), emptyObserved),
    cases: [...cases.map((entry) => entry.case), ...generated].map((name) => ({
      id: name,
      title: name,
      group: 'g',
      outcome: 'pass',
      requests: 1,
      ms: 1,
    })),
    verdict: 'conformant',
    exitCode: 0,
    reasons: [],
    acceptedProblems: [],
    ...options.report,
  };
}

/** Changes the contact of every accepted response. */
export const contactChange =
  (edit: (contact: JsonObject, turn: number) => JsonObject): Change =>
  (response, { turn }) => {
    const body = response.body as { contact?: JsonObject };
    return body.contact === undefined
      ? response
      : { ...response, body: { ...body, contact: edit(body.contact, turn) } };
  };

/** A contact without some keys. */
export const without = (value: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

/** A finding about a clause, for reports that have one. */
export const findingOf = (change: Partial<ReportFinding>): ReportFinding => {
  const first = sampleReport.findings[0];
  if (first === undefined) throw new TypeError('The sample report has no finding.');
  return { ...first, id: '0123456789', accepted: null, ...change };
};
