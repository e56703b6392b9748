/** What the contact has to hold: a pure reducer from events to judgements and asks. */
export { createModel, forget, isForeign, requestedState } from './memory.ts';
export { wasAccepted } from './judgements.ts';
export { say } from './judgements.ts';
export { giveUp, leave, step } from './step.ts';
export type { Ask, Both, Event, Intent, Model, Observation, Pair, Step } from './types.ts';
