/** What an oracle is told and what it says. Oracles are pure: no I/O, no clock of their own. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange } from '../client/exchange.ts';
import type { Names } from '../endpoint/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** What the request was meant to meet; decides which oracles apply and how. */
export type Expectation =
  /** A plain update: it must be accepted and answered as documented. `meets`: another one is sent at the same time. */
  | { readonly kind: 'plain'; readonly meets?: true }
  /** It may be accepted or refused; accepted, it comes back as sent. `clause` records which it was. */
  | { readonly kind: 'either'; readonly clause: ClauseId }
  /**
   * Nothing is promised about it; `odd` names the attributes whose answered value is not judged. `respelled`: the path names the
   * contact in another spelling than its own, so that a target may find another contact by it.
   */
  | {
      readonly kind: 'recorded';
      readonly clause: ClauseId;
      readonly odd: readonly string[];
      readonly respelled?: true;
    }
  /** It must not be answered with 2xx. */
  | {
      readonly kind: 'refused';
      readonly clause: ClauseId;
      /** SHOULD: which statuses are expected, under which clause. */
      readonly statuses: readonly number[];
      readonly statusClause: ClauseId | null;
      /** False when the response may come from a router or gateway rather than from the API. */
      readonly judgesError: boolean;
      /** What must not have been written. */
      readonly effectClause: ClauseId;
      /** Another record than the configured contact was addressed: a 2xx stops all writing there. */
      readonly elsewhere: boolean;
      /** The path is not the documented one of the contact: a redirect to that is no deviation. */
      readonly respelled?: true;
      /** Another contact of the workspace may have the identifier: a response that shows it breaks nothing. */
      readonly mayExist?: true;
      /** A 2xx that shows no contact is right: browsers ask so beforehand, without a key (Fetch, section 3.2.2). */
      readonly mayBeEmpty?: true;
    }
  /** A read of the contact, by GET. */
  | { readonly kind: 'read' };

/** Timestamps seen so far, per way of reading (responses to updates, responses to reads). */
export interface SeenTimes {
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  /** `updated_at` as the last read showed it. */
  readonly read?: string | null;
  /** `created_at` as it was shown before the first update; a read may have shown it in another precision. */
  readonly atFirst?: string | null;
  /** Milliseconds since the epoch at which the update that showed `updatedAt` was sent. */
  readonly sentAt: number;
}

/** The situation of one exchange. */
export interface Situation {
  readonly exchange: Exchange;
  readonly expectation: Expectation;
  /** The attributes of the request, in its envelope; null when the body is not of that form. */
  readonly sent: JsonObject | null;
  /** What the contact held before, as far as it was known. */
  readonly before: ContactState;
  readonly contactId: string;
  readonly seen: SeenTimes;
  /** The names that were first seen beside identifiers; none when absent. */
  readonly names?: Names;
  readonly timeoutMs: number;
  readonly host: string;
}

/** One verdict about one clause. `fail` is what a broken promise yields; its level decides later whether that is red. */
export interface Judgement {
  readonly clause: ClauseId;
  readonly outcome: 'pass' | 'fail' | 'inconclusive' | 'not-exercised';
  readonly pointer: string;
  readonly message: string;
  readonly expected?: Json;
  readonly actual?: Json;
  /** Needs no further attempt. */
  readonly certain?: boolean;
}

export type Oracle = (situation: Situation) => readonly Judgement[];

/** A judgement that the promise held. */
export const held = (clause: ClauseId, pointer = ''): Judgement => ({
  clause,
  outcome: 'pass',
  pointer,
  message: 'holds',
});

/** A judgement that the promise was broken. */
export const broken = (
  clause: ClauseId,
  pointer: string,
  message: string,
  values: { readonly expected?: Json; readonly actual?: Json; readonly certain?: boolean } = {},
): Judgement => ({ clause, outcome: 'fail', pointer, message, ...values });

/** A judgement that the promise was not put to the test, and why. */
export const untried = (clause: ClauseId, pointer: string, message: string): Judgement => ({
  clause,
  outcome: 'not-exercised',
  pointer,
  message,
});

/** A judgement that nothing could be said. */
export const unclear = (clause: ClauseId, message: string): Judgement => ({
  clause,
  outcome: 'inconclusive',
  pointer: '',
  message,
});

/** `held` or `broken`, by a condition. */
export const judge = (
  condition: boolean,
  clause: ClauseId,
  pointer: string,
  message: string,
  values: { readonly expected?: Json; readonly actual?: Json; readonly certain?: boolean } = {},
): Judgement => (condition ? held(clause, pointer) : broken(clause, pointer, message, values));
