/** Putting back at the end of a run what the contact held before it. */
import { attributeNamed, omit } from '../endpoint/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import { createContactClient } from '../restore/contact-client.ts';
import { homeFieldOf } from '../restore/field.ts';
import { loggedBy, readEntries, type LogEntry } from './log.ts';
import { putBack, type PutBackOptions } from '../restore/put-back.ts';
import type { Wanted } from '../restore/work.ts';
import type { Restored, Snapshot } from '../restore/types.ts';
import type { RestoreOptions, SandboxOptions } from './types.ts';
import { writtenByOthers } from './value-origin.ts';
import { withWithheld } from '../restore/withheld.ts';

/** True for an update of an attribute that is known, and for a body of another form, which may be one. */
const writes = (entry: LogEntry): boolean =>
  entry.type === 'sending' &&
  (entry.sent === null || Object.keys(entry.sent).some((name) => attributeNamed(name) !== undefined));

/** How a contact is put back to which nothing was written: what it holds otherwise is of somebody else. */
const untouched = (state: ContactState, entries: readonly LogEntry[], lag: number | null): PutBackOptions => ({
  lag,
  looksFirst: true,
  theirs: (seen) => writtenByOthers(state, seen, entries, false),
});

/** What the suite wrote last over what somebody else did is put back all the same. */
const ofRun = (
  state: ContactState,
  entries: readonly LogEntry[] | null,
  { lag = null, theirs = [] }: RestoreOptions,
): PutBackOptions => ({
  lag,
  writers: theirs,
  theirs:
    entries === null || theirs.length === 0
      ? null
      : (seen) => writtenByOthers(state, seen, entries, false).filter((name) => theirs.includes(name)),
});

/** What became of the contact in the end, after what was sent to judge how it was put back. */
const inTheEnd = (first: Restored, last: Restored): Restored => ({
  ...last,
  attributes: {
    ...first.attributes,
    ...Object.fromEntries(Object.entries(last.attributes).filter(([, fate]) => fate !== 'unchanged')),
  },
  requests: first.requests + last.requests,
});

/**
 * Puts the contact back, has it judged, and reads it once more where that sent anything.
 * @param log - in which the run has written what it sent; null for the embedded mock
 */
export async function giveBack(
  { settings, client, sleep }: Pick<SandboxOptions, 'settings' | 'client' | 'sleep'>,
  snapshot: Snapshot,
  log: string | null,
  how: RestoreOptions,
): Promise<Restored> {
  const { apiKey, contactId } = settings;
  const { withheld = [], lag = null, isBusy = false, judge } = how;
  const entries = log === null ? null : await readEntries(log);
  const putting = loggedBy(client, () => ({ file: log, apiKey, contactId, isShown: false, isLenient: true }));
  const by = createContactClient(settings, putting, sleep, 'restore');
  const wanted: Wanted = { ...snapshot, state: omit(snapshot.state, withheld), withheld, field: homeFieldOf(settings) };
  const put =
    isBusy && entries !== null && !entries.some(writes)
      ? await putBack(by, { ...wanted, field: null }, untouched(wanted.state, entries, lag))
      : await putBack(by, wanted, ofRun(wanted.state, entries, how));
  const restored = await withWithheld(put, by, snapshot, withheld);
  if (judge === undefined) return restored;
  const before = client.counts.sent;
  await judge(restored, putting);
  if (client.counts.sent === before) return restored;
  const last = await putBack(
    by,
    { ...wanted, field: null },
    { ...ofRun(wanted.state, entries, how), looksFirst: true },
  );
  return inTheEnd(restored, await withWithheld(last, by, snapshot, withheld));
}
