/** Sends back what the contact holds before anything else is written to it: what the target refuses could not be put back. */
import type { ContactState } from '../endpoint/state.ts';
import { attributeNamed, doubtful, pick, type Configured } from '../endpoint/index.ts';
import { hasSign, refusalOf } from '../signs.ts';
import type { ContactClient } from './contact-client.ts';

/** How an update with stored values was refused; null when it was accepted, and when nobody judged it. */
async function refusal(contact: ContactClient, values: ContactState): Promise<string | null> {
  const exchange = await contact.update(values);
  const isJudged = !hasSign(exchange, 'out-of-reach') || hasSign(exchange, 'about-a-record');
  return isJudged && !hasSign(exchange, 'fails-inside') ? refusalOf(exchange) : null;
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
