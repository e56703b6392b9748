/** Compare: what changed since a person accepted a baseline, since when, whom it breaks, and how the schema would say it. */
export type { ChangedResponse } from './responses.ts';
export { isBaseline, type Baseline } from './baseline-file.ts';
export { makeBaseline, numberedResponses } from './baseline.ts';
export { pinnedIn } from './clauses.ts';
export { compareBaseline, compareDocumented } from './compare.ts';
export { departuresIn, departuresOf } from './departures.ts';
export { exampleFrom } from './entry.ts';
export { explain } from './explain.ts';
export { group } from './group.ts';
export { historyLine, parseHistory, since, withHistory, type HistoryLine } from './history.ts';
export { newsOf } from './news.ts';
export { rules } from './rules.ts';
export { unpinned } from './unpinned.ts';
