/** What the killer and its victims have in common. */
import type { Exchange } from '../../support/client/exchange.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { updateOf } from '../../support/endpoint/index.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { facts } from '../../mock/world.ts';
import { createClient, type Client } from '../../support/client/index.ts';
import { loggedBy, openSandbox, type Opening } from '../../support/sandbox/index.ts';
import { sandboxSettings } from '../helpers/sandbox.ts';

export const killableClient = (baseUrl: string): Client =>
  createClient({ baseUrl, apiKey: facts.apiKey, maxRps: 0, timeoutMs: 5000 });

/** Opens the sandbox of the stand-in that listens there. */
export const openKillable = (baseUrl: string, directory: string, client: Client): Promise<Opening> =>
  openSandbox({
    settings: sandboxSettings(baseUrl),
    client,
    directory,
    homeDirectory: directory,
    now: () => new Date(),
    sleep: (milliseconds) => sleep(milliseconds),
  });

const updates: readonly JsonObject[] = [
  { name: 'Nora Blix', email: 'nora.blix@example.com' },
  { tag_ids: [] },
  { phone_number: '+1 202-555-0177' },
  { tag_ids: facts.tagIds.slice(2) },
  { field_values_attributes: [{ field_id: facts.fieldId, value: 'Written by a run' }] },
];

/** The client of a run, which logs what it sends. */
export const loggingClient = (client: Client, file: string | null): Client =>
  loggedBy(client, () => ({ file, apiKey: facts.apiKey, contactId: facts.contactId }));

/** One of a few updates, each of which changes something. */
export const write = (client: Pick<Client, 'send'>, nth: number): Promise<Exchange> =>
  client.send(updateOf(facts.apiKey, facts.contactId, updates[nth % updates.length] ?? {}), {
    case: '',
    purpose: 'case',
  });
