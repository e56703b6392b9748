/** What became of the attributes that a run did not write, as the target does not take their stored value. */
import { differences, pick } from '../endpoint/index.ts';
import { sanitise } from '../text/sanitise.ts';
import type { ContactClient } from './contact-client.ts';
import type { Restored, Snapshot } from './types.ts';

/**
 * Adds to what came of putting a contact back what became of the attributes that the run did not write. Somebody else, or the target by
 * itself, may have changed one: it was not put back, so the contact is not as it was.
 * @param names - of the attributes that were withheld; nothing is sent where there are none
 */
export async function withWithheld(
  restored: Restored,
  contact: ContactClient,
  { how, state }: Snapshot,
  names: readonly string[],
): Promise<Restored> {
  if (names.length === 0) return restored;
  const before = contact.sent;
  const shown = await contact.read(how);
  const changed = differences(pick(state, names), shown ?? {});
  const open = names.filter((name) => shown?.[name] === undefined);
  const fateOf = (name: string): string => {
    const difference = changed.find(({ key }) => key === name);
    if (difference !== undefined)
      return `not written, and changed all the same: it holds ${sanitise(JSON.stringify(difference.actual))}`;
    return open.includes(name) ? 'not written; no read shows it any more' : 'not written, unchanged';
  };
  const attributes = { ...restored.attributes, ...Object.fromEntries(names.map((name) => [name, fateOf(name)])) };
  const requests = restored.requests + contact.sent - before;
  if (changed.length === 0) return { ...restored, attributes, requests };
  const values = pick(
    state,
    changed.map(({ key }) => key),
  );
  return {
    ...restored,
    ok: false,
    cause: restored.cause ?? 'not-reachable',
    attributes,
    message: `${restored.message} Not put back, as the target does not take the stored value: ${changed.map(({ key }) => `${key} was ${fateOf(key)}`).join('; ')}. Put it back by hand: ${sanitise(JSON.stringify(values))}.`,
    requests,
    asGoodAsItGets: false,
    byHand: { ...restored.byHand, ...values },
  };
}
