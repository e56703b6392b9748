/**
 * What a run has learned of texts that are refused, so that a server that refuses many costs hardly more requests than one that refuses
 * none. A case that is played again begins with what was known the first time, so that it sends the same.
 */
import type { Oddity } from '../payloads/index.ts';
import { includes, type Profile } from '../config/profiles.ts';

export interface Lessons {
  /** Further offers that the profile has requests for. */
  offers: number;
  /** Refusals on account of texts that went along with others until none does. */
  riders: number;
  /** Kinds of texts that were refused as a whole. */
  readonly refused: Set<Oddity>;
  /** Rows of wrong values by the attribute that refused them and the reason: what is offered first from then on. */
  readonly wrong: Map<string, string>;
}

/** Further offers of a run: the profile full has room for a few. */
const offersOf = (profile: Profile): number => (includes(profile, 'nightly') ? 100 : 6);

const copied = (lessons: Lessons): Lessons => ({
  ...lessons,
  refused: new Set(lessons.refused),
  wrong: new Map(lessons.wrong),
});

const runs = new WeakMap<object, { readonly now: Lessons; readonly atFirst: Map<string, Lessons> }>();

/**
 * What is known when a case begins.
 * @param run stands for the run: the same object in all of its cases
 * @returns what the case adds to; of a case that is played again nobody learns
 */
export function lessonsOf(run: object, profile: Profile, caseId: string): Lessons {
  const { now, atFirst } = runs.get(run) ?? {
    now: { offers: offersOf(profile), riders: 2, refused: new Set<Oddity>(), wrong: new Map<string, string>() },
    atFirst: new Map<string, Lessons>(),
  };
  runs.set(run, { now, atFirst });
  const first = atFirst.get(caseId);
  if (first !== undefined) return copied(first);
  atFirst.set(caseId, copied(now));
  return now;
}
