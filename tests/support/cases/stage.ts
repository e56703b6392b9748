/** What a case is played on. */
import type { Exchange, Purpose, RequestSpec } from '../client/exchange.ts';
import type { Settings } from '../config/types.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { Difference, Names, Reading } from '../endpoint/index.ts';
import type { Expectation, Judgement } from '../oracles/index.ts';
import type { Payload } from '../payloads/index.ts';
import type { PayloadOptions } from '../values/types.ts';

/** A request of a case: how it is meant, and how it is called. */
export interface Sending {
  readonly expectation: Expectation;
  readonly purpose?: Purpose;
  /** Names the request within its case, for observations. */
  readonly label?: string;
  /** What a refused body would have written, where the body does not say so in its own form (malformed JSON, unwrapped). */
  readonly wouldWrite?: JsonObject;
}

/** What the verbs are made of: one case being played against a target. */
export interface Stage {
  readonly settings: Settings;
  /** What the contact held before the first write. */
  readonly initial: ContactState;
  readonly payloads: PayloadOptions;
  readonly known: () => ContactState;
  /** The names that were first seen beside identifiers. */
  readonly names: () => Names;
  /** Unsent attributes that the last update was proved to have changed. */
  readonly changed: () => readonly Difference[];
  /** A plain value of an attribute; another word gives another value. */
  readonly value: (attribute: string, word: string) => Json;
  /** Sends a request and has its response judged. */
  readonly send: (spec: RequestSpec, sending: Sending) => Promise<Exchange>;
  /** Sends a generated payload, and shrinks it when something breaks. */
  readonly payload: (payload: Payload, expectation: Expectation) => Promise<Exchange>;
  readonly read: () => Promise<ContactState>;
  readonly probe: () => Promise<Exchange>;
  /** How the contact is read: by GET, or by an update that changes nothing. */
  readonly reading: () => Reading | null;
  readonly parallel: (left: JsonObject, right: JsonObject) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly sendBack: () => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly say: (judgement: Judgement, exchange: Exchange | null) => void;
  readonly note: (word: string) => void;
  readonly played: (rows: readonly string[]) => void;
  /** What a header Cookie has to be for the cookies that responses with 2xx have set in this run; null when none has. */
  readonly cookies: () => Promise<string | null>;
}
