/** Opens the sandbox: lock, what an earlier run left, snapshot, journal. */
import { claimUpdate, whoElse } from './claim.ts';
import { createContactClient } from './contact-client.ts';
import { homeFieldOf } from './field.ts';
import { hold, type Held } from './hold.ts';
import { createLog, loggedBy, readEntries } from './log.ts';
import { writeJournal } from './journal.ts';
import { closeJournal, recover } from './recover.ts';
import { omit } from '../endpoint/index.ts';
import { hasSign, refusalOf } from '../signs.ts';
import { rehearse, withWithheld } from './rehearse.ts';
import { putBack } from './restore.ts';
import { takeSnapshot } from './snapshot.ts';
import { writtenByOthers } from './whose.ts';
import type { Opening, Restored, RestoreOptions, SandboxOptions, Snapshot } from './types.ts';

/**
 * Opens the sandbox of a run: takes the lock, puts back what an earlier run left, reads the contact and has the journal on
 * disk before it returns. For the embedded mock, which ends with its process, there is neither lock nor journal.
 * @throws SuiteFault when lock or journal cannot be written; then nothing was changed
 */
export async function openSandbox(options: SandboxOptions): Promise<Opening> {
  if (options.settings.target.kind === 'mock') return begin(options, null, null);
  const held = await hold(options);
  if ('message' in held) return { kind: 'locked', message: held.message };
  let kept = false;
  try {
    const recovered = await recover(options, held.files);
    if (recovered?.ok === false) return { kind: 'not-restored', recovered };
    const opening = await begin(options, held, recovered);
    kept = opening.kind === 'open';
    return opening;
  } finally {
    if (!kept) await held.release();
  }
}

async function begin(options: SandboxOptions, held: Held | null, recovered: Restored | null): Promise<Opening> {
  const { settings, client, claim, now, sleep } = options;
  const { apiKey, contactId } = settings;
  let log: string | null = null;
  const logged = loggedBy(client, () => ({ file: log, apiKey, contactId }));
  const contact = createContactClient(settings, logged, sleep, 'snapshot');
  const write = async (snapshot: Snapshot): Promise<void> => {
    if (held === null) return;
    // A journal without a log would be one of an older version.
    if (log === null) await createLog(held.files.log);
    log = held.files.log;
    await writeJournal(held.files, settings, snapshot, now(), claim);
  };
  const guard = held === null ? undefined : (first: Snapshot) => whoElse(contact, first, now);
  const taken = await takeSnapshot(contact, settings.profile !== 'smoke', write, guard);
  if (!taken.ok && taken.busy === true) return { kind: 'locked', message: taken.reason };
  if (!taken.ok) return { kind: 'unreadable', reason: taken.reason, exchanges: contact.exchanges };
  const { snapshot, repeated } = taken;
  const sentBefore = contact.sent;
  const withheld = await rehearse(contact, snapshot.state, settings);
  const names = Object.keys(withheld);
  const writable = omit(snapshot.state, names);
  const mark = held === null ? null : claimUpdate(writable, claim);
  const claiming = mark === null ? null : await contact.update(mark);

  const restore = async ({ lag = null, theirs = [] }: RestoreOptions): Promise<Restored> => {
    try {
      const entries = log === null || theirs.length === 0 ? null : await readEntries(log);
      const putting = loggedBy(client, () => ({ file: log, apiKey, contactId, isLenient: true }));
      const by = createContactClient(settings, putting, sleep, 'restore');
      const put = await putBack(
        by,
        { ...snapshot, state: writable, withheld: names, field: homeFieldOf(settings) },
        {
          lag,
          writers: theirs,
          // What the suite wrote over it last is put back all the same.
          theirs:
            entries === null
              ? null
              : (seen) => writtenByOthers(writable, seen, entries, false).filter((name) => theirs.includes(name)),
        },
      );
      const restored = await withWithheld(put, by, snapshot, names);
      return held === null ? restored : await closeJournal(restored, held.files, null);
    } finally {
      await held?.release();
    }
  };
  let result: Promise<Restored> | null = null;
  return {
    kind: 'open',
    snapshot,
    recovered,
    exchanges: contact.exchanges,
    repeated: repeated + contact.sent - sentBefore,
    claimed: claiming !== null && (refusalOf(claiming) === null || hasSign(claiming, 'may-pass')),
    withheld,
    log,
    restore: (how = {}) => (result ??= restore(how)),
    abandon: async () => held?.release(),
  };
}
