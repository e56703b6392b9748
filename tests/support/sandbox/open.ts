/** Opens the sandbox: lock, what an earlier run left, snapshot, journal. */
import { whoElse } from './claim.ts';
import { closeJournal } from './close.ts';
import { createContactClient } from '../restore/contact-client.ts';
import { giveBack } from './give-back.ts';
import { holdContact, type HeldContact } from './lock.ts';
import { createLog, loggedBy } from './log.ts';
import { writeJournal, type Journal } from './journal.ts';
import { recoverForRun } from './recover.ts';
import { takeSnapshot } from '../restore/snapshot.ts';
import type { Opening, RestoreOptions, SandboxOptions } from './types.ts';
import type { Restored, Snapshot } from '../restore/types.ts';

/**
 * Opens the sandbox of a run: takes the lock, puts back what an earlier run left, reads the contact and has the journal on
 * disk before it returns. For the embedded mock, which ends with its process, there is neither lock nor journal.
 * @throws SuiteFault when lock or journal cannot be written; then nothing was changed
 */
export async function openSandbox(options: SandboxOptions): Promise<Opening> {
  if (options.settings.target.kind === 'mock') return begin(options, null, { recovered: null, left: {} });
  const held = await holdContact(options);
  if ('message' in held) return { kind: 'locked', message: held.message };
  let kept = false;
  try {
    const earlier = await recoverForRun(options, held.files);
    const { recovered } = earlier;
    if (recovered?.ok === false) return { kind: 'not-restored', recovered };
    const opening = await begin(options, held, earlier);
    kept = opening.kind === 'open';
    return opening;
  } finally {
    if (!kept) await held.release();
  }
}

/** What an earlier run left: what came of putting it back, and what was left alone. */
type Earlier = Awaited<ReturnType<typeof recoverForRun>>;

async function begin(
  options: SandboxOptions,
  held: HeldContact | null,
  { recovered, left }: Earlier,
): Promise<Opening> {
  const { settings, client, claim, now, sleep } = options;
  const { apiKey, contactId } = settings;
  let log: string | null = null;
  let journal: Journal | null = null;
  const logged = loggedBy(client, () => ({ file: log, apiKey, contactId }));
  const contact = createContactClient(settings, logged, sleep, 'snapshot');
  const write = async (snapshot: Snapshot): Promise<void> => {
    if (held === null) return;
    // A journal without a log would be one of an older version.
    if (log === null) await createLog(held.files.log);
    log = held.files.log;
    journal = await writeJournal(held.files, settings, snapshot, now(), { claim, left });
  };
  const guard = held === null ? undefined : (first: Snapshot) => whoElse(contact, first, now);
  const taken = await takeSnapshot(contact, settings.profile !== 'smoke', write, guard);
  if (!taken.ok && taken.busy === true) return { kind: 'locked', message: taken.reason };
  if (!taken.ok) return { kind: 'unreadable', reason: taken.reason, exchanges: contact.exchanges };
  const { snapshot, repeated } = taken;

  const restore = async (how: RestoreOptions): Promise<Restored> => {
    try {
      const restored = await giveBack(options, snapshot, log, how);
      return held === null ? restored : await closeJournal(restored, held.files, journal);
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
    repeated,
    log,
    restore: (how = {}) => (result ??= restore(how)),
  };
}
