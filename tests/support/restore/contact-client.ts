/** A client that is bound to the one contact: the few requests by which the sandbox reads it and puts it back. */
import type { Exchange, Purpose, RequestSpec } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { JsonObject } from '../text/json.ts';
import { readFrom, readingRequest, updateOf, type ContactIds, type Reading } from '../endpoint/index.ts';
import type { Client } from '../client/index.ts';
import { REDACTED } from '../client/secrets.ts';

export interface ContactClient {
  readonly ids: ContactIds;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  send(spec: RequestSpec): Promise<Exchange>;
  update(attributes: JsonObject): Promise<Exchange>;
  /** What one way of reading shows; null where it does not show the contact, or the configuration lacks what it needs. */
  read(reading: Reading): Promise<ContactState | null>;
  /** Requests sent so far. */
  readonly sent: number;
  readonly exchanges: readonly Exchange[];
}

/** Binds a client to the configured contact. The exchanges belong to no case. */
export function createContactClient(
  ids: ContactIds,
  client: Pick<Client, 'send'>,
  sleep: ContactClient['sleep'],
  purpose: Extract<Purpose, 'snapshot' | 'restore' | 'doctor'>,
): ContactClient {
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
    read: async (reading) => {
      const request = readingRequest(reading, ids);
      return request === null ? null : shownBy(await send(request), ids.contactId);
    },
    update: (attributes) => send(updateOf(ids.apiKey, ids.contactId, attributes)),
    get sent() {
      return exchanges.length;
    },
    exchanges,
  };
}

/**
 * What a response shows of the contact, or null when it does not show it. A value from which the key was redacted has not
 * been read: written back as it stands it would be another one.
 */
export function shownBy(exchange: Exchange, contactId: string): ContactState | null {
  const state = readFrom(exchange, contactId)?.state;
  if (state === undefined) return null;
  return Object.fromEntries(Object.entries(state).filter(([, value]) => !JSON.stringify(value).includes(REDACTED)));
}
