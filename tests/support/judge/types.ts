/** What is judged of the traffic of an SDK, and what comes of it. */
import type { SdkClauseId } from '../catalogue.ts';
import type { Configured } from '../endpoint/index.ts';
import type { Json } from '../text/json.ts';

/** A request as it arrived. */
export interface ClientRequest {
  readonly method: string;
  /** Path and query, or a whole address, as they were sent. */
  readonly target: string;
  /** Names and values in the order in which they were sent, each as often as it was. */
  readonly headers: readonly (readonly [string, string])[];
  /** The body, or as much of it as was kept. */
  readonly bytes: Uint8Array;
  /** Bytes of the body that arrived. */
  readonly length: number;
  /** False when the connection ended before the request did. */
  readonly whole: boolean;
  /** Why it could not be read as a request, as a sentence; absent where it could be, or where nobody says. */
  readonly fault?: string;
}

/** What the stand-in knows of the records that a request may name. */
export interface Known extends Configured {
  readonly apiKey: string;
  readonly contactId: string;
  /** The path under which the API begins, as `/api/external/v1`. */
  readonly base: string;
}

/** Whose mistake it is; the stand-in where it could not know better. */
export type Party = 'SDK' | 'stand-in';

/** One broken promise in one request. */
export interface SdkFinding {
  readonly clause: SdkClauseId;
  /** Further promises that the same mistake breaks. */
  readonly also?: readonly SdkClauseId[];
  /** JSON Pointer into the body of the request; empty for what is no part of it. */
  readonly pointer: string;
  /** Where it is, in words. */
  readonly where: string;
  /** Requests with the same clause and the same kind have one cause. No value of a request is in it. */
  readonly kind: string;
  /** What the finding is about, for a cause that several names share: `phoneNumber (phone_number)`. */
  readonly subject?: string;
  /** True for a name that is near no documented one. */
  readonly strange?: boolean;
  readonly party: Party;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json;
}

/** What a request is to this contract: an update or a read of a contact, or none of its affair. */
export type SdkPurpose = 'update' | 'read' | 'outside';

export interface SdkJudgement {
  readonly purpose: SdkPurpose;
  readonly findings: readonly SdkFinding[];
  /** The promises that the request could have broken. */
  readonly judged: readonly SdkClauseId[];
}

/** A rule: what is wrong with a request in one respect. */
export type Findings = readonly SdkFinding[];
