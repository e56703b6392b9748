/** Plays a case one time. */
import type { Case } from '../cases/cases.ts';
import { createContext } from '../cases/context.ts';
import { Stopped } from '../cases/stopped.ts';
import type { Finding } from '../report/types.ts';
import { lookOf, tell } from './loop.ts';
import type { Attempt, Play } from './play.ts';
import { createStage } from './stage.ts';

/** An attempt at a case, and how it ended. */
export interface Once {
  readonly attempt: Attempt;
  readonly stopped: Stopped | null;
  readonly thrown: Error | null;
}

/**
 * Plays a case once and gathers what is said. Never throws.
 * @param andRead - whether the contact is read at the end, so that what the case left open is settled
 * @param after - what follows the case, as a part of it
 */
export async function playOnce(
  play: Play,
  definition: Case,
  attempt: Attempt,
  andRead = false,
  after: (play: Play, attempt: Attempt) => Promise<void> = () => Promise.resolve(),
): Promise<Once> {
  try {
    await definition.run(createContext(createStage(play, attempt)));
    await after(play, attempt);
    if (andRead) await tell(play, attempt, lookOf(attempt));
    if (play.inFlight > 0)
      throw new Error(
        `Case ${definition.id} returned with ${String(play.inFlight)} calls still in flight; await every call.`,
      );
    return { attempt, stopped: null, thrown: null };
  } catch (error) {
    if (error instanceof Stopped) return { attempt, stopped: error, thrown: null };
    return { attempt, stopped: null, thrown: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** A fault of the suite itself: what a case threw. */
export const whatThrew = (thrown: Error): string => `The suite itself failed: ${thrown.stack ?? thrown.message}`;

/** The finding that tells a fault of the suite. */
export function faultOfSuite(play: Play, { id, judges: [clause] }: Case, message: string): readonly Finding[] {
  const { seed } = play.options.settings;
  return clause === undefined
    ? []
    : [{ clause, outcome: 'error', pointer: '', message, case: id, seed, exchange: null }];
}
