/** Looks at a live target without writing to it. */
import type { Exchange } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import { probeAttribute, readFrom, readingRequest, undecodedIn, type Reading } from '../endpoint/index.ts';
import type { ContactClient } from '../sandbox/index.ts';
import { hasSign, isAccepted } from '../signs.ts';

export interface Examined {
  readonly findings: readonly { readonly good: boolean; readonly text: string }[];
  /** What the contact holds; null when it could not be read. */
  readonly state: ContactState | null;
  /** Attributes that are shown, in bytes that are not UTF-8. */
  readonly undecoded?: readonly string[];
}

const bad = (text: string) => ({ good: false, text });
const good = (text: string) => ({ good: true, text });

const advice: Readonly<Partial<Record<NonNullable<Exchange['failure']>['kind'], string>>> = {
  dns: 'The host name is not known: look at NEETOCRM_SUBDOMAIN or NEETOCRM_BASE_URL.',
  refused: 'Nothing listens there: look at NEETOCRM_BASE_URL.',
  tls: 'The certificate is not trusted, or the port does not speak TLS.',
  timeout: 'Raise NEETOCRM_TIMEOUT_MS if the target is only slow.',
};

function statusAdvice(status: number): string {
  if (status === 401) return 'The key is refused: look at NEETOCRM_API_KEY.';
  if (status === 403)
    return 'The key is not allowed to see this contact: look at NEETOCRM_API_KEY and NEETOCRM_CONTACT_ID.';
  if (status === 404)
    return 'There is no such contact in this workspace: look at NEETOCRM_CONTACT_ID, then at the sub-domain.';
  if (status === 429) return 'The target is throttling: wait, and lower NEETOCRM_MAX_RPS.';
  if (status >= 500) return 'The target fails: try again later.';
  if (status >= 300 && status < 400)
    return 'A redirect is never followed: look at NEETOCRM_SUBDOMAIN or NEETOCRM_BASE_URL.';
  if (isAccepted(status)) return 'The answer does not show the contact that was asked for.';
  return 'It refuses unknown attributes. `npm run contract` has further ways of reading; none of them is tried here.';
}

const met = ({ response, failure }: Exchange): string =>
  response === null
    ? `no answer (${failure?.kind ?? 'none'}): ${failure?.message ?? ''} ${advice[failure?.kind ?? 'reset'] ?? ''}`.trimEnd()
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
