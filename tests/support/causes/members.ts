/** What makes a run red or warns, finding by finding and drift by drift, in the terms by which causes are told apart. */
import { clauses as catalogue, directnesses, type Directness } from '../catalogue.ts';
import { createdAtKey, endpoint, updatedAtKey } from '../endpoint/index.ts';
import { changeOf, sideOf } from './kinds.ts';
import type { Report, ReportDrift, ReportFinding } from '../report/types.ts';
import { segmentsOf } from '../text/json.ts';

/** One finding or one drift. */
export interface Member {
  /** The id of the finding, or the fingerprint of the drift. */
  readonly id: string;
  readonly finding: ReportFinding | null;
  readonly drift: ReportDrift | null;
  readonly clause: string;
  readonly group: string;
  /** The clause of a finding, the rule of a drift. */
  readonly rule: string;
  /** Into the response, indexes as `*`; empty for the response as a whole. */
  readonly pointer: string;
  /** The attribute that the pointer leads into; empty for none. */
  readonly attribute: string;
  readonly was: string;
  readonly is: string;
  /** The same for the same change of another attribute; empty where nothing can be said. */
  readonly change: string;
  /** A position in `directnesses`. */
  readonly directness: number;
  readonly isRed: boolean;
  readonly isFlaky: boolean;
  /** The position of its clause in the catalogue. */
  readonly order: number;
  readonly cases: ReadonlySet<string>;
  /** Keys of the response that its cases are about by their names. */
  readonly touches: readonly string[];
}

const byId = new Map<string, (typeof catalogue)[number]>(catalogue.map((clause) => [clause.id, clause]));
const rank = (directness: Directness): number => directnesses.indexOf(directness);

/** How directly a clause shows what is wrong; what is no clause of this version follows from whatever else there is. */
function rankOf(id: string | null): number {
  const clause = byId.get(id ?? '');
  return rank(clause === undefined ? 'effect' : (clause.directness ?? 'part'));
}
const value = rank('value');

const shownAs = new Map(endpoint.attributes.map(({ name, shownAs: key }) => [name, key]));

/** The place in the response, also of what a refusal says of the request; indexes as `*`. */
export function shownPlace(pointer: string): string {
  const [root, key, ...rest] = segmentsOf(pointer);
  if (root === undefined) return '';
  const shown = root === endpoint.envelope && key !== undefined ? (shownAs.get(key) ?? key) : key;
  const segments = [root, ...(shown === undefined ? [] : [shown]), ...rest];
  return segments.map((segment) => `/${/^\d+$/.test(segment) ? '*' : segment}`).join('');
}

const attributeOf = (place: string): string => {
  const [root, key] = segmentsOf(place);
  return root === endpoint.envelope && key !== undefined ? key : '';
};

/** What was to be and what came, without a value that a seed decides. */
function sidesOf(finding: ReportFinding, directness: number): Pick<Member, 'was' | 'is' | 'change'> {
  const { expected, actual } = finding;
  if (directness >= value) {
    const { coarse, fine } = changeOf(expected, actual);
    // What a later response shows in the place of a value is another one, however alike the two are.
    const later = directness > value && coarse !== 'lost';
    return { was: 'the value', is: later ? 'changed' : coarse, change: fine };
  }
  const [was, is] = [sideOf(expected), sideOf(actual)];
  return { was, is, change: `${was} → ${is}` };
}

const hyphened = (key: string): string => key.replaceAll('_', '-');

const keys: readonly { readonly words: readonly string[]; readonly key: string }[] = [
  ...endpoint.attributes.map(({ name, shownAs: key }) => ({
    words: [name, key ?? name].map(hyphened),
    key: key ?? name,
  })),
  ...[createdAtKey, updatedAtKey].map((key) => ({ words: [hyphened(key)], key })),
];

/** Cases that are about one attribute have its name in theirs. */
const ofCases = (cases: readonly string[]): Pick<Member, 'cases' | 'touches'> => ({
  cases: new Set(cases),
  touches: keys
    .filter(({ words }) => cases.length > 0 && cases.every((id) => words.some((word) => id.includes(word))))
    .map(({ key }) => key),
});

/** Seen to be written is what an effect elsewhere only suggests. */
const directnessOfFinding = ({ clause, expected }: ReportFinding): number =>
  expected === 'not written' ? rank('part') : rankOf(clause);

function memberOfFinding(finding: ReportFinding): Member {
  const clause = byId.get(finding.clause);
  const directness = directnessOfFinding(finding);
  const pointer = shownPlace(finding.pointer);
  return {
    id: finding.id,
    finding,
    drift: null,
    clause: finding.clause,
    group: clause?.group ?? '',
    rule: finding.clause,
    pointer,
    attribute: attributeOf(pointer),
    ...sidesOf(finding, directness),
    directness,
    isRed: finding.severity === 'red',
    isFlaky: finding.flaky,
    order: catalogue.findIndex(({ id }) => id === finding.clause),
    ...ofCases(finding.cases.length > 0 ? finding.cases : [finding.case]),
  };
}

const statusRules: ReadonlySet<string> = new Set(['status-across-class', 'status-within-class']);

const text = (side: unknown): string => (typeof side === 'string' ? side : JSON.stringify(side));

function directnessOf({ rule, was, clause }: ReportDrift): number {
  const own = rankOf(clause);
  if (rule === 'clause-broken' || rule === 'media-type-changed' || rule === 'error-shape-changed') return own;
  if (statusRules.has(rule)) return rank(text(was).startsWith('2') ? 'response' : 'part');
  return rule === 'recorded-changed' || rule === 'unclassified' ? rank('effect') : rank('part');
}

function memberOfDrift(drift: ReportDrift): Member {
  const pointer = shownPlace(drift.pointer);
  // What a promise was broken by is told by its finding; a list of values is the target's.
  const says = drift.rule !== 'clause-broken' && !drift.rule.startsWith('enumeration');
  const [was, is] = says ? [text(drift.was), text(drift.is)] : ['', ''];
  return {
    id: drift.fingerprint,
    finding: null,
    drift,
    clause: drift.clause ?? '',
    group: byId.get(drift.clause ?? '')?.group ?? '',
    rule: drift.rule,
    pointer,
    attribute: attributeOf(pointer),
    was,
    is,
    change: says ? `${was} → ${is}` : '',
    directness: directnessOf(drift),
    isRed: true,
    isFlaky: false,
    order: catalogue.findIndex(({ id }) => id === drift.clause),
    ...ofCases(drift.cases ?? (drift.example === null ? [] : [drift.example.case])),
  };
}

const makesRed = (finding: ReportFinding): boolean =>
  finding.accepted === null &&
  (finding.severity === 'red' || finding.outcome === 'warn') &&
  finding.outcome !== 'inconclusive';

/** Every finding and every drift that makes the run red or warns. */
export const membersOf = (report: Pick<Report, 'findings' | 'drift'>): readonly Member[] => [
  ...report.findings.filter(makesRed).map(memberOfFinding),
  ...report.drift.filter(({ red, accepted }) => red && accepted === null).map(memberOfDrift),
];

/** True for a member that is about a status; `is` holds the one that came. */
export const hasStatus = ({ is }: Member): boolean => /^\d{3}$/.test(is);

/** True for a drift that says which status a response has. */
export const isAboutStatus = ({ rule }: Member): boolean => statusRules.has(rule);
