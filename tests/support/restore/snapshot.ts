/** Reads the contact before anything is written to it. */
import type { ContactState } from '../endpoint/state.ts';
import { differences, isEmptyValue, pick, stateKeys } from '../endpoint/index.ts';
import { hasSign, outageOf, refusalOf } from '../signs.ts';
import { climb, type Miss } from './ladder.ts';
import { poll, readLag } from './poll.ts';
import { shownBy, type ContactClient } from './contact-client.ts';
import type { Snapshot } from './types.ts';

/** Why the contact is not written to. `busy`: somebody else is at work; else it could not be read again. */
export interface Hindrance {
  readonly busy: boolean;
  readonly reason: string;
}

type Taken =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      /** Reads that were repeated: because they did not yet show what an update had, or to see whether somebody else is at work. */
      readonly repeated: number;
    }
  /** `busy`: somebody else is at work on the contact. */
  | { readonly ok: false; readonly reason: string; readonly busy?: boolean };

const unreadable = (what: string): Taken => ({
  ok: false,
  reason: `The contact cannot be read, so nothing was written: ${what}.`,
});

const nameOf = ({ reading }: Miss): string => (reading === 'get' ? 'a read' : 'an update that changes nothing');

/** Why a miss says that the contact is out of reach. GET is not documented: how it is refused says nothing about updates. */
const outageIn = ({ reading, exchange }: Miss): string | null =>
  exchange !== null && (reading !== 'get' || hasSign(exchange, 'nobody-there')) ? outageOf(exchange) : null;

/** Why no way of reading showed the contact: what was accepted and showed something else tells more than what was refused. */
function reasonOf(misses: readonly Miss[]): string {
  const met = misses.flatMap((miss) =>
    miss.exchange === null ? [] : [{ what: nameOf(miss), refusal: refusalOf(miss.exchange) }],
  );
  const accepted = met.findLast(({ refusal }) => refusal === null);
  if (accepted !== undefined)
    return `${accepted.what} was accepted, but its response does not show the contact that was asked for`;
  const refused = met.at(-1);
  return refused === undefined ? 'no way of reading it was answered' : `${refused.what} ${refused.refusal ?? ''}`;
}

/** Asks by each way in turn until one shows the contact. */
async function readFirst(contact: ContactClient): Promise<Taken> {
  const climbed = await climb({
    ids: contact.ids,
    from: 'get',
    ask: (spec) => contact.send(spec),
    shows: (exchange) => shownBy(exchange, contact.ids.contactId),
    goOn: (miss) => outageIn(miss) === null,
  });
  switch (climbed.kind) {
    case 'shown':
      return {
        ok: true,
        snapshot: { how: climbed.reading, state: climbed.shown, blind: [] },
        repeated: 0,
      };
    case 'stopped':
      return unreadable(`${nameOf(climbed.last)} ${outageIn(climbed.last) ?? ''}`);
    case 'exhausted':
      return unreadable(reasonOf(climbed.misses));
  }
}

/** The attributes in which a read goes on to differ from an update, and after how many further reads. */
async function stillDiffering(
  contact: ContactClient,
  read: ContactState,
  update: ContactState,
): Promise<{ readonly open: readonly string[]; readonly looks: number }> {
  const atFirst = differences(read, update).map(({ key }) => key);
  if (atFirst.length === 0) return { open: atFirst, looks: 0 };
  const { last, looks } = await poll<readonly string[]>({
    waits: readLag,
    sleep: contact.sleep,
    look: async (before) => {
      const open = before ?? atFirst;
      const again = await contact.read('get');
      return again === null ? open : open.filter((key) => differences(pick(again, [key]), update).length > 0);
    },
    isDone: (open) => open.length === 0,
  });
  return { open: last, looks };
}

/**
 * One state from what a read and a later update that names no attribute showed.
 *
 * Where they differ and reads come to agree with the update, it was the update that changed the contact: the first read is the
 * only record of what it held. Where reads go on to differ, they do not show what is stored (a copy that is stale, a value that
 * is masked): then the update is believed, unless it is the one that shows nothing.
 */
async function reconcile(
  contact: ContactClient,
  read: ContactState,
  update: ContactState,
): Promise<Extract<Taken, { ok: true }>> {
  const { open, looks } = await stillDiffering(contact, read, update);
  const believed = stateKeys.filter(
    (key) => read[key] === undefined || (open.includes(key) && !isEmptyValue(update[key])),
  );
  const blind = believed.filter((key) => update[key] !== undefined);
  return {
    ok: true,
    snapshot: { how: 'get', state: { ...read, ...pick(update, blind) }, blind },
    repeated: looks,
  };
}

/**
 * Reads the contact by the first way that works.
 * @param thorough whether a contact that GET shows is also looked at by an update that names an unknown attribute; where GET
 *   shows an attribute as empty, that is done in any case
 * @param guard looks whether somebody else is at work, before anything but the first read is sent; none for a contact that nobody else can reach
 * @param onRead called as soon as there is something to lose, before anything that a broken target could take for a change
 */
export async function takeSnapshot(
  contact: ContactClient,
  thorough: boolean,
  onRead: (snapshot: Snapshot) => Promise<void>,
  guard: (first: Snapshot) => Promise<Hindrance | null> = () => Promise.resolve(null),
): Promise<Taken> {
  const first = await readFirst(contact);
  if (!first.ok) return first;
  const before = contact.sent;
  const hindrance = await guard(first.snapshot);
  const guarded = contact.sent - before;
  if (hindrance !== null)
    return hindrance.busy ? { ok: false, reason: hindrance.reason, busy: true } : unreadable(hindrance.reason);
  await onRead(first.snapshot);
  const { how, state } = first.snapshot;
  if (how !== 'get' || !(thorough || stateKeys.some((key) => isEmptyValue(state[key]))))
    return { ...first, repeated: guarded };
  const update = await contact.read('unknown-attribute');
  if (update === null) return { ...first, repeated: guarded };
  const taken = await reconcile(contact, state, update);
  if (taken.snapshot.blind.length > 0) await onRead(taken.snapshot);
  return { ...taken, repeated: taken.repeated + guarded };
}
