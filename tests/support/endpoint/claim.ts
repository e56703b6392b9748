/**
 * The claim of a run on the contact: a mark in the addresses that it writes, by which any other run sees that somebody is at work, and
 * since when. Pure.
 */
import type { ContactState } from './state.ts';
import { attributesOf } from './endpoint.ts';
import type { AttributeOf } from './types.ts';

/** The attribute that carries the mark: the one whose texts are addresses. Without one, no run can claim a contact. */
export const claimAttribute: AttributeOf<'text'> | null =
  attributesOf('text').find(({ values }) => values === 'email-address') ?? null;

/** The mark of runs that nobody can meet: those of the embedded mock. */
export const noClaim = '0'.repeat(12);

/** A run that another one has written of into the contact. */
interface Claim {
  readonly mark: string;
  readonly since: Date;
}

const [timeDigits, runDigits] = [8, 4] as const;
const form = /\.r([0-9a-z]{12})@example\.com$/iu;
/** No run began before this suite had marks. */
const earliest = Date.parse('2026-01-01T00:00:00Z');
const day = 86_400_000;

/** A run that is younger than this may still be under way. In milliseconds. */
const longestRun = 3 * 3_600_000;

/** Minutes that cases may be played for: the mark is young until the contact has been put back. */
export const mostMinutes = longestRun / 60_000 - 15;

/**
 * The mark of a run: eight digits of base 36 for when it began, in milliseconds, and four that tell runs of the same moment apart.
 * @param startedAt - milliseconds since the epoch
 * @param chance - at least 0, and less than 1
 */
export const markOf = (startedAt: number, chance: number): string =>
  startedAt.toString(36).padStart(timeDigits, '0') +
  Math.floor(chance * 36 ** runDigits)
    .toString(36)
    .padStart(runDigits, '0');

/** The end of the local part of an address that carries a mark. */
export const marked = (local: string, mark: string): string => `${local}.r${mark}`;

/** The claim that a contact carries; null when it carries none. An address that only looks like one has no time that a run can have begun at. */
export function claimIn(state: ContactState, now: Date): Claim | null {
  const value = claimAttribute === null ? undefined : state[claimAttribute.name];
  const mark = typeof value === 'string' ? form.exec(value)?.[1]?.toLowerCase() : undefined;
  if (mark === undefined) return null;
  const since = Number.parseInt(mark.slice(0, timeDigits), 36);
  return since >= earliest && since <= now.getTime() + day ? { mark, since: new Date(since) } : null;
}

/** True for the claim of a run that may still be under way. */
export const isFresh = ({ since }: Claim, now: Date): boolean => now.getTime() - since.getTime() < longestRun;
