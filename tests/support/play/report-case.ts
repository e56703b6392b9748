/** One case, from its first request to what is handed over of it: in the worker of a run, and in the proof. */
import type { Case } from '../cases/cases.ts';
import { mergeObserved, observe } from '../observe/index.ts';
import { endpoint } from '../endpoint/index.ts';
import type { Model } from '../model/index.ts';
import { keywordPoints } from '../values/tree.ts';
import { coverage } from '../report/coverage.ts';
import { settle } from './settle.ts';
import { settleDepartures } from './departures.ts';
import type { CaseReport } from './plan.ts';
import type { Play } from './play.ts';
import { runCase } from './run-case.ts';

/** How long one has to wait for what a write comes to; null while no read has shown one. */
const lagOf = ({ past, lag, effect }: Model): number | null =>
  Object.values(past).some(({ shown }) => shown > 0) ? Math.max(lag, effect) : null;

/**
 * Plays a case and says what came of it, with what a baseline pins and which keywords were tried.
 * @param isLast - whether no case follows, so that the looks at the end of the run are due
 */
export async function reportCase(play: Play, definition: Case, isLast = false): Promise<CaseReport> {
  const { attempt, ...result } = await runCase(play, definition);
  const end = isLast ? await settle(play) : null;
  const { answered, payloads } = attempt;
  const observed = observe(definition.fixed === false ? answered.map((each) => ({ ...each, fixed: false })) : answered);
  play.observed = mergeObserved(play.observed, { ...observed, cases: [] });
  const departures = isLast ? await settleDepartures(play) : null;
  const points = keywordPoints(endpoint.requestSchema);
  return {
    ...result,
    ...(play.gone.length === 0 ? {} : { gone: play.gone.map(({ reason }) => reason) }),
    ...(Object.keys(play.withheld).length === 0 ? {} : { withheld: { ...play.withheld } }),
    ...(end === null ? {} : { findings: [...result.findings, ...end.findings], settlement: end.settlement }),
    ...(departures === null ? {} : { departures }),
    rows: [
      ...new Set([...(result.stopped === null && result.requests > 0 ? (definition.rows ?? []) : []), ...attempt.rows]),
    ],
    observed,
    coverage: (payloads.length === 0 ? [] : coverage(points, payloads)).filter(
      ({ valid, invalid }) => valid.sent + invalid.sent > 0,
    ),
    lag: lagOf(play.model),
    counts: { ...play.options.client.counts, confirming: play.budget.beyond },
  };
}
