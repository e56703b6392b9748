/**
 * Payloads: everything that is sent, made from the request schema and a seed. Pure; nothing here reads a clock or a file.
 *
 * - The schema: `keywords` says what it may use, `model` is its tree, `context` what can be sent at each place, `judge` what ajv says.
 * - One value: `plain` is what any server takes, `variants` what else is valid, `breakers` what is not; for these `numbers`,
 *   `text-bounds` and `strings` know the schema alone, `people`, `phones` and `texts` what a text is about.
 * - Whole bodies: `body` puts values together; `valid`, `invalid`, `atomic` and `random` are the sets, `recorded` names the clause of a
 *   broken value; `wanted` says what the profile full wants of them, `allot` what it has room for, in `turns`; `shrink` reduces.
 * - What is made up: `samples` the identifiers that decide which payloads there are, `options` the rest; `faults` says what cannot be made.
 */
export { allot, isInFull, leftForNew, leftOver } from './allot.ts';
export { atomicityPayloads } from './atomic.ts';
export { PayloadError, UnsupportedKeywordError } from './errors.ts';
export { configuredFaults, keywordFaults, payloadFaults } from './faults.ts';
export { invalidPayloads, nullPayloads } from './invalid.ts';
export { assertPayload, validatorOf } from './judge.ts';
export { medleys, smaller, spared, wholeKind, type Medley, type Oddity } from './medley.ts';
export { keywordPoints } from './model.ts';
export { payloadOptions, shapeOptions } from './options.ts';
export { markPlace } from './people.ts';
export { plainValue } from './plain.ts';
export { randomPayload } from './random.ts';
export { clauseOfPayload } from './recorded.ts';
export { shrink } from './shrink.ts';
export type { AwkwardText, KeywordPoint, Payload, PayloadOptions } from './types.ts';
export { validPayloads } from './valid.ts';
export { payloadKinds, payloadsById, perKind, type PayloadKind } from './wanted.ts';
