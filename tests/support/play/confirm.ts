/** Confirmation: only what further looks show again, at once and at the end of the run, is told as broken. */
import type { Finding, LookedAt } from '../report/types.ts';
import { clauseOf } from '../catalogue.ts';
import { declaredCases, type Case } from '../cases/cases.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import { rhythmsOf, type Settled, type Settlement } from '../cases/settled.ts';
import { isFailure, looksAtOnce, looksInAll, repeatedIn, stateOf, type Observed } from '../cases/steady.ts';
import { pinnedIn, type ChangedAnswer } from '../drift/index.ts';
import type { Observation } from '../model/index.ts';
import type { Doubt } from './doubt.ts';
import { answerSequences, firstLook, linesOf, lookUntil, sequences } from './looks.ts';
import type { Attempt, Play } from './play.ts';

/** What further looks found that the first one did not: steady in all of them, or else coming and going. */
function fresh(play: Play, doubt: Doubt): readonly Finding[] {
  const { seed } = play.options.settings;
  const { traces } = play.trail;
  const { suspects, looks, known } = doubt;
  const mine = new Set([
    ...known,
    ...suspects.map(causeOf),
    ...looks.flatMap((look) =>
      suspects.flatMap((suspect) => {
        const again = repeatedIn(look, suspect, known, traces);
        return again === undefined ? [] : [causeOf(again)];
      }),
    ),
  ]);
  const found = new Map(
    looks.flatMap(({ said }) => said.filter((each) => !mine.has(causeOf(each))).map((each) => [causeOf(each), each])),
  );
  return [...found.values()].map((observation) => {
    const finding = toFinding(observation, seed);
    const everywhere =
      looks.length >= looksInAll && looks.every((look) => repeatedIn(look, observation, known, traces) !== undefined);
    return observation.certain === true || everywhere ? finding : looked(finding, 'passing');
  });
}

/** A finding with what its looks came to. A record of what nothing is promised about needs none. */
const looked = (finding: Finding, state: LookedAt['state'], more: Omit<LookedAt, 'state' | 'cause'> = {}): Finding =>
  finding.outcome === 'fail' || finding.outcome === 'warn'
    ? { ...finding, looked: { state, cause: causeOf(finding), ...more } }
    : finding;

/** How a suspect is told: by the observation that repeated it where that knows better which request it was. */
function told(play: Play, { observation, repeated }: Observed): Finding {
  const { seed } = play.options.settings;
  if (repeated === undefined) return toFinding(observation, seed);
  const same = causeOf(repeated) === causeOf(observation) && repeated.case === observation.case;
  return { ...toFinding(same ? observation : repeated, seed), confirmation: repeated.exchange };
}

const whyNot = (play: Play): string =>
  play.down ?? (play.budget.left('look') <= 0 ? 'no requests are left for further looks' : 'the run ended');

/** Earlier cases that a further look takes in at most. */
const mostOpen = 20;

/** Broken promises that can make the run red, and that no look has confirmed yet. */
function isSuspect(play: Play, observation: Observation): boolean {
  const { settings, baseline } = play.options;
  const { clause, case: id } = observation;
  const canBeRed = (): boolean =>
    clauseOf(clause).level === 'MUST' ||
    settings.strict ||
    (baseline !== null && pinnedIn(baseline)(clause, id) === 'pass');
  return (
    isFailure(observation) && observation.certain !== true && !play.confirmed.has(causeOf(observation)) && canBeRed()
  );
}

const causeOfAnswer = ({ was, is }: ChangedAnswer): string => `${was} -> ${is}`;

/** The answers of an attempt that are not what the baseline pins; a change that has been confirmed is looked at once. */
function changedIn(play: Play, definition: Case, attempt: Attempt): readonly ChangedAnswer[] {
  const pinned = play.options.baseline?.answers ?? {};
  const own = Object.hasOwn(pinned, definition.id) ? (pinned[definition.id] ?? {}) : {};
  return [...linesOf(definition, attempt)].flatMap(([label, is]) => {
    const was = Object.hasOwn(own, label) ? (own[label] ?? is) : is;
    const changed = { case: definition.id, label, was, is };
    return changed.was === is || play.confirmed.has(causeOfAnswer(changed)) ? [] : [changed];
  });
}

/** What is told of each suspect of a doubt, from the looks so far. */
const tellSuspects = (play: Play, doubt: Doubt): readonly Finding[] =>
  sequences(play, doubt).map((sequence) => {
    const state = stateOf(sequence);
    const finding = told(play, sequence);
    const cause = causeOf(finding);
    if (state === 'passing' || state === 'perhaps')
      return looked(finding, 'passing', sequence.observation.foreign === true ? { foreign: true } : {});
    play.confirmed.add(cause);
    if (state === 'steady') return finding;
    play.awaited.add(cause);
    return looked(finding, 'awaited');
  });

/** Notes which answers are not to be compared with the baseline, as they come and go; true when some have to be looked at later. */
function noteAnswers(play: Play, doubt: Doubt): boolean {
  const states = answerSequences(doubt).map(stateOf);
  doubt.changed.forEach((changed, index) => {
    if (states[index] === 'steady' || states[index] === 'each-time') play.confirmed.add(causeOfAnswer(changed));
    else play.unsteady.push({ case: changed.case, label: changed.label, state: 'passing' });
  });
  return states.includes('each-time');
}

/**
 * Looks again at what an attempt found broken, or answered unlike the baseline, where that is allowed and useful.
 * @returns what is told of everything that was found; what awaits the looks at the end of the run says so
 */
export async function confirm(
  play: Play,
  definition: Case,
  attempt: Attempt,
  found: readonly Observation[],
): Promise<readonly Finding[]> {
  const { settings, now, lateAfter } = play.options;
  const asFound = (observation: Observation): Finding => {
    const finding = toFinding(observation, settings.seed);
    return play.awaited.has(causeOf(observation)) ? looked(finding, 'awaited') : finding;
  };
  const suspects = found.filter((each) => isSuspect(play, each));
  const changed = changedIn(play, definition, attempt);
  if (suspects.length === 0 && changed.length === 0) return found.map(asFound);
  const open = (reason: string): readonly Finding[] => {
    play.unsteady.push(...changed.map(({ case: id, label }) => ({ case: id, label, state: 'open' as const })));
    return found.map((each) => (suspects.includes(each) ? looked(asFound(each), 'open', { reason }) : asFound(each)));
  };
  if (play.down !== null) return open(play.down);
  if (play.budget.left('confirmation') <= 0)
    return open(`${String(settings.confirm)} causes were looked at again, and no more are`);
  play.budget.use('confirmation');
  const ids = new Set([
    definition.id,
    ...suspects.map((observation) => observation.case),
    ...[...new Set(suspects.flatMap((observation) => observation.open ?? []))].slice(-mostOpen),
  ]);
  const declared = declaredCases().filter(({ id }) => ids.has(id));
  const first = await firstLook(play, {
    definition,
    cases: declared.some(({ id }) => id === definition.id) ? declared : [...declared, definition],
    before: declaredCases().filter(({ id }) => id === play.previousCase && !ids.has(id)),
    aboutTime: suspects.some(({ clause }) => clauseOf(clause).group === 'timestamps'),
    suspects,
    changed,
    known: new Set([...play.confirmed, ...found.map(causeOf)]),
    since: now(),
    looks: [],
  });
  const doubt = first === null ? null : await lookUntil(play, first, lateAfter === 0 ? looksInAll : looksAtOnce);
  if (doubt === null) return open(whyNot(play));
  const told = tellSuspects(play, doubt);
  const isAwaited = noteAnswers(play, doubt) || told.some((finding) => finding.looked?.state === 'awaited');
  if (isAwaited) play.doubts.push(doubt);
  return [
    ...found.filter((each) => !suspects.includes(each)).map(asFound),
    ...told,
    ...(isAwaited ? [] : fresh(play, doubt)),
  ];
}

/** The last looks at one doubt. */
async function settleOne(play: Play, doubt: Doubt): Promise<readonly Settled[]> {
  const { now, sleep, lateAfter } = play.options;
  const causes = sequences(play, doubt).map((sequence) => causeOf(told(play, sequence)));
  const wait = doubt.since + lateAfter - now();
  if (wait > 0 && play.down === null) await sleep(wait);
  const last = play.down === null ? await lookUntil(play, doubt, looksInAll) : null;
  const unsteady = (state: 'passing' | 'open', isSteady: (index: number) => boolean): void => {
    play.unsteady.push(
      ...doubt.changed
        .filter((_, index) => !isSteady(index))
        .map(({ case: id, label }) => ({ case: id, label, state })),
    );
  };
  if (last === null) {
    unsteady('open', () => false);
    return causes.map((cause) => ({ cause, state: 'open', reason: whyNot(play) }));
  }
  const answers = answerSequences(last).map(stateOf);
  unsteady('passing', (index) => answers[index] === 'steady');
  play.late.push(...fresh(play, last));
  return sequences(play, last).map((sequence, index) => ({
    cause: causes[index] ?? '',
    state: stateOf(sequence) === 'steady' ? 'steady' : 'passing',
  }));
}

/**
 * The looks at the end of the run: what each look at once showed broken gets two further looks, some time later.
 * @returns what became of each awaited cause, and what the looks found beside it
 */
export async function settle(
  play: Play,
): Promise<{ readonly settlement: Settlement; readonly findings: readonly Finding[] }> {
  const settled: Settled[] = [];
  for (const doubt of play.doubts.splice(0)) settled.push(...(await settleOne(play, doubt)));
  const { unsteady, late, trail } = play;
  const theirs = Object.entries(play.model.movers).flatMap(([name, { who }]) =>
    who === 'somebody-else' ? [name] : [],
  );
  return { settlement: { settled, rhythms: rhythmsOf([...trail.traces.values()]), unsteady, theirs }, findings: late };
}
