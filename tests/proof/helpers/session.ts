/** A play against a stand-in, for what is proved below the level of a run. */
import type { VariantSource } from '../../mock/types.ts';
import { startMock } from '../../mock/index.ts';
import { createClient } from '../../support/client/index.ts';
import { createPlay, type Play } from '../../support/play/play.ts';
import { createContactClient } from '../../support/restore/contact-client.ts';
import { takeSnapshot } from '../../support/restore/snapshot.ts';
import { settingsFor } from './servers.ts';

export interface Session {
  readonly play: Play;
  readonly close: () => Promise<void>;
}

/** Begins a play without limits and without pauses; all further looks follow at once. */
export async function openSession(id: string, variant: VariantSource): Promise<Session> {
  const mock = await startMock({ variant, mutant: id });
  const settings = settingsFor(mock, { profile: 'full' });
  const { baseUrl } = settings.target;
  const client = createClient({ baseUrl, apiKey: settings.apiKey, maxRps: 0, timeoutMs: 3000 });
  const sleep = (): Promise<void> => Promise.resolve();
  const taken = await takeSnapshot(createContactClient(settings, client, sleep, 'snapshot'), true, sleep);
  if (!taken.ok) throw new Error(taken.reason);
  const { state: initial, how: reading } = taken.snapshot;
  const play = createPlay({
    ...{ settings, client, initial, reading, sleep },
    ...{ budget: 100, deadline: Infinity, end: Infinity, lateAfter: 0 },
    baseline: null,
    now: Date.now,
  });
  return {
    play,
    close: async () => {
      client.close();
      await mock.close();
    },
  };
}
