/** Payloads: everything that is sent, made from the request schema and a seed. Pure; nothing here reads a clock or a file. */
export { isInFull, payloadsById, type PayloadKind } from './allot.ts';
export { PayloadError, UnsupportedKeywordError } from './errors.ts';
export { atomicityPayloads, invalidPayloads, nullPayloads } from './invalid.ts';
export { assertPayload, validatorOf } from './judge.ts';
export { halves, medleys, type Medley } from './medley.ts';
export { keywordPoints } from './model.ts';
export { payloadOptions, shapeOptions } from './options.ts';
export { plainValue } from './plain.ts';
export { randomPayload } from './random.ts';
export { shrink } from './shrink.ts';
export type { AwkwardText, KeywordPoint, Payload, PayloadOptions } from './types.ts';
export { validPayloads } from './valid.ts';
