/** The one door to the sandbox: snapshot, journal, lock and restore of the one contact that is written to. */
export { pendingJournal, restoreByHand, type ByHand } from './by-hand.ts';
export { journalDirectory } from './names.ts';
export { climb, rungsFrom, type Climbed, type Ladder, type Miss, type Rung } from './ladder.ts';
export { openSandbox } from './open.ts';
export { poll, readLag, type Poll, type Polled } from './poll.ts';
export { createdAtOf, readFrom, readingRequest, readings, type Reading } from './reading.ts';
export { takeSnapshot, type Taken } from './snapshot.ts';
export { createTalk, type Talk } from './talk.ts';
export type { HomeField, Opening, Restored, RestoreOptions, SandboxOptions, Snapshot } from './types.ts';
