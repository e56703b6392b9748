/** Puts the contact back: every attribute in one update, a read, then what is still different in smaller steps. */
import type { ContactState } from '../endpoint/state.ts';
import type { Json } from '../text/json.ts';
import { differences, pick, stateKeys } from '../endpoint/index.ts';
import { failsInside } from '../signs.ts';
import { look, readAgain } from './restore-read.ts';
import { finishInSteps, isAsWanted, isFieldOpen } from './restore-steps.ts';
import { different, pauseFor, rest, update, writable, type Wanted, type Work } from './restore-work.ts';
import type { ContactClient } from './contact-client.ts';
import type { Restored } from './types.ts';
import { sumUp, type Fate, type Fates } from './summary.ts';

export type { Wanted };

function fatesOf(work: Work, before: ContactState): Fates {
  const { wanted, shown, refusals } = work;
  const open = rest(work);
  const fate = (key: string): Fate => {
    if (wanted.state[key] === undefined) return { kind: 'not readable' };
    if (!open.includes(key)) {
      const kept = before[key] !== undefined && differences(pick(wanted.state, [key]), before).length === 0;
      return { kind: kept || refusals.get(key) !== null ? 'unchanged' : 'put back' };
    }
    const actual: Json | undefined = shown?.[key];
    const refusal = refusals.get(key) ?? (shown === null ? work.unseen : null);
    return actual === undefined ? { kind: 'unknown', refusal } : { kind: 'differs', actual, refusal };
  };
  return Object.fromEntries(stateKeys.map((key) => [key, fate(key)]));
}

async function tryAll(work: Work): Promise<void> {
  if (!(await update(work, writable(work.wanted.state), work.wanted.field))) return;
  // A target that fails throughout is not asked in small steps once more; but it may have stored what it was sent.
  const last = work.contact.exchanges.at(-1);
  if (work.pauses > 0 && last !== undefined && failsInside(last)) work.shown = await look(work, work.how);
  else await finishInSteps(work);
}

/** Everything in one update, then in steps; after a failure that may pass, again with growing pauses. */
async function putAllBack(work: Work): Promise<void> {
  await tryAll(work);
  for (;;) {
    const isOpen = rest(work).length > 0 || (work.strictField && isFieldOpen(work));
    if (!work.ailing || !isOpen || !(await pauseFor(work))) return;
    work.ailing = false;
    // What was sent in vain is not counted against what the steps may take.
    work.start = work.contact.sent;
    await tryAll(work);
  }
}

/**
 * Puts a contact back and reads it again: two requests when all is well, twelve at most. A target that is busy, fails or is out of reach is
 * tried again with growing pauses, half a minute in all.
 * @param options.lookFirst for a journal of an earlier run: sends nothing that the contact holds already, as after a repair by hand
 * @param options.lag how long, in milliseconds, reads lag behind updates; null when nobody knows
 * @param options.strictField whether a refused reset of the custom field is a failure: it is when the run has written the field
 */
export async function putBack(
  contact: ContactClient,
  wanted: Wanted,
  {
    lookFirst = false,
    strictField = false,
    lag = null,
  }: { readonly lookFirst?: boolean; readonly strictField?: boolean; readonly lag?: number | null },
): Promise<Restored> {
  const work: Work = {
    contact,
    wanted,
    first: contact.sent,
    start: contact.sent,
    how: wanted.how,
    refusals: new Map(),
    answered: null,
    shown: null,
    unseen: null,
    ailing: false,
    met: null,
    pauses: 0,
    lag,
    slept: 0,
    step: 0,
    strictField,
    wasThere: !lookFirst,
  };
  const asWanted = lookFirst && (await isAsWanted(work));
  const before = work.shown ?? {};
  if (!asWanted) await putAllBack(work);
  else if (wanted.field !== null) {
    await update(work, {}, wanted.field);
    await readAgain(work);
    if (different(work).length > 0 || work.ailing) await putAllBack(work);
  }
  const field = wanted.field === null ? null : { field: wanted.field, refusal: work.refusals.get('field') ?? null };
  return sumUp(wanted.state, fatesOf(work, before), field, {
    requests: contact.sent - work.first,
    tries: 1 + work.pauses,
    strictField,
  });
}
