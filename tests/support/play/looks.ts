/** Further looks at what a case found broken: each between two controls that go through, with every attribute arranged before it. */
import type { Case } from '../cases/cases.ts';
import {
  isFailure,
  sequenceOf,
  sequenceOfAnswer,
  stateOf,
  type Look,
  type Observed,
  type Sequence,
} from '../cases/steady.ts';
import { Stopped } from '../cases/stopped.ts';
import { answerLines, observe } from '../drift/index.ts';
import type { Observation } from '../model/index.ts';
import { isWell, prepare } from './arrange.ts';
import type { Doubt } from './doubt.ts';
import { playOnce } from './once.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';

/** The answers of a case whose requests no seed decides, by label, one line each. */
export function linesOf(definition: Case, { answered }: Attempt): ReadonlyMap<string, string> {
  if (definition.fixed === false) return new Map();
  const own = observe(answered).cases.find((each) => each.case === definition.id);
  return answerLines(own?.answers ?? []);
}

/** One further look, between two controls that go through; null when one of them failed, or the time or the budget was over. */
async function lookOnce(play: Play, doubt: Doubt, pads = 0): Promise<Look | null> {
  const { definition, before, cases, looks } = doubt;
  const number = looks.length + 1;
  const begin = play.trail.requests;
  try {
    if (play.budget.left('look') <= 0 || !(await prepare(play, doubt, number, pads))) return null;
    const from = play.trail.lastId;
    const said: Observation[] = [];
    let answers: Look['answers'] = new Map();
    for (const each of [...before, ...cases]) {
      // The same values as the first time: what is broken may hang on them. What was arranged has others.
      const { attempt, stopped } = await playOnce(play, each, createAttempt(each.id, 0, true), true);
      said.push(...attempt.said.filter(isFailure));
      if (stopped?.kind === 'down') return null;
      if (each.id === definition.id) answers = linesOf(definition, attempt);
    }
    const exchanges = [from, play.trail.lastId] as const;
    return (await isWell(play, definition.id, number)) ? { said, exchanges, answers } : null;
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  } finally {
    play.budget.use('look', play.trail.requests - begin);
  }
}

/** What the looks so far say of each suspect. */
export const sequences = (play: Play, { suspects, looks, known }: Doubt): readonly Observed[] =>
  suspects.map((suspect) => sequenceOf(suspect, looks, known, play.trail.traces));

/** What they say of each answer that is not what the baseline pins. */
export const answerSequences = ({ changed, looks }: Doubt): readonly Sequence[] =>
  changed.map(({ label, is }) => sequenceOfAnswer(label, is, looks));

const allOf = (play: Play, doubt: Doubt): readonly Sequence[] => [...sequences(play, doubt), ...answerSequences(doubt)];

/** How much of a doubt its last look showed. */
const shownIn = (play: Play, doubt: Doubt): readonly boolean[] =>
  allOf(play, doubt).map(({ points }) => points.at(-1)?.shown === true);

/** The first of the further looks; with the case before it when that is what it needs. */
export async function firstLook(play: Play, doubt: Doubt): Promise<Doubt | null> {
  const alone: Doubt = { ...doubt, before: [] };
  const look = await lookOnce(play, alone);
  if (look === null) return null;
  const first: Doubt = { ...alone, looks: [look] };
  const shown = shownIn(play, first);
  if (doubt.before.length === 0 || !shown.includes(false)) return first;
  const after = await lookOnce(play, doubt);
  if (after === null) return null;
  const second: Doubt = { ...doubt, looks: [after] };
  return shownIn(play, second).some((isShown, index) => isShown && shown[index] === false) ? second : first;
}

/**
 * Looks until nothing is open that more looks could settle: so many at least, and more where it may be a pattern.
 * @returns null when a look came to nothing
 */
export async function lookUntil(play: Play, doubt: Doubt, least: number): Promise<Doubt | null> {
  let so = doubt;
  for (;;) {
    const states = allOf(play, so).map(stateOf);
    const isOpen =
      states.includes('perhaps') || (so.looks.length < least && states.some((state) => state === 'each-time'));
    if (!isOpen) return so;
    const look = await lookOnce(play, so, states.includes('perhaps') ? (so.looks.length + 1) % 2 : 0);
    if (look === null) return null;
    so = { ...so, looks: [...so.looks, look] };
  }
}
