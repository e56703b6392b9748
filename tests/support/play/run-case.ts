/** Runs one case: it is played, looked at again where something is broken, and its result is data. */
import type { ClauseId } from '../catalogue.ts';
import type { Case } from '../cases/cases.ts';
import { brokenIn, causeOf, judgedIn, passesIn, untriedIn } from '../cases/collect.ts';
import { missing } from '../cases/needs.ts';
import type { Model, Observation } from '../model/index.ts';
import { unclear } from '../oracles/index.ts';
import { renewClaim } from './claim.ts';
import { confirm, tellOpen } from './confirm.ts';
import { beginFirstLook } from './first-look.ts';
import { faultOfSuite, playOnce, whatThrew, type Once } from './play-once.ts';
import type { CaseResult } from './plan.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';

/** What was found of causes that something else does not show too. */
function unlike(found: readonly Observation[], said: readonly Observation[]): readonly Observation[] {
  const told = new Set(brokenIn(said).map(causeOf));
  return found.filter((each) => !told.has(causeOf(each)));
}

/** The clauses that a case has judged, or will have once what it left open is settled. */
const judgedClauses = ({ pending, unconfirmed }: Model, { case: id, said }: Attempt): ReadonlySet<ClauseId> =>
  new Set([
    ...judgedIn(said),
    ...pending.filter((each) => each.case === id).map(({ clause }) => clause),
    ...Object.values(unconfirmed)
      .filter((each) => each.case === id)
      .map((): ClauseId => 'update-is-stored'),
  ]);

/** What is wrong with the case itself: it threw, or said nothing about any of its clauses. */
function faultOf(
  definition: Case,
  { thrown, stopped, attempt }: Once,
  isSpokenOf: (clause: ClauseId) => boolean,
): string | null {
  if (thrown !== null) return whatThrew(thrown);
  return stopped === null && brokenIn(attempt.said).length === 0 && !definition.judges.some(isSpokenOf)
    ? `The case ${definition.id} judged none of its clauses: ${definition.judges.join(', ')}.`
    : null;
}

/**
 * Runs one case against the target of a play.
 * @returns what was found; a fault of the suite is a finding with outcome `error`, never an exception
 */
export async function runCase(play: Play, definition: Case): Promise<CaseResult & { readonly attempt: Attempt }> {
  const { initial, now } = play.options;
  const begin = now();
  const { spent } = play.budget;
  /** Why the case cannot be played, as far as is known by now. */
  const whyNot = (): string | undefined => {
    const { settings } = play.options;
    const needs = (definition.needs ?? []).map((need) => [
      need,
      missing(need, settings, initial, play.model.reading !== null),
    ]);
    const [need, reason] = needs.find(([, text]) => text !== null) ?? [];
    const gone = play.gone.filter(({ attribute }) => attribute === need).map((each) => each.reason);
    return gone.length > 0 ? gone.join(' ') : (reason ?? undefined);
  };
  let attempt = createAttempt(definition.id);
  let reason = whyNot();
  let first: Once | null = null;
  /** What was found while a record turned out to be gone: it is told whatever the attempt without that record shows. */
  const found: Observation[] = [];
  while (reason === undefined) {
    const known = play.gone.length;
    beginFirstLook(play.firstLooks, definition.id, play.model.known);
    first = await playOnce(play, definition, attempt, false, renewClaim);
    if (first.stopped?.kind !== 'unavailable' || play.gone.length === known) break;
    found.push(...brokenIn(attempt.said));
    // Once more without the records that turned out to be gone, as far as the case can do without them.
    reason = whyNot();
    attempt = createAttempt(definition.id);
  }
  const base = { id: definition.id, title: definition.title, group: definition.group, attempt };
  if (reason !== undefined || first === null)
    return {
      ...base,
      findings: tellOpen(play, definition, found, reason ?? ''),
      passes: {},
      notExercised: definition.judges.map((clause) => ({ clause, reason: reason ?? '' })),
      stopped: null,
      down: play.down,
      requests: play.budget.spent - spent,
      ms: now() - begin,
    };
  const { stopped } = first;
  const judged = judgedClauses(play.model, attempt);
  const unjudged = definition.judges.filter((clause) => !judged.has(clause));
  const untried = untriedIn(attempt.said);
  const others = [...untried].filter(([clause]) => !judged.has(clause) && !unjudged.includes(clause));
  const isCut = stopped?.kind === 'budget' || stopped?.kind === 'deadline';
  const gentle = isCut || stopped?.kind === 'unavailable';
  const why = gentle ? stopped.message : 'No response of this run showed it.';
  const doubts =
    stopped === null || gentle
      ? []
      : unjudged.map((clause) => ({ ...unclear(clause, stopped.message), case: definition.id, exchange: null }));
  const findings = [
    ...(await confirm(play, definition, attempt, [
      ...brokenIn(attempt.said),
      ...unlike(found, attempt.said),
      ...doubts,
    ])),
  ];
  play.previousCase = definition.id;
  const fault = faultOf(definition, first, (each) => judged.has(each) || untried.has(each));
  if (fault !== null) findings.push(...faultOfSuite(play, definition, fault));
  return {
    ...base,
    findings,
    passes: passesIn(attempt.said),
    notExercised: [
      ...(stopped === null || gentle ? unjudged : []).map((each) => ({
        clause: each,
        reason: untried.get(each) ?? why,
      })),
      ...others.map(([each, reason]) => ({ clause: each, reason })),
    ],
    ...(isCut ? { cut: stopped.message } : {}),
    stopped: stopped?.kind ?? null,
    down: play.down,
    requests: play.budget.spent - spent,
    ms: now() - begin,
  };
}
