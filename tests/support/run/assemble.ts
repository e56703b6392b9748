/** Makes the report of a run from everything that was gathered. Pure. */
import type { ClauseId } from '../catalogue.ts';
import type { Settings } from '../config/types.ts';
import type { Finding, Outcome, Report } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { rowsPlayed } from '../fixtures.ts';
import { endpoint } from '../endpoint/index.ts';
import {
  applyAccepted,
  compareBaseline,
  compareDocumented,
  exampleFrom,
  group,
  since,
  unpinned,
  withHistory,
  type AcceptedFile,
  type Baseline,
  type HistoryLine,
} from '../drift/index.ts';
import { mergeAll } from '../observe/index.ts';
import { keywordPoints } from '../values/tree.ts';
import { causesOf } from '../causes/causes.ts';
import { addCoverage } from '../report/coverage.ts';
import { foldClauses, foldFindings, worse } from '../report/fold.ts';
import { verdictOf } from '../report/verdict.ts';
import type { CaseReport } from '../play/plan.ts';
import { departuresIn, namedOf, pinnedBy } from './departures.ts';
import { missedOf, type Floor } from './floor.ts';
import { cutOf, idleOf, interferenceIn, leftOf, missedIn, unconfirmedIn, unsteadyOf } from './reasons.ts';

export interface RunFacts {
  readonly settings: Settings;
  readonly suite: Report['suite'];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requests: Report['requests'];
  readonly reports: readonly CaseReport[];
  /** Findings that no case made: what the attempts to read the contact showed. */
  readonly early: readonly Finding[];
  readonly faults: readonly string[];
  /** What is worth saying of what an earlier run left, and decides nothing. */
  readonly recovered?: readonly string[];
  readonly down: string | null;
  readonly ended: string | null;
  readonly sandbox: Report['sandbox'];
  readonly storesOtherwise: string | null;
  readonly partial: boolean;
  /** What the run has to judge. */
  readonly floor: Floor;
  readonly unjudged: (clause: ClauseId) => string;
}

export interface Comparisons {
  readonly baseline: Baseline | null;
  readonly accepted: AcceptedFile;
  readonly history: readonly HistoryLine[];
}

const outcomeOf = (report: CaseReport): Outcome => {
  const found = report.findings
    .map(({ outcome }) => outcome)
    .reduce<Outcome>(worse, Object.keys(report.passes).length > 0 ? 'pass' : 'not-exercised');
  return found;
};

/** With `--strict` a broken SHOULD is a failure. What comes and goes stays a warning. */
const strictly = <Result extends { readonly findings: readonly Finding[] }>(result: Result): Result => ({
  ...result,
  findings: result.findings.map((finding) =>
    finding.outcome === 'warn' && finding.flaky !== true && clauseOf(finding.clause).level === 'SHOULD'
      ? { ...finding, outcome: 'fail' as const }
      : finding,
  ),
});

/** Assembles the report: folds, compares, accepts, judges. Throws only for faults of the suite. */
export function assemble(facts: RunFacts, { baseline, accepted, history }: Comparisons): Report {
  const { settings, startedAt } = facts;
  const reports = settings.strict ? facts.reports.map(strictly) : facts.reports;
  const early = { id: 'snapshot', findings: facts.early, passes: {}, notExercised: [] };
  const folded = [settings.strict ? strictly(early) : early, ...reports];
  const base: Report = {
    schemaVersion: 1,
    suite: facts.suite,
    target: { name: settings.target.name, kind: settings.target.kind, baseUrl: settings.target.baseUrl },
    profile: settings.profile,
    seed: settings.seed,
    partial: facts.partial,
    startedAt,
    durationMs: facts.durationMs,
    requests: facts.requests,
    verdict: 'conformant',
    exitCode: 0,
    reasons: [],
    clauses: foldClauses({ results: folded, unjudged: facts.unjudged }),
    findings: foldFindings(folded, startedAt).map((finding) => ({
      ...finding,
      firstSeen: since(finding.id, finding.clause, history, settings.target.name, startedAt).firstSeen,
    })),
    drift: [],
    acceptedProblems: [],
    baseline: pinnedBy(baseline),
    sandbox: facts.sandbox,
    coverage: addCoverage(
      keywordPoints(endpoint.requestSchema),
      reports.flatMap(({ coverage }) => coverage),
    ),
    rows: rowsPlayed(reports.flatMap(({ rows }) => rows)),
    observed: mergeAll(reports.map(({ observed }) => observed)),
    cases: reports.map((report) => ({
      id: report.id,
      title: report.title,
      group: report.group,
      outcome: outcomeOf(report),
      requests: report.requests,
      ms: Math.round(report.ms),
    })),
  };
  const departures = departuresIn(facts, baseline, base.observed);
  const differences = group([
    ...compareDocumented(base.observed, { at: startedAt, exampleOf: exampleFrom(base.findings) }),
    ...(baseline === null ? [] : compareBaseline(baseline, base, new Set(departures.map(({ key }) => key)))),
  ]);
  const compared: Report = { ...base, drift: withHistory(differences, history, settings.target.name, startedAt) };
  const { clauses, findings, drift, problems } = applyAccepted(
    compared,
    accepted,
    settings.target.name,
    startedAt.slice(0, 10),
  );
  const missed = missedOf(facts.floor, reports, clauses, facts.ended !== null);
  const cut = cutOf(reports);
  // A time limit is always told as a doubt; a budget that sufficed for the floor is what the larger profiles are meant to spend.
  const isShort = missed.length > 0 || reports.some(({ stopped }) => stopped === 'deadline');
  const causes = causesOf({ findings, drift, observed: base.observed });
  const verdict = verdictOf({
    causes,
    clauses,
    findings,
    drift,
    acceptedProblems: problems,
    faults: facts.faults,
    down: facts.down,
    ended: facts.ended,
    requireAll: settings.requireAll,
    storesOtherwise: facts.storesOtherwise,
    interference: interferenceIn(reports),
    idle: [
      ...new Set(reports.flatMap(({ withheld = {} }) => Object.values(withheld))),
      ...new Set(reports.flatMap(({ gone = [] }) => gone)),
      ...(isShort ? cut : []),
      ...missedIn(missed),
      ...idleOf(reports, facts.early, settings.cases),
      ...unconfirmedIn(reports),
      ...unsteadyOf(reports, 'open', 'answered unlike the baseline, and could not be confirmed'),
      ...namedOf(departures, 'open', 'not as the baseline pins it, and could not be confirmed'),
    ],
    remarks: [
      ...(facts.recovered ?? []),
      ...unsteadyOf(reports, 'passing', 'answered unlike the baseline, and not so in each confirmation'),
      ...namedOf(departures, 'passing', 'not as the baseline pins it, and not so in each confirmation'),
      ...(isShort ? [] : cut),
      ...leftOf(settings),
      ...(baseline === null ? [] : unpinned(baseline, base)),
    ],
  });
  return {
    ...compared,
    partial: compared.partial || isShort,
    clauses,
    findings,
    drift,
    causes,
    acceptedProblems: problems,
    ...verdict,
  };
}
