/** Deviations that a person accepted for a while: which findings they cover, and which entries have had their day. */
import type { Profile } from '../../config/types.ts';
import type { Outcome, ReportClause, ReportDrift, ReportFinding } from '../../report/types.ts';
import { causesOf } from '../../causes/causes.ts';
import { isClauseId } from '../../catalogue.ts';
import { isFingerprint } from '../../text/fingerprint.ts';
import { withoutIndexes } from '../../text/json.ts';
import { daysBetween, entryPlace, type AcceptedEntry, type AcceptedFile } from './accepted-file.ts';

/** What `applyAccepted` looks at: a report, or as much of one as there is yet. */
interface Acceptable {
  readonly profile: Profile;
  readonly partial: boolean;
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
}

interface AppliedAcceptance {
  /** The clauses; one whose every failure is accepted has the outcome `accepted`. */
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  /** Expired, stale and unknown entries: one sentence each, naming what to delete. Any of them is exit 2. */
  readonly problems: readonly string[];
}

const sameCause = (drift: ReportDrift, finding: ReportFinding): boolean =>
  drift.clause === finding.clause && withoutIndexes(drift.pointer) === withoutIndexes(finding.pointer);

const notHeld: ReadonlySet<Outcome> = new Set(['fail', 'warn', 'accepted']);
const judged: ReadonlySet<Outcome> = new Set(['pass', 'fail', 'warn', 'accepted']);
/** Additive drift needs no acceptance, and a finding that could not be judged cannot have one. */
const isDeviation = (finding: ReportFinding): boolean => notHeld.has(finding.outcome);

interface Covered {
  readonly findings: ReadonlySet<ReportFinding>;
  readonly drift: ReadonlySet<ReportDrift>;
}

/** What an entry covers: by clause; all of a cause; or by fingerprint with the finding or drift of the same clause and pointer. */
function coveredBy(entry: AcceptedEntry, report: Acceptable): Covered {
  if (entry.clause !== undefined) {
    return {
      findings: new Set(report.findings.filter((finding) => finding.clause === entry.clause && isDeviation(finding))),
      drift: new Set(report.drift.filter((drift) => drift.clause === entry.clause)),
    };
  }
  const cause = causesOf(report).find(({ fingerprint }) => fingerprint === entry.fingerprint);
  if (cause !== undefined)
    return {
      findings: new Set(
        report.findings.filter((finding) => cause.findings.includes(finding.id) && isDeviation(finding)),
      ),
      drift: new Set(report.drift.filter((item) => cause.drift.includes(item.fingerprint))),
    };
  const drift = report.drift.filter((item) => item.fingerprint === entry.fingerprint);
  const findings = report.findings.filter((finding) => finding.id === entry.fingerprint && isDeviation(finding));
  return {
    findings: new Set([
      ...findings,
      ...report.findings.filter((finding) => isDeviation(finding) && drift.some((item) => sameCause(item, finding))),
    ]),
    drift: new Set([...drift, ...report.drift.filter((item) => findings.some((finding) => sameCause(item, finding)))]),
  };
}

/** Whether the run looked where the entry was seen. Without cases, only a whole run of `full` or `deep` looks everywhere. */
function looked(entry: AcceptedEntry, report: Acceptable): boolean {
  const judgedIn = (id: string): boolean =>
    report.clauses.some(
      (clause) =>
        (entry.clause === undefined || clause.id === entry.clause) && judged.has(clause.cases[id] ?? 'not-exercised'),
    );
  if (entry.cases !== undefined && entry.cases.length > 0) return entry.cases.every(judgedIn);
  if (report.partial || report.profile === 'smoke') return false;
  if (entry.clause === undefined) return report.clauses.some((clause) => judged.has(clause.outcome));
  return report.clauses.some((clause) => clause.id === entry.clause && judged.has(clause.outcome));
}

function problemOf(entry: AcceptedEntry, covered: Covered, report: Acceptable, today: string): string | null {
  if (entry.clause !== undefined && !isClauseId(entry.clause)) return 'names a clause that does not exist';
  if (entry.clause === undefined && !isFingerprint(entry.fingerprint ?? '')) {
    return 'names neither a clause nor a fingerprint';
  }
  const left = daysBetween(today, entry.until);
  if (Number.isNaN(left)) return `has an end that is not a date: ${entry.until}`;
  if (left < 0) return `expired on ${entry.until}`;
  const idle = covered.findings.size === 0 && covered.drift.size === 0;
  return idle && looked(entry, report) ? 'is stale: this run exercised it, and it passes' : null;
}

function clauseAfter(clause: ReportClause, findings: readonly ReportFinding[]): ReportClause {
  const mine = findings.filter((finding) => finding.clause === clause.id);
  const covered = mine.filter((finding) => finding.outcome === 'accepted');
  const open = mine.some((finding) => finding.outcome === 'fail' || finding.outcome === 'warn');
  if (covered.length === 0) return clause;
  const openCases = new Set(
    mine.filter((finding) => finding.outcome !== 'accepted').flatMap((finding) => finding.cases),
  );
  const settled = new Set(covered.flatMap((finding) => finding.cases).filter((id) => !openCases.has(id)));
  const cases = Object.entries(clause.cases).map(([id, outcome]): [string, Outcome] => [
    id,
    settled.has(id) && (outcome === 'fail' || outcome === 'warn') ? 'accepted' : outcome,
  ]);
  const accepted = !open && (clause.outcome === 'fail' || clause.outcome === 'warn');
  return { ...clause, cases: Object.fromEntries(cases), ...(accepted ? { outcome: 'accepted' as const } : {}) };
}

/**
 * Applies the entries that are for this target. A covered finding gets the outcome `accepted` and the severity `note`, a
 * covered drift is no longer red; both stay visible, with the days left. An entry that is expired, stale (exercised in
 * this run, and it passes again) or unknown covers nothing and is a problem, as is one whose date cannot be read.
 * @param today YYYY-MM-DD (UTC)
 */
export function applyAccepted(
  report: Acceptable,
  file: AcceptedFile,
  targetName: string,
  today: string,
): AppliedAcceptance {
  const problems: string[] = [];
  const findings = new Map<ReportFinding, AcceptedEntry>();
  const drift = new Map<ReportDrift, AcceptedEntry>();
  file.entries.forEach((entry, index) => {
    if (entry.target !== targetName) return;
    const covered = coveredBy(entry, report);
    const problem = problemOf(entry, covered, report, today);
    if (problem !== null) {
      problems.push(
        `${entryPlace(file, index)} ${problem}. Delete that entry, or accept it anew with npm run drift:accept.`,
      );
      return;
    }
    for (const finding of covered.findings) findings.set(finding, entry);
    for (const item of covered.drift) drift.set(item, entry);
  });
  const terms = (entry: AcceptedEntry): NonNullable<ReportFinding['accepted']> => ({
    because: entry.because,
    until: entry.until,
    daysLeft: daysBetween(today, entry.until),
    ...(entry.link === undefined ? {} : { link: entry.link }),
  });
  const after = report.findings.map((finding): ReportFinding => {
    const entry = findings.get(finding);
    return entry === undefined
      ? finding
      : { ...finding, outcome: 'accepted', severity: 'note', accepted: terms(entry) };
  });
  return {
    clauses: report.clauses.map((clause) => clauseAfter(clause, after)),
    findings: after,
    drift: report.drift.map((item): ReportDrift => {
      const entry = drift.get(item);
      return entry === undefined ? item : { ...item, red: false, accepted: terms(entry) };
    }),
    problems,
  };
}
