/** What is known about the endpoint, as types. */
import type { Json, JsonObject } from '../text/json.ts';
import type { ClauseId } from '../catalogue.ts';

/** A difference under which two texts are still the same value: each is a promise of its own at level SHOULD. */
export type Tolerance = Extract<
  ClauseId,
  'outer-white-space-kept' | 'unicode-normal-form-kept' | 'email-letter-case-kept' | 'phone-punctuation-kept'
>;

/** What a text is about: decides which values are made for it. */
export type TextValues = 'person-name' | 'email-address' | 'phone-number';

interface AttributeBase {
  /** As the request schema names it. */
  readonly name: string;
  /** The word for what it holds, such as `company` for the identifier of one. */
  readonly label: string;
  /** Where a response shows it (JSON Pointer); null: nowhere. */
  readonly pointer: string | null;
  /** The key of the contact in a response that shows it; null: none does. */
  readonly shownAs: string | null;
  /** Judges that what was sent comes back; of an opaque attribute, that it is accepted. */
  readonly clause: ClauseId;
  /** Judges the shape of what a response shows of it. */
  readonly shape: ClauseId;
  /** Records what an identifier that nothing has does. */
  readonly unknown: ClauseId;
  /** Records what an object with a key too many or too few does. */
  readonly malformed: ClauseId;
  /** Variables without which it is not sent. */
  readonly variables: readonly string[];
  /** True for an attribute that the documented request shows: the fixed cases are about these. */
  readonly documented: boolean;
}

/** One attribute that an update can set. */
export type Attribute = AttributeBase &
  (
    | { readonly kind: 'text'; readonly values: TextValues | null; readonly tolerates: readonly Tolerance[] }
    /** The identifier of one record. `empty` is what its key in a response holds when there is none. */
    | { readonly kind: 'reference'; readonly empty: Json }
    /** Identifiers of records, in any order. */
    | {
        readonly kind: 'set';
        readonly replaces: ClauseId | null;
        readonly clears: ClauseId | null;
        readonly once: ClauseId | null;
      }
    /** No response shows it. `reset` says, per key of its one item, which variable the value comes from; `records`: keys that name records. */
    | {
        readonly kind: 'opaque';
        readonly reset: Readonly<Record<string, string>>;
        readonly records: ReadonlySet<string>;
      }
    /** Any JSON value, compared exactly. `identifier`: it names records, which cannot be made up. */
    | { readonly kind: 'value'; readonly identifier: boolean; readonly types: ReadonlySet<string> }
  );

export type AttributeOf<Kind extends Attribute['kind']> = Extract<Attribute, { readonly kind: Kind }>;

/** Everything that is known about the endpoint. */
export interface Endpoint {
  readonly requestSchema: JsonObject;
  readonly responseSchema: JsonObject;
  /** The key that wraps the contact in requests and responses. */
  readonly envelope: string;
  /** In the order of the request schema. */
  readonly attributes: readonly Attribute[];
  /** Keys of the contact that the response schema names. */
  readonly responseKeys: readonly string[];
  /** Names of properties of the request whose text a client writes: it is data, whatever it looks like. */
  readonly textKeys: ReadonlySet<string>;
  /** What the schemas and the data file ask for and no run could do, as sentences; none when all is well. */
  readonly faults: readonly string[];
}

/** A row of `schemas/contact-update.attributes.json`. */
export interface AttributeRow {
  readonly kind: 'text' | 'reference' | 'set' | 'opaque';
  readonly values?: TextValues;
  readonly shownAt?: string | null;
  readonly empty?: Json;
  readonly tolerates?: readonly Tolerance[];
  readonly variables?: readonly string[];
  readonly reset?: Readonly<Record<string, string>>;
  readonly clause: ClauseId;
  readonly shape?: ClauseId;
  readonly unknown?: ClauseId;
  readonly malformed?: ClauseId;
  readonly replaces?: ClauseId;
  readonly once?: ClauseId;
  readonly clears?: ClauseId;
}

/** `schemas/contact-update.attributes.json`. */
export interface AttributesFile {
  readonly attributes: Readonly<Record<string, AttributeRow>>;
  readonly general: Readonly<Record<'required' | 'optional' | 'missing' | 'shape' | 'malformed' | 'unknown', ClauseId>>;
  /** Per definition of the response schema: the clause that a value of another form breaks. */
  readonly formats: Readonly<Record<string, ClauseId>>;
}
