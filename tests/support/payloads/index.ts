/** Payloads: everything that is sent, made from the request schema and a seed. Pure; nothing here reads a clock or a file. */
export { coverage, coverageCounter, keywordPoints, untried } from './coverage.ts';
export type { Sent } from './coverage.ts';
export { PayloadError, UnsupportedKeywordError } from './errors.ts';
export { atomicityPayloads, invalidPayloads, nullPayloads } from './invalid.ts';
export { assertPayload, breachesOf, validatorOf } from './judge.ts';
export type { Breach, SchemaValidator } from './judge.ts';
export { leftOut } from './left-out.ts';
export { plainValue } from './plain.ts';
export { randomPayload, randomPayloads } from './random.ts';
export { shrink } from './shrink.ts';
export type { ShrinkBounds } from './shrink.ts';
export { expandTexts } from './texts.ts';
export type { RawText } from './texts.ts';
export type { AwkwardText, KeywordPoint, LeftOut, Payload, PayloadOptions } from './types.ts';
export { validPayloads } from './valid.ts';
export { halves, medleys } from './medley.ts';
export type { Medley } from './medley.ts';
