/** How the contact is put back on demand. */
import type { Settings } from '../../config/types.ts';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../errors.ts';
import { createClient } from '../../client/index.ts';
import { isCi, loadSettings, problemText, readEnvironment, type Flags } from '../../config/index.ts';
import { sanitise } from '../../text/sanitise.ts';
import { assertSchemas } from '../../run/faults.ts';
import { journalDirectory, otherJournals, restoreOnDemand, type OnDemand } from '../../sandbox/index.ts';
import type { CommandIo } from '../program.ts';

/** The settings of the live target, or null when none is configured: the embedded mock leaves nothing behind. */
function liveSettings(
  flags: Flags,
  io: CommandIo,
): { readonly settings: Settings } | { readonly problem: string } | null {
  const { environment, dotenv, notes } = readEnvironment(io.cwd, flags.envFile);
  if (flags.env !== false) for (const note of notes) io.stderr.write(`note: ${note}\n`);
  const input = { environment, dotenv, cwd: io.cwd, now: io.now, ci: isCi() };
  const isSet = (name: string): boolean => [environment[name], dotenv[name]].some((text) => (text ?? '').trim() !== '');
  const chosen = loadSettings({ ...input, flags });
  const anywhere = isSet('NEETOCRM_SUBDOMAIN') || isSet('NEETOCRM_BASE_URL');
  if (
    chosen.ok &&
    chosen.settings.target.kind === 'mock' &&
    (!anywhere || flags.target === 'mock' || flags.env === false)
  )
    return null;
  const live = loadSettings({ ...input, flags: { ...flags, target: 'live' } });
  return live.ok ? { settings: live.settings } : { problem: problemText(live.problems) };
}

function tell(result: OnDemand, io: CommandIo): number {
  switch (result.kind) {
    case 'nothing':
      io.stdout.write(
        `Nothing to restore: there is neither a journal (${result.looked.join(') nor a home state (')}).\n`,
      );
      return 0;
    case 'refused':
      io.stderr.write(`${sanitise(result.message)}\n`);
      return 1;
    case 'restored': {
      const { restored, from } = result;
      io.stdout.write(`from ${from}\n`);
      for (const [attribute, fate] of Object.entries(restored.attributes))
        io.stdout.write(`  ${attribute.padEnd(24)} ${fate}\n`);
      io.stdout.write(
        `${restored.ok ? 'Restored' : 'NOT RESTORED'} (${restored.requests} requests). ${restored.message}\n`,
      );
      if (restored.byHand !== null) io.stderr.write(`${sanitise(JSON.stringify({ contact: restored.byHand }))}\n`);
      return restored.ok ? 0 : 1;
    }
  }
}

/**
 * Puts the contact back as the arguments say.
 * @returns the exit code of the command
 */
export async function restoreContact(
  { journal, force = false, ...flags }: Flags & { readonly journal?: string; readonly force?: boolean },
  io: CommandIo,
): Promise<number> {
  // What a schema does not name would not be put back, and its journal deleted all the same.
  assertSchemas();
  const found = liveSettings(flags, io);
  const directory = journalDirectory(io.cwd);
  /** What is open beside the journal of the configured contact is named, and keeps the command from ending well. */
  const tellOthers = async (settings: Settings | null): Promise<boolean> => {
    const others = await otherJournals(settings, directory, new Date());
    for (const other of others) io.stderr.write(`${other}\n`);
    return others.length > 0;
  };
  if (found === null) {
    if (journal !== undefined)
      throw new InputError(
        `${path.resolve(io.cwd, journal)} was not put back: no live target is configured. Configure the contact that it belongs to.`,
      );
    if (await tellOthers(null)) return 1;
    io.stdout.write('Nothing to restore: no live target is configured, and the embedded mock ends with its run.\n');
    return 0;
  }
  if ('problem' in found) {
    io.stderr.write(`${found.problem}\n`);
    return 1;
  }
  const { settings } = found;
  const client = createClient({ ...settings, baseUrl: settings.target.baseUrl });
  try {
    const options = {
      settings,
      client,
      directory,
      homeDirectory: path.join(io.cwd, 'fixtures', 'home'),
      now: () => new Date(),
      sleep: (milliseconds: number) => sleep(milliseconds),
    };
    const code = tell(
      await restoreOnDemand(options, journal === undefined ? null : path.resolve(io.cwd, journal), force),
      io,
    );
    return (await tellOthers(settings)) ? 1 : code;
  } finally {
    client.close();
  }
}
