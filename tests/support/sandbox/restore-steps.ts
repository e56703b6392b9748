/**
 * Putting a contact back: what follows the update of everything. The steps are for targets that lose updates, append instead of
 * replacing, or choke on one attribute.
 */
import { attributeNamed, differences, isEmptyValue, pick } from '../endpoint/index.ts';
import { look, readAgain, readUntilPrompt } from './restore-read.ts';
import { different, left, rest, update, writable, type Work } from './restore-work.ts';

/** True while the custom field is still to be reset. */
export const isFieldOpen = ({ wanted, refusals }: Work): boolean =>
  wanted.field !== null && refusals.get('field') !== null;

const isSet = (key: string): boolean => attributeNamed(key)?.kind === 'set';

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
export async function isAsWanted(work: Work): Promise<boolean> {
  await readAgain(work);
  if (work.shown === null || rest(work).length > 0) return false;
  // GET may show a copy from before the run that left the journal was killed; an update is answered by the original.
  const second = work.how === 'get' ? await look(work, 'unknown-attribute') : work.shown;
  return second !== null && differences(work.wanted.state, second).length === 0;
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
  if (different(work).length > 0 || isFieldOpen(work)) await smallSteps(work);
  if (different(work).length === 0 || left(work) < 2) return;
  await update(work, writable(wanted.state));
  await readAgain(work);
  // Where reading is itself an update, and that is what changes the contact, the last word is an update that names everything.
  if (different(work).length > 0 && work.how !== 'get' && left(work) > 0) await contact.update(writable(wanted.state));
}
