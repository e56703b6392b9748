/** The door of this room: compare what was observed with what was accepted and documented, and accept what differs for a while. */
export { applyAccepted } from './accept/accept.ts';
export { parseAccepted, withEntry, type AcceptedEntry, type AcceptedFile } from './accept/accepted-file.ts';
export { newEntry } from './accept/new-entry.ts';
export { isBaseline, type Baseline } from './compare/baseline-file.ts';
export { makeBaseline, numberedResponses } from './compare/baseline.ts';
export { pinnedIn } from './compare/clauses.ts';
export { compareBaseline, compareDocumented, departuresIn, departuresOf } from './compare/compare.ts';
export { exampleFrom } from './compare/entry.ts';
export { explain } from './compare/explain.ts';
export { group } from './compare/group.ts';
export { historyLine, newsOf, parseHistory, since, withHistory, type HistoryLine } from './compare/history.ts';
export type { ChangedResponse } from './compare/responses.ts';
export { rules } from './compare/rules.ts';
export { unpinned } from './compare/unpinned.ts';
