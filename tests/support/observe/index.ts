/** Observe: what a run saw, free of anything that a seed or the day decides, so that two runs can be compared. */
export { formatOf, precisions, stampParts, typeOf } from './formats.ts';
export { isVolatileHeader, storableName } from './headers.ts';
export { mergeObserved, sortedRecord, type ObservedNode } from './merge.ts';
export { emptyObserved, mergeAll, observe, type ObservedExchange } from './observe.ts';
export { childrenOf, isBelow, lastOf, parentOf, segmentOf } from './pointer.ts';
export { sampleOf } from './sample.ts';
