/** What the generators take, and what they make of one place of a schema. */
import type { Json, JsonObject } from '../text/json.ts';

/** A text of `fixtures/values/`, written out. */
export interface AwkwardText {
  /** Slug, unique over all texts. */
  readonly id: string;
  readonly description?: string;
  readonly text: string;
  /** Names of the properties that it is sent in; absent: every free text of the schema. */
  readonly attributes?: readonly string[];
  /** `may`: nothing is promised about it (U+0000, lone surrogates); it is sent and recorded. */
  readonly class?: 'storable' | 'may';
}

export interface PayloadOptions {
  /** The schema of the whole body. */
  readonly schema: JsonObject;
  /** Any integer. The seed alone decides the values; ids do not depend on it. */
  readonly seed: number;
  /** Existing identifiers by property name. A property that needs one and has none here is left out. */
  readonly identifiers: Readonly<Record<string, readonly (string | number)[]>>;
  /** Exact values by property name, for what may only ever hold one thing (the value of the dedicated custom field). */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly texts: readonly AwkwardText[];
  /** Attributes that the documents do not show: they make room for the others, and go along with none that is broken. */
  readonly novel?: readonly string[];
  /** 1 to 24 of a–z, 0–9 and `-`; every address carries it, so that two contacts never claim the same one. */
  readonly contactTag: string;
  /** The mark of the run in plain addresses; that of no run when absent. The one part of a payload that the seed does not decide. */
  readonly claim?: string;
}

/** A keyword of the request schema and where it holds. */
export interface KeywordPoint {
  readonly keyword: string;
  /** JSON Pointer into the body; array items as `*`. */
  readonly pointer: string;
}

/** A valid value beside the plain one. */
export interface ValueVariant {
  /** Part of the id of its payload. */
  readonly label: string;
  readonly keyword: string;
  readonly value: Json;
  /** A server has to take it: only choices that the schema itself lists. */
  readonly plain: boolean;
  /** Nothing is promised about it. */
  readonly may?: boolean;
}
/** A bound that no value was found for. */
export interface Unmade {
  readonly keyword: string;
  readonly reason: string;
}

/** A value that breaks a keyword. */
export interface Breaker {
  readonly keyword: string;
  /** Part of the id; empty where there is one breaker per keyword. */
  readonly label: string;
  readonly value: Json;
}
