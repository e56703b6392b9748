/** The matrix of mutants and clauses: what was measured, and how it is shown. */
import type { Profile } from '../../support/config/types.ts';
import type { Report } from '../../support/report/types.ts';
import type { Mutant } from '../../mock/index.ts';
import { play, trippedBy, type Outcome } from './servers.ts';
import { makeBaseline, type Baseline } from '../../support/drift/index.ts';

/** What one mutant met with. */
export interface MatrixRow {
  readonly id: string;
  readonly theme: string;
  /** Seen by the profile full. */
  readonly killed: boolean;
  /** Seen by the profile nightly; absent where full has to see it, whose cases nightly has too. */
  readonly nightly?: boolean;
  /** Seen by the profile smoke too. */
  readonly smoke: boolean;
  readonly verdict: Report['verdict'];
  readonly trips: readonly string[];
  /** The cases that show what the mutant names: enough to see it again. */
  readonly cases: readonly string[];
  /** Its cases take longer than a run of the proof can spare. */
  readonly slow: boolean;
}

export interface Matrix {
  readonly mutants: readonly MatrixRow[];
}

/** The baselines of the good stand-in, per profile. */
export async function goodBaselines(): Promise<Readonly<Record<'smoke' | 'full', Baseline>>> {
  const of = async (profile: 'smoke' | 'full'): Promise<Baseline> =>
    makeBaseline((await play({ profile })).report, new Date('2026-01-01T00:00:00Z'));
  return { smoke: await of('smoke'), full: await of('full') };
}

const hasDrifted = ({ drift }: Report): boolean => drift.some(({ against }) => against === 'baseline');

/** The profile that a mutant is played with: full, or nightly for one that full need not see. */
export const widestOf = ({ profile }: Pick<Mutant, 'profile'>): 'full' | 'nightly' =>
  profile === 'nightly' ? profile : 'full';

/** True when a play saw what the mutant is: its clauses tripped, its verdict, or for silent changes a drift from the baseline. */
export function isKilled(mutant: Mutant, { report, mutations }: Pick<Outcome, 'report' | 'mutations'>): boolean {
  if (mutations === 0) return false;
  if (mutant.drift) return hasDrifted(report);
  const tripped = trippedBy(report);
  return mutant.trips.every((clause) => tripped.includes(clause)) && report.verdict === mutant.expect;
}

/**
 * The first cases that tripped each of the clauses that a mutant names.
 * @param most - cases per clause
 */
export function witnesses(mutant: Mutant, report: Report, most = 1): readonly string[] {
  const ofClauses = mutant.trips.flatMap((clause) =>
    report.findings.flatMap((finding) => (finding.clause === clause ? finding.cases : [])).slice(0, most),
  );
  const ofDrift = mutant.drift
    ? report.drift.filter(({ red }) => red).flatMap(({ example }) => (example === null ? [] : [example.case]))
    : [];
  return [...new Set([...ofClauses, ...ofDrift])].filter((id) => id !== '' && id !== 'snapshot');
}

/** Servers that answer or store later keep time of their own: waiting for them is the point. */
const isLate = ({ theme, sentence, trips }: Mutant): boolean =>
  theme.includes('time') ||
  /\b(\d+ ms|fifteen seconds|one second)\b/u.test(sentence) ||
  trips.includes('read-after-update-prompt') ||
  trips.includes('answers-in-time');

/** Plays a mutant with a profile, against the baseline where only that can show it. */
export const playMutant = (
  mutant: Mutant,
  profile: Profile,
  baselines: Readonly<Record<'smoke' | 'full', Baseline>> | null,
  cases: readonly string[] = [],
): Promise<Outcome> =>
  play({
    variant: mutant.variant,
    id: mutant.id,
    profile,
    cases,
    env: mutant.env ?? {},
    patience: 300,
    haste: isLate(mutant) ? 1 : 20,
    baseline:
      mutant.drift && baselines !== null && (profile === 'smoke' || profile === 'full') ? baselines[profile] : null,
  });

/** The short form: killed of all, per theme and profile. */
export function renderMatrix({ mutants }: Matrix): string {
  const themes = [...new Set(mutants.map(({ theme }) => theme))].sort();
  const count = (rows: readonly MatrixRow[], seen: (row: MatrixRow) => boolean): string =>
    `${String(rows.filter(seen).length)} of ${String(rows.length)}`;
  const line = (name: string, rows: readonly MatrixRow[]): string =>
    `| ${name} | ${count(rows, ({ killed, nightly = killed }) => nightly)} | ${count(rows, ({ killed }) => killed)} | ${count(rows, ({ smoke }) => smoke)} |`;
  return [
    '| theme | nightly | full | smoke |',
    '| --- | --- | --- | --- |',
    ...themes.map((theme) =>
      line(
        theme,
        mutants.filter((row) => row.theme === theme),
      ),
    ),
    line('**all**', mutants),
  ].join('\n');
}
