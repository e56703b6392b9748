/**
 * Whether somebody else writes what each look at a doubt shows: a value that no request of this run has sent, and that comes as well
 * while nothing but reads is sent.
 */
import { pointerOf } from '../endpoint/index.ts';
import { sequenceState } from '../cases/steady.ts';
import { Stopped } from '../cases/stopped.ts';
import { isForeign } from '../model/index.ts';
import { prepare } from './arrange.ts';
import type { Doubt } from './doubt.ts';
import { sequences } from './looks.ts';
import { tell } from './loop.ts';
import { createAttempt, type Play } from './play.ts';

/** Reads at most, and how many there are for each request of the longest look. */
const [mostReads, perRequest] = [60, 2] as const;

/** The attributes that every look showed with a value that is nobody's. What comes some time after each write is the doing of the write. */
function strangeIn(play: Play, doubt: Doubt): readonly string[] {
  const { known, movers } = play.model;
  const pointers = sequences(play, doubt)
    .filter((sequence) => sequenceState(sequence) === 'steady')
    .filter(({ observation, repeated }) => observation.foreign === true || repeated?.foreign === true)
    .map(({ observation }) => observation.pointer);
  return Object.keys(known).filter(
    (name) => pointers.includes(pointerOf(name)) && (movers[name]?.who ?? 'request') === 'request',
  );
}

/**
 * Arranges the contact and reads it, twice as often as the longest look sent requests. What is there at first and takes a value of nobody
 * then is written to by somebody else, and is said to be from then on.
 */
export async function findStrangers(play: Play, doubt: Doubt): Promise<void> {
  let names = strangeIn(play, doubt);
  if (names.length === 0 || play.model.reading === null || play.down !== null) return;
  const longest = Math.max(...doubt.looks.map(({ exchanges: [after, upTo] }) => upTo - after));
  const begin = play.trail.requests;
  const number = doubt.looks.length + 1;
  const attempt = createAttempt(doubt.definition.id, number, true);
  try {
    if (!(await prepare(play, doubt, number, 0))) return;
    for (let turn = 0; names.length > 0 && turn <= Math.min(mostReads, perRequest * longest); turn += 1) {
      const { state = {} } = await tell(play, attempt, { type: 'look', case: attempt.case });
      const moved = names.filter((name) => state[name] !== undefined && isForeign(play.model, state[name]));
      // What is another value right after it was written is no writing of somebody else.
      if (turn === 0) names = names.filter((name) => !moved.includes(name));
      if (turn === 0 || moved.length === 0) continue;
      const movers = Object.fromEntries(moved.map((name) => [name, { who: 'somebody-else' } as const]));
      play.model = { ...play.model, movers: { ...play.model.movers, ...movers } };
      return;
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    play.budget.use('look', play.trail.requests - begin);
  }
}
