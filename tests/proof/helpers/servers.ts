/** Plays the suite against broken and faithful stand-ins, in this process, and says what it found. */
import type { Profile, Settings } from '../../support/config/types.ts';
import type { Report } from '../../support/report/types.ts';
import { startMock, type MockServer, type VariantSource } from '../../mock/index.ts';
import { loadSettings } from '../../support/config/index.ts';
import { assemble } from '../../support/run/assemble.ts';
import { budgetOf, downOf } from '../../support/run/run.ts';
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
  /** Divides every pause between reads. */
  readonly haste?: number;
  /** The time by which is waited, in the place of the real one: each request takes a twentieth of a second of it. */
  readonly clock?: VirtualClock;
}

export interface Outcome {
  readonly report: Report;
  readonly mutations: number;
  readonly hits: number;
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
  { profile, seed = 1, strict = false, env = {} }: Pick<PlayOptions, 'profile' | 'seed' | 'strict' | 'env'>,
): Settings {
  const loaded = loadSettings({
    flags: { target: 'mock', profile, seed: String(seed), strict, env: false },
    environment: {},
    dotenv: {},
    cwd: '/',
    now: new Date(0),
    ci: true,
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join(' '));
  return { ...mockSettings(loaded.settings, mock.baseUrl, mock.facts), timeoutMs: 3000, ...idsOf(env) };
}

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
    const { reports, early, sent } = await playCases(
      settings,
      cases,
      budgetOf(settings) - 2,
      options.patience,
      options.haste,
      options.baseline ?? null,
      options.clock,
    );
    const down = early.find(({ outcome }) => outcome === 'inconclusive')?.message ?? downOf(reports);
    const report = assemble(
      {
        settings,
        suite: { name: 'proof', version: '0' },
        startedAt: '2026-01-01T00:00:00.000Z',
        durationMs: 0,
        requests: { sent, retried: 0, throttled: 0, budget: budgetOf(settings) },
        reports,
        early,
        faults: [],
        down,
        ended: null,
        sandbox: { snapshot: null, restored: null, attributes: {}, message: '' },
        storesOtherwise: null,
        partial: (options.cases ?? []).length > 0,
        unjudged: () => 'not judged in this play',
      },
      { baseline: options.baseline ?? null, accepted: { entries: [] }, history: [] },
    );
    return {
      report,
      mutations: mock.mutations(),
      hits: mock.hits(),
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
