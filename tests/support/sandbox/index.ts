/** The one door to the sandbox: snapshot, journal, lock and restore of the one contact that is written to. */
export { createContactClient, type ContactClient } from './contact-client.ts';
export { climb, rungsFrom } from './ladder.ts';
export { pendingJournal, restoreOnDemand, type OnDemand } from './on-demand.ts';
export { openSandbox } from './open.ts';
export { loggedBy } from './log.ts';
export { otherJournals } from './other-journals.ts';
export { filesOf, journalDirectory, journalMode } from './paths.ts';
export { poll, readLag, unknownLag } from './poll.ts';
export { takeSnapshot } from './snapshot.ts';
export type { Opening, Restored, SandboxOptions } from './types.ts';
