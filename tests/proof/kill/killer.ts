/** Kills runs at random moments, and looks whether the next one puts the contact back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MockServer } from '../../mock/index.ts';
import type { Restored } from '../../support/restore/types.ts';
import { root } from '../../support/run/run.ts';
import { killableClient, openKillable } from './settings.ts';

export interface Killed {
  /** Milliseconds after which the run was killed. */
  readonly after: number;
  /** False when it had ended by itself. */
  readonly killed: boolean;
  /** Whether the contact was found changed. */
  readonly changed: boolean;
  /** What came of the journal that was found; null when there was none. */
  readonly recovered: Restored | null;
  /** Whether the contact holds what it held in the beginning. */
  readonly restored: boolean;
}

/** What the stand-in holds, without the time of the last change. */
export const heldBy = (mock: MockServer): string => JSON.stringify({ ...mock.stored(), updated_at: 0 });

/**
 * Starts a run in a process of its own, kills it with SIGKILL, and opens the sandbox again.
 * @param after milliseconds from the moment at which the run begins to send
 */
export async function killOnce(mock: MockServer, directory: string, after: number): Promise<Killed> {
  const before = heldBy(mock);
  const child = spawn(
    process.execPath,
    [path.join(root, 'tests/support/cli/launch.mjs'), 'tests/proof/kill/child.ts', mock.baseUrl, directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await sleep(after);
  const killed = child.kill('SIGKILL');
  await ended;
  const changed = heldBy(mock) !== before;
  const client = killableClient(mock.baseUrl);
  const opening = await openKillable(mock.baseUrl, directory, client);
  const restored = opening.kind === 'open' && heldBy(mock) === before;
  if (opening.kind === 'open') await opening.restore();
  client.close();
  const recovered = opening.kind === 'open' || opening.kind === 'not-restored' ? opening.recovered : null;
  return { after, killed: killed && child.signalCode === 'SIGKILL', changed, recovered, restored };
}
