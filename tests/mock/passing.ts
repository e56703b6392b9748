/** Failures that pass: they hit a few requests of a good server, at random or for a while, and mean nothing. */
import { json } from './responses.ts';
import type { MockResponse, Call, Variant, VariantSource } from './types.ts';

/** What a request that is hit is answered with. `500-stored` is carried out all the same. */
export const passingKinds = [
  '400',
  '401',
  '402',
  '404',
  '408',
  '409',
  '410',
  '422',
  '423',
  '500',
  '500-stored',
  '503',
  '200-page',
] as const;
export type PassingKind = (typeof passingKinds)[number];

const page = (status: number): MockResponse => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  text: '<!doctype html><title>Maintenance</title><p>We will be back soon.</p>',
});

const failure = json(500, { error: 'Internal server error' });

/** Hits the requests that a rule picks. Those that are stored all the same are refused on their way back. */
function hitting(kind: PassingKind, picks: (call: Call) => boolean): Variant {
  if (kind !== '500-stored') {
    const response = kind === '500' ? failure : page(kind === '200-page' ? 200 : Number(kind));
    return {
      before: (call) => {
        if (!picks(call)) return undefined;
        call.acted();
        return response;
      },
    };
  }
  const hit = new WeakSet<Call>();
  return {
    before: (call) => {
      if (picks(call)) hit.add(call);
      return undefined;
    },
    respond: (call, response) => {
      if (!hit.has(call)) return response;
      call.acted();
      return failure;
    },
  };
}

/** A number from 0 to 1 for each request; the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Hits a share of the requests, at random.
 * @param share from 0 to 1
 */
export const atRandom =
  (kind: PassingKind, share: number, seed: number): VariantSource =>
  () => {
    const next = random(seed);
    return hitting(kind, () => next() < share);
  };

/** Hits every request of a stretch of the run, the first and the last of them included. */
export const forAWhile =
  (kind: PassingKind, first: number, last: number): VariantSource =>
  () =>
    hitting(kind, ({ nth }) => nth >= first && nth <= last);

/** Hits every request from one on, for ever. */
export const fromThenOn = (kind: PassingKind, first: number): VariantSource => forAWhile(kind, first, Infinity);
