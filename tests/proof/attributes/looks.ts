/**
 * Plays the suite against every server that has the four attributes with few values, with further looks at what is broken as on a live
 * target, and prints one line of JSON for each play. To be run in a checkout whose schemas name them. The broken servers are played
 * with few cases at a time, so that what one look does not confirm is not confirmed by the next.
 */
import { brokenWithFewValues, deafToManager, faithfulWithFewValues } from '../../mock/few-valued.ts';
import type { Faithful } from '../../mock/index.ts';
import { play } from '../helpers/servers.ts';

/** What came of one play. */
export interface LookedAt {
  readonly id: string;
  readonly seed: number;
  /** The slugs of the cases; empty: all of the profile full. */
  readonly cases: readonly string[];
  readonly verdict: string;
  readonly exitCode: number;
  readonly reasons: readonly string[];
  /** Everything that is said of an attribute, as `outcome clause pointer`. */
  readonly said: readonly string[];
  /** Clause → why it was not exercised. */
  readonly untried: Readonly<Record<string, string>>;
  /** Cases that judged nothing. */
  readonly leftOut: readonly string[];
}

async function lookedAt({ id, variant }: Faithful, seed: number, cases: readonly string[]): Promise<LookedAt> {
  const { report } = await play({ variant, id, profile: 'full', cases, seed, haste: 20 });
  return {
    id,
    seed,
    cases,
    verdict: report.verdict,
    exitCode: report.exitCode,
    reasons: report.reasons,
    said: report.findings.map(({ outcome, clause, pointer }) => `${outcome} ${clause} ${pointer}`),
    untried: Object.fromEntries(
      report.clauses.flatMap(({ id: clause, outcome, reason = '' }) =>
        outcome === 'not-exercised' ? [[clause, reason] as const] : [],
      ),
    ),
    leftOut: report.cases.filter(({ outcome }) => outcome === 'not-exercised').map(({ id: slug }) => slug),
  };
}

/** Cases that show what is broken: most draw their values, and some send always the same. */
const shownBy: Readonly<Record<string, readonly (readonly string[])[]>> = {
  tier: [['documented-example'], ['valid-tier-choice-3']],
  vip: [['documented-example', 'reordered-keys']],
  score: [['documented-example'], ['reordered-keys'], ['valid-boundary-score-minimum-0-5']],
};
/** What an update of something else does shows in a case that is about something else. */
const casesFor = ({ id, attribute }: (typeof brokenWithFewValues)[number]) =>
  id.endsWith('-overwritten') ? [['name-alone']] : (shownBy[attribute] ?? []);
/** Where what the case draws decides whether the break shows, or whether a look that drew anew would see it again. */
const seedsFor = ({ id }: (typeof brokenWithFewValues)[number]) =>
  /-(never-stored|only-answered)$/.test(id) ? [1] : [1, 3, 5];

const plays = [
  [faithfulWithFewValues, 1, []] as const,
  [deafToManager, 1, ['documented-example']] as const,
  ...brokenWithFewValues.flatMap((server) =>
    casesFor(server).flatMap((cases) => seedsFor(server).map((seed) => [server, seed, cases] as const)),
  ),
];
for (const [server, seed, cases] of plays)
  process.stdout.write(`${JSON.stringify(await lookedAt(server, seed, cases))}\n`);
