/** Reads the contact before anything is written to it. */
import { differences, isEmptyValue, pick, stateKeys } from '../endpoint/index.ts';
import { hasSign, outageOf, refusalOf } from '../signs.ts';
import type { ContactState, Exchange, StateKey } from '../types.ts';
import { readingRequest, readings, type Reading } from './reading.ts';
import { shownBy, type Talk } from './talk.ts';
import type { Snapshot } from './types.ts';

export type Taken =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      /** A request that changes nothing changed something: the contact has to be put back even if nothing else is sent. */
      readonly disturbed: boolean;
    }
  | { readonly ok: false; readonly reason: string };

/** A read may lag behind an update for two seconds. */
const waits = [0, 600, 1400] as const;

// GET is not documented: how it is refused says nothing about updates.
const unreachable = (reading: Reading, exchange: Exchange): string | null =>
  reading !== 'get' || hasSign(exchange, 'nobody-there') ? outageOf(exchange) : null;

const unreadable = (what: string): Taken => ({
  ok: false,
  reason: `The contact cannot be read, so nothing was written: ${what}.`,
});

/** Asks by each way in turn until one shows the contact. */
async function climb(talk: Talk): Promise<Taken> {
  let refused = 'no way of reading it was answered';
  let accepted: string | null = null;
  for (const reading of readings) {
    const spec = readingRequest(reading, talk.ids);
    if (spec === null) continue;
    const exchange = await talk.send(spec);
    const state = shownBy(exchange, talk.ids.contactId);
    if (state !== null) return { ok: true, snapshot: { how: reading, state, blind: [] }, disturbed: false };
    const what = reading === 'get' ? 'a read' : 'an update that changes nothing';
    const outage = unreachable(reading, exchange);
    if (outage !== null) return unreadable(`${what} ${outage}`);
    const refusal = refusalOf(exchange);
    if (refusal === null)
      accepted = `${what} was accepted, but its answer does not show the contact that was asked for`;
    else refused = `${what} ${refusal}`;
  }
  return unreadable(accepted ?? refused);
}

/** The attributes in which a read goes on to differ from an update. */
async function stillDiffering(talk: Talk, read: ContactState, update: ContactState): Promise<readonly StateKey[]> {
  let open = differences(read, update).map(({ key }) => key);
  for (const wait of waits) {
    if (open.length === 0) break;
    if (wait > 0) await talk.sleep(wait);
    const spec = readingRequest('get', talk.ids);
    const again = spec === null ? null : shownBy(await talk.send(spec), talk.ids.contactId);
    if (again !== null) open = open.filter((key) => differences(pick(again, [key]), update).length > 0);
  }
  return open;
}

/**
 * One state from what a read and a later update that names no attribute showed.
 *
 * Where they differ and reads come to agree with the update, it was the update that changed the contact: the first read is the
 * only record of what it held. Where reads go on to differ, they do not show what is stored (a copy that is stale, a value that
 * is masked): then the update is believed, unless it is the one that shows nothing.
 */
async function reconcile(talk: Talk, read: ContactState, update: ContactState): Promise<Extract<Taken, { ok: true }>> {
  const open = await stillDiffering(talk, read, update);
  const believed = stateKeys.filter(
    (key) => read[key] === undefined || (open.includes(key) && !isEmptyValue(update[key])),
  );
  const blind = believed.filter((key) => update[key] !== undefined);
  const changed = differences(read, update).some(({ key }) => !open.includes(key));
  return { ok: true, snapshot: { how: 'get', state: { ...read, ...pick(update, blind) }, blind }, disturbed: changed };
}

/**
 * Reads the contact by the first way that works.
 * @param thorough whether a contact that GET shows is also looked at by an update that names an unknown attribute; where GET
 *   shows an attribute as empty, that is done in any case
 * @param onRead called as soon as there is something to lose, before anything that a broken target could take for a change
 */
export async function takeSnapshot(
  talk: Talk,
  thorough: boolean,
  onRead: (snapshot: Snapshot) => Promise<void>,
): Promise<Taken> {
  const first = await climb(talk);
  if (!first.ok) return first;
  await onRead(first.snapshot);
  const { how, state } = first.snapshot;
  if (how !== 'get' || !(thorough || stateKeys.some((key) => isEmptyValue(state[key])))) return first;
  const spec = readingRequest('unknown-attribute', talk.ids);
  const update = spec === null ? null : shownBy(await talk.send(spec), talk.ids.contactId);
  if (update === null) return first;
  const taken = await reconcile(talk, state, update);
  if (taken.snapshot.blind.length > 0) await onRead(taken.snapshot);
  return taken;
}
