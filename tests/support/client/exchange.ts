/** One request and what came of it, as the client records it. */
import type { Json } from '../text/json.ts';
import type { Meeting } from './meeting.ts';

/** What a request is for. Only `case` and `confirmation` are about the case that names it. */
export type Purpose =
  | 'snapshot'
  | 'control'
  | 'arrange'
  | 'case'
  | 'read'
  | 'confirmation'
  | 'shrink'
  | 'restore'
  | 'doctor';

/** The methods that the suite sends. Never DELETE: what a broken server removes nobody can put back. */
export type Method = 'PATCH' | 'GET' | 'PUT' | 'POST' | 'HEAD' | 'OPTIONS';

/** One request as the suite means to send it. `path` is appended to the base URL; `body` is sent byte for byte, a text as UTF-8. */
export interface RequestSpec {
  readonly method: Method;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Headers that are recorded without their values: what the target itself handed out may authorise whoever reads it. */
  readonly withheld?: readonly string[];
  /** Requests that meet are sent at the same moment: the pace would keep them apart. */
  readonly meeting?: Meeting;
}

/** The body of a response as the suite itself parsed it. Pointers are JSON Pointers (RFC 6901). */
export type ParsedBody =
  | { readonly ok: true; readonly value: Json; readonly duplicateKeys: readonly string[] }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'html' | 'truncated' | 'not-json' | 'too-deep';
      readonly message: string;
    };

/** Why there is no whole response. `decode` is a response whose Content-Encoding is not true; `length` one whose length is not. */
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

/** Where a response carried the key, noted before it was redacted. */
export interface Leak {
  readonly where: 'body' | 'header' | 'url';
  readonly pointer: string;
  readonly form: string;
}

/** An immutable record of one request and its response. The key, in every form, is redacted by value. */
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
    /** As text: bytes that are not UTF-8 show as U+FFFD, and then `bodyHex` has them. */
    readonly body: string | null;
    /** The body in hexadecimal, where it is not the UTF-8 of a text. */
    readonly bodyHex?: string;
  };
  /** Null when no whole response arrived; then `failure` says why. A status that did arrive is kept in `failure.status`. */
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
