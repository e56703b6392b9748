/**
 * Payloads: everything that is sent, made from the values of the request schema and a seed. Pure; nothing here reads a clock or a file.
 *
 * - Below, in `values`: `keywords` says what the schema may use, `tree` is its tree, `context` what can be sent at each place, `breaches` what
 *   ajv says. `plain` is what any server takes, `variants` what else is valid, `breakers` what is not; for these `numbers`, `text-bounds` and
 *   `strings` know the schema alone, `people` and `texts` what a text is about.
 * - Whole bodies: `payload` puts values together; `valid`, `invalid`, `atomic` and `random` are the sets; `wanted` says what the profile full
 *   wants of them, and which clause a broken value is recorded under, `allot` what it has room for; `shrink` reduces.
 * - What is made up: `samples` the identifiers that decide which payloads there are, `options` the rest; `faults` says what cannot be made.
 */
export { allot, isInFull, leftForNew, leftOver } from './allot.ts';
export { atomicityPayloads } from './atomic.ts';
export { configuredFaults, keywordFaults, payloadFaults } from './faults.ts';
export { invalidPayloads, nullPayloads } from './invalid.ts';
export { assertPayload } from './payload.ts';
export { medleys, smaller, spared, wholeKind, type Medley, type Oddity } from './medley.ts';
export { payloadOptions, shapeOptions } from './options.ts';
export { randomPayload } from './random.ts';
export { clauseOfPayload } from './wanted.ts';
export { shrink } from './shrink.ts';
export type { Payload } from './payload.ts';
export { validPayloads } from './valid.ts';
export { payloadKinds, payloadsById, perKind, type PayloadKind } from './wanted.ts';
