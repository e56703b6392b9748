/**
 * Responses that depart from the shape that a baseline pins. What all of them show is as it is; what only some show is looked at again at
 * the end of the run, and is drift only where that is steady.
 */
import type { Case } from '../cases/cases.ts';
import { declaredCases } from '../cases/cases.ts';
import { keepsTime, repetitions, type Point } from '../cases/pattern.ts';
import { counters, longestPeriod, looksAtOnce, looksInAll, sequenceState, type Look } from '../cases/steady.ts';
import { departuresOf } from '../drift/index.ts';
import type { Doubt } from './doubt.ts';
import { lookWhole } from './looks.ts';
import type { UnsteadyDeparture } from './plan.ts';
import type { Departed, Play } from './play.ts';

const ordinalsOf = ({ trail }: Play, exchange: number): Point['ordinals'] =>
  trail.traces.get(exchange)?.ordinals ?? { requests: exchange, updates: 0, reads: 0 };

/** How often a pattern has to have shown itself among the responses of a run. */
const leastShown = 3;

/** True for a departure of every second, third or fourth response of the run, and of no other. */
function isPattern(play: Play, key: string): boolean {
  const points = play.departed.map(({ exchange, keys }) => ({
    ordinals: ordinalsOf(play, exchange),
    shown: keys.has(key),
  }));
  return (
    points.length >= repetitions &&
    points.filter(({ shown }) => shown).length >= leastShown &&
    keepsTime(points, counters, longestPeriod)
  );
}

/** Cases that are looked at for one departure, at most: those first that showed it most. */
const mostCases = 3;

/** The looks at one case, for all departures that it showed. */
interface Looked {
  readonly definition: Case;
  readonly first: Departed;
  readonly keys: readonly string[];
  doubt: Doubt;
  looks: Look[];
  /** Whether a look came to nothing. */
  isCut: boolean;
}

/** The share of its responses by which a case showed a departure. */
function shareIn(shown: readonly Departed[], key: string, id: string): number {
  const own = shown.filter((each) => each.case === id);
  return own.filter(({ keys }) => keys.has(key)).length / own.length;
}

/** The cases that are looked at again, each with what it showed. */
function casesFor(play: Play, open: readonly string[]): readonly Looked[] {
  const shown = play.departed.filter(({ isFirst }) => isFirst);
  const wanted = new Map<string, string[]>();
  for (const key of open) {
    const ids = [...new Set(shown.filter(({ keys }) => keys.has(key)).map((each) => each.case))]
      .sort((one, other) => shareIn(shown, key, other) - shareIn(shown, key, one))
      .slice(0, mostCases);
    for (const id of ids) wanted.set(id, [...(wanted.get(id) ?? []), key]);
  }
  return [...wanted].flatMap(([id, keys]): readonly Looked[] => {
    const definition = declaredCases().find((each) => each.id === id);
    const first = shown.find((each) => each.case === id && keys.some((key) => each.keys.has(key)));
    if (definition === undefined || first === undefined) return [];
    const doubt: Doubt = {
      definition,
      cases: [definition],
      before: [],
      suspects: [],
      changed: [],
      known: new Set(),
      since: play.options.now(),
      looks: [],
    };
    return [{ definition, first, keys, doubt, looks: [], isCut: false }];
  });
}

/** Where a look showed a departure, or else ended. */
function pointIn(play: Play, { definition }: Looked, { exchanges: [after, upTo] }: Look, key: string): Point {
  const there = play.departed.find(
    ({ exchange, case: id, keys }) => exchange > after && exchange <= upTo && id === definition.id && keys.has(key),
  );
  return { ordinals: ordinalsOf(play, there?.exchange ?? upTo), shown: there !== undefined };
}

const stateIn = (play: Play, looked: Looked, key: string): ReturnType<typeof sequenceState> =>
  sequenceState({
    points: [
      { ordinals: ordinalsOf(play, looked.first.exchange), shown: true },
      ...looked.looks.map((look) => pointIn(play, looked, look, key)),
    ],
  });

/** Looks at a case once more; false when that came to nothing. */
async function lookAgain(play: Play, looked: Looked): Promise<boolean> {
  const look = await lookWhole(play, { ...looked.doubt, looks: looked.looks });
  if (look === null) looked.isCut = true;
  else looked.looks.push(look);
  return look !== null;
}

/** Looks at a case until it has been looked at so often, or nothing that it showed can be steady any more. */
async function lookUntil(play: Play, looked: Looked, least: number): Promise<void> {
  const isOpen = (): boolean => {
    const states = looked.keys.map((key) => stateIn(play, looked, key));
    return states.includes('perhaps') || (looked.looks.length < least && states.includes('each-time'));
  };
  while (!looked.isCut && isOpen()) {
    if (!(await lookAgain(play, looked))) return;
    const [only] = looked.looks;
    if (looked.looks.length > 1 || only === undefined || looked.doubt.cases.length > 1) continue;
    const isShown = looked.keys.some((key) => pointIn(play, looked, only, key).shown);
    const before = declaredCases().filter(({ id }) => id === looked.first.before && id !== looked.definition.id);
    if (isShown || before.length === 0) continue;
    // What comes only after the case before it is not seen when a case is played by itself.
    looked.doubt = { ...looked.doubt, cases: [...before, looked.definition] };
    looked.looks = [];
  }
}

/**
 * Settles at the end of a run which departures from the baseline are not steady.
 * @returns those that come and go, and those that could not be confirmed
 */
export async function settleDepartures(play: Play): Promise<readonly UnsteadyDeparture[]> {
  const { baseline, settings, lateAfter, sleep } = play.options;
  if (baseline === null) return [];
  const open = [
    ...new Set(
      departuresOf(baseline, play.observed, settings.profile)
        .filter(({ everywhere }) => !everywhere)
        .map(({ key }) => key)
        .filter((key) => play.departed.some(({ isFirst, keys }) => isFirst && keys.has(key)) && !isPattern(play, key)),
    ),
  ];
  const all = casesFor(play, open);
  for (const looked of all) {
    looked.isCut = play.down !== null || play.budget.left('confirmation') <= 0;
    if (looked.isCut) continue;
    play.budget.use('confirmation');
    await lookUntil(play, looked, lateAfter === 0 ? looksInAll : looksAtOnce);
  }
  const isAwaited = (looked: Looked): boolean =>
    !looked.isCut && looked.keys.some((key) => stateIn(play, looked, key) === 'each-time');
  if (all.some(isAwaited) && lateAfter > 0) await sleep(lateAfter);
  for (const looked of all.filter(isAwaited)) await lookUntil(play, looked, looksInAll);
  return open.flatMap((key): readonly UnsteadyDeparture[] => {
    const about = all.filter(({ keys }) => keys.includes(key));
    const states = about.map((looked) => (looked.isCut ? 'open' : stateIn(play, looked, key)));
    if (states.includes('steady')) return [];
    return [{ key, state: states.length === 0 || states.includes('open') ? 'open' : 'passing' }];
  });
}
