/** Accept: deviations that a person tolerates for a while, with a reason and an end. */
export { applyAccepted } from './accept.ts';
export { parseAccepted, withEntry, type AcceptedEntry, type AcceptedFile } from './accepted-file.ts';
export { newEntry } from './new-entry.ts';
