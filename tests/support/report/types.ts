/** What cases find, and the shape of `report.json`. */
import type { ClauseId, Grade, Level } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { Profile } from '../config/types.ts';
import type { ReportCause } from './cause-type.ts';
import type { CoverageRow } from './coverage.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** `pass` held · `fail` broken · `warn` broken, but not red by itself · the rest could not be or was not judged. */
export type Outcome = 'pass' | 'fail' | 'warn' | 'accepted' | 'inconclusive' | 'not-exercised' | 'error';

export type { ReportCause } from './cause-type.ts';

/** What an oracle says about one clause. The same clause id whether it held or not. */
export interface Finding {
  readonly clause: ClauseId;
  readonly outcome: Outcome;
  /** JSON Pointer into the response (or, for a refusal, into the request); empty for the whole. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: Json;
  readonly actual?: Json;
  readonly case: string;
  readonly seed: number;
  readonly exchange: Exchange | null;
  /** It comes and goes: not each further look showed it. */
  readonly flaky?: boolean;
  /** The exchange of the first further look that showed it, when there was one. */
  readonly confirmation?: Exchange | null;
  /** Needs no further look: a leak, a 2xx without a valid key, a write to another contact. */
  readonly certain?: boolean;
  /** Somebody else writes to the attribute: nothing can be said of it. */
  readonly interference?: boolean;
  /** It was seen broken, and further looks could neither show it again nor show that it holds. */
  readonly unconfirmed?: boolean;
  /** What further looks came to, until the run has ended; absent for what needs none, and in a report. */
  readonly looked?: LookedAt;
}

/**
 * What further looks at a broken promise came to.
 * - `passing`: it comes and goes
 * - `open`: it could not be looked at to the end, for a reason
 * - `awaited`: it showed each time, and the looks at the end of the run decide
 */
export interface LookedAt {
  readonly state: 'passing' | 'open' | 'awaited';
  /** What decides it: the cause, in a case. */
  readonly cause: string;
  readonly reason?: string;
  /** True for a value that no request of this run has sent. */
  readonly foreign?: boolean;
}

export type Classification = 'breaking' | 'behavioural' | 'additive' | 'unclassified';

export interface ReportClause {
  readonly id: string;
  readonly group: string;
  readonly level: Level;
  readonly grade: Grade;
  readonly statement: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** How many times it was judged. */
  readonly judged: number;
  /** Per case: the worst outcome. */
  readonly cases: Readonly<Record<string, Outcome>>;
  /** Why it was not exercised or could not be judged. */
  readonly reason?: string;
  /** True for a clause that no run could exercise, whatever is configured. */
  readonly untestable?: boolean;
}

export interface ReportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As text: bytes that are not UTF-8 show as U+FFFD, and then `bodyHex` has them. */
  readonly body: string | null;
  /** The body in hexadecimal, where it is not the UTF-8 of a text. Absent before 0.3.0. */
  readonly bodyHex?: string;
}

export interface ReportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ms: number;
}

/** One cause: every occurrence of the same clause, pointer and outcome is one finding with a count. */
export interface ReportFinding {
  /** Stable from run to run: a hash of clause, pointer and rule. */
  readonly id: string;
  readonly clause: string;
  readonly outcome: Outcome;
  readonly severity: 'red' | 'warning' | 'note';
  readonly pointer: string;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json;
  /** The case that shows it with the shortest request; `cases` names all. */
  readonly case: string;
  readonly cases: readonly string[];
  readonly count: number;
  readonly seed: number;
  readonly request: ReportRequest | null;
  readonly response: ReportResponse | null;
  readonly curl: string | null;
  readonly replay: string | null;
  /** ISO date-time of the run in which it was first seen. */
  readonly firstSeen: string;
  readonly flaky: boolean;
  /** One of the further attempts that showed it, or did not. */
  readonly confirmation: { readonly request: ReportRequest; readonly response: ReportResponse | null } | null;
  /** Set when an entry of `accepted-drift.json` covers it. */
  readonly accepted: {
    readonly because: string;
    readonly until: string;
    readonly daysLeft: number;
    readonly link?: string;
  } | null;
}

export interface ReportDrift {
  readonly fingerprint: string;
  readonly classification: Classification;
  readonly rule: string;
  readonly clause: string | null;
  readonly pointer: string;
  readonly was: Json;
  readonly is: Json;
  readonly against: 'documented' | 'baseline';
  readonly message: string;
  readonly sdkImpact: string;
  readonly schemaPatch: readonly JsonObject[];
  readonly sightings: {
    readonly seen: number;
    readonly of: number;
    readonly firstSeen: string;
    readonly lastGood: string | null;
  };
  /** Whether this entry alone makes the run red. */
  readonly red: boolean;
  readonly accepted: ReportFinding['accepted'];
  /** The cases that showed it; absent before 0.3.0, empty for what every accepted update shows. */
  readonly cases?: readonly string[];
  readonly example: {
    readonly case: string;
    readonly request: ReportRequest;
    readonly response: ReportResponse | null;
    readonly curl: string | null;
    readonly replay: string | null;
  } | null;
}

/** What one case did, for baselines: free of values that a seed decides. */
export interface CaseObservation {
  readonly case: string;
  /** One per request of the case itself, in order: label → status, media type, error shape. */
  readonly answers: readonly {
    readonly label: string;
    readonly method: string;
    readonly status: number;
    readonly mediaType: string | null;
    /** Sorted top-level keys with their types for an error, null for an accepted update. */
    readonly errorShape: string | null;
  }[];
}

/** Inferred from the bodies of accepted updates: per pointer (array items as `*`) what was seen. */
export interface ShapeNode {
  readonly seen: number;
  /** How many parents could have had it. */
  readonly of: number;
  readonly types: Readonly<Record<string, number>>;
  readonly formats: Readonly<Record<string, number>>;
  /** Distinct string values while they stay few; null once they do not. */
  readonly values: readonly string[] | null;
}

export interface Observed {
  readonly answers: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly mediaTypes: Readonly<Record<string, number>>;
  readonly headers: Readonly<Record<string, number>>;
  readonly errorShapes: Readonly<Record<string, number>>;
  readonly shape: Readonly<Record<string, ShapeNode>>;
  readonly cases: readonly CaseObservation[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly suite: { readonly name: string; readonly version: string };
  readonly target: { readonly name: string; readonly kind: 'mock' | 'live'; readonly baseUrl: string };
  readonly profile: Profile;
  readonly seed: number;
  /** True when only some cases were asked for, or the run ended early. */
  readonly partial: boolean;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly requests: {
    readonly sent: number;
    readonly retried: number;
    readonly throttled: number;
    /** Those of `sent` that came on top of the budget: what confirms, shrinks, or repeats a read. Absent before 0.3.0. */
    readonly confirming?: number;
    readonly budget: number;
  };
  readonly verdict: 'conformant' | 'error' | 'violated' | 'inconclusive';
  readonly exitCode: 0 | 1 | 2 | 3;
  /** Why the verdict is what it is, most important first. */
  readonly reasons: readonly string[];
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  /** What makes the run red or warns, red first. Absent before 0.3.0. */
  readonly causes?: readonly ReportCause[];
  /** Accepted entries that are expired, stale or unknown. */
  readonly acceptedProblems: readonly string[];
  /** The baseline that the run was compared with; null: with none. Absent when the run failed, and before 0.3.0. */
  readonly baseline?: { readonly suite: string; readonly profile: Profile; readonly accepted: string } | null;
  readonly sandbox: {
    /** How the contact was read before the first write, and what was read. */
    readonly snapshot: { readonly how: string; readonly state: JsonObject } | null;
    /** Null when nothing was written. */
    readonly restored: boolean | null;
    readonly attributes: Readonly<Record<string, string>>;
    readonly message: string;
  };
  readonly coverage: readonly CoverageRow[];
  /** Per table of `fixtures/`: how many rows it has, and how many of them were played. Absent before 0.3.0. */
  readonly rows?: readonly { readonly table: string; readonly rows: number; readonly played: number }[];
  readonly observed: Observed;
  /** Cases that ran, with their wall time. */
  readonly cases: readonly {
    readonly id: string;
    readonly title: string;
    readonly group: string;
    readonly outcome: Outcome;
    readonly requests: number;
    readonly ms: number;
  }[];
}
