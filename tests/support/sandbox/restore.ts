/**
 * Puts the contact back: every attribute in one update, a read, then what is still different in smaller steps. The steps are
 * for targets that lose updates, append instead of replacing, or choke on one attribute.
 */
import { attributeNamed, differences, isEmptyValue, pick, stateKeys } from '../endpoint/index.ts';
import type { ContactState, Json, StateKey } from '../types.ts';
import {
  different,
  left,
  look,
  readAgain,
  readUntilPrompt,
  rest,
  update,
  writable,
  type Wanted,
  type Work,
} from './restore-work.ts';
import type { Talk } from './talk.ts';
import type { Restored } from './types.ts';
import { sumUp, type Fate, type Fates } from './wording.ts';

export type { Wanted };

/**
 * Before the next try on a target that fails, 31 seconds in all: what is deployed anew or fails over is back by then. The
 * client keeps its pace besides, and waits out what a 429 asks for.
 */
const outagePauses = [1000, 2000, 4000, 8000, 16_000] as const;
/** From the first request on; a target that lets every request run into its time limit gets no more tries after that. */
const longestOutage = 90_000;

const isSet = (key: StateKey): boolean => attributeNamed(key)?.kind === 'set';

/** Sets cleared and set, then one attribute at a time; some requests are kept for the last step. */
async function smallSteps(work: Work): Promise<void> {
  const { state, field } = work.wanted;
  const reserve = 4;
  const differing = different(work);
  for (const key of differing.filter(isSet)) {
    if (left(work) <= reserve + 1) break;
    await update(work, { [key]: [] });
    if (!isEmptyValue(state[key])) await update(work, pick(state, [key]));
  }
  for (const key of differing.filter((each) => !isSet(each)))
    if (left(work) > reserve) await update(work, pick(state, [key]));
  if (field !== null && work.refusals.get('field') !== null && left(work) > reserve) await update(work, {}, field);
  await readAgain(work);
}

/** True when nothing has to be sent: two ways of reading agree that the contact is as wanted. */
async function isAsWanted(work: Work): Promise<boolean> {
  await readAgain(work);
  if (work.shown === null || rest(work).length > 0) return false;
  // GET may show a copy from before the run that left the journal was killed; an update is answered by the original.
  const second = work.how === 'get' ? await look(work, 'unknown-attribute') : work.shown;
  return second !== null && differences(work.wanted.state, second).length === 0;
}

function fatesOf(work: Work, before: ContactState): Fates {
  const { wanted, shown, refusals } = work;
  const open = rest(work);
  const fate = (key: StateKey): Fate => {
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

const isFieldOpen = ({ wanted, refusals }: Work): boolean => wanted.field !== null && refusals.get('field') !== null;

/** Reads what came of the update of everything, and puts right what is still different in smaller steps. */
async function finishInSteps(work: Work): Promise<void> {
  const { wanted, talk } = work;
  await readUntilPrompt(work);
  const lost = different(work);
  // Answered as written and not there: the update was lost, and the same once more may not be.
  if (lost.length > 0 && work.answered !== null && differences(pick(wanted.state, lost), work.answered).length === 0) {
    await update(work, writable(pick(wanted.state, lost)));
    await readAgain(work);
  }
  if (different(work).length > 0 || isFieldOpen(work)) await smallSteps(work);
  if (different(work).length === 0 || left(work) < 2) return;
  await update(work, writable(wanted.state));
  await readAgain(work);
  // Where reading is itself an update, and that is what changes the contact, the last word is an update that names everything.
  if (different(work).length > 0 && work.how !== 'get' && left(work) > 0) await talk.update(writable(wanted.state));
}

/** Milliseconds from the first request of putting back to the end of the last. */
function elapsed({ talk, first }: Work): number {
  const [begin, end] = [talk.exchanges[first], talk.exchanges.at(-1)];
  return begin === undefined || end === undefined ? 0 : end.sentAt + end.ms - begin.sentAt;
}

async function tryAll(work: Work): Promise<void> {
  if (!(await update(work, writable(work.wanted.state), work.wanted.field))) return;
  // A target that fails throughout is not asked in small steps once more; but it may have stored what it was sent.
  if (work.ailing && work.pauses > 0) work.shown = await look(work, work.how);
  else await finishInSteps(work);
}

/** Everything in one update, then in steps; after a failure that may pass, again with growing pauses. */
async function putAllBack(work: Work): Promise<void> {
  await tryAll(work);
  for (const pause of outagePauses) {
    const isOpen = rest(work).length > 0 || (work.strictField && isFieldOpen(work));
    if (!work.ailing || !isOpen || elapsed(work) + pause > longestOutage) return;
    await work.talk.sleep(pause);
    work.pauses += 1;
    work.ailing = false;
    // What was sent in vain is not counted against what the steps may take.
    work.start = work.talk.sent;
    await tryAll(work);
  }
}

/**
 * Puts a contact back and reads it again: two requests when all is well, twelve at most. A target that fails is
 * tried five times more, the last time half a minute after the first.
 * @param options.lookFirst for a journal of an earlier run: sends nothing that the contact holds already, as after a repair by hand
 * @param options.strictField whether a refused reset of the custom field is a failure: it is when the run has written the field
 */
export async function putBack(
  talk: Talk,
  wanted: Wanted,
  { lookFirst = false, strictField = false }: { readonly lookFirst?: boolean; readonly strictField?: boolean },
): Promise<Restored> {
  const work: Work = {
    talk,
    wanted,
    first: talk.sent,
    start: talk.sent,
    how: wanted.how,
    refusals: new Map(),
    answered: null,
    shown: null,
    unseen: null,
    gone: false,
    ailing: false,
    pauses: 0,
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
    requests: talk.sent - work.first,
    tries: 1 + work.pauses,
    strictField,
  });
}
