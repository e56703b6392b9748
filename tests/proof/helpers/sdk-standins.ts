/** Stand-ins for an SDK, in this process, and requests to them. */
import { updateBody } from '../../support/endpoint/index.ts';
import { startStandIn, type StandIn, type StandInOptions } from '../../support/sdk/standin.ts';

let open: readonly StandIn[] = [];

/** Ends every stand-in that was started. */
export async function endAll(): Promise<void> {
  const all = open;
  open = [];
  await Promise.all(all.map((each) => each.close()));
}

export const apiKey = 'nCrmTheKeyOfThisRun0123456789';

/** Starts a stand-in of the proof. */
export async function start(change: Partial<StandInOptions> = {}): Promise<StandIn> {
  const options = { host: '127.0.0.1', port: 0, apiKey, refuse: false, strict: false, verdict: () => ({}) };
  const standIn = await startStandIn({ ...options, ...change });
  open = [...open, standIn];
  return standIn;
}

/** Sends an update to it. */
export const update = (
  { baseUrl, facts }: StandIn,
  attributes: object,
  init: { readonly method?: string; readonly body?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> =>
  fetch(`${baseUrl}/contacts/${facts.contactId}`, {
    method: 'PATCH',
    body: updateBody(attributes as never),
    ...init,
    headers: { 'X-Api-Key': apiKey, 'Content-Type': 'application/json', ...init.headers },
  });
