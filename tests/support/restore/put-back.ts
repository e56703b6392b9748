/** Puts the contact back: every attribute in one update, a read, then what is still different in smaller steps. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json } from '../text/json.ts';
import {
  attributeNamed,
  differences,
  omit,
  otherValues,
  pick,
  sameIds,
  stateKeys,
  toleratedIn,
} from '../endpoint/index.ts';
import { failsInside } from '../signs.ts';
import { readBy, readAgain } from './read.ts';
import { finishInSteps, lookFirst } from './steps.ts';
import { different, fieldItem, limitFor, pauseFor, rest, update, writable, type Wanted, type Work } from './work.ts';
import type { ContactClient } from './contact-client.ts';
import type { Restored } from './types.ts';
import { sumUp, type Fate, type Fates } from './summary.ts';

/** What became of an attribute that holds another value than wanted. */
function fateOfLost({ wanted, shown, refusals, gone, untried, unseen }: Work, key: string): Fate {
  const actual: Json | undefined = shown?.[key];
  const refusal = refusals.get(key)?.said ?? (shown === null ? unseen : null);
  if (actual === undefined) return { kind: 'unknown', refusal };
  const missing = [...(wanted.gone?.[key] ?? []), ...(gone.get(key) ?? [])];
  const open = untried.get(key) ?? [];
  const ids = (value: Json | undefined): readonly string[] =>
    Array.isArray(value) ? (value as readonly string[]) : [];
  const left = ids(wanted.state[key]).filter((id) => !missing.includes(id) && !open.includes(id));
  return missing.length + open.length > 0 && refusal !== null && sameIds(left, ids(actual))
    ? { kind: 'partly', missing, untried: open, refusal }
    : { kind: 'differs', actual, refusal };
}

function fatesOf(work: Work, before: ContactState): Fates {
  const { wanted, shown, refusals } = work;
  const open = rest(work);
  const fate = (key: string): Fate => {
    const [held, holds] = [wanted.state[key], shown?.[key]];
    if (held === undefined) return { kind: wanted.withheld?.includes(key) === true ? 'withheld' : 'not readable' };
    if (open.includes(key)) return fateOfLost(work, key);
    const missing = wanted.gone?.[key] ?? [];
    if (missing.length > 0) return { kind: 'partly', missing, untried: [], refusal: 'the target takes them no longer' };
    const attribute = attributeNamed(key);
    const tolerated = attribute === undefined || holds === undefined ? [] : (toleratedIn(attribute, held, holds) ?? []);
    if (holds !== undefined && tolerated.length > 0) return { kind: 'respelled', actual: holds, tolerated };
    const kept = before[key] !== undefined && otherValues(pick(wanted.state, [key]), before).length === 0;
    return { kind: kept || refusals.get(key) !== null ? 'unchanged' : 'put back' };
  };
  return Object.fromEntries(stateKeys.map((key) => [key, fate(key)]));
}

/** What became of what is left alone: it is told only where a read shows another value than that of the snapshot. */
const fatesOfTheirs = ({ shown }: Work, held: ContactState, alone: readonly string[]): Fates =>
  Object.fromEntries(
    alone.map((key): readonly [string, Fate] => {
      const actual = shown?.[key];
      const isOther = actual !== undefined && otherValues(pick(held, [key]), pick(shown ?? {}, [key])).length > 0;
      return [key, isOther ? { kind: 'left alone', actual } : { kind: 'unchanged' }];
    }),
  );

async function tryAll(work: Work): Promise<void> {
  const came = await update(work, writable(work.wanted.state), work.wanted.field);
  const last = work.contact.exchanges.at(-1);
  // A target that fails throughout is not asked in small steps once more; but it may have stored what it was sent.
  if (came === 'out of reach' || (work.pauses > 0 && last !== undefined && failsInside(last))) {
    work.shown = await readBy(work, work.how);
    // It is there, so it may be one attribute that is answered like this.
    if (work.shown === null || came !== 'out of reach') return;
  }
  await finishInSteps(work);
}

/** Everything in one update, then in steps; after a failure that may pass, again with growing pauses. */
async function putAllBack(work: Work): Promise<void> {
  await tryAll(work);
  for (;;) {
    if (!work.ailing || rest(work).length === 0 || !(await pauseFor(work))) return;
    work.ailing = false;
    // What was sent in vain is not counted against what the steps may take.
    work.start = work.contact.sent;
    await tryAll(work);
  }
}

/** Which attributes somebody else has written to, by what several ways of reading show. */
export type Theirs = (seen: readonly ContactState[]) => readonly string[];

export interface PutBackOptions {
  /** For a journal of an earlier run: sends nothing that the contact holds already, as after a repair by hand. */
  readonly looksFirst?: boolean;
  /** How long, in milliseconds, reads lag behind updates; null when nobody knows. */
  readonly lag?: number | null;
  /** Attributes that somebody else was seen to write to: what they hold in the end is told, and lost by nobody's fault. */
  readonly writers?: readonly string[];
  /** Which attributes somebody else has written to, by what the looks before the first update showed: they are left alone. Null: nobody knows. */
  readonly theirs?: Theirs | null;
}

const beginning = (contact: ContactClient, wanted: Wanted, looksFirst: boolean, lag: number | null): Work => ({
  contact,
  wanted,
  first: contact.sent,
  start: contact.sent,
  how: wanted.how,
  limit: limitFor(wanted),
  refusals: new Map(),
  gone: new Map(),
  untried: new Map(),
  answered: null,
  shown: null,
  unseen: null,
  ailing: false,
  met: null,
  pauses: 0,
  lag,
  slept: 0,
  step: 0,
  wasThere: !looksFirst,
});

/** Sends what has to be sent, and reads what came of it. */
async function work(so: Work, isAsWanted: boolean): Promise<void> {
  if (!isAsWanted) return putAllBack(so);
  if (so.wanted.field === null) return;
  await update(so, {}, so.wanted.field);
  await readAgain(so);
  if (different(so).length > 0 || so.ailing) await putAllBack(so);
}

/**
 * Puts a contact back and reads it again: two requests when all is well, and no more than {@link limitFor} allows. A target that is
 * busy, fails or is out of reach is tried again with growing pauses, half a minute in all.
 */
export async function putBack(
  contact: ContactClient,
  wanted: Wanted,
  { looksFirst = false, lag = null, writers = [], theirs = null }: PutBackOptions,
): Promise<Restored> {
  const so = beginning(contact, wanted, looksFirst, lag);
  const seen = looksFirst || theirs !== null ? await lookFirst(so, theirs !== null) : [];
  const before = so.shown ?? {};
  const alone = theirs?.(seen) ?? [];
  so.wanted = { ...wanted, state: omit(wanted.state, alone) };
  // What nobody can read may be what somebody else wrote.
  const isBlind = looksFirst && theirs !== null && seen.length === 0;
  const isAsWanted =
    looksFirst &&
    seen.length > 0 &&
    rest(so).length === 0 &&
    seen.every((state) => differences(so.wanted.state, state).length === 0) &&
    (so.how !== 'get' || seen.length > 1);
  if (isBlind) so.unseen ??= 'no read shows the contact, so nothing was sent';
  else await work(so, isAsWanted);
  const refusal = isBlind ? so.unseen : (so.refusals.get(fieldItem)?.said ?? null);
  const field = wanted.field === null ? null : { field: wanted.field, refusal };
  // What was refused may still be what the suite wrote itself.
  const isTheirs = (key: string): boolean => writers.includes(key) && (so.refusals.get(key) ?? null) === null;
  const open = rest(so).filter((key) => isTheirs(key) && so.shown?.[key] !== undefined);
  const fates = { ...fatesOf(so, before), ...fatesOfTheirs(so, wanted.state, [...alone, ...open]) };
  return sumUp(wanted.state, fates, field, {
    requests: contact.sent - so.first,
    tries: 1 + so.pauses,
  });
}
