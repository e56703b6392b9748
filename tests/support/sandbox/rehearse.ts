/** Sends back what the contact holds before anything else is written to it: what the target refuses could not be put back. */
import type { ContactState } from '../endpoint/state.ts';
import { attributeNamed, differences, doubtful, pick, readingRequest, type Configured } from '../endpoint/index.ts';
import { hasSign, refusalOf } from '../signs.ts';
import { sanitise } from '../text/sanitise.ts';
import { shownBy, type ContactClient } from './contact-client.ts';
import type { Restored, Snapshot } from './types.ts';

/** How an update with stored values was not accepted, once more where that may have passed; null when it was. */
async function refusal(contact: ContactClient, values: ContactState): Promise<string | null> {
  const first = await contact.update(values);
  return refusalOf(hasSign(first, 'may-pass') ? await contact.update(values) : first);
}

/**
 * Sends back the stored values that a target might refuse, all together, and one by one only where that is refused.
 * @returns per attribute that may not be written why, as a sentence; nothing is sent where every value is a plain one
 */
export async function rehearse(
  contact: ContactClient,
  state: ContactState,
  settings: Configured,
): Promise<Readonly<Record<string, string>>> {
  const values = doubtful(state, settings);
  const names = Object.keys(values);
  const all = names.length === 0 ? null : await refusal(contact, values);
  if (all === null) return {};
  const withheld: Record<string, string> = {};
  for (const name of names) {
    const met = names.length === 1 ? all : await refusal(contact, pick(values, [name]));
    const label = attributeNamed(name)?.label ?? name;
    if (met !== null)
      withheld[name] =
        `The contact holds a value of ${label} that the target does not take back (the update ${met}), so it is not written. Give the contact another one.`;
  }
  return withheld;
}

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
  const request = readingRequest(how, contact.ids);
  const shown = request === null ? null : shownBy(await contact.send(request), contact.ids.contactId);
  const changed = differences(pick(state, names), shown ?? {});
  const open = names.filter((name) => shown?.[name] === undefined);
  const fateOf = (name: string): string => {
    const difference = changed.find(({ key }) => key === name);
    if (difference !== undefined)
      return `not written, and changed all the same: it holds ${sanitise(JSON.stringify(difference.actual))}`;
    return open.includes(name) ? 'not written; no read shows it any more' : 'not written, unchanged';
  };
  const attributes = { ...restored.attributes, ...Object.fromEntries(names.map((name) => [name, fateOf(name)])) };
  const requests = restored.requests + (request === null ? 0 : 1);
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
