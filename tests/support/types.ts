/**
 * The shapes that the rooms of the suite hand to one another. Data only: nothing here runs.
 */
import type { ClauseId } from './catalogue.ts';

export type { ClauseId };

export type Level = 'MUST' | 'SHOULD' | 'MAY';
export type Grade = 'documented' | 'standard' | 'platform' | 'assumed';

/** One promise. `needs` names environment variables without which it cannot be exercised. */
export interface Clause {
  readonly id: ClauseId;
  readonly group: string;
  readonly level: Level;
  readonly grade: Grade;
  readonly statement: string;
  readonly source: { readonly document: string; readonly place: string };
  readonly since: string;
  readonly needs?: readonly string[];
  readonly untestable?: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export type Profile = 'smoke' | 'full' | 'deep';

/** `pass` held · `fail` broken · `warn` broken, but not red by itself · the rest could not be or was not judged. */
export type Outcome = 'pass' | 'fail' | 'warn' | 'accepted' | 'inconclusive' | 'not-exercised' | 'error';

/** What a request is for. Only `case` and `confirmation` are about the case that names it. */
export type Purpose =
  'snapshot' | 'control' | 'arrange' | 'case' | 'read' | 'confirmation' | 'shrink' | 'restore' | 'doctor';

/** One request as the suite means to send it. `path` is appended to the base URL; `body` is sent byte for byte. */
export interface RequestSpec {
  readonly method: 'PATCH' | 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The body of an answer as the suite itself parsed it. Pointers are JSON Pointers (RFC 6901). */
export type ParsedBody =
  | { readonly ok: true; readonly value: Json; readonly duplicateKeys: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'html' | 'truncated' | 'not-json' | 'too-deep';
      readonly message: string;
    };

/** Why there is no whole answer. `decode` is an answer whose Content-Encoding is not true; `length` one whose length is not. */
export type FailureKind =
  | 'timeout'
  | 'timeout-in-body'
  | 'reset'
  | 'refused'
  | 'dns'
  | 'tls'
  | 'too-large'
  | 'decode'
  | 'length'
  | 'protocol'
  | 'aborted';

/** Where an answer carried the key, noted before it was redacted. */
export interface Leak {
  readonly where: 'body' | 'header' | 'url';
  readonly pointer: string;
  readonly form: string;
}

/** An immutable record of one request and its answer. The key, in every form, is redacted by value. */
export interface Exchange {
  /** Counts from 1 within a run. */
  readonly id: number;
  readonly case: string;
  readonly purpose: Purpose;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** As it went over the wire. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  /** Null when no whole answer arrived; then `failure` says why. A status that did arrive is kept in `failure.status`. */
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly text: string;
    /** Length of the body in bytes, after decoding. */
    readonly bytes: number;
    /** False when the bytes were not well-formed UTF-8 (a byte order mark counts as not well-formed). */
    readonly utf8: boolean;
    readonly parsed: ParsedBody;
  } | null;
  readonly failure: { readonly kind: FailureKind; readonly message: string; readonly status?: number } | null;
  readonly leaks: readonly Leak[];
  /** 1 when nothing was retried. */
  readonly attempts: number;
  /** Times that 429 was waited out. */
  readonly throttled: number;
  /** Milliseconds of the last attempt, from the first byte sent to the last byte received. */
  readonly ms: number;
  /** Milliseconds since the epoch at which the last attempt was sent. */
  readonly sentAt: number;
}

/** What an oracle says about one clause. The same clause id whether it held or not. */
export interface Finding {
  readonly clause: ClauseId;
  readonly outcome: Outcome;
  /** JSON Pointer into the answer (or, for a refusal, into the request); empty for the whole. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: Json;
  readonly actual?: Json;
  readonly case: string;
  readonly seed: number;
  readonly exchange: Exchange | null;
  /** Seen once, and not again when it was looked at again. */
  readonly flaky?: boolean;
  /** The second sighting, when there was one. */
  readonly confirmation?: Exchange | null;
  /** Needs no second sighting: a leak, a 2xx without a valid key, a write to another contact, a lost write. */
  readonly certain?: boolean;
}

/** The attributes of a contact as the suite compares them, read from an answer. Absent: the answer did not show it. */
export type ContactState = Readonly<Record<string, Json>>;
export type StateKey = string;

/** Where a setting came from. */
export type Source = 'flag' | 'environment' | '.env' | 'default' | 'derived';

/** Everything a run is told. Made by `config` and by nothing else. */
export interface Settings {
  readonly target: {
    readonly kind: 'mock' | 'live';
    readonly name: string;
    /** Up to and including `/api/external/v1`, no trailing slash. For the mock it is filled in when the mock listens. */
    readonly baseUrl: string;
    readonly loopback: boolean;
  };
  readonly apiKey: string;
  readonly contactId: string;
  readonly companyId: string | null;
  readonly ownerId: string | null;
  readonly tagIds: readonly string[];
  readonly fieldId: string | null;
  readonly fieldValue: string | null;
  readonly foreignContactId: string | null;
  readonly allowKeyInUrl: boolean;
  /** Requests per second; 0 is unlimited (the embedded mock). */
  readonly maxRps: number;
  readonly timeoutMs: number;
  readonly profile: Profile;
  readonly seed: number;
  readonly strict: boolean;
  readonly requireAll: boolean;
  /** Absolute. */
  readonly reportDir: string;
  /** A file, `none`, or null: the one of the target when it exists. */
  readonly baseline: string | null;
  readonly history: string | null;
  /** Case slugs to run; empty: all of the profile. */
  readonly cases: readonly string[];
  /** How many requests `deep` may send. */
  readonly requests: number;
  /** How many causes are confirmed by a second sighting. */
  readonly confirm: number;
  readonly maxMinutes: number;
  readonly sources: Readonly<Record<string, Source>>;
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
  readonly body: string | null;
}
export interface ReportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ms: number;
}

/** One cause: every sighting of the same clause, pointer and outcome is one finding with a count. */
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
  /** The case that showed it first; `cases` names all. */
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
  /** The other of two sightings. */
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

export interface CoverageRow {
  readonly keyword: string;
  readonly pointer: string;
  readonly valid: { readonly sent: number; readonly statuses: Readonly<Record<string, number>> };
  readonly invalid: { readonly sent: number; readonly statuses: Readonly<Record<string, number>> };
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
    readonly budget: number;
  };
  readonly verdict: 'conformant' | 'error' | 'violated' | 'inconclusive';
  readonly exitCode: 0 | 1 | 2 | 3;
  /** Why the verdict is what it is, most important first. */
  readonly reasons: readonly string[];
  readonly clauses: readonly ReportClause[];
  readonly findings: readonly ReportFinding[];
  readonly drift: readonly ReportDrift[];
  /** Accepted entries that are expired, stale or unknown. */
  readonly acceptedProblems: readonly string[];
  readonly sandbox: {
    /** How the contact was read before the first write, and what was read. */
    readonly snapshot: { readonly how: string; readonly state: JsonObject } | null;
    /** Null when nothing was written. */
    readonly restored: boolean | null;
    readonly attributes: Readonly<Record<string, string>>;
    readonly message: string;
  };
  readonly coverage: readonly CoverageRow[];
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
