/** The few requests by which the sandbox reads and puts back one contact. */
import { updateOf, type Configured } from '../endpoint/index.ts';
import type { Client } from '../client/index.ts';
import { REDACTED } from '../client/secrets.ts';
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

/**
 * What an answer shows of the contact, or null when it does not show it. A value from which the key was redacted has not
 * been read: written back as it stands it would be another one.
 */
export function shownBy(exchange: Exchange, contactId: string): ContactState | null {
  const state = readFrom(exchange, contactId)?.state;
  if (state === undefined) return null;
  return Object.fromEntries(Object.entries(state).filter(([, value]) => !JSON.stringify(value).includes(REDACTED)));
}
