/**
 * Plays the suite against servers that have attributes which no document names, and prints one line of JSON for each. To be run in a
 * checkout whose schemas name them: there the suite knows them by the schemas, or by rows of the data file. The first argument says
 * which attributes. With the second, `quick`, the broken servers are played with a few cases of the profile full, else with all.
 */
import type { Profile } from '../../support/config/types.ts';
import { brokenWithAttributes } from '../../mock/attributes-broken.ts';
import { brokenBeside, fourAttributes, rowAttributes, tenAttributes } from '../../mock/attributes-more.ts';
import { extraAttributes, faithfulWithAttributes, serverWith, type ExtraAttribute } from '../../mock/attributes.ts';
import type { Faithful } from '../../mock/index.ts';
import { endpoint } from '../../support/endpoint/index.ts';
import { isSelected } from '../../support/cases/cases.ts';
import { loadCases } from '../../support/cases/load-cases.ts';
import { leftToNightly } from '../../support/cases/rows.ts';
import { validateRequest } from '../../support/schemas.ts';
import { play, trippedBy } from '../helpers/servers.ts';
import { forBroken, forBrokenBeside } from './cases.ts';
import type { Which } from './schemas.ts';
import { sentOf, type Sent } from './sent.ts';

const attributesOf: Readonly<Record<Which, readonly ExtraAttribute[]>> = {
  three: extraAttributes,
  four: fourAttributes,
  ten: tenAttributes,
  rows: rowAttributes,
};

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
  /** Clauses that were not exercised. */
  readonly idle: readonly string[];
  /** Why a clause was not exercised, where one of the attributes is named. */
  readonly withheld: readonly string[];
  /** The cases that were played, and of these the ones that judged nothing. */
  readonly cases: readonly string[];
  readonly leftOut: readonly string[];
  /** Cases that the profile nightly plays and full has no room for. */
  readonly left: readonly string[];
  readonly sent: Sent;
}

const [which = 'three', mode] = process.argv.slice(2) as [Which?, string?];
const attributes = attributesOf[which];
const names = attributes.map(({ name }) => name);
const allows = (name: string, value: unknown): boolean => validateRequest({ [endpoint.envelope]: { [name]: value } });

const inNightly = new Set(
  (await loadCases())
    .flatMap(({ cases }) => cases)
    .filter((each) => isSelected(each, 'nightly', []))
    .map(({ id }) => id),
);
const left = leftToNightly().filter((id) => inNightly.has(id));

async function rowOf({ id, variant }: Faithful, profile: Profile, cases: readonly string[]): Promise<Row> {
  const { report, mutations, sent } = await play({ variant, id, profile, cases, seed: 1, haste: 20 });
  const idle = report.clauses.filter(({ outcome }) => outcome === 'not-exercised');
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
    idle: idle.map(({ id }) => id),
    withheld: idle.flatMap(({ reason = '' }) => (names.some((name) => reason.includes(name)) ? [reason] : [])),
    cases: report.cases.map(({ id }) => id),
    leftOut: report.cases.filter(({ outcome }) => outcome === 'not-exercised').map(({ id }) => id),
    left,
    sent: sentOf(sent, names, allows),
  };
}

const isQuick = mode === 'quick';

const plain: Faithful = { id: 'attributes', sentence: 'has more attributes', variant: serverWith(attributes) };
const inFull = (servers: readonly Faithful[], cases: readonly string[] = []) =>
  servers.map((server) => [server, 'full', cases] as const);
const plays: readonly (readonly [Faithful, Profile, readonly string[]])[] = [
  [plain, 'smoke', []],
  ...inFull([plain]),
  ...inFull(brokenBeside(attributes), isQuick ? forBrokenBeside : []),
  ...(which === 'three' ? inFull(faithfulWithAttributes.slice(1)) : []),
  ...(which === 'three' ? inFull(brokenWithAttributes, isQuick ? forBroken : []) : []),
];
for (const [server, profile, cases] of plays)
  process.stdout.write(`${JSON.stringify(await rowOf(server, profile, cases))}\n`);
