/** In which order a reader meets what was found: what stops a release first, what nobody reads last. */
import type { Report, ReportDrift, ReportFinding } from '../report/types.ts';

const severities: readonly ReportFinding['severity'][] = ['red', 'warning', 'note'];

/** What a typed client reads comes before what only an operator sees. */
const groups: readonly string[] = [
  'answer',
  'identity',
  'echo',
  'storage',
  'tags',
  'leaks',
  'authentication',
  'addressing',
  'timestamps',
  'refusal',
  'errors',
];

const levels: readonly string[] = ['MUST', 'SHOULD', 'MAY'];
const classes: readonly ReportDrift['classification'][] = ['breaking', 'behavioural', 'unclassified', 'additive'];

const place = (list: readonly string[], item: string | undefined): number => {
  const at = item === undefined ? -1 : list.indexOf(item);
  return at === -1 ? list.length : at;
};

/** Keys that compare in order; the first difference decides. */
const byKeys = (a: readonly number[], b: readonly number[]): number =>
  a.map((key, index) => key - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** The findings of a report: red, warnings, notes; within them by group as a client reads a response, by level, by count. */
export function rankFindings(report: Report): readonly ReportFinding[] {
  const clauseOf = new Map(report.clauses.map((clause) => [clause.id, clause]));
  const keysOf = (finding: ReportFinding): readonly number[] => {
    const clause = clauseOf.get(finding.clause);
    return [
      place(severities, finding.severity),
      place(groups, clause?.group),
      place(levels, clause?.level),
      -finding.count,
    ];
  };
  return [...report.findings].sort((a, b) => byKeys(keysOf(a), keysOf(b)));
}

/** The drift of a report: what makes the run red first, then by class, additive last. */
export const rankDrift = (drift: readonly ReportDrift[]): readonly ReportDrift[] =>
  [...drift].sort((a, b) =>
    byKeys([Number(!a.red), place(classes, a.classification)], [Number(!b.red), place(classes, b.classification)]),
  );

export interface RankedFinding {
  readonly finding: ReportFinding;
  /** Other clauses that could not be judged for the same reason. */
  readonly alsoFor: readonly string[];
}

/**
 * What is worth a screen, ranked. Clauses that were not exercised have a table of their own; clauses that could not be
 * judged for one and the same reason are one entry.
 */
export function screensOf(report: Report): readonly RankedFinding[] {
  const seen = new Map<string, { readonly finding: ReportFinding; readonly alsoFor: Set<string> }>();
  for (const finding of rankFindings(report)) {
    if (finding.outcome === 'not-exercised') continue;
    const cause =
      finding.outcome === 'inconclusive' ? `inconclusive\n${finding.message}` : `${finding.outcome}\n${finding.id}`;
    const first = seen.get(cause);
    if (first === undefined) seen.set(cause, { finding, alsoFor: new Set() });
    else if (finding.clause !== first.finding.clause) first.alsoFor.add(finding.clause);
  }
  return [...seen.values()].map(({ finding, alsoFor }) => ({ finding, alsoFor: [...alsoFor] }));
}
