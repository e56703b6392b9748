/** The looks at the end of the run: what each look at once showed broken gets two further looks, some time later. */
import type { Finding } from '../report/types.ts';
import { causeOf } from '../cases/collect.ts';
import { rhythmsOf, type Settled, type Settlement } from '../cases/settled.ts';
import { looksInAll, sequenceState, type Sequence } from '../cases/steady.ts';
import type { Doubt } from './doubt.ts';
import { responseSequences, lookUntil, sequences } from './looks.ts';
import type { Play } from './play.ts';
import { findStrangers } from './stranger.ts';
import { causeOfResponse, fresh, findingKey, told, unjudged, whyNot } from './confirmed-findings.ts';

/** What became of a cause, in whatever case. */
type Fate = Omit<Settled, 'cause'>;
type Fates = Map<string, Fate>;

/** What a sequence comes to when no more looks follow. What no look could judge often enough is open. */
function fateOf(sequence: Sequence, isCut: boolean, reason: string): Fate {
  if (isCut) return { state: 'open', reason };
  const state = sequenceState(sequence);
  if (state === 'each-time') return { state: 'open', reason: unjudged };
  return { state: state === 'steady' ? 'steady' : 'passing' };
}

/** Takes the last looks at a doubt, and notes what became of it. */
async function settleOne(play: Play, start: Doubt, fates: Fates): Promise<readonly Settled[]> {
  const { now, sleep, lateAfter } = play.options;
  const wait = start.since + lateAfter - now();
  if (wait > 0 && play.down === null) await sleep(wait);
  const { doubt, isCut } =
    play.down === null ? await lookUntil(play, start, looksInAll) : { doubt: start, isCut: true };
  if (!isCut) await findStrangers(play, doubt);
  play.late.push(...fresh(play, doubt));
  const reason = whyNot(play);
  responseSequences(play, doubt).forEach((sequence, index) => {
    const changed = doubt.changed[index];
    if (changed === undefined) return;
    const fate = fateOf(sequence, isCut, reason);
    fates.set(causeOfResponse(changed), fate);
    if (fate.state !== 'steady') play.unsteady.push({ case: changed.case, label: changed.label, state: fate.state });
  });
  return sequences(play, doubt).map((sequence) => {
    const fate = fateOf(sequence, isCut, reason);
    for (const cause of [causeOf(sequence.observation), causeOf(told(play, sequence))])
      if (fates.get(cause)?.state !== 'steady') fates.set(cause, fate);
    return { cause: findingKey(doubt, sequence.observation), ...fate };
  });
}

/** True where what became of a cause in one case says nothing of another. */
const saysNothing = ({ state, reason }: Fate): boolean => state === 'passing' || reason === unjudged;

/**
 * Settles what was found while its cause was waited for already. It is broken if the cause was steady, and open if nobody could look. If
 * the cause passed, or the looks at the first case judged it too seldom, that says nothing of another case: it gets looks of its own, which
 * are of the same cause, and so are bounded by their requests.
 */
async function settleFolded(play: Play, folded: Doubt, fates: Fates): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  const fateBy = (cause: string): Fate => fates.get(cause) ?? { state: 'open', reason: whyNot(play) };
  const suspects = folded.suspects.filter((observation) => {
    const fate = fateBy(causeOf(observation));
    const isOwn = saysNothing(fate);
    if (!isOwn) settled.push({ cause: findingKey(folded, observation), ...fate });
    return isOwn;
  });
  const changed = folded.changed.filter((each) => {
    const fate = fateBy(causeOfResponse(each));
    const isOwn = saysNothing(fate);
    if (!isOwn && fate.state === 'open') play.unsteady.push({ case: each.case, label: each.label, state: fate.state });
    return isOwn;
  });
  if (suspects.length + changed.length === 0) return settled;
  const before = suspects.length === 0 ? [] : folded.before;
  const causes = [...suspects.map((observation) => causeOf(observation)), ...changed.map(causeOfResponse)];
  const hasPassed = causes.every((cause) => fateBy(cause).state === 'passing');
  return [...settled, ...(await settleOne(play, { ...folded, before, suspects, changed, hasPassed }, fates))];
}

/**
 * Takes the looks at the end of the run.
 * @returns what became of each finding that awaited them, and what they found beside it
 */
export async function settle(
  play: Play,
): Promise<{ readonly settlement: Settlement; readonly findings: readonly Finding[] }> {
  const settled: Settled[] = [];
  const fates: Fates = new Map();
  for (const doubt of play.doubts.splice(0)) settled.push(...(await settleOne(play, doubt, fates)));
  for (const doubt of play.folded.splice(0)) settled.push(...(await settleFolded(play, doubt, fates)));
  const { unsteady, late, trail } = play;
  const theirs = Object.entries(play.model.movers).flatMap(([name, { who }]) =>
    who === 'somebody-else' ? [name] : [],
  );
  return { settlement: { settled, rhythms: rhythmsOf([...trail.traces.values()]), unsteady, theirs }, findings: late };
}
