/** The one door to the sandbox: lock and journal of the one contact that is written to, and who puts it back. */
export { pendingJournal, restoreOnDemand, type OnDemand } from './on-demand.ts';
export { openSandbox } from './open.ts';
export { loggedBy } from './log.ts';
export { otherJournals } from './other-journals.ts';
export { filesOf, journalDirectory, journalMode } from './paths.ts';
export type { Opening, SandboxOptions } from './types.ts';
