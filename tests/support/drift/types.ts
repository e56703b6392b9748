/** Shapes that only the comparison of runs knows. What it shares with the rest is in `../types.ts`. */
import type {
  Classification,
  Exchange,
  Observed,
  Outcome,
  Profile,
  ReportClause,
  ReportDrift,
  ReportFinding,
  ShapeNode,
} from '../types.ts';

/** One answer of a run, handed to `observe`. */
export interface Sighting {
  readonly case: string;
  /** Names the request within its case; the same from run to run. */
  readonly label: string;
  /** True for the answer to an update that was accepted: its body is a contact. */
  readonly accepted: boolean;
  readonly exchange: Exchange;
  /** False for an answer to a payload that a seed made: it adds to the shape, but is not pinned by itself. */
  readonly fixed?: boolean;
  /** One seed-free word for what a recorded clause saw (`moved`, `kept`, …): pinned like a status. */
  readonly recorded?: string;
}

/** A node of the inferred shape that also knows which case showed what first. */
export interface ObservedNode extends ShapeNode {
  /** Type or format → the slug of the case that showed it first. */
  readonly shownBy?: Readonly<Record<string, string>>;
}

/** How one pointer of accepted answers looked, free of anything that a seed decides. */
export interface BaselineNode {
  readonly presence: 'always' | 'sometimes';
  readonly types: readonly string[];
  readonly formats: readonly string[];
  readonly values?: readonly string[];
}

export type Held = 'pass' | 'warn' | 'fail';

/** What a target did when a person last accepted it: `fixtures/baselines/<target>.json`. */
export interface Baseline {
  readonly $schema: string;
  readonly schemaVersion: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly target: { readonly name: string; readonly kind: 'mock' | 'live' };
  readonly profile: Profile;
  readonly seed: number;
  /** YYYY-MM-DD on which a person accepted it. */
  readonly accepted: string;
  /** Clauses that held in every case that judged them. Which cases do is in part a matter of time and values. */
  readonly held: readonly string[];
  /** Clauses that did not: case → how it came out there. */
  readonly broken: Readonly<Record<string, Readonly<Record<string, Held>>>>;
  /** Whether cases ran whose payloads a seed made. They are pinned together, as `(generated)`. */
  readonly generated: boolean;
  /** Case → label of the request → `status media-type error-shape`. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the headers that every accepted answer had. */
  readonly headers: readonly string[];
  /** JSON Pointer (array items as `*`) → what was there. */
  readonly shape: Readonly<Record<string, BaselineNode>>;
}

/** An entry of `fixtures/accepted-drift.json`. One of `clause` and `fingerprint` is set. */
export interface AcceptedEntry {
  readonly target: string;
  readonly clause?: string;
  /** The fingerprint of a drift, or the id of a finding. */
  readonly fingerprint?: string;
  readonly because: string;
  /** YYYY-MM-DD. */
  readonly since: string;
  /** YYYY-MM-DD, the last day on which it is accepted. */
  readonly until: string;
  readonly link?: string;
  /** The cases that showed it when it was accepted. It can only be stale where one of these ran. */
  readonly cases?: readonly string[];
}

/** The file as read, with the line (counted from 1) on which each entry begins. */
export interface AcceptedFile {
  readonly entries: readonly AcceptedEntry[];
  readonly lines?: readonly number[];
}

/** What `applyAccepted` looks at: a report, or as much of one as there is yet. */
export interface Acceptable {
  readonly profile: Profile;
  readonly partial: boolean;
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  readonly cases?: readonly { readonly id: string }[];
}

export interface AppliedAcceptance {
  /** The clauses; one whose every failure is accepted has the outcome `accepted`. */
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  /** Expired, stale and unknown entries: one sentence each, naming what to delete. Any of them is exit 2. */
  readonly problems: readonly string[];
}

/** A line of `history.jsonl`. */
export interface HistoryLine {
  readonly at: string;
  readonly target: string;
  readonly profile: Profile;
  readonly verdict: 'conformant' | 'error' | 'violated' | 'inconclusive';
  /** Fingerprints of drift and ids of findings, sorted. */
  readonly fingerprints: readonly string[];
  /** Clauses that were judged, with what came of them. */
  readonly clauses: Readonly<Record<string, Outcome>>;
}

/** A difference before it is made into an entry of the report. */
export interface Difference {
  readonly rule: string;
  readonly pointer: string;
  readonly clause: string | null;
  readonly was: string;
  readonly is: string;
  /** What tells this cause from another of the same rule at the same pointer. */
  readonly direction: string;
  /** Fills `{detail}` in the sentence of the rule. */
  readonly detail?: string;
  /** Replaces the class that the rule gives. */
  readonly classification?: Classification;
  readonly seen: number;
  readonly of: number;
  /** Cases that showed it, the first one first. */
  readonly cases: readonly string[];
}

/** Finds the exchange to show for a drift; null when the run kept none. */
export type ExampleOf = (difference: Pick<Difference, 'clause' | 'pointer' | 'cases'>) => ReportDrift['example'];

/** What the comparison may be told besides the two sides. */
export interface CompareOptions {
  readonly exampleOf?: ExampleOf;
}

export type { Classification, Observed };
