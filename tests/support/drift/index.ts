/** The door of this room: observe a run, pin it, compare it, explain what changed, accept it for a while. */
export { applyAccepted } from './accept.ts';
export { newEntry, parseAccepted, withEntry } from './accepted-file.ts';
export { makeBaseline } from './baseline.ts';
export { compareBaseline, compareDocumented, compareReports } from './compare.ts';
export { unpinned } from './compare-unpinned.ts';
export { exampleFrom } from './entry.ts';
export { explain } from './explain.ts';
export { group } from './group.ts';
export { isVolatileHeader } from './headers.ts';
export { historyLine, parseHistory, since, withHistory } from './history.ts';
export { mergeObserved } from './merge.ts';
export { emptyObserved, observe } from './observe.ts';
export { rules } from './rules.ts';
export { sampleOf } from './sample.ts';
export type {
  Acceptable,
  AcceptedEntry,
  AcceptedFile,
  AppliedAcceptance,
  Baseline,
  HistoryLine,
  ObservedNode,
  Sighting,
} from './types.ts';
