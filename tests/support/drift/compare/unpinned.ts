/**
 * What a run judged and its baseline does not hold: an older suite did not have it, a smaller profile or a poorer
 * configuration did not come to it. It is told, so that nobody takes for compared what was not.
 */
import type { Report } from '../../report/types.ts';
import { judgedCases } from './responses.ts';
import { plural, some } from '../../text/lines.ts';
import type { Baseline } from './baseline-file.ts';
import { generated, heldByClause, isWorse } from './baseline.ts';
import { pinnedIn, sawGenerated } from './clauses.ts';

const most = 5;

/** `2 cases (email-alone, name-alone)`; nothing for none. */
const counted = (ids: readonly string[], one: string, many?: string): readonly string[] =>
  ids.length === 0 ? [] : [`${plural(ids.length, one, many)} (${some(ids, most)})`];

/** Clauses that held in the generated payloads that the baseline saw, and not in those of this run, which are others. */
function otherPayloads(baseline: Baseline, report: Report): readonly string[] {
  const pinned = pinnedIn(baseline);
  return [...heldByClause(report)].flatMap(([clause, cases]) => {
    const [was, is] = [pinned(clause, generated), cases.get(generated)];
    return was !== undefined && is !== undefined && isWorse(was, is) ? [clause] : [];
  });
}

/**
 * Clauses, cases and requests that a run judged and the baseline does not hold, as a sentence; none when it holds them all.
 * Keys of responses are not among them: a key that the baseline does not hold is an additive drift.
 */
export function unpinned(baseline: Baseline, report: Report): readonly string[] {
  const judged = judgedCases(report);
  const held = [...heldByClause(report).keys()];
  const seen = report.observed.cases.filter((entry) => judged.has(entry.case) && entry.answers.length > 0);
  const pinned = new Map(Object.entries(baseline.answers));
  const requests = seen.flatMap(({ case: id, answers: responses }) => {
    const known = pinned.get(id);
    const labels = [...new Set(responses.map(({ label }) => label))];
    return known === undefined
      ? []
      : labels.filter((label) => !Object.hasOwn(known, label)).map((label) => `${id}: ${label}`);
  });
  const parts = [
    ...counted(
      held.filter((id) => !baseline.held.includes(id) && !Object.hasOwn(baseline.broken, id)),
      'clause',
    ),
    ...counted(
      seen.map((entry) => entry.case).filter((id) => !pinned.has(id)),
      'case',
    ),
    ...counted(requests, 'request'),
    ...counted(
      sawGenerated(baseline, report) ? [] : otherPayloads(baseline, report),
      'clause in generated payloads',
      'clauses in generated payloads',
    ),
  ];
  const { suite, profile, accepted } = baseline;
  return parts.length === 0
    ? []
    : [
        `not in the baseline (suite ${suite.version}, profile ${profile}, accepted ${accepted}): ${parts.join(', ')}. Judged and not compared; \`npm run baseline:accept\` takes them in.`,
      ];
}
