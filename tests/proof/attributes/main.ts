/**
 * Plays the suite against every server that has the three attributes, and prints one line of JSON for each. To be run in a
 * checkout whose schemas name them: there the suite knows them by the schemas alone. With the argument `quick` the broken servers
 * are played with a few cases of the profile full, else with all.
 */
import type { Profile } from '../../support/config/types.ts';
import { brokenWithAttributes } from '../../mock/attributes-broken.ts';
import { faithfulWithAttributes } from '../../mock/attributes.ts';
import type { Faithful } from '../../mock/index.ts';
import { play, trippedBy } from '../helpers/servers.ts';
import { names } from './schemas.ts';
import { sentOf, type Sent } from './sent.ts';

/** What came of one server. */
export interface Row {
  readonly id: string;
  readonly profile: Profile;
  readonly verdict: string;
  readonly exitCode: number;
  readonly reasons: readonly string[];
  readonly requests: number;
  readonly budget: number;
  /** How often the broken thing acted. */
  readonly mutations: number;
  /** Clauses that were broken or warned about. */
  readonly tripped: readonly string[];
  readonly failures: readonly { readonly clause: string; readonly pointer: string; readonly case: string }[];
  /** Why a clause was not exercised, where one of the three attributes is named. */
  readonly withheld: readonly string[];
  /** Cases that judged nothing. */
  readonly leftOut: readonly string[];
  readonly sent: Sent;
}

async function rowOf({ id, variant }: Faithful, profile: Profile, cases: readonly string[]): Promise<Row> {
  const { report, mutations, sent } = await play({ variant, id, profile, cases, seed: 1, haste: 20 });
  return {
    id,
    profile,
    verdict: report.verdict,
    exitCode: report.exitCode,
    reasons: report.reasons,
    requests: sent.length,
    budget: report.requests.budget,
    mutations,
    tripped: trippedBy(report),
    failures: report.findings
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ clause, pointer, case: id }) => ({ clause, pointer, case: id })),
    withheld: report.clauses
      .filter(({ outcome }) => outcome === 'not-exercised')
      .flatMap(({ reason = '' }) => (names.some((name) => reason.includes(name)) ? [reason] : [])),
    leftOut: report.cases.filter(({ outcome }) => outcome === 'not-exercised').map(({ id }) => id),
    sent: sentOf(sent),
  };
}

/** Between them these show each of the broken servers. */
const few = [
  'documented-example',
  'name-alone',
  'reordered-keys',
  'valid-address-alone',
  'valid-boundary-job-title-maxlength-80',
  'valid-languages-several-items',
  'atomic-all-but-name',
];
const some = process.argv.includes('quick') ? few : [];

/** The plain server comes first: the small profile is played against it alone. */
const plays = [
  ...faithfulWithAttributes.slice(0, 1).map((server) => [server, 'smoke', []] as const),
  ...faithfulWithAttributes.map((server) => [server, 'full', []] as const),
  ...brokenWithAttributes.map((server) => [server, 'full', some] as const),
];
for (const [server, profile, cases] of plays)
  process.stdout.write(`${JSON.stringify(await rowOf(server, profile, cases))}\n`);
