/** Plays the suite against broken and faithful stand-ins, in this process, and says what it found. */
import type { Profile, Settings } from '../../support/config/types.ts';
import type { ContactState } from '../../support/endpoint/state.ts';
import type { Report } from '../../support/report/types.ts';
import { startMock, type MockServer, type VariantSource } from '../../mock/index.ts';
import { loadSettings } from '../../support/config/index.ts';
import { assemble } from '../../support/run/assemble.ts';
import { lastReads } from '../../support/play/budget.ts';
import { floorOf } from '../../support/run/floor.ts';
import { budgetOf, downOf } from '../../support/run/run.ts';
import { restoreShare } from '../../support/run/select.ts';
import { isSelected, type Case } from '../../support/cases/cases.ts';
import { loadCases } from '../../support/cases/load-cases.ts';
import type { VirtualClock } from './clock.ts';
import { playCases } from './play-cases.ts';
import { mockSettings } from '../../support/target/index.ts';
import type { Baseline } from '../../support/drift/index.ts';

export interface PlayOptions {
  readonly variant?: VariantSource;
  readonly id?: string;
  readonly profile: Profile;
  /** Slugs; empty: all of the profile. The last read always belongs to them. */
  readonly cases?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly baseline?: Baseline | null;
  readonly strict?: boolean;
  /** Milliseconds that one request may wait out 429. */
  readonly patience?: number;
  /** Requests after which the time of the cases is over. */
  readonly timeFor?: number;
  /** Requests in all, in the place of those of the profile. */
  readonly budget?: number;
  /** Divides every pause between reads. */
  readonly haste?: number;
  /** How many causes are looked at again; ten when absent. */
  readonly confirm?: number;
  /** Milliseconds between the first look at what is broken and the last ones; all follow at once when absent. */
  readonly lateAfter?: number;
  /** The time by which is waited, in the place of the real one: each request takes a twentieth of a second of it. */
  readonly clock?: VirtualClock;
}

export interface Outcome {
  readonly report: Report;
  readonly settings: Settings;
  /** What the contact held before the first case; null when it could not be read. */
  readonly initial: ContactState | null;
  readonly mutations: number;
  readonly hits: number;
  /** Cases for which the budget did not suffice. */
  readonly cut: readonly string[];
  /** Requests of the profile that this play did not send, as it does not put the contact back. */
  readonly reserved: number;
  /** Method, target and body of every request, in the order in which they arrived. */
  readonly sent: readonly string[];
  readonly milliseconds: number;
}

const idsOf = (env: Readonly<Record<string, string>>): Partial<Settings> => {
  const text = (name: string): string | null | undefined =>
    Object.hasOwn(env, name) ? (env[name] === '' ? null : env[name]) : undefined;
  const pairs: readonly (readonly [keyof Settings, string])[] = [
    ['companyId', 'NEETOCRM_COMPANY_ID'],
    ['ownerId', 'NEETOCRM_OWNER_ID'],
    ['fieldId', 'NEETOCRM_FIELD_ID'],
    ['fieldValue', 'NEETOCRM_FIELD_VALUE'],
    ['foreignContactId', 'NEETOCRM_FOREIGN_CONTACT_ID'],
  ];
  const tags = text('NEETOCRM_TAG_IDS');
  return {
    ...Object.fromEntries(pairs.flatMap(([key, name]) => (text(name) === undefined ? [] : [[key, text(name)]]))),
    ...(tags === undefined ? {} : { tagIds: tags === null ? [] : tags.split(',') }),
    ...(env['NEETOCRM_TIMEOUT_MS'] === undefined ? {} : { timeoutMs: Number(env['NEETOCRM_TIMEOUT_MS']) }),
  };
};

/** The settings of a run against a stand-in. */
export function settingsFor(
  mock: MockServer,
  {
    profile,
    seed = 1,
    strict = false,
    env = {},
    confirm = 10,
  }: Pick<PlayOptions, 'profile' | 'seed' | 'strict' | 'env' | 'confirm'>,
): Settings {
  const loaded = loadSettings({
    flags: { target: 'mock', profile, seed: String(seed), strict, env: false, confirm: String(confirm) },
    environment: {},
    dotenv: {},
    cwd: '/',
    now: new Date(0),
    ci: true,
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join(' '));
  return { ...mockSettings(loaded.settings, mock.baseUrl, mock.facts), timeoutMs: 3000, ...idsOf(env) };
}

/** Requests of the budget that the cases of a run may not spend: the last read, and putting the contact back. */
const reserve = lastReads + restoreShare({ blind: [] });

const casesFor = async (profile: Profile, only: readonly string[]): Promise<readonly Case[]> =>
  (await loadCases())
    .flatMap(({ cases }) => cases)
    .filter((definition) => isSelected(definition, profile, only) || definition.id === 'final-read');

/** Starts a stand-in, plays the cases and assembles the report as a run would. */
export async function play(options: PlayOptions): Promise<Outcome> {
  const begin = performance.now();
  const requests: string[] = [];
  const mock = await startMock({
    ...(options.variant === undefined ? {} : { variant: options.variant }),
    mutant: options.id ?? 'good',
    onRequest: (method, target, body) => {
      options.clock?.pass(50);
      requests.push(`${method} ${target} ${body.toString('latin1')}`);
    },
  });
  try {
    const settings = settingsFor(mock, options);
    const cases = await casesFor(options.profile, options.cases ?? []);
    const { reports, early, sent, initial, confirming } = await playCases(
      settings,
      cases,
      (options.budget ?? budgetOf(settings)) - reserve,
      options.patience,
      options.haste,
      options.baseline ?? null,
      options.timeFor,
      options.clock,
      options.lateAfter,
    );
    const down = early.find(({ outcome }) => outcome === 'inconclusive')?.message ?? downOf(reports);
    const report = assemble(
      {
        settings,
        suite: { name: 'proof', version: '0' },
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 0,
        requests: { sent, retried: 0, throttled: 0, confirming, budget: budgetOf(settings) },
        reports,
        early,
        faults: [],
        down,
        ended: null,
        sandbox: { snapshot: null, restored: null, attributes: {}, message: '' },
        storesOtherwise: null,
        floor: floorOf(cases, settings),
        partial: (options.cases ?? []).length > 0,
        unjudged: () => 'not judged in this play',
      },
      { baseline: options.baseline ?? null, accepted: { entries: [] }, history: [] },
    );
    return {
      report,
      settings,
      initial,
      mutations: mock.mutations(),
      hits: mock.hits(),
      cut: reports.filter(({ cut }) => cut !== undefined).map(({ id }) => id),
      reserved: restoreShare({ blind: [] }),
      sent: requests,
      milliseconds: performance.now() - begin,
    };
  } finally {
    await mock.close();
  }
}

/** The clauses that a report says were broken (or, for SHOULD, warned about). */
export const trippedBy = ({ clauses }: Report): readonly string[] =>
  clauses.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn').map(({ id }) => id);
