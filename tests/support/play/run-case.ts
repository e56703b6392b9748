/** Runs one case: a first look, another look where something is broken, and the result as data. */
import type { ClauseId } from '../catalogue.ts';
import type { Finding } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { declaredCases, type Case } from '../cases/cases.ts';
import { brokenIn, causeOf, judgedIn, passesIn, toFinding, untriedIn } from '../cases/collect.ts';
import { compareLooks, isFailure, unrepeated } from '../cases/confirm.ts';
import { createContext } from '../cases/context.ts';
import { missing } from '../cases/needs.ts';
import { Stopped } from '../cases/stopped.ts';
import type { Model, Observation } from '../model/index.ts';
import { unclear } from '../oracles/index.ts';
import { prepare } from './arrange.ts';
import { beginFirstLook } from './first-look.ts';
import { tell } from './loop.ts';
import type { CaseResult } from './plan.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';
import { createStage } from './stage.ts';

interface Look {
  readonly attempt: Attempt;
  readonly stopped: Stopped | null;
  readonly thrown: Error | null;
}

/** Plays a case once and gathers what is said. Never throws. */
async function look(play: Play, definition: Case, attempt: Attempt, andRead = false): Promise<Look> {
  try {
    await definition.run(createContext(createStage(play, attempt)));
    if (andRead) await tell(play, attempt, { type: 'look', case: attempt.case });
    if (play.inFlight > 0)
      throw new Error(
        `Case ${definition.id} returned with ${String(play.inFlight)} calls still under way; await every call.`,
      );
    return { attempt, stopped: null, thrown: null };
  } catch (error) {
    if (error instanceof Stopped) return { attempt, stopped: error, thrown: null };
    return { attempt, stopped: null, thrown: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Another look at some cases, after a control; null when the control failed or the time was over. */
async function lookAgain(
  play: Play,
  caseId: string,
  cases: readonly Case[],
  aboutTime: boolean,
): Promise<readonly Observation[] | null> {
  try {
    if (!(await prepare(play, caseId, cases, aboutTime))) return null;
    const seen: Observation[] = [];
    for (const definition of cases) {
      const { attempt, stopped } = await look(play, definition, createAttempt(definition.id, 1, true), true);
      seen.push(...brokenIn(attempt.said));
      if (stopped?.kind === 'down') return null;
    }
    return seen;
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  }
}

/** Earlier cases that another look takes in at most. */
const mostOpen = 20;

/** Looks a second time where that is allowed and useful. */
async function confirmed(play: Play, definition: Case, found: readonly Observation[]): Promise<readonly Finding[]> {
  const { seed } = play.options.settings;
  const told = (observation: Observation): Finding => toFinding(observation, seed);
  const suspects = found.filter(
    (observation) =>
      isFailure(observation) && observation.certain !== true && !play.confirmed.has(causeOf(observation)),
  );
  if (suspects.length === 0 || play.budget.left('confirmation') <= 0 || play.down !== null) return found.map(told);
  play.budget.use('confirmation');
  // A refused request that wrote is often blamed on a later one: all that may have done it are looked at, with a read after each.
  const open = suspects.flatMap((observation) => observation.open ?? []);
  const ids = new Set([
    definition.id,
    ...suspects.map((observation) => observation.case),
    ...[...new Set(open)].slice(-mostOpen),
  ]);
  const declared = declaredCases().filter(({ id }) => ids.has(id));
  const cases = declared.length > 0 ? declared : [definition];
  const aboutTime = suspects.some(({ clause }) => clauseOf(clause).group === 'timestamps');
  let second = await lookAgain(play, definition.id, cases, aboutTime);
  const known = new Set([...play.confirmed, ...found.map(causeOf)]);
  const missed = second === null ? [] : unrepeated(suspects, second, known);
  // What happens only after something else is not seen when a case is looked at by itself: the one before it goes first.
  const before = declaredCases().filter(({ id }) => id === play.previousCase && !ids.has(id));
  if (second !== null && missed.length > 0 && before.length > 0 && play.budget.left('third-look') > 0) {
    play.budget.use('third-look');
    const third = (await lookAgain(play, definition.id, [...before, ...cases], false)) ?? [];
    second = [
      ...second,
      ...third.filter((observation) => unrepeated(missed, [observation], known).length < missed.length),
    ];
  }
  if (second === null)
    return found.map((observation) =>
      suspects.includes(observation)
        ? {
            ...told(observation),
            outcome: 'inconclusive' as const,
            message: `Could not be looked at a second time (${play.down ?? 'the run ended'}): ${observation.message}`,
          }
        : told(observation),
    );
  const findings = compareLooks(found, second, suspects, play.confirmed, seed);
  for (const finding of findings) if (finding.confirmation != null) play.confirmed.add(causeOf(finding));
  return findings;
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
  { thrown, stopped, attempt }: Look,
  isSpokenOf: (clause: ClauseId) => boolean,
): string | null {
  if (thrown !== null) return `The suite itself failed: ${thrown.stack ?? thrown.message}`;
  return stopped === null && brokenIn(attempt.said).length === 0 && !definition.judges.some(isSpokenOf)
    ? `The case ${definition.id} judged none of its clauses: ${definition.judges.join(', ')}.`
    : null;
}

/**
 * Runs one case against the target of a play.
 * @returns what was found; a fault of the suite is a finding with outcome `error`, never an exception
 */
export async function runCase(play: Play, definition: Case): Promise<CaseResult & { readonly attempt: Attempt }> {
  const { settings, initial, now } = play.options;
  const begin = now();
  const { spent } = play.budget;
  const attempt = createAttempt(definition.id);
  const base = { id: definition.id, title: definition.title, group: definition.group, attempt };
  const reason = (definition.needs ?? [])
    .map((need) => missing(need, settings, initial, play.model.reading !== null))
    .find((text) => text !== null);
  if (reason !== undefined)
    return {
      ...base,
      findings: [],
      passes: {},
      notExercised: definition.judges.map((clause) => ({ clause, reason })),
      stopped: null,
      down: play.down,
      requests: 0,
      ms: 0,
    };
  beginFirstLook(play.firstLooks, definition.id, play.model.known);
  const first = await look(play, definition, attempt);
  const { stopped } = first;
  const judged = judgedClauses(play.model, attempt);
  const unjudged = definition.judges.filter((clause) => !judged.has(clause));
  const untried = untriedIn(attempt.said);
  const others = [...untried].filter(([clause]) => !judged.has(clause) && !unjudged.includes(clause));
  const gentle = stopped?.kind === 'budget' || stopped?.kind === 'unavailable';
  const why = gentle ? stopped.message : 'No answer of this run showed it.';
  const doubts =
    stopped === null || gentle
      ? []
      : unjudged.map((clause) => ({ ...unclear(clause, stopped.message), case: definition.id, exchange: null }));
  const findings = [...(await confirmed(play, definition, [...brokenIn(attempt.said), ...doubts]))];
  play.previousCase = definition.id;
  const [clause] = definition.judges;
  const fault = faultOf(definition, first, (each) => judged.has(each) || untried.has(each));
  if (clause !== undefined && fault !== null)
    findings.push({
      clause,
      outcome: 'error',
      pointer: '',
      message: fault,
      case: definition.id,
      seed: settings.seed,
      exchange: null,
    });
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
    ...(stopped?.kind === 'budget' ? { cut: stopped.message } : {}),
    stopped: stopped?.kind ?? null,
    down: play.down,
    requests: play.budget.spent - spent,
    ms: now() - begin,
  };
}
