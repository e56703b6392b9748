/** The door of this room: observe a run, compare it with what was accepted and documented, accept what differs for a while. */
export {
  applyAccepted,
  newEntry,
  parseAccepted,
  withEntry,
  type AcceptedEntry,
  type AcceptedFile,
} from './accept/index.ts';
export {
  compareBaseline,
  compareDocumented,
  departuresIn,
  departuresOf,
  exampleFrom,
  explain,
  group,
  historyLine,
  isBaseline,
  makeBaseline,
  numberedAnswers,
  parseHistory,
  pinnedIn,
  rules,
  since,
  unpinned,
  withHistory,
  type Baseline,
  type ChangedAnswer,
  type HistoryLine,
} from './compare/index.ts';
export {
  emptyObserved,
  isVolatileHeader,
  mergeObserved,
  observe,
  sampleOf,
  type Observation,
} from './observe/index.ts';
