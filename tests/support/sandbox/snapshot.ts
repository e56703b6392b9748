/** Reads the contact before anything is written to it. */
import { differences, stateKeys } from '../oracles/index.ts';
import type { ContactState, Exchange } from '../types.ts';
import { readingRequest, readings, type Reading } from './reading.ts';
import { outageOf, refusalOf, shownBy, type Talk } from './talk.ts';
import type { Snapshot } from './types.ts';

export type Taken =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      /** A request that changes nothing changed something: the contact has to be put back even if nothing else is sent. */
      readonly disturbed: boolean;
    }
  | { readonly ok: false; readonly reason: string };

const isEmpty = (value: ContactState[keyof ContactState]): boolean => value === null || value?.length === 0;

/**
 * One state from what a read and an update that names no attribute showed. Where they differ the update is right: a read may
 * come from a copy that lags behind. But where the update shows an attribute as emptied, it may be the update that emptied
 * it, and then the read is the only record of what it held.
 */
export function merge(read: ContactState, update: ContactState): ContactState {
  const kept = stateKeys.flatMap((key) => {
    const [before, after] = [read[key], update[key]];
    const value = after === undefined || (before !== undefined && isEmpty(after) && !isEmpty(before)) ? before : after;
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(kept) as ContactState;
}

const unreachable = (reading: Reading, exchange: Exchange): string | null => {
  if (reading !== 'get') return outageOf(exchange);
  const kind = exchange.failure?.kind;
  // GET is not documented, so only what has nothing to do with it counts.
  return kind === 'refused' || kind === 'dns' || kind === 'tls' || kind === 'aborted' ? outageOf(exchange) : null;
};

const unreadable = (what: string): Taken => ({ ok: false, reason: `The contact cannot be read, so nothing was written: ${what}.` });

/** Asks by each way in turn until one shows the contact. */
async function climb(talk: Talk): Promise<Taken> {
  let last = 'no way of reading it was answered';
  for (const reading of readings) {
    const spec = readingRequest(reading, talk.ids);
    if (spec === null) continue;
    const exchange = await talk.send(spec);
    const state = shownBy(exchange, talk.ids.contactId);
    if (state !== null) return { ok: true, snapshot: { how: reading, state }, disturbed: false };
    const what = reading === 'get' ? 'a read' : 'an update that changes nothing';
    const outage = unreachable(reading, exchange);
    if (outage !== null) return unreadable(`${what} ${outage}`);
    last = `${what} ${refusalOf(exchange) ?? 'was accepted, but its answer does not show the contact that was asked for'}`;
  }
  return unreadable(last);
}

/**
 * Reads the contact by the first way that works.
 * @param thorough whether a contact that GET shows is also looked at by an update that names an unknown attribute
 * @param onRead called as soon as there is something to lose, before anything that a broken target could take for a change
 */
export async function takeSnapshot(talk: Talk, thorough: boolean, onRead: (snapshot: Snapshot) => Promise<unknown>): Promise<Taken> {
  const first = await climb(talk);
  if (!first.ok) return first;
  await onRead(first.snapshot);
  const spec = thorough && first.snapshot.how === 'get' ? readingRequest('unknown-attribute', talk.ids) : null;
  if (spec === null) return first;
  const update = shownBy(await talk.send(spec), talk.ids.contactId);
  if (update === null) return first;
  const state = merge(first.snapshot.state, update);
  const snapshot = { how: first.snapshot.how, state };
  if (JSON.stringify(state) !== JSON.stringify(first.snapshot.state)) await onRead(snapshot);
  return { ok: true, snapshot, disturbed: differences(state, update).length > 0 };
}
