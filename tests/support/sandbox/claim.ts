/** Whether somebody else is at work on the contact: before anything is written to it, and before what an earlier run left is put back. */
import type { ContactState } from '../endpoint/state.ts';
import { claimIn, differences, isFresh, readingRequest, type Reading } from '../endpoint/index.ts';
import { outageOf } from '../signs.ts';
import { sanitise } from '../text/sanitise.ts';
import { shownBy, type ContactClient } from '../restore/contact-client.ts';
import type { Hindrance } from '../restore/snapshot.ts';

/** Between two reads, in milliseconds: whoever writes at the pace of a run is seen in it. */
const pause = 1000;

/**
 * Another run that is under way, as a sentence; null when the contact carries no fresh mark of others.
 * @param own - the marks of this run, or of the one that is put back
 */
export function otherRun(state: ContactState, own: readonly string[], now: Date): string | null {
  const claim = claimIn(state, now);
  return claim === null || own.includes(claim.mark) || !isFresh(claim, now)
    ? null
    : `Another run uses this contact: it began at ${claim.since.toISOString()}, and its mark ${claim.mark} is in the address that the contact holds. Nothing was written. Wait until it has ended; if it was killed, run \`npm run restore\` where it was started.`;
}

/** A run that has left its mark, and whose journal is not here. */
function leftBehind(state: ContactState, now: Date): string | null {
  const claim = claimIn(state, now);
  return claim === null
    ? null
    : `A run that began at ${claim.since.toISOString()} has left its mark ${claim.mark} in the address that the contact holds, and its journal is not here, so what the contact held before is not known. Nothing was written. Run \`npm run restore\` where that run was started, or give the contact its home state (fixtures/home/<target>.json, then \`npm run restore\`), or put it right by hand; it holds ${sanitise(JSON.stringify(state))}.`;
}

const busy = (reason: string | null): Hindrance | null => (reason === null ? null : { busy: true, reason });

/**
 * Reads once more, a second after the first read. What another read shows as it was at first was not written by anybody.
 * @param first - what that read showed, and by which way
 * @returns null when nobody else is at work
 */
export async function whoElse(
  contact: ContactClient,
  first: { readonly how: Reading; readonly state: ContactState },
  now: () => Date,
): Promise<Hindrance | null> {
  const before = otherRun(first.state, [], now());
  if (before !== null) return busy(before);
  const request = readingRequest(first.how, contact.ids);
  const readAgain = async (): Promise<{ readonly state: ContactState | null; readonly met: string | null }> => {
    await contact.sleep(pause);
    const exchange = request === null ? null : await contact.send(request);
    return exchange === null
      ? { state: null, met: null }
      : { state: shownBy(exchange, contact.ids.contactId), met: outageOf(exchange) };
  };
  const { state, met } = await readAgain();
  if (state === null) return { busy: false, reason: `a second read ${met ?? 'does not show the contact'}` };
  const other = otherRun(state, [], now()) ?? leftBehind(state, now());
  if (other !== null) return busy(other);
  const moved = differences(first.state, state).map(({ key }) => key);
  if (moved.length === 0) return null;
  const third = await readAgain();
  return third.state !== null && differences(first.state, third.state).length === 0
    ? null
    : busy(
        `Somebody else writes to this contact: ${moved.join(', ')} changed within a second, before this run had written anything (${now().toISOString()}). Nothing was written. Let nobody else use the contact of the suite, or wait until they have finished.`,
      );
}
