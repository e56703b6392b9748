/**
 * What a run has learned of texts that are refused, so that a server that refuses many costs hardly more requests than one that refuses
 * none. A case that is played again begins with what was known the first time, so that it sends the same.
 */
import type { Exchange } from '../client/exchange.ts';
import { includes, type Profile } from '../config/profiles.ts';
import type { Oddity } from '../payloads/index.ts';
import { failsInside } from '../signs.ts';
import { Stopped } from './stopped.ts';

export interface Lessons {
  /** Further offers that the profile has requests for. */
  offers: number;
  /** Refusals on account of texts that went along with others until none does. */
  riders: number;
  /** Kinds of texts that were refused as a whole. */
  readonly refused: Set<Oddity>;
  /** Rows of wrong values by the attribute that refused them and the reason: what is offered first from then on. */
  readonly wrong: Map<string, string>;
  /** Failures inside, by the table whose rows met them. */
  readonly failures: Map<string, number>;
}

/** So many rows of a table that fail inside say what the others would, where the profile has no request to spare. */
const enough = 3;

/** Further offers of a run: the profile full has room for a few. */
const offersOf = (profile: Profile): number => (includes(profile, 'nightly') ? 100 : 6);

const copied = (lessons: Lessons): Lessons => ({
  ...lessons,
  refused: new Set(lessons.refused),
  wrong: new Map(lessons.wrong),
  failures: new Map(lessons.failures),
});

const runs = new WeakMap<object, { readonly now: Lessons; readonly atFirst: Map<string, Lessons> }>();

/**
 * What is known when a case begins.
 * @param run stands for the run: the same object in all of its cases
 * @returns what the case adds to; of a case that is played again nobody learns
 */
export function lessonsOf(run: object, profile: Profile, caseId: string): Lessons {
  const { now, atFirst } = runs.get(run) ?? {
    now: {
      offers: offersOf(profile),
      riders: 2,
      refused: new Set<Oddity>(),
      wrong: new Map<string, string>(),
      failures: new Map<string, number>(),
    },
    atFirst: new Map<string, Lessons>(),
  };
  runs.set(run, { now, atFirst });
  const first = atFirst.get(caseId);
  if (first !== undefined) return copied(first);
  atFirst.set(caseId, copied(now));
  return now;
}

/**
 * Sends a row of a table, unless enough of its rows have failed inside: after each, what the contact holds has to be made sure of.
 * @param sendRow sends the row, with all that has to come before it
 * @throws Stopped when the row is left to the profile nightly
 */
export async function offerRow(
  { payloads, profile }: { readonly payloads: object; readonly profile: Profile },
  table: string,
  row: string,
  sendRow: () => Promise<Exchange>,
): Promise<void> {
  const { failures } = lessonsOf(payloads, profile, `${table} ${row}`);
  const failed = failures.get(table) ?? 0;
  if (failed >= enough && !includes(profile, 'nightly'))
    throw new Stopped(
      'unavailable',
      `${String(failed)} rows of ${table} failed inside; the profile nightly sends the others.`,
    );
  if (failsInside(await sendRow())) failures.set(table, failed + 1);
}
