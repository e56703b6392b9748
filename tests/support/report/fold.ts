/** Folds what the cases found into clauses and findings: one cause, one finding. */
import type { ClauseId } from '../catalogue.ts';
import type { Finding, Outcome, ReportClause, ReportFinding } from './types.ts';
import { clauses as catalogue, clauseOf, type Clause } from '../catalogue.ts';
import { endpoint, general } from '../endpoint/index.ts';
import { withoutIndexes } from '../text/json.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { curlOf, keyFormOf, replayOf } from './curl.ts';
import { toReportRequest, toReportResponse } from './exchange.ts';

/** What a case handed over. */
export interface Folded {
  readonly id: string;
  readonly findings: readonly Finding[];
  readonly passes: Readonly<Record<string, Readonly<Partial<Record<ClauseId, number>>>>>;
  readonly notExercised: readonly { readonly clause: ClauseId; readonly reason: string }[];
}

const weight: Readonly<Record<Outcome, number>> = {
  error: 6,
  fail: 5,
  inconclusive: 4,
  warn: 3,
  accepted: 2,
  pass: 1,
  'not-exercised': 0,
};

/** The graver of two outcomes. */
export const worse = (left: Outcome, right: Outcome): Outcome => (weight[left] >= weight[right] ? left : right);

/** Stable from run to run: the same clause broken at the same place. */
const findingId = ({ clause, pointer, outcome }: Pick<Finding, 'clause' | 'pointer' | 'outcome'>): string =>
  fingerprint(
    `clause-${clause}`,
    withoutIndexes(pointer),
    outcome === 'inconclusive' || outcome === 'error' ? outcome : 'broken',
  );

const severityOf = (finding: Finding): ReportFinding['severity'] =>
  finding.outcome === 'fail' || finding.outcome === 'error'
    ? 'red'
    : finding.outcome === 'warn' || finding.outcome === 'inconclusive'
      ? 'warning'
      : 'note';

type Occurrences = [Finding, ...Finding[]];

const lengthOf = ({ exchange }: Finding): number =>
  exchange === null ? Number.POSITIVE_INFINITY : exchange.request.url.length + (exchange.request.body?.length ?? 0);

/** The occurrence whose request shows it in the shortest way; of several, the first. What is steady goes before what is not. */
const shortest = (group: Readonly<Occurrences>): Finding =>
  group.reduce((best, finding) => {
    const steadier = Number(best.flaky === true) - Number(finding.flaky === true);
    return steadier > 0 || (steadier === 0 && lengthOf(finding) < lengthOf(best)) ? finding : best;
  });

function toReportFinding(group: Readonly<Occurrences>, startedAt: string): ReportFinding {
  const first = shortest(group);
  const { clause, outcome, pointer, message, seed, exchange, confirmation } = first;
  const cases = [...new Set(group.map((finding) => finding.case))];
  return {
    id: findingId(first),
    clause,
    outcome,
    severity: severityOf(first),
    pointer,
    message,
    expected: first.expected ?? null,
    actual: first.actual ?? null,
    case: first.case,
    cases,
    count: group.length,
    seed,
    request: exchange === null ? null : toReportRequest(exchange, pointer),
    response: exchange === null ? null : toReportResponse(exchange, pointer),
    curl: exchange === null ? null : curlOf(exchange, keyFormOf(exchange)),
    replay: first.case === '' || first.case === 'snapshot' ? null : replayOf(first.case, seed),
    firstSeen: startedAt,
    flaky: group.every((finding) => finding.flaky === true),
    confirmation:
      confirmation == null
        ? null
        : { request: toReportRequest(confirmation, pointer), response: toReportResponse(confirmation, pointer) },
    accepted: null,
  };
}

/**
 * One finding per clause, place and outcome, with a count. A broken promise that some request showed surely is not diluted by
 * another that showed it once.
 */
export function foldFindings(results: readonly Folded[], startedAt: string): readonly ReportFinding[] {
  const groups = new Map<string, Occurrences>();
  for (const finding of results.flatMap(({ findings }) => findings)) {
    if (finding.outcome === 'pass') continue;
    const key = `${finding.clause} ${withoutIndexes(finding.pointer)} ${finding.outcome}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()]
    .map((group) => toReportFinding(group, startedAt))
    .sort((left, right) => weight[right.outcome] - weight[left.outcome]);
}

/** The clauses of attributes that have none of their own. */
const generalClauses: readonly string[] = [general.required, general.optional];

/** Why no run could exercise a clause, as a sentence; null when one could. */
export function untestableBecause({
  id,
  untestable,
}: Pick<Clause, 'untestable'> & { readonly id: string }): string | null {
  if (untestable !== undefined) return `Cannot be tested: ${untestable}`;
  return generalClauses.includes(id) && endpoint.attributes.every(({ clause }) => clause !== id)
    ? 'No attribute is judged by it: each has a clause of its own.'
    : null;
}

interface ClauseInput {
  readonly results: readonly Folded[];
  /** Why a clause that no case judged was not exercised. */
  readonly unjudged: (clause: ClauseId) => string;
}

/** Every clause of the catalogue with the worst outcome of the cases that judged it. */
export function foldClauses({ results, unjudged }: ClauseInput): readonly ReportClause[] {
  const outcomes = new Map<ClauseId, Map<string, Outcome>>();
  const judged = new Map<ClauseId, number>();
  const held = new Set<ClauseId>();
  const note = (clause: ClauseId, name: string, outcome: Outcome, count: number): void => {
    const cases = outcomes.get(clause) ?? new Map<string, Outcome>();
    cases.set(name, worse(cases.get(name) ?? 'not-exercised', outcome));
    outcomes.set(clause, cases);
    if (outcome === 'pass') held.add(clause);
    if (outcome !== 'inconclusive' && outcome !== 'error') judged.set(clause, (judged.get(clause) ?? 0) + count);
  };
  for (const result of results) {
    for (const [name, counts] of Object.entries(result.passes))
      for (const [clause, count] of Object.entries(counts)) note(clause as ClauseId, name, 'pass', count);
    for (const finding of result.findings) note(finding.clause, finding.case, finding.outcome, 1);
  }
  const reasons = new Map(
    results.flatMap(({ notExercised }) => notExercised.map(({ clause, reason }) => [clause, reason] as const)),
  );
  return catalogue.map((entry): ReportClause => {
    const cases = outcomes.get(entry.id);
    const { id, group, level, grade, statement, source } = clauseOf(entry.id);
    const worst = cases === undefined ? 'not-exercised' : [...cases.values()].reduce(worse);
    // What comes and goes says nothing of a promise that held nowhere else.
    const outcome = worst === 'warn' && level === 'MUST' && !held.has(id) ? 'inconclusive' : worst;
    const untestable = untestableBecause(entry);
    const reason = cases !== undefined ? undefined : (untestable ?? reasons.get(id) ?? unjudged(id));
    return {
      id,
      group,
      level,
      grade,
      statement,
      source: `${source.document}: ${source.place}`,
      outcome,
      judged: judged.get(id) ?? 0,
      cases: Object.fromEntries([...(cases ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))),
      ...(reason === undefined ? {} : { reason }),
      ...(cases === undefined && untestable !== null ? { untestable: true } : {}),
    };
  });
}
