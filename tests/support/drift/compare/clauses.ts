/** Promises that held in the baseline and no longer do, case by case. */
import { includes } from '../../config/profiles.ts';
import type { Report, ReportFinding } from '../../report/types.ts';
import { judgedCases } from './responses.ts';
import type { Baseline, Held } from './baseline-file.ts';
import { generated, heldByClause, isWorse } from './baseline.ts';
import type { Drift } from './rules.ts';

type ByCase = ReadonlyMap<string, Held>;

/**
 * How a clause held in a case of the baseline, undefined where the baseline did not look. A clause that always held did so
 * in every case that ran: whether a case happens to judge it (enough time has passed, the tags did change) says nothing.
 */
export function pinnedIn(baseline: Baseline): (clause: string, about: string) => Held | undefined {
  const ran = new Set([...Object.keys(baseline.answers), ...(baseline.generated ? [generated] : [])]);
  const held = new Set(baseline.held);
  const broken = new Map(Object.entries(baseline.broken).map(([id, cases]) => [id, new Map(Object.entries(cases))]));
  return (clause, about) => (held.has(clause) && ran.has(about) ? 'pass' : broken.get(clause)?.get(about));
}

/**
 * Whether a baseline saw every payload that a run makes from its seed. They are pinned as one: what another version or a
 * wider profile makes besides does not show that the target has changed.
 */
export const sawGenerated = (baseline: Baseline, report: Report): boolean =>
  baseline.suite.version === report.suite.version && includes(baseline.profile, report.profile);

interface Moved {
  readonly case: string;
  readonly was: Held;
  readonly is: Held;
}

function movesOf(
  was: (about: string) => Held | undefined,
  is: ByCase,
  wanted: (move: Moved) => boolean,
): readonly Moved[] {
  return [...is].flatMap(([id, now]) => {
    const before = was(id);
    const move = before === undefined ? null : { case: id, was: before, is: now };
    return move !== null && wanted(move) ? [move] : [];
  });
}

/** The pointers at which a clause failed in those cases; the whole response when the report names none. */
function pointersOf(report: Report, clause: string, cases: ReadonlySet<string>): readonly (ReportFinding | null)[] {
  const fixed = new Set(report.observed.cases.map((entry) => entry.case));
  const touches = (id: string): boolean => cases.has(id) || (cases.has(generated) && !fixed.has(id));
  const findings = report.findings.filter(
    (finding) => finding.clause === clause && !finding.flaky && finding.cases.some(touches),
  );
  return findings.length === 0 ? [null] : findings;
}

const worst = (moves: readonly Moved[]): Moved | undefined =>
  [...moves].sort((a, b) => (isWorse(a.is, b.is) ? 1 : isWorse(b.is, a.is) ? -1 : 0))[0];

/** One drift per clause and pointer that held and no longer does, and one per clause that holds again. */
export function compareClauses(baseline: Baseline, report: Report): readonly Drift[] {
  const judged = judgedCases(report);
  const pinned = pinnedIn(baseline);
  const alike = sawGenerated(baseline, report);
  const now = heldByClause(report);
  return report.clauses.flatMap((clause): readonly Drift[] => {
    const is = now.get(clause.id);
    if (is === undefined) return [];
    const was = (about: string): Held | undefined =>
      about === generated && !alike ? undefined : pinned(clause.id, about);
    const looked = [...is.keys()].filter((id) => was(id) !== undefined).length;
    const unsure = (id: string): boolean => id !== generated && !judged.has(id);
    const broken = movesOf(was, is, (move) => isWorse(move.was, move.is) && !unsure(move.case));
    const first = worst(broken);
    const base = { clause: clause.id, detail: clause.statement, of: looked };
    if (first !== undefined) {
      const cases = new Set(broken.map((move) => move.case));
      const severe = clause.level === 'MUST' && first.is === 'fail';
      return pointersOf(report, clause.id, cases).map((finding) => ({
        ...base,
        rule: 'clause-broken',
        pointer: finding?.pointer ?? '',
        was: first.was === 'pass' ? 'held' : 'did not quite hold',
        is: finding?.message ?? 'does not hold',
        direction: `${clause.id} lost`,
        classification: severe ? 'breaking' : 'behavioural',
        seen: cases.size,
        cases: [...(finding?.cases.filter((id) => cases.has(id)) ?? []), ...cases].filter(
          (id, index, all) => id !== generated && all.indexOf(id) === index,
        ),
      }));
    }
    const better = movesOf(was, is, (move) => isWorse(move.is, move.was));
    const still = movesOf(was, is, (move) => move.was !== 'pass' && move.is !== 'pass');
    if (better.length === 0 || still.length > 0) return [];
    const mended = {
      rule: 'clause-mended',
      pointer: '',
      was: 'did not hold',
      is: 'holds',
      direction: `${clause.id} gained`,
    };
    return [
      {
        ...base,
        ...mended,
        seen: better.length,
        cases: better.map((move) => move.case).filter((id) => id !== generated),
      },
    ];
  });
}
