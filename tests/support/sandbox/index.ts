/** The one door to the sandbox: snapshot, journal, lock and restore of the one contact that is written to. */
export { createContactClient, type ContactClient } from './contact-client.ts';
export { climb, rungsFrom, type Climbed, type Ladder, type Miss, type Rung } from './ladder.ts';
export { pendingJournal, restoreOnDemand, type OnDemand } from './on-demand.ts';
export { openSandbox } from './open.ts';
export { loggedBy, type Logging } from './log.ts';
export { otherJournals } from './other-journals.ts';
export { filesOf, journalDirectory, journalMode } from './paths.ts';
export { poll, readLag, unknownLag, type Poll, type Polled } from './poll.ts';
export { takeSnapshot, type Taken } from './snapshot.ts';
export type { HomeField, Opening, Restored, RestoreOptions, SandboxOptions, Snapshot } from './types.ts';
