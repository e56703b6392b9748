/** The few requests by which the sandbox reads and puts back one contact. */
import { updateOf, type Configured } from '../endpoint/index.ts';
import type { Client } from '../client/index.ts';
import { REDACTED } from '../client/secrets.ts';
import { isAccepted } from '../oracles/index.ts';
import type { ContactState, Exchange, JsonObject, Purpose, RequestSpec, Settings } from '../types.ts';
import { readFrom } from './reading.ts';

export type ContactIds = Pick<Settings, 'apiKey' | 'contactId'> & Configured;

export interface Talk {
  readonly ids: ContactIds;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  send(spec: RequestSpec): Promise<Exchange>;
  update(attributes: JsonObject): Promise<Exchange>;
  /** Requests sent so far. */
  readonly sent: number;
  readonly exchanges: readonly Exchange[];
}

/** Begins to talk about the configured contact. The exchanges belong to no case. */
export function createTalk(
  ids: ContactIds,
  client: Pick<Client, 'send'>,
  sleep: Talk['sleep'],
  purpose: Extract<Purpose, 'snapshot' | 'restore' | 'doctor'>,
): Talk {
  const exchanges: Exchange[] = [];
  const send = async (spec: RequestSpec): Promise<Exchange> => {
    const exchange = await client.send(spec, { case: '', purpose });
    exchanges.push(exchange);
    return exchange;
  };
  return {
    ids,
    sleep,
    send,
    update: (attributes) => send(updateOf(ids.apiKey, ids.contactId, attributes)),
    get sent() {
      return exchanges.length;
    },
    exchanges,
  };
}

/** True when nothing answers at all, so that asking in another way is idle. */
export const isGone = ({ failure }: Exchange): boolean =>
  failure !== null && ['refused', 'dns', 'tls', 'aborted'].includes(failure.kind);

/** True for a failure that may be over a moment later; a name that is not found, or a certificate, stays as it is. */
export const mayPass = ({ response, failure }: Exchange): boolean =>
  response !== null
    ? response.status === 429 || response.status >= 500
    : failure !== null && ['timeout', 'timeout-in-body', 'reset', 'refused', 'protocol'].includes(failure.kind);

const gone = [401, 403, 404, 429, 502, 503, 504] as const;

/** What an update met with, as the end of a sentence: why it shows that the target or the contact is out of reach; null when it does not. */
export function outageOf({ response, failure }: Exchange): string | null {
  if (failure !== null) {
    const arrived = failure.kind === 'decode' || failure.kind === 'length' || failure.kind === 'too-large';
    return arrived ? null : `got no answer (${failure.kind}: ${failure.message})`;
  }
  if (response === null || !gone.some((status) => status === response.status)) return null;
  return `was answered with ${String(response.status)}`;
}

/** What an update met with, as the end of a sentence, when it was not accepted; null when it was. */
export function refusalOf(exchange: Exchange): string | null {
  const outage = outageOf(exchange);
  if (outage !== null) return outage;
  const { response, failure } = exchange;
  if (response !== null) return isAccepted(response.status) ? null : `was answered with ${String(response.status)}`;
  return failure?.status !== undefined && isAccepted(failure.status)
    ? null
    : `got no whole answer (${failure?.kind ?? 'none'})`;
}

/**
 * What an answer shows of the contact, or null when it does not show it. A value from which the key was redacted has not
 * been read: written back as it stands it would be another one.
 */
export function shownBy(exchange: Exchange, contactId: string): ContactState | null {
  const state = readFrom(exchange, contactId)?.state;
  if (state === undefined) return null;
  return Object.fromEntries(Object.entries(state).filter(([, value]) => !JSON.stringify(value).includes(REDACTED)));
}
