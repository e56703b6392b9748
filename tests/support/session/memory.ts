/**
 * What the suite knows of the contact, by value, without trusting any single answer: what each attribute holds, which
 * values still wait for a later answer to show them, and which refused requests still wait for proof that they wrote
 * nothing.
 */
import { attributeNamed, omit, overlay, stateKeys } from '../endpoint/index.ts';
import type { ClauseId, ContactState, Exchange, Json, JsonObject, StateKey } from '../types.ts';

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

/** A written value that no later answer has shown yet. */
export interface Unconfirmed {
  readonly case: string;
  readonly exchange: Exchange;
  readonly previous: Json | undefined;
}

export interface Memory {
  known: ContactState;
  readonly unconfirmed: Map<StateKey, Unconfirmed>;
  pending: readonly Pending[];
  /** Texts and identifiers that this run sent or that the contact held at the start. */
  readonly familiar: Set<string>;
}

/** A memory that begins with a snapshot. */
export function createMemory(initial: ContactState): Memory {
  const memory: Memory = { known: initial, unconfirmed: new Map(), pending: [], familiar: new Set() };
  rememberValues(memory, initial);
  return memory;
}

const fold = (value: string): string => value.trim().toLowerCase();

/** Notes every text of a value as one that came from this run. */
export function rememberValues(memory: Memory, value: Json): void {
  if (typeof value === 'string') memory.familiar.add(fold(value));
  else if (Array.isArray(value)) value.forEach((item: Json) => rememberValues(memory, item));
  else if (typeof value === 'object' && value !== null)
    Object.values(value).forEach((item) => rememberValues(memory, item));
}

/** True for a non-empty value that this run never sent: somebody else may have written it. */
export const isForeignValue = (memory: Memory, value: Json): boolean =>
  Array.isArray(value)
    ? value.some((item: Json) => isForeignValue(memory, item))
    : typeof value === 'string' && value !== '' && !memory.familiar.has(fold(value));

/** The attributes of a request that the state of a contact has. */
export const writtenKeys = (sent: JsonObject | null): readonly StateKey[] =>
  sent === null ? [] : stateKeys.filter((key) => Object.hasOwn(sent, key));

/** True for a value that the state of a contact can have for an attribute. */
function canHold(key: StateKey, value: Json): boolean {
  const kind = attributeNamed(key)?.kind;
  if (kind === 'value') return value !== null;
  return kind === 'set'
    ? Array.isArray(value) && value.every((id) => typeof id === 'string')
    : typeof value === 'string';
}

/** The value that a request asks for, where it is one that a state can hold. */
export function requestedState(sent: JsonObject | null): ContactState {
  const entries = writtenKeys(sent).flatMap((key) => {
    const value = sent?.[key];
    return value !== undefined && canHold(key, value) ? [[key, value] as const] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * Takes in an accepted update: its attributes hold what the answer showed (or, where it showed nothing, what was sent),
 * and wait for a later answer to show them again. An attribute of which nothing is known any more is forgotten.
 */
export function takeIn(
  memory: Memory,
  sent: JsonObject | null,
  shown: ContactState | null,
  about: { readonly case: string; readonly exchange: Exchange },
): void {
  const keys = writtenKeys(sent);
  const before = memory.known;
  const requested = requestedState(sent);
  const held = shown === null ? requested : overlay(shown, {});
  const answered = Object.fromEntries(
    keys.flatMap((key) => (held[key] === undefined ? [] : [[key, held[key]] as const])),
  );
  memory.known = overlay(omit(before, keys), answered);
  memory.pending = memory.pending.filter(
    (pending) => !pending.weak || !keys.some((key) => Object.hasOwn(pending.sent, key)),
  );
  for (const key of keys) {
    memory.unconfirmed.delete(key);
    if (answered[key] !== undefined) memory.unconfirmed.set(key, { ...about, previous: before[key] });
  }
}

/**
 * Which refused request may have written a value that is there now: the one that sent it, else the last that named it. An empty value
 * tells nothing about who wrote it: it is what is left when an attribute gets lost.
 */
export function culprit(
  memory: Memory,
  key: StateKey,
  actual: Json,
): { readonly pending: Pending; readonly exact: boolean } | null {
  const effects = memory.pending.filter(({ about }) => about === null);
  const exact = effects.filter(
    ({ sent }) =>
      Object.hasOwn(sent, key) && JSON.stringify(sent[key]).toLowerCase() === JSON.stringify(actual).toLowerCase(),
  );
  const named = effects.filter(({ sent }) => Object.hasOwn(sent, key));
  const empty = actual === null || actual === '' || (Array.isArray(actual) && actual.length === 0);
  const [pending, sure] = exact.length > 0 ? [exact.at(-1), !empty] : [named.at(-1), false];
  return pending === undefined ? null : { pending, exact: sure };
}
