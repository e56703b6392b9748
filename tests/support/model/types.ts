/** What the contact has to hold, as a value, and the conversation about it: events in, judgements and asks out. */
import type { ClauseId } from '../catalogue.ts';
import type { Exchange, RequestSpec } from '../client/exchange.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { Difference, Names, Reading } from '../endpoint/index.ts';
import type { Expectation, Judgement, SeenTimes } from '../oracles/index.ts';

/** A refused request whose having no effect has not been seen yet. */
export interface Pending {
  readonly case: string;
  readonly exchange: Exchange;
  readonly clause: ClauseId;
  /** The value per attribute that it would have written. */
  readonly sent: JsonObject;
  /** How far a second clause (refused, but provisional until the target is known to be well) is concerned. */
  readonly about: ClauseId | null;
  /** True for a request that was allowed to be refused: when a later update covers what it would have written, it is let go. */
  readonly weak: boolean;
}

/** A refused request since the last response that showed when the contact was changed. */
export interface Refused {
  readonly case: string;
  readonly exchange: Exchange;
  readonly spec: RequestSpec;
  readonly clause: ClauseId;
}

/** When the contact was changed last, as far as responses show it. */
export interface Clock {
  /** As the last response that can be compared with a read showed it; null when none can. */
  readonly last: string | null;
  /** As the last read by GET showed it; null before the first. */
  readonly read: string | null;
  /** Whether that was a read. */
  readonly isOfRead: boolean;
  /** What was refused since, the latest last. */
  readonly refused: readonly Refused[];
  /** How often it was looked into who moved it. */
  readonly inquiries: number;
  /** How often a read showed a later time than the response to the update before it, and nothing that is judged moved it. */
  readonly later: number;
  /** Set once a read showed an earlier time, and waiting did not help. */
  readonly wentBack: boolean;
}

/** A written value that no later response has shown yet. */
export interface Written {
  readonly case: string;
  readonly exchange: Exchange;
  readonly previous: Json | undefined;
}

/** Texts that came from this run, the latest first: a list that shares its tail, as thousands of requests add to it. */
interface Familiar {
  readonly texts: readonly string[];
  readonly earlier: Familiar | null;
}

/** The values that an attribute has held, the latest last, and the place of the latest that a read has shown: -1 before the first. */
export interface Past {
  readonly values: readonly Json[];
  readonly shown: number;
}

/**
 * Who moves an attribute.
 * - `request`: it stays when it is put back alone, or goes at once, so that the request which is blamed did it
 * - `late-effect`: each write of it has an effect so many milliseconds later
 * - `somebody-else`: it moves at other times than those of our writes
 */
export type Mover =
  | { readonly who: 'request' }
  | { readonly who: 'late-effect'; readonly delay: number }
  | { readonly who: 'somebody-else' };

/** What the suite knows of the contact, by value, without trusting any single response. */
export interface Model {
  readonly about: { readonly contactId: string; readonly timeoutMs: number; readonly host: string };
  /** What each attribute holds. An attribute that is missing is not known. */
  readonly known: ContactState;
  readonly unconfirmed: Readonly<Record<string, Written>>;
  readonly pending: readonly Pending[];
  readonly familiar: Familiar | null;
  readonly seen: SeenTimes;
  /** The names that were first seen beside identifiers. */
  readonly names: Names;
  readonly clock: Clock;
  /** How the contact is read; null when it cannot be. */
  readonly reading: Reading | null;
  /** The longest that a read has lagged behind an update, in milliseconds. */
  readonly lag: number;
  /** Reads that were repeated because something was amiss. */
  readonly polls: number;
  /** Attributes that two seconds of waiting did not put right: it is not waited for them again. */
  readonly stuck: readonly string[];
  /** What each attribute has held. One that is missing is not known. */
  readonly past: Readonly<Record<string, Past>>;
  /** Set once the longest lag was waited for in vain: it is not again. */
  readonly soughtLag: boolean;
  /** Set once a read showed an earlier state than one before it. */
  readonly wentBack: boolean;
  /** Reads that did not find the contact, although one had found it and an update did. */
  readonly unfound: number;
  /** Who moves the attributes that were found moved, as far as it was looked into. */
  readonly movers: Readonly<Record<string, Mover>>;
  /** The longest time, in milliseconds, after which a write was seen to have a late effect. */
  readonly effect: number;
  /** Unsent attributes that the last update was proved to have changed. */
  readonly changed: readonly Difference[];
  /** The open cases before the request that is being judged: an accepted update closes some of them. */
  readonly open: readonly string[];
  /** How the first plain update of the control's attribute alone was answered; null before it. */
  readonly control: { readonly kind: string; readonly accepted: boolean; readonly documented: boolean } | null;
  /** Set once a request to another record was accepted: nothing more is sent to one. */
  readonly elsewhereAccepted: boolean;
  /** What is being looked into: the event that began it, and what was answered since. Null: nothing is. */
  readonly inquiry: { readonly begun: Model; readonly event: Event; readonly responses: readonly Event[] } | null;
}

/** A judgement together with where it was made. */
export interface Observation extends Judgement {
  readonly case: string;
  readonly exchange: Exchange | null;
  /** A value that no request of this run has sent: perhaps somebody else writes to this contact. */
  readonly foreign?: boolean;
  /** Somebody else was seen to write to the attribute: nothing can be said of it. */
  readonly interference?: boolean;
  /** Cases with a refused request that was not yet seen to have had no effect: one of them may be to blame. */
  readonly open?: readonly string[];
}

/** A request as a case means it. */
export interface Intent {
  readonly case: string;
  readonly spec: RequestSpec;
  readonly expectation: Expectation;
  /** The attributes in the envelope of the body; null when the body is of another form. */
  readonly sent: JsonObject | null;
  /** What it writes where it is accepted, also where the body does not say so in its own form. */
  readonly written: JsonObject | null;
}

/** What happened. `at` is in milliseconds since the epoch. */
export type Event = { readonly at: number } &
  /** A request is about to be sent. */
  (
    | { readonly type: 'sending'; readonly intent: Intent }
    /** It was answered, or failed. */
    | { readonly type: 'answered'; readonly intent: Intent; readonly exchange: Exchange }
    /** Somebody wants to know what the contact holds. */
    | {
        readonly type: 'look';
        readonly case: string;
        /** True in a further look at what was found broken. */
        readonly isFurther?: boolean;
        /** True where no lag is waited out before it, as it is to show how promptly a read follows an update. */
        readonly isPrompt?: boolean;
      }
    /** Two updates were sent without waiting for one another. */
    | { readonly type: 'parallel'; readonly case: string; readonly both: Both; readonly exchanges: Pair }
    /** A control was wanted by a case. */
    | { readonly type: 'control'; readonly case: string }
    /** The run ends. */
    | { readonly type: 'finish'; readonly case: string }
    /** What the loop found out for what was asked. */
    | { readonly type: 'waited' }
    | { readonly type: 'read'; readonly exchange: Exchange }
    /** The configuration lacks what this way of reading needs. */
    | { readonly type: 'unread' }
    | { readonly type: 'resent'; readonly exchange: Exchange }
    | { readonly type: 'pair'; readonly exchanges: Pair }
    | { readonly type: 'controlled'; readonly exchange: Exchange; readonly attributes: JsonObject }
  );

export type Both = readonly [JsonObject, JsonObject];
export type Pair = readonly [Exchange, Exchange];

/** What the model wants next. `beyond`: not of the budget of the profile. */
export type Ask =
  | { readonly type: 'nothing' }
  | { readonly type: 'wait'; readonly milliseconds: number }
  | { readonly type: 'read'; readonly reading: Reading; readonly beyond: boolean }
  /** The same request once more. */
  | { readonly type: 'resend'; readonly spec: RequestSpec }
  /** An update with attributes that were sent, or held, before. */
  | { readonly type: 'putBack'; readonly attributes: JsonObject }
  | { readonly type: 'resendBoth'; readonly both: Both }
  | { readonly type: 'control' }
  /** Nothing more can be judged, by this case or at all. */
  | { readonly type: 'stop'; readonly kind: 'down' | 'unreadable' | 'unavailable'; readonly reason: string };

export interface Step {
  readonly model: Model;
  readonly judgements: readonly Observation[];
  readonly ask: Ask;
  /** What the event came to, once nothing more is asked: the exchange that was judged, or the state that was read. */
  readonly exchange?: Exchange;
  readonly state?: ContactState;
  /** Why a control failed. */
  readonly failure?: string;
}

/** A conversation: what it asks, step by step, and what it comes to. Its state is the event and the results, so that it can be told again. */
export type Script<Result = Step> = Generator<Step, Result, Event>;
