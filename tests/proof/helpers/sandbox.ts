/** A sandbox on the stand-in, with a journal directory of its own. */
import type { Exchange } from '../../support/client/exchange.ts';
import type { Settings } from '../../support/config/types.ts';
import type { JsonObject } from '../../support/text/json.ts';
import { updateOf } from '../../support/endpoint/index.ts';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMock, type MockServer, type VariantSource } from '../../mock/index.ts';
import { facts } from '../../mock/world.ts';
import { loadSettings } from '../../support/config/index.ts';
import { createClient, type Client } from '../../support/client/index.ts';
import { getCurrentTest } from 'vitest/suite';
import { afterwards } from './afterwards.ts';
import { filesOf, loggedBy, openSandbox, type Opening, type SandboxOptions } from '../../support/sandbox/index.ts';

/** The variables of a live target that is the stand-in at that address. */
export const sandboxEnvironment = (baseUrl: string): Readonly<Record<string, string>> => ({
  NEETOCRM_TARGET: 'live',
  NEETOCRM_TARGET_NAME: 'stand-in',
  NEETOCRM_BASE_URL: baseUrl,
  NEETOCRM_API_KEY: facts.apiKey,
  NEETOCRM_CONTACT_ID: facts.contactId,
  NEETOCRM_COMPANY_ID: facts.companyId,
  NEETOCRM_OWNER_ID: facts.ownerId,
  NEETOCRM_TAG_IDS: facts.tagIds.join(','),
  NEETOCRM_FIELD_ID: facts.fieldId,
  NEETOCRM_FIELD_VALUE: facts.fieldValue,
  NEETOCRM_MAX_RPS: '100',
  NEETOCRM_TIMEOUT_MS: '5000',
});

/** Settings of that target. */
export function sandboxSettings(baseUrl: string, change: Partial<Settings> = {}): Settings {
  const environment = sandboxEnvironment(baseUrl);
  const loaded = loadSettings({ flags: {}, environment, dotenv: {}, cwd: os.tmpdir(), now: new Date(), ci: false });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join(' '));
  return { ...loaded.settings, maxRps: 0, ...change };
}

export interface Bench {
  readonly mock: MockServer;
  readonly client: Client;
  readonly directory: string;
  readonly options: SandboxOptions;
  /** Milliseconds that the sandbox wanted to wait, one entry per pause. */
  readonly pauses: number[];
  /** Opens the sandbox, which has to work. */
  opened(): Promise<Extract<Opening, { kind: 'open' }>>;
  /** Sends an update as a run does, which logs it. */
  write(attributes: JsonObject): Promise<Exchange>;
  /** Sends an update as somebody else does. */
  edit(attributes: JsonObject): Promise<Exchange>;
  end(): Promise<void>;
}

/** What is left of a run that was killed: its journal and its log, and a lock that holds nobody up. */
export const killed = ({ directory, settings }: Pick<SandboxOptions, 'directory' | 'settings'>): Promise<void> =>
  rm(filesOf(directory, settings).lock, { force: true });

/** The logs of runs that have opened the sandbox. */
const logsIn = async (directory: string): Promise<readonly string[]> =>
  (await readdir(directory, { recursive: true }))
    .filter((name) => name.endsWith('.log'))
    .map((name) => path.join(directory, name));

/**
 * Starts the stand-in, with a client and a directory for journals. Pauses are passed over unless they are wanted. What a test starts ends with it.
 */
export async function startBench(
  variant: VariantSource = {},
  { change = {}, pauses = false }: { readonly change?: Partial<Settings>; readonly pauses?: boolean } = {},
): Promise<Bench> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'sandbox-'));
  const mock = await startMock({ variant });
  const settings = sandboxSettings(mock.baseUrl, change);
  const client = createClient({ ...settings, baseUrl: mock.baseUrl });
  const asked: number[] = [];
  const options: SandboxOptions = {
    settings,
    client,
    directory: path.join(directory, 'journals'),
    homeDirectory: path.join(directory, 'home'),
    now: () => new Date(),
    sleep: (milliseconds) => {
      asked.push(milliseconds);
      return sleep(pauses ? milliseconds : 0);
    },
  };
  const bench: Bench = {
    mock,
    client,
    directory,
    options,
    pauses: asked,
    async opened() {
      const opening = await openSandbox(options);
      if (opening.kind !== 'open') throw new Error(`The sandbox is ${opening.kind}.`);
      return opening;
    },
    async write(attributes) {
      const [file = null] = await logsIn(directory);
      const { apiKey, contactId } = facts;
      const logged = loggedBy(client, () => ({ file, apiKey, contactId }));
      return logged.send(updateOf(apiKey, contactId, attributes), { case: '', purpose: 'case' });
    },
    edit: (attributes) =>
      client.send(updateOf(facts.apiKey, facts.contactId, attributes), { case: '', purpose: 'case' }),
    async end() {
      client.close();
      await mock.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  if (getCurrentTest() !== undefined) afterwards(() => bench.end());
  return bench;
}
