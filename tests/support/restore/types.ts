/** What is read of a contact, and what came of putting it back. */
import type { Reading } from '../endpoint/index.ts';
import type { ContactState } from '../endpoint/state.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** What the contact held before the first write, as far as responses show it: an absent attribute could not be read. */
export interface Snapshot {
  readonly how: Reading;
  readonly state: ContactState;
  /** Attributes that GET does not show as they are stored, although it is answered: only updates show them. */
  readonly blind: readonly string[];
}

/** What came of putting the contact back. */
export interface Restored {
  readonly ok: boolean;
  /**
   * `target-stores-otherwise`: updates were accepted, and the contact holds something else. `not-reachable`: they were
   * refused or got no response. Null when all was put back.
   */
  readonly cause: 'target-stores-otherwise' | 'not-reachable' | null;
  /** Per attribute what became of it, as a phrase for the report. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Safe to print: what a target said is made visible in it. */
  readonly message: string;
  readonly requests: number;
  /** True when all that is left is a way of writing that the target changes, or a record that it takes no longer: another try would not help. */
  readonly asGoodAsItGets: boolean;
  /** Attributes that somebody has to put back by hand, with their values; null when there is none. */
  readonly byHand: JsonObject | null;
  /** Attributes whose value was accepted, and that a read showed with another one. */
  readonly elsewise: Readonly<Record<string, { readonly expected: Json; readonly actual: Json }>>;
  /** Attributes that were left alone, as somebody else has written to them. */
  readonly theirs: readonly string[];
  /** Records that the target takes no longer, by attribute, as far as that was found out. */
  readonly gone: Readonly<Record<string, readonly string[]>>;
}

/** A custom field whose value is never shown: it can only be reset. */
export interface HomeField {
  readonly id: string;
  readonly homeValue: string;
}
