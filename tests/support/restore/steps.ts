/**
 * Putting a contact back: what follows the update of everything. The steps are for targets that lose updates, append instead of
 * replacing, or refuse one attribute.
 */
import type { ContactState } from '../endpoint/state.ts';
import { differences, isEmptyValue, omit, pick } from '../endpoint/index.ts';
import { failsInside } from '../signs.ts';
import { inHalves, holdsRecords, restOfSet } from './halves.ts';
import { readBy, readAgain, readUntilPrompt } from './read.ts';
import { different, fieldItem, left, pauseFor, rest, update, writable, type Work } from './work.ts';

/** True while the custom field is still to be reset. */
const isFieldOpen = ({ wanted, refusals }: Work): boolean => wanted.field !== null && refusals.get(fieldItem) !== null;

const isRefused = ({ refusals }: Work, item: string): boolean => (refusals.get(item) ?? null) !== null;

/** What no read shows any more and was refused, unless the target fails whatever it is asked. */
function hidden(work: Work): readonly string[] {
  const last = work.contact.exchanges.at(-1);
  const isSilent = work.shown === null && last !== undefined && !failsInside(last);
  return isSilent ? rest(work).filter((key) => isRefused(work, key)) : [];
}

/** What is still to be put back: attributes that differ, and the custom field. */
const openItems = (work: Work): readonly string[] => [
  ...Object.keys(writable(pick(work.wanted.state, [...different(work), ...hidden(work)]))),
  ...(isFieldOpen(work) ? [fieldItem] : []),
];

/** What was accepted and is not there: sets are cleared and set, the rest is sent one attribute at a time. */
async function oneByOne(work: Work, items: readonly string[]): Promise<void> {
  const { state } = work.wanted;
  for (const key of items) {
    if (left(work) <= 2) return;
    if (holdsRecords(key)) await update(work, { [key]: [] });
    if (!holdsRecords(key) || !isEmptyValue(state[key])) await update(work, pick(state, [key]));
  }
}

/** Puts back in smaller updates what is still open. */
async function smallSteps(work: Work): Promise<void> {
  const items = openItems(work);
  const refused = items.filter((item) => isRefused(work, item));
  await oneByOne(
    work,
    items.filter((item) => item !== fieldItem && !refused.includes(item)),
  );
  await inHalves(work, refused);
  await readAgain(work);
  const sets = different(work).filter((key) => holdsRecords(key) && work.refusals.get(key)?.isJudged === true);
  for (const key of sets) await restOfSet(work, key);
  if (sets.length > 0) await readAgain(work);
}

/**
 * Looks before anything is sent, in two ways: GET may show a copy from before the run that left the journal was killed, and an update is
 * answered by the original.
 * @param isWary whether both are wanted in any case, and the contact is read until some way shows it
 * @returns what they showed
 */
export async function lookFirst(work: Work, isWary: boolean): Promise<readonly ContactState[]> {
  await readAgain(work);
  while (isWary && work.shown === null && work.ailing && (await pauseFor(work))) {
    work.ailing = false;
    await readAgain(work);
  }
  const { wanted, shown, how } = work;
  if (shown === null) return [];
  if (how !== 'get' || (!isWary && differences(wanted.state, shown).length > 0)) return [shown];
  const second = await readBy(work, 'unknown-attribute');
  return second === null ? [shown] : [omit(shown, wanted.blind), second];
}

/** Reads what came of the update of everything, and puts right what is still different in smaller steps. */
export async function finishInSteps(work: Work): Promise<void> {
  const { wanted, contact } = work;
  await readUntilPrompt(work);
  const lost = different(work);
  // Answered as written and not there: the update was lost, and the same once more may not be.
  if (lost.length > 0 && work.answered !== null && differences(pick(wanted.state, lost), work.answered).length === 0) {
    await update(work, writable(pick(wanted.state, lost)));
    await readAgain(work);
  }
  if (openItems(work).length > 0) await smallSteps(work);
  // What was refused alone would have the rest refused with it once more.
  const open = different(work).filter((key) => !isRefused(work, key));
  if (open.length === 0 || left(work) < 2) return;
  const takenBack = Object.keys(wanted.state).filter((key) => !isRefused(work, key));
  const all = writable(pick(wanted.state, takenBack));
  await update(work, all);
  await readAgain(work);
  // Where reading is itself an update, and that is what changes the contact, the last word is an update that names everything.
  if (different(work).some((key) => !isRefused(work, key)) && work.how !== 'get' && left(work) > 0)
    await contact.update(all);
}
