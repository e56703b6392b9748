/** Looks at a live target without writing to it. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { probeAttribute, readFrom, readingRequest, undecodedIn, type Reading } from '../endpoint/index.ts';
import type { ContactClient } from '../restore/contact-client.ts';
import { failureAdvice, statusAdvice } from '../advice.ts';
import { hasSign } from '../signs.ts';

export interface Examined {
  readonly findings: readonly { readonly good: boolean; readonly text: string }[];
  /** What the contact holds; null when it could not be read. */
  readonly state: ContactState | null;
  /** Attributes that are shown, in bytes that are not UTF-8. */
  readonly undecoded?: readonly string[];
}

const bad = (text: string) => ({ good: false, text });
const good = (text: string) => ({ good: true, text });

const met = ({ response, failure }: Exchange): string =>
  response === null
    ? `no response (${failure?.kind ?? 'none'}): ${failure?.message ?? ''} ${failureAdvice[failure?.kind ?? 'reset'] ?? ''}`.trimEnd()
    : `${String(response.status)}. ${statusAdvice(response.status)}`;

const isThere = ({ response, failure }: Exchange): boolean => response !== null || failure?.status !== undefined;

/**
 * Reads the contact by GET, and where that is not answered by an update that carries an unknown attribute alone.
 * @param contact the client of the configured contact
 */
export async function examine(contact: ContactClient): Promise<Examined> {
  const ask = async (
    reading: Reading,
  ): Promise<{ readonly exchange: Exchange; readonly state: ContactState | null } | null> => {
    const spec = readingRequest(reading, contact.ids);
    if (spec === null) return null;
    const exchange = await contact.send(spec);
    return { exchange, state: readFrom(exchange, contact.ids.contactId)?.state ?? null };
  };
  const read = await ask('get');
  if (read === null) return { findings: [], state: null };
  if (read.state !== null)
    return {
      findings: [good('reachable'), good('the key is accepted'), good('the contact is readable, by GET')],
      state: read.state,
      undecoded: undecodedIn(read.exchange.response),
    };
  if (hasSign(read.exchange, 'nobody-there'))
    return { findings: [bad(`not reachable: ${met(read.exchange)}`)], state: null };
  const update = await ask('unknown-attribute');
  if (update === null) return { findings: [], state: null };
  const how = `an update that carries only the unknown attribute ${probeAttribute}`;
  if (update.state !== null)
    return {
      findings: [
        good('reachable'),
        good('the key is accepted'),
        good(`the contact is readable, not by GET, but by ${how}`),
      ],
      state: update.state,
      undecoded: undecodedIn(update.exchange.response),
    };
  if (!isThere(update.exchange)) return { findings: [bad(`not reachable: ${met(update.exchange)}`)], state: null };
  return {
    findings: [
      good('reachable'),
      bad(
        `the contact is not readable: GET was not answered with it, and ${how} was answered with ${met(update.exchange)}`,
      ),
    ],
    state: null,
  };
}
