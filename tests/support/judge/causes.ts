/** Broken promises of many requests, as causes: what has one origin is told once. */
import { sdkClauses, type Level, type SdkClause, type SdkClauseId } from '../catalogue.ts';
import type { ReportRequest } from '../report/types.ts';
import { fingerprint } from '../text/fingerprint.ts';
import type { Json } from '../text/json.ts';
import type { Answered, Recorded } from './record.ts';
import type { Party, SdkFinding } from './types.ts';

export interface SdkCause {
  /** Of clause and kind of mistake: the same from run to run. */
  readonly fingerprint: string;
  readonly clause: SdkClauseId;
  /** Further promises that the same mistake breaks. */
  readonly also: readonly SdkClauseId[];
  readonly level: Level;
  /** `note` is only told, whatever the options. */
  readonly severity: 'red' | 'warning' | 'note';
  readonly party: Party;
  readonly message: string;
  readonly pointer: string;
  readonly where: string;
  readonly expected: Json;
  readonly actual: Json;
  /** The names that share the cause, where there are several. */
  readonly subjects: readonly string[];
  /** How many requests showed it, and the first of them by their numbers. */
  readonly count: number;
  readonly requests: readonly number[];
  /** The tests that were marked when it was shown. */
  readonly tests: readonly string[];
  readonly request: ReportRequest;
  readonly response: Answered | null;
  readonly curl: string | null;
}

const byId: ReadonlyMap<string, SdkClause> = new Map(sdkClauses.map((clause) => [clause.id, clause]));

/** The promise of that id. */
function sdkClauseOf(id: SdkClauseId): SdkClause {
  const clause = byId.get(id);
  if (clause === undefined) throw new TypeError(`No promise of a client has the id ${id}.`);
  return clause;
}

/** What the stand-in could not judge is never the fault of an SDK. */
export const unjudgedClause: SdkClauseId = 'sdk-body-judged';

/** How grave a broken promise is: a MUST is red, a SHOULD with `strict`, and the rest is told. */
export function severityOf(id: SdkClauseId, strict: boolean): SdkCause['severity'] {
  const { level } = sdkClauseOf(id);
  if (level === 'MAY') return 'note';
  return level === 'MUST' || (strict && id !== unjudgedClause) ? 'red' : 'warning';
}

interface Shown {
  readonly finding: SdkFinding;
  readonly recorded: Recorded;
}

/** Most numbers of requests that a cause keeps. */
const mostNumbers = 20;
const weight = { red: 0, warning: 1, note: 2 } as const;
const lengthOf = ({ recorded: { request } }: Shown): number => request.url.length + (request.body?.length ?? 0);

function causeOf(group: readonly [Shown, ...Shown[]], strict: boolean): SdkCause {
  const { finding, recorded } = group.reduce((best, each) => (lengthOf(each) < lengthOf(best) ? each : best));
  const { clause, party, message, pointer, where, expected, actual } = finding;
  const subjects = [...new Set(group.flatMap(({ finding: { subject } }) => subject ?? []))];
  const numbers = [...new Set(group.map(({ recorded: { nth } }) => nth))];
  return {
    fingerprint: fingerprint(`clause-${clause}`, '', finding.kind),
    clause,
    also: [...new Set(group.flatMap(({ finding: { also = [] } }) => also))],
    level: sdkClauseOf(clause).level,
    severity: severityOf(clause, strict),
    party,
    message,
    pointer,
    where,
    expected,
    actual,
    subjects: subjects.length > 1 ? subjects : [],
    count: numbers.length,
    requests: numbers.slice(0, mostNumbers),
    tests: [...new Set(group.flatMap(({ recorded: { test } }) => test ?? []))],
    request: recorded.request,
    response: recorded.response,
    curl: recorded.curl,
  };
}

/**
 * The causes of some requests, red ones first, then in the order in which they were met. The shortest request shows each.
 * @param strict whether a broken SHOULD is red
 */
export function causesOf(records: readonly Recorded[], strict: boolean): readonly SdkCause[] {
  const groups = new Map<string, [Shown, ...Shown[]]>();
  for (const recorded of records)
    for (const finding of recorded.judgement.findings) {
      const key = `${finding.clause} ${finding.kind}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [{ finding, recorded }]);
      else known.push({ finding, recorded });
    }
  return [...groups.values()]
    .map((group) => causeOf(group, strict))
    .sort((left, right) => weight[left.severity] - weight[right.severity]);
}
