/** Further looks at what a case found broken: each between two controls that go through, with every attribute arranged before it. */
import type { Case } from '../cases/cases.ts';
import { causeOf, toFinding } from '../cases/collect.ts';
import {
  mostLooks,
  repeatedIn,
  sequenceOf,
  sequenceOfResponse,
  sequenceState,
  type ResponseLine,
  type Look,
  type ObservationSequence,
  type Sequence,
} from '../cases/steady.ts';
import { Stopped } from '../cases/stopped.ts';
import { numberedResponses } from '../drift/index.ts';
import { observe } from '../observe/index.ts';
import type { Observation } from '../model/index.ts';
import { resolution } from '../oracles/index.ts';
import { isWell, prepare } from './arrange.ts';
import { isAboutPromptness, isAboutTime, type Doubt, type Looked } from './doubt.ts';
import { faultOfSuite, playOnce, whatThrew } from './play-once.ts';
import { createAttempt, type Attempt, type Play } from './play.ts';

/** The responses of a case whose requests no seed decides, by label, one line each. */
export function linesOf(definition: Case, { answered }: Attempt): ReadonlyMap<string, ResponseLine> {
  if (definition.fixed === false) return new Map();
  const own = answered
    .filter((each) => each.case === definition.id)
    .flatMap((each) =>
      observe([each]).cases.flatMap(({ answers: responses }) =>
        responses.map((response) => ({ id: each.exchange.id, ...response })),
      ),
    );
  return new Map(numberedResponses(own).map(({ response: { id }, label, line }) => [label, { line, id }]));
}

/** Milliseconds beside the smallest step of a timestamp that are waited for it to move. */
const [leastStep, spare] = [10, 5] as const;

/** How the cases of a doubt are played in a look: so that what is in doubt is judged. */
const attemptAt = (play: Play, doubt: Doubt, { id }: Case): Attempt => {
  const { updatedAt } = play.model.seen;
  const step = Math.max(leastStep, updatedAt === null ? 0 : resolution(updatedAt));
  // The same values as the first time: what is broken may hang on them. What was arranged has others.
  return createAttempt(id, 0, true, {
    isPrompt: isAboutPromptness(doubt),
    ...(isAboutTime(doubt) ? { pause: step + spare } : {}),
  });
};

/** Tells what a look that came to nothing has shown all the same: what needs no other look. */
function tellCertain(play: Play, { known }: Doubt, said: readonly Observation[]): void {
  const { seed } = play.options.settings;
  const certain = said.filter((each) => each.certain === true && !known.has(causeOf(each)));
  play.late.push(...certain.map((each) => toFinding(each, seed)));
}

/** True when all that is in doubt has shown itself again: what the contact holds need not be read for it. */
const showsAll = (play: Play, { suspects, known }: Doubt, said: readonly Observation[]): boolean =>
  suspects.every((suspect) => repeatedIn({ said }, suspect, known, play.trail.traces) !== undefined);

/**
 * One further look, between two controls that go through; null when one of them failed, a case could not be played to its end, or the time
 * or the budget was over. A fault of the suite is told with what the looks found.
 */
async function lookOnce(play: Play, doubt: Doubt, pads: number): Promise<Look | 'fault' | null> {
  const { definition, before, cases, looks } = doubt;
  const number = looks.length + 1;
  const begin = play.trail.requests;
  const said: Observation[] = [];
  let isWhole = false;
  try {
    if (play.budget.left('look') <= 0 || !(await prepare(play, doubt, number, pads))) return null;
    const from = play.trail.lastId;
    let responses: Look['responses'] = new Map();
    for (const each of [...before, ...cases]) {
      const { attempt, stopped, thrown } = await playOnce(play, each, attemptAt(play, doubt, each), true);
      said.push(...attempt.said.filter(({ outcome }) => outcome === 'pass' || outcome === 'fail'));
      if (thrown !== null) play.late.push(...faultOfSuite(play, each, whatThrew(thrown)));
      if (thrown !== null) return 'fault';
      const isShown = stopped?.kind === 'unreadable' && showsAll(play, doubt, said);
      if (stopped !== null && !isShown) return null;
      if (each.id === definition.id) responses = linesOf(definition, attempt);
      if (isShown) break;
    }
    const exchanges = [from, play.trail.lastId] as const;
    isWhole = await isWell(play, definition.id, number);
    return isWhole ? { said, exchanges, responses } : null;
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  } finally {
    if (!isWhole) tellCertain(play, doubt, said);
    play.budget.use('look', play.trail.requests - begin);
  }
}

/** How often a look is begun: what stops a case may pass, like what it found. */
const mostBegun = 3;

/** One further look, begun again where a case stopped although the target is well; null when it comes to nothing. */
export async function lookWhole(play: Play, doubt: Doubt, pads = 0): Promise<Look | null> {
  for (let turn = 0; turn < mostBegun && play.down === null; turn += 1) {
    const look = await lookOnce(play, doubt, pads);
    if (look === 'fault') return null;
    if (look !== null) return look;
  }
  return null;
}

/** What the looks so far say of each suspect. */
export const sequences = (play: Play, { suspects, looks, known }: Doubt): readonly ObservationSequence[] =>
  suspects.map((suspect) => sequenceOf(suspect, looks, known, play.trail.traces));

/** What they say of each response that is not what the baseline pins. */
export const responseSequences = (play: Play, { changed, looks }: Doubt): readonly Sequence[] =>
  changed.map((each) => sequenceOfResponse(each, looks, play.trail.traces));

const allOf = (play: Play, doubt: Doubt): readonly Sequence[] => [
  ...sequences(play, doubt),
  ...responseSequences(play, doubt),
];

/** How much of a doubt its last look showed. */
const shownIn = (play: Play, doubt: Doubt): readonly boolean[] => allOf(play, doubt).map(({ shownLast }) => shownLast);

/** The first of the looks at a doubt; with the case before it when that is what it needs. */
async function begin(play: Play, doubt: Doubt): Promise<Looked> {
  const alone: Doubt = { ...doubt, before: [] };
  const look = await lookWhole(play, alone);
  if (look === null) return { doubt: alone, isCut: true };
  const first: Doubt = { ...alone, looks: [look] };
  const shown = shownIn(play, first);
  if (doubt.before.length === 0 || !shown.includes(false)) return { doubt: first, isCut: false };
  const after = await lookWhole(play, doubt);
  if (after === null) return { doubt: first, isCut: true };
  const second: Doubt = { ...doubt, looks: [after] };
  const isBetter = shownIn(play, second).some((isShown, index) => isShown && shown[index] === false);
  return { doubt: isBetter ? second : first, isCut: false };
}

/** Looks until nothing is open that more looks could settle: so many at least, and more where it may be a pattern. */
export async function lookUntil(play: Play, doubt: Doubt, least: number): Promise<Looked> {
  let so: Looked = doubt.looks.length === 0 ? await begin(play, doubt) : { doubt, isCut: false };
  while (!so.isCut) {
    const { looks } = so.doubt;
    const states = allOf(play, so.doubt).map(sequenceState);
    const isPerhaps = states.includes('perhaps') && looks.length < mostLooks && so.doubt.hasPassed !== true;
    if (!isPerhaps && !(looks.length < least && states.includes('each-time'))) break;
    const look = await lookWhole(play, so.doubt, isPerhaps ? (looks.length + 1) % 2 : 0);
    so = look === null ? { ...so, isCut: true } : { doubt: { ...so.doubt, looks: [...looks, look] }, isCut: false };
  }
  return so;
}
