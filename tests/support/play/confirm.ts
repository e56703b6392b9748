/** Confirmation: only what further looks show again, at once and at the end of the run, is told as broken. */
import type { Finding } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { declaredCases, type Case } from '../cases/cases.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import { isFailure, looksAtOnce, looksInAll, sequenceState } from '../cases/steady.ts';
import { pinnedIn } from '../drift/index.ts';
import type { Observation } from '../model/index.ts';
import type { Changed, Doubt } from './doubt.ts';
import { responseSequences, linesOf, lookUntil, sequences } from './looks.ts';
import type { Attempt, Play } from './play.ts';
import { findStrangers } from './stranger.ts';
import { causeOfResponse, fresh, findingKey, looked, told, whyNot } from './confirmed-findings.ts';

/** Earlier cases that a further look takes in at most. */
const mostOpen = 20;

/** Broken promises that can make the run red, and that a look may let pass. */
function canBeRed(play: Play, observation: Observation): boolean {
  const { settings, baseline } = play.options;
  const { clause, case: id } = observation;
  return (
    isFailure(observation) &&
    observation.certain !== true &&
    (clauseOf(clause).level === 'MUST' ||
      settings.strict ||
      (baseline !== null && pinnedIn(baseline)(clause, id) === 'pass'))
  );
}

/** The responses of an attempt that are not what the baseline pins. */
function changedIn(play: Play, definition: Case, attempt: Attempt): readonly Changed[] {
  const pinned = play.options.baseline?.answers ?? {};
  const own = Object.hasOwn(pinned, definition.id) ? (pinned[definition.id] ?? {}) : {};
  // Without a baseline there is nothing to differ from.
  if (Object.keys(own).length === 0) return [];
  return [...linesOf(definition, attempt)].flatMap(([label, { line: is, id }]) => {
    const was = Object.hasOwn(own, label) ? (own[label] ?? is) : is;
    return was === is ? [] : [{ case: definition.id, label, was, is, id }];
  });
}

/** What is told of each suspect of a doubt, from the looks so far. */
const tellSuspects = (play: Play, doubt: Doubt): readonly Finding[] =>
  sequences(play, doubt).map((sequence) => {
    const { observation } = sequence;
    const state = sequenceState(sequence);
    const finding = told(play, sequence);
    const key = findingKey(doubt, observation);
    if (state === 'passing' || state === 'perhaps')
      return looked(finding, 'passing', key, observation.foreign === true ? { foreign: true } : {});
    for (const cause of [causeOf(observation), causeOf(finding)]) {
      play.confirmed.add(cause);
      if (state === 'each-time') play.awaited.add(cause);
    }
    return state === 'steady' ? finding : looked(finding, 'awaited', key);
  });

/** Notes which responses are not to be compared with the baseline, as they come and go; true when some have to be looked at later. */
function noteResponses(play: Play, doubt: Doubt): boolean {
  const states = responseSequences(play, doubt).map(sequenceState);
  doubt.changed.forEach((changed, index) => {
    const state = states[index];
    if (state === 'steady' || state === 'each-time') play.confirmed.add(causeOfResponse(changed));
    else play.unsteady.push({ case: changed.case, label: changed.label, state: 'passing' });
    if (state === 'each-time') play.awaited.add(causeOfResponse(changed));
  });
  return states.includes('each-time');
}

/** The doubt that an attempt leaves, before any look at it. */
function doubtOf(
  play: Play,
  definition: Case,
  found: readonly Observation[],
  suspects: readonly Observation[],
  changed: readonly Changed[],
): Doubt {
  const ids = new Set([
    definition.id,
    ...suspects.map((observation) => observation.case),
    ...[...new Set(suspects.flatMap((observation) => observation.open ?? []))].slice(-mostOpen),
  ]);
  const declared = declaredCases().filter(({ id }) => ids.has(id));
  return {
    definition,
    cases: declared.some(({ id }) => id === definition.id) ? declared : [...declared, definition],
    before: declaredCases().filter(({ id }) => id === play.previousCase && !ids.has(id)),
    suspects,
    changed,
    known: new Set([...play.confirmed, ...found.map(causeOf)]),
    since: play.options.now(),
    looks: [],
  };
}

/** Tells what was found by a case that cannot be played again: what needs another look stays open. */
export function tellOpen(
  play: Play,
  definition: Case,
  found: readonly Observation[],
  reason: string,
): readonly Finding[] {
  const start = doubtOf(play, definition, found, found, []);
  return found.map((each) => {
    const finding = toFinding(each, play.options.settings.seed);
    return canBeRed(play, each) ? looked(finding, 'open', findingKey(start, each), { reason }) : finding;
  });
}

/**
 * Looks again at what an attempt found broken, or answered unlike the baseline, where that is allowed and useful. What is waited for
 * already is noted, and gets looks of its own at the end of the run if what it waits for passes.
 * @returns what is told of everything that was found; what awaits the looks at the end of the run says so
 */
export async function confirm(
  play: Play,
  definition: Case,
  attempt: Attempt,
  found: readonly Observation[],
): Promise<readonly Finding[]> {
  const { settings, lateAfter } = play.options;
  const red = found.filter((each) => canBeRed(play, each));
  const suspects = red.filter((each) => !play.confirmed.has(causeOf(each)));
  const folded = red.filter((each) => play.awaited.has(causeOf(each)));
  const unlike = changedIn(play, definition, attempt);
  if (red.length + unlike.length === 0) return found.map((each) => toFinding(each, settings.seed));
  const changed = unlike.filter((each) => !play.confirmed.has(causeOfResponse(each)));
  const foldedResponses = unlike.filter((each) => play.awaited.has(causeOfResponse(each)));
  const later = doubtOf(play, definition, found, folded, foldedResponses);
  if (folded.length + foldedResponses.length > 0) play.folded.push(later);
  const asFound = (observation: Observation): Finding => {
    const finding = toFinding(observation, settings.seed);
    return folded.includes(observation) ? looked(finding, 'awaited', findingKey(later, observation)) : finding;
  };
  if (suspects.length === 0 && changed.length === 0) return found.map(asFound);
  const start = doubtOf(play, definition, found, suspects, changed);
  const open = (reason: string): readonly Finding[] => {
    play.unsteady.push(...changed.map(({ case: id, label }) => ({ case: id, label, state: 'open' as const })));
    return found.map((each) =>
      suspects.includes(each) ? looked(asFound(each), 'open', findingKey(start, each), { reason }) : asFound(each),
    );
  };
  if (play.down !== null) return open(play.down);
  if (play.budget.left('confirmation') <= 0)
    return open(`${String(settings.confirm)} causes were confirmed, and no more are`);
  play.budget.use('confirmation');
  const { doubt, isCut } = await lookUntil(play, start, lateAfter === 0 ? looksInAll : looksAtOnce);
  if (isCut) return [...open(whyNot(play)), ...fresh(play, doubt)];
  await findStrangers(play, doubt);
  const tellings = tellSuspects(play, doubt);
  const isAwaited = noteResponses(play, doubt) || tellings.some((finding) => finding.looked?.state === 'awaited');
  if (isAwaited) play.doubts.push(doubt);
  return [
    ...found.filter((each) => !suspects.includes(each)).map(asFound),
    ...tellings,
    ...(isAwaited ? [] : fresh(play, doubt)),
  ];
}
