/**
 * A stand-in for the contact update endpoint: a real HTTP server with a state, written by hand from what is known of
 * the endpoint. It imports nothing of the suite, so that a fault of the suite cannot hide itself here.
 */
export { startMock } from './server.ts';
export { variablesOf } from './variables.ts';
export type { Faithful, MockFacts, MockServer, Mutant, Variant, VariantSource } from './types.ts';
